"""暦日: days and months as the wall calendar counts them, inside the range that every calendar here knows."""

from calendar import monthrange
from datetime import date, timedelta

from urakata.core.errors import InputMistake

FIRST_DAY, LAST_DAY = date(1955, 1, 1), date(2150, 12, 31)

MonthDay = tuple[int, int]
LAST_OF_MONTH = -1

ONE_DAY = timedelta(days=1)


def out_of_range() -> InputMistake:
    """The refusal for a day that no calendar reaches."""
    return InputMistake("out_of_range", {"first": FIRST_DAY, "last": LAST_DAY})


def known(on: date) -> date:
    """The day itself, where the calendars reach it; else InputMistake `out_of_range`."""
    if not FIRST_DAY <= on <= LAST_DAY:
        raise out_of_range()
    return on


def day_of_month(year: int, month: int, day: int) -> date:
    """応当日: that day of the month, the last one where the month is shorter or `day` is LAST_OF_MONTH."""
    if not (FIRST_DAY.year <= year <= LAST_DAY.year and 1 <= month <= 12):
        raise out_of_range()
    length = monthrange(year, month)[1]
    return date(year, month, length if day == LAST_OF_MONTH else min(day, length))


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """月初と月末."""
    return day_of_month(year, month, 1), day_of_month(year, month, LAST_OF_MONTH)


def add_days(on: date, days: int) -> date:
    """n日後, n日前 where negative."""
    if abs(days) > (LAST_DAY - FIRST_DAY).days:
        raise out_of_range()
    return known(known(on) + timedelta(days=days))


def add_months(on: date, months: int) -> date:
    """nか月後の応当日; no such day → the last day of that month (民法143条2項ただし書)."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return day_of_month(year, month + 1, on.day)
