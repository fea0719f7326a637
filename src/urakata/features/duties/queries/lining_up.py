"""並んだ締切: each duty once, with its next day and how it is counted; what is off, what has no day, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from urakata.core.duty import Duty, Group, current
from urakata.core.duty_days import DutyDays, Falls, Off, Undated, WithoutDay
from urakata.core.duty_standing import Use, deciding_keys, use_of
from urakata.core.profile import Profile
from urakata.features.company import queries as company
from urakata.features.duties.models import Choice
from urakata.features.duties.queries.answering import in_the_year, year_ahead
from urakata.features.duties.queries.house import choices, known
from urakata.rules.duty_list import named, why_off, why_undated
from urakata.rules.duty_short import counting, moving

ASKED_EVERY_YEAR = frozenset({"agreement_expiry", "shareholders_meeting"})  # events whose day comes round each year
ORDER = {group: place for place, group in enumerate(Group)}


@dataclass(frozen=True, slots=True)
class Lined:
    """並んだ一行: a duty, how often it falls due in the year ahead, and its next day; off ones have neither."""

    duty: Duty
    count: int = 0
    next_on: date | None = None
    how: str = ""
    moved: str = ""
    choice: Choice | None = None
    unsure: str = ""  # what of 会社のこと decides whether it applies, while that is not known

    @property
    def is_off(self) -> bool:
        return self.choice is not None and self.choice.is_off

    @property
    def variants(self) -> tuple[str, ...]:
        return tuple(self.duty.due.variants)


@dataclass(frozen=True, slots=True)
class LinedGroup:
    """まとまり."""

    group: Group
    rows: list[Lined]

    @property
    def count(self) -> int:
        return sum(row.count for row in self.rows)


@dataclass(frozen=True, slots=True)
class Untold:
    """日の決まっていない一行, and what would tell the day: `last_on`, `anchor`, or nothing that can be typed here."""

    duty: Duty
    why: str
    tells: str = ""
    choice: Choice | None = None

    @property
    def uses(self) -> list[str]:
        """用途, where the interval depends on it."""
        intervals = self.duty.due.intervals
        return [each.use for each in intervals] if len(intervals) > 1 else []


@dataclass(frozen=True, slots=True)
class LinedUp:
    """並んだ締切."""

    groups: list[LinedGroup]
    untold: list[Untold]
    ruled_out: list[tuple[Duty, str]]

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def lined_up(on: date) -> LinedUp:
    """並んだ締切 of this company as seen on a day; nothing before there is a company."""
    profile, said = company.profile(), choices()
    if profile is None:
        return LinedUp([], [], [])
    first, last = year_ahead(on)
    found = in_the_year(profile, on, last)
    rows = [_row(falls, first, said, profile) for falls in _by_duty(found.falls)]
    rows += [Lined(off.duty, choice=said.get(off.duty.id)) for off in found.off if off.is_choice]
    return LinedUp(_grouped(rows), _untold(found, said, on), _ruled_out(found.off, profile))


def lined(duty: str, on: date) -> tuple[Lined | None, LinedUp]:
    """一行, and all it stands among."""
    all_of_them = lined_up(on)
    rows = (row for group in all_of_them.groups for row in group.rows)
    return next((row for row in rows if row.duty.id == duty), None), all_of_them


def _by_duty(falls: Iterable[Falls]) -> Iterable[list[Falls]]:
    in_order = sorted(falls, key=lambda each: (each.duty.id, each.act_by))
    return (list(found) for _id, found in groupby(in_order, key=lambda each: each.duty.id))


def _row(falls: list[Falls], first: date, said: dict[str, Choice], profile: Profile) -> Lined:
    """The days are those to act by; counted is what lies in the year ahead."""
    coming = falls[0]
    duty = coming.duty
    return Lined(
        duty,
        count=sum(each.legal_on >= first for each in falls),
        next_on=coming.act_by,
        how=counting(coming.days),
        moved=moving(duty, coming.days),
        choice=said.get(duty.id),
        unsure=_undecided(duty, profile),
    )


def _undecided(duty: Duty, profile: Profile) -> str:
    use = use_of(duty, profile, is_off=False)
    return named(deciding_keys(duty, profile, use)) if use is Use.NOT_SURE else ""


def _grouped(rows: list[Lined]) -> list[LinedGroup]:
    rows.sort(key=lambda row: (ORDER[row.duty.group], row.is_off, row.next_on or date.max, row.duty.id))
    return [LinedGroup(group, list(found)) for group, found in groupby(rows, key=lambda row: row.duty.group)]


def _untold(found: DutyDays, said: dict[str, Choice], on: date) -> list[Untold]:
    shown = [_without_day(each, said) for each in found.undated]
    standing = {each.duty.id for each in found.falls} | {each.duty.id for each in found.undated}
    standing |= {each.duty.id for each in found.off}
    waiting = (current(versions, on) for id, versions in known().items() if id not in standing)
    yearly = [duty for duty in waiting if duty.trigger.event in ASKED_EVERY_YEAR]
    asked = [Untold(duty, duty.due.wording, "anchor", said.get(duty.id)) for duty in yearly]
    return [*asked, *shown]


def _without_day(each: WithoutDay, said: dict[str, Choice]) -> Untold:
    tells = "last_on" if each.why is Undated.LAST_TIME_UNKNOWN else ""
    return Untold(each.duty, why_undated(each), tells, said.get(each.duty.id))


def _ruled_out(off: Iterable[Off], profile: Profile) -> list[tuple[Duty, str]]:
    return [(each.duty, why_off(each, profile)) for each in off if not each.is_choice]


def asked_together(duty: Duty) -> list[str]:
    """同じ日からめぐる義務: those of the same yearly event, told at once."""
    event = duty.trigger.event
    if event not in ASKED_EVERY_YEAR:
        return [duty.id]
    return [id for id, versions in known().items() if versions[-1].trigger.event == event]
