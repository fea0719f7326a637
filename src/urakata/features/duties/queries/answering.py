"""答えるたびに並ぶ締切: what six answers make of the coming year, and what each of them added."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from urakata.core.calendar_days import add_days, add_months
from urakata.core.duty import Group
from urakata.core.duty_days import DutyDays, Falls
from urakata.core.profile import Profile
from urakata.features.company import queries as company
from urakata.features.duties.queries.house import choices, house_rules, known
from urakata.features.duties.queries.remembering import remembered

QUESTIONS: dict[str, tuple[str, ...]] = {  # 六つの問い, each with the keys of 会社のこと that it answers
    "kind": ("kind",),
    "people": ("employees", "withholding_tax", "resident_tax"),
    "year_end": ("fiscal_year_end",),
    "pay": ("closing_day", "payday", "payday_month"),
    "bonuses": ("bonuses",),
    "industries": ("industries",),
}
ASKED = tuple(key for keys in QUESTIONS.values() for key in keys)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """月の柱: how many fall due: there before any answer, added by answers, and added by the last one."""

    first: date
    base: int
    added: int
    fresh: int

    @property
    def count(self) -> int:
        return self.base + self.added + self.fresh


@dataclass(frozen=True, slots=True)
class Growth:
    """増え方: the year ahead as the answers stand; `gains` has None for a question that is あとで."""

    base: int
    gains: Mapping[str, int | None]
    months: Sequence[MonthColumn]
    groups: Sequence[tuple[Group, int]]
    fresh: int  # how many the last answer added (or took away)
    falls: Sequence[Falls]

    @property
    def count(self) -> int:
        return len(self.falls)

    @property
    def stayed(self) -> int:
        return sum(month.base for month in self.months)

    @property
    def added(self) -> int:
        return sum(month.added for month in self.months)

    @property
    def came(self) -> int:
        return sum(month.fresh for month in self.months)

    @property
    def busiest(self) -> list[MonthColumn]:
        most = max(month.count for month in self.months)
        return [month for month in self.months if month.count == most] if most else []


def year_ahead(on: date) -> tuple[date, date]:
    """一年先まで: twelve whole months, from the next one on."""
    first = add_months(on.replace(day=1), 1)
    return first, add_days(add_months(first, MONTHS), -1)


def growth(profile: Profile, on: date, *, before: Profile | None = None) -> Growth:
    """増え方; `before` is how the answers stood until the last one."""
    first, last = year_ahead(on)
    counted = partial(
        remembered, known(), first=first, last=last, calendar=company.calendars(), house=house_rules(choices())
    )
    standing = replace(profile, **dict.fromkeys(ASKED, None))
    standing = base = _with(standing, profile, "kind")
    gains: dict[str, int | None] = {"kind": len(counted(base).falls) if profile.kind else None}
    for question in list(QUESTIONS)[1:]:
        grown = _with(standing, profile, question)
        gains[question] = len(counted(grown).falls) - len(counted(standing).falls) if grown != standing else None
        standing = grown
    falls, at_first = counted(profile).falls, {each.key for each in counted(base).falls}
    earlier = {each.key for each in counted(before).falls} if before else {each.key for each in falls}
    months = _months(first, falls, at_first, earlier)
    groups = Counter(each.duty.group for each in falls).most_common()
    return Growth(len(at_first), gains, months, groups, len(falls) - len(earlier), falls)


def in_the_year(profile: Profile, first: date, last: date) -> DutyDays:
    """並んだ締切 of the company, with what it said of its own."""
    return remembered(known(), profile, first, last, calendar=company.calendars(), house=house_rules(choices()))


def _with(standing: Profile, profile: Profile, question: str) -> Profile:
    return replace(standing, **{key: getattr(profile, key) for key in QUESTIONS[question]})


def _months(first: date, falls: Sequence[Falls], at_first: set[str], earlier: set[str]) -> list[MonthColumn]:
    counted: Counter[tuple[date, str]] = Counter()
    for each in falls:
        sort = "base" if each.key in at_first else "added" if each.key in earlier else "fresh"
        counted[each.legal_on.replace(day=1), sort] += 1
    starts = (add_months(first, n) for n in range(MONTHS))
    return [MonthColumn(on, counted[on, "base"], counted[on, "added"], counted[on, "fresh"]) for on in starts]
