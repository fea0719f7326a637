"""めぐってきた義務を覚えておく: the same question is worked out once.

A sweep asks it every minute, and each answer of the first run for seven profiles, of which one is new.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from urakata.core.due import COMPANY, Calendars
from urakata.core.duty import Duties
from urakata.core.duty_count import Count
from urakata.core.duty_days import DutyDays, HouseRule, duty_days
from urakata.core.profile import Profile

KEPT = 64
GROUNDS, MOST = 2, 4000  # of what has happened: for so many grounds at once, so many of each
ON_HOLIDAYS = (COMPANY, "national_tax")  # all the others stand on the same list of holidays


@dataclass(frozen=True, slots=True)
class _Asked:
    """Alike where the answer is; rules and calendars are alike where they are the very same, and so are held."""

    first: date
    last: date
    profile: Profile
    house: frozenset[tuple[str, HouseRule]]
    same: tuple[int, ...]
    duties: Duties = field(compare=False)
    calendar: Calendars = field(compare=False)
    held: tuple[object, ...] = field(compare=False)


def remembered(
    duties: Duties,
    profile: Profile,
    first: date,
    last: date,
    *,
    calendar: Calendars,
    house: Mapping[str, HouseRule],
) -> DutyDays:
    """`core.duty_days`, remembered."""
    held = (*duties.values(), *(calendar(name) for name in ON_HOLIDAYS))
    same = tuple(map(id, held))
    return _days(_Asked(first, last, profile, frozenset(house.items()), same, duties, calendar, held))


@lru_cache(maxsize=KEPT)
def _days(asked: _Asked) -> DutyDays:
    return duty_days(
        asked.duties, asked.profile, asked.first, asked.last, calendar=asked.calendar, house=dict(asked.house)
    )


Counts = tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """そのときの土台: alike where whatever happened counts alike."""

    profile: Profile
    house: frozenset[tuple[str, HouseRule]]
    same: tuple[int, ...]
    held: tuple[object, ...] = field(compare=False)


_grounds: dict[_Standing, dict[tuple[object, ...], Counts]] = {}


def remembered_counts(
    groups: object, duties: Duties, profile: Profile, *, calendar: Calendars, house: Mapping[str, HouseRule]
) -> dict[tuple[object, ...], Counts]:
    """数えた出来事 on this ground, to be looked up and added to; of those before it the last one stays."""
    held = (groups, *duties.values(), *(calendar(name) for name in ON_HOLIDAYS))
    standing = _Standing(profile, frozenset(house.items()), tuple(map(id, held)), held)
    found = _grounds.pop(standing, {})
    for old in list(_grounds)[: 1 - GROUNDS]:
        _grounds.pop(old, None)
    _grounds[standing] = found if len(found) < MOST else {}
    return _grounds[standing]
