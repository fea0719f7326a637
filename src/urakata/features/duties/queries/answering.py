"""答えるたびに並ぶ締切: what six answers make of the coming year, and what each of them added."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from urakata.core.calendar_days import add_days, add_months
from urakata.core.duty import Duties, Group
from urakata.core.duty_days import DutyDays, Falls, HouseRule, duty_days
from urakata.core.holidays import Holidays
from urakata.core.profile import Profile
from urakata.features.company import queries as company
from urakata.features.duties.queries.house import choices, house_rules, known
from urakata.rules.holidays import official

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
MOST_KEPT = 100  # profiles


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
    counted = _Counted(*year_ahead(on), house_rules(choices()))
    standing = replace(profile, **dict.fromkeys(ASKED, None))
    standing = base = _with(standing, profile, "kind")
    gains: dict[str, int | None] = {"kind": len(counted.of(base)) if profile.kind else None}
    for question in list(QUESTIONS)[1:]:
        grown = _with(standing, profile, question)
        gains[question] = len(counted.of(grown)) - len(counted.of(standing)) if grown != standing else None
        standing = grown
    falls, at_first = counted.of(profile), {each.key for each in counted.of(base)}
    earlier = {each.key for each in counted.of(before)} if before else {each.key for each in falls}
    months = _months(counted.first, falls, at_first, earlier)
    groups = Counter(each.duty.group for each in falls).most_common()
    return Growth(len(at_first), gains, months, groups, len(falls) - len(earlier), falls)


def in_the_year(profile: Profile, first: date, last: date) -> DutyDays:
    """並んだ締切 of the company, with what it said of its own."""
    return duty_days(known(), profile, first, last, calendar=company.calendars(), house=house_rules(choices()))


Asked = tuple[Profile, date, date, Holidays, frozenset[tuple[str, HouseRule]]]


class _Counted:
    """数えたもの: who answers the questions in their order asks for one new profile each time; the rest is kept."""

    def __init__(self, first: date, last: date, house: Mapping[str, HouseRule]) -> None:
        self.first, self.last, self.house = first, last, house
        self.calendar, self.rest = company.calendars(), (first, last, official(), frozenset(house.items()))

    def of(self, profile: Profile) -> list[Falls]:
        kept, asked = _kept(known()), (profile, *self.rest)
        if asked not in kept:
            found = duty_days(known(), profile, self.first, self.last, calendar=self.calendar, house=self.house)
            kept[asked] = found.falls
        return kept[asked]


_last: list[tuple[Duties, dict[Asked, list[Falls]]]] = []


def _kept(duties: Duties) -> dict[Asked, list[Falls]]:
    """What was counted by these rules; other rules, or too much of it, and it begins anew."""
    if not _last or _last[0][0] is not duties or len(_last[0][1]) > MOST_KEPT:
        _last[:] = [(duties, {})]
    return _last[0][1]


def _with(standing: Profile, profile: Profile, question: str) -> Profile:
    return replace(standing, **{key: getattr(profile, key) for key in QUESTIONS[question]})


def _months(first: date, falls: Sequence[Falls], at_first: set[str], earlier: set[str]) -> list[MonthColumn]:
    counted: Counter[tuple[date, str]] = Counter()
    for each in falls:
        sort = "base" if each.key in at_first else "added" if each.key in earlier else "fresh"
        counted[each.legal_on.replace(day=1), sort] += 1
    starts = (add_months(first, n) for n in range(MONTHS))
    return [MonthColumn(on, counted[on, "base"], counted[on, "added"], counted[on, "fresh"]) for on in starts]
