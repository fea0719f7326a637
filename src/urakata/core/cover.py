"""代わり: who is away on a day, and who is asked meanwhile; worked out at reading, never written down.

A day away is a whole day of an absence, or an open day on which the person does not work. Half a day counts as away
only for what is due by that day (`urgent`): the rest can wait for the other half.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)
LONGEST_CLOSING = 30  # closed days in a row that an absence may stand on both sides of
FURTHEST = 800  # days looked ahead: whoever works on closed days alone is never back


class Half(StrEnum):
    """半日: empty means the whole day."""

    WHOLE = ""
    MORNING = "am"
    AFTERNOON = "pm"


@dataclass(frozen=True, slots=True)
class Stretch:
    """不在: from a day to a day, both of them away; `half` holds for each of them."""

    first: date
    last: date
    half: str = Half.WHOLE

    def holds(self, on: date) -> bool:
        return self.first <= on <= self.last

    def crosses(self, other: "Stretch") -> bool:
        """Whether both speak of the same hours; a morning and an afternoon do not."""
        meet = self.first <= other.last and other.first <= self.last
        return meet and (Half.WHOLE in {self.half, other.half} or self.half == other.half)


@dataclass(frozen=True, slots=True)
class Away:
    """いない: until the end of which day, and whether for half of it."""

    until: date
    half: str = Half.WHOLE


@dataclass(frozen=True, slots=True)
class Presence:
    """いる日: absences by person, and on which weekdays those work who do not work on all; Monday is 0."""

    stretches: Mapping[int, Collection[Stretch]]
    weekdays: Mapping[int, frozenset[int]]
    is_open: Callable[[date], bool]

    def away(self, on: date) -> dict[int, Away]:
        """いない人 of that day."""
        known = self.stretches.keys() | self.weekdays.keys()
        return {person: away for person in sorted(known) if (away := self.away_on(person, on))}

    def away_on(self, person: int, on: date) -> Away | None:
        if self._is_whole(person, on):
            return Away(self._last_away(person, on))
        half = next(iter(self._halves(person, on)), None)
        return None if half is None else Away(on, half)

    def _halves(self, person: int, on: date) -> set[str]:
        return {stretch.half for stretch in self.stretches.get(person, ()) if stretch.holds(on)}

    def _is_whole(self, person: int, on: date) -> bool:
        """A morning and an afternoon are a day."""
        halves = self._halves(person, on)
        if Half.WHOLE in halves or len(halves) > 1:
            return True
        works = self.weekdays.get(person)
        return works is not None and on.weekday() not in works and self.is_open(on)

    def _last_away(self, person: int, on: date) -> date:
        """Over closed days to the last day before an open one at work."""
        until, day = on, on + DAY
        while (day - until).days <= LONGEST_CLOSING and (day - on).days <= FURTHEST:
            if self._is_whole(person, day):
                until = day
            elif self.is_open(day):
                break
            day += DAY
        return until


def is_away(person: int | None, away: Mapping[int, Away], *, urgent: bool) -> bool:
    """Whether work in this person's hands needs another today."""
    found = away.get(person) if person is not None else None
    return found is not None and (urgent or found.half == Half.WHOLE)


@dataclass(frozen=True, slots=True)
class StandIn:
    """代わりの人; `place` counts from 1 in the 代わりの順 and is 0 for the one in charge of the run."""

    person: int
    place: int


def stand_in(
    order: Iterable[int],
    *,
    in_charge: int | None = None,
    able: Collection[int],
    away: Mapping[int, Away],
    barred: Collection[int] = (),
    urgent: bool = False,
) -> StandIn | None:
    """だれに頼むか: the first of the order who is here, able (`clearance`, 封) and not barred, else the one in charge.

    None: nobody is named who could; then it is for anybody of the department.
    """
    named = [StandIn(person, place) for place, person in enumerate(order, start=1)]
    asked = [*named, *([StandIn(in_charge, 0)] if in_charge is not None else [])]

    def may(person: int) -> bool:
        return person in able and person not in barred and not is_away(person, away, urgent=urgent)

    return next((each for each in asked if may(each.person)), None)
