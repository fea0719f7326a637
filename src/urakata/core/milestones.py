"""節目: the days on which people reach an age, or years with the company."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from urakata.core.events import Milestone, birthday

Lived = tuple[int, date | None, date | None]  # id, 生年月日, 入社日


@dataclass(frozen=True, slots=True)
class Reached:
    """節目の日: when somebody reaches a milestone."""

    person_id: int
    milestone: Milestone
    on: date


def milestones_between(
    people: Sequence[Lived], milestones: Sequence[Milestone], first: date, last: date
) -> list[Reached]:
    """節目 that fall from `first` to `last`, in the order of their days."""
    found = [
        Reached(person_id, milestone, on)
        for milestone in milestones
        for person_id, birth_on, hired_on in people
        if (start := birth_on if milestone.age else hired_on)
        and (on := _reached(start, milestone, first, last))
        and first <= on <= last
    ]
    return sorted(found, key=lambda each: (each.on, each.person_id))


def _reached(start: date, milestone: Milestone, first: date, last: date) -> date | None:
    """Counted only where the year can be right: a company has thousands of people, and few of them in any year."""
    count = milestone.age or milestone.years
    if not first.year - 1 <= start.year + count <= last.year + 1:
        return None
    return birthday(start, count) - timedelta(days=milestone.minus_days)
