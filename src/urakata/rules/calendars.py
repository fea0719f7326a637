"""暦: the eight calendars on the official holidays, each built once."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from urakata.core.business_days import ClosedDay, ClosedDays
from urakata.core.business_days import closed_days as _closed_days
from urakata.core.holidays import Holidays
from urakata.rules.holidays import official

Calendars = Callable[[str], ClosedDays]


def calendar(name: str, *, closed_days: Iterable[ClosedDay] = (), holidays: Holidays | None = None) -> ClosedDays:
    """暦 by its name; `closed_days` of the profile close `company` only.

    Raises InputMistake `unknown_calendar`. `holidays` stands for a newer list that an installation imported.
    """
    own = frozenset(closed_days) if name == "company" else frozenset()
    return _built(name, own, holidays or official())


def calendars(closed_days: Iterable[ClosedDay] = (), holidays: Holidays | None = None) -> Calendars:
    """すべての暦 of one company: the function from name to calendar that recurrence and back-planning ask."""
    return partial(calendar, closed_days=frozenset(closed_days), holidays=holidays)


@lru_cache(maxsize=64)
def _built(name: str, own: frozenset[ClosedDay], holidays: Holidays) -> ClosedDays:
    return _closed_days(name, holidays, own)
