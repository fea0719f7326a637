"""こよみに流す: with whose eyes a feed looks, when it reminds, and what stands against making one.

What leaves the house goes on to the makers of calendars, so a title behind a 機密区分 or a 封 never does.
"""

from calendar import monthrange
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from urakata.core.viewer import RoleName, Viewer

DAYS_BACK, DAYS_AHEAD = 90, 400
MOST_OPEN = 10  # of one person
MOST_DAYS_BEFORE = 30
MONTHS_WRITTEN = 12  # after the present one, where nothing else is asked
MOST_DAYS_WRITTEN = 366 * 3
MORNING = timedelta(hours=8, minutes=30)
A_DAY = timedelta(days=1)
NOBODY = 0  # no person: to a query None would mean "whatever is in nobody's hands"


class Kind(StrEnum):
    """何を流すか."""

    OWN = "own"
    TEAM = "team"


class Remind(StrEnum):
    """いつ知らせるか, at 8:30."""

    NONE = "none"
    MORNING = "morning"
    BUSINESS_DAY = "business_day"
    DAYS = "days"


class Problem(StrEnum):
    """流せないわけ: worded in features/plan/wording.py."""

    NOT_YOURS = "feed_not_yours"
    TOO_MANY = "feed_too_many"
    IS_OVER = "feed_is_over"
    PERSONAL_NUMBER = "feed_personal_number"
    DAYS_TURNED_ROUND = "days_turned_round"
    TOO_MANY_DAYS = "too_many_days"


@dataclass(frozen=True, slots=True)
class Eyes:
    """見る目: what is shown by its title, and what only by its day; both are `Viewer` of the day of reading."""

    open: Viewer
    veiled: Viewer | None = None


def may(kind: Kind, viewer: Viewer) -> bool:
    """流してよい人, asked when it is made and at every reading."""
    if kind is Kind.TEAM:
        return viewer.has(RoleName.LEAD, RoleName.OFFICE)
    return viewer.person_id is not None and not viewer.is_outside


def eyes(kind: Kind, viewer: Viewer, seals: Set[int], *, with_veiled: bool = False) -> Eyes:
    """Titles: without any 機密区分, with every 封 (`seals`, all that are shut today) shut. `with_veiled` adds the days
    of what the person's own 機密区分 show. A team feed has its maker's departments, and nobody's own work.
    """
    sealed = replace(viewer, shut_seals=frozenset(seals))
    bare = replace(sealed, clearances=frozenset())
    if kind is Kind.TEAM:
        return Eyes(replace(bare, person_id=NOBODY, roles=viewer.roles & {RoleName.LEAD, RoleName.OFFICE}))
    return Eyes(bare, sealed if with_veiled else None)


def window(on: date) -> tuple[date, date]:
    """流す日々: first and last."""
    return on - timedelta(days=DAYS_BACK), on + timedelta(days=DAYS_AHEAD)


def written(on: date, first: date | None = None, last: date | None = None) -> tuple[date, date]:
    """書き出す日々: as asked; else from the first of this month, or from `first` on, for this month and twelve more."""
    began = first or on.replace(day=1)
    year, month = divmod(began.year * 12 + began.month - 1 + MONTHS_WRITTEN, 12)
    return began, last or date(year, month + 1, monthrange(year, month + 1)[1])


def written_problems(first: date, last: date) -> list[Problem]:
    """Why not these days."""
    if last < first:
        return [Problem.DAYS_TURNED_ROUND]
    return [Problem.TOO_MANY_DAYS] if (last - first).days > MOST_DAYS_WRITTEN else []


def alarm(remind: Remind, days: int, on: date, day_before: Callable[[date], date]) -> timedelta | None:
    """知らせ, from the midnight with which `on` begins; `day_before` answers the business day before a day."""
    match remind:
        case Remind.NONE:
            return None
        case Remind.MORNING:
            return MORNING
        case Remind.BUSINESS_DAY:
            return MORNING - (on - day_before(on))
        case Remind.DAYS:
            return MORNING - days * A_DAY
