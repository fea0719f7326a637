"""期間: spans of days, weeks, months and years as the Civil Code counts them (民法140–143条).

国税通則法10条1項 says the same for taxes; 健康保険法194条 and others apply the Civil Code's articles.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from urakata.core.calendar_days import add_days, add_months, day_of_month

DAYS_OF_WEEK = 7
MONTHS_OF_YEAR = 12


class Unit(StrEnum):
    """単位 of a period."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Span:
    """期間: its first and its last day, both inside."""

    first: date
    last: date


def period(on: date, n: int, unit: Unit, *, inclusive: bool = False) -> Span:
    """n日・週・か月・年の期間 that begins with `on`: the day itself is not counted (初日不算入, 140条).

    `inclusive`: it is (「から起算して」, or the period begins at 0:00). Weeks, months and years follow the calendar and
    end with the day before the 応当日, months without one with their last day (143条2項).
    Raises InputMistake `out_of_range`.
    """
    first = on if inclusive else add_days(on, 1)
    return Span(first, _end(first, n, unit))


def period_before(on: date, n: int, unit: Unit, *, inclusive: bool = False, clear: bool = False) -> Span:
    """「○日前」: the n-th day back from `on`, and the day before `on`.

    `clear`: n full days lie between, so the first day is the last one on which to act (中n日, as 会社法299条 counts).
    `inclusive`: `on` itself is the first of the n days (産前42日). Months go back to the 応当日, the shorter month's
    last day where it has none, which is the earlier reading.
    """
    last = on if inclusive else add_days(on, -1)
    first = _back(add_days(last, 1), n, unit)
    return Span(add_days(first, -1) if clear else first, last)


def reached_on(birth_on: date, age: int) -> date:
    """年齢に達する日: the day before the birthday (年齢計算ニ関スル法律・民法143条2項)."""
    return _end(birth_on, age, Unit.YEARS)


def _end(first: date, n: int, unit: Unit) -> date:
    """The last day of n units that begin with `first`."""
    if unit in {Unit.DAYS, Unit.WEEKS}:
        return add_days(first, _days(n, unit) - 1)
    same = add_months(first, _months(n, unit))
    return add_days(same, -1) if same.day == first.day else same  # no 応当日: the last day of that month


def _back(after: date, n: int, unit: Unit) -> date:
    """The first of n units that end on the day before `after`."""
    if unit in {Unit.DAYS, Unit.WEEKS}:
        return add_days(after, -_days(n, unit))
    return add_months(after, -_months(n, unit))


def _days(n: int, unit: Unit) -> int:
    return n * DAYS_OF_WEEK if unit is Unit.WEEKS else n


def _months(n: int, unit: Unit) -> int:
    return n * MONTHS_OF_YEAR if unit is Unit.YEARS else n


def end_of_month(on: date) -> date:
    """その月の末日."""
    return day_of_month(on.year, on.month, -1)
