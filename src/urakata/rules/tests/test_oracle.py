"""営業日 held against two independent libraries (development only), every day from 2000 to 2030.

There is no difference to explain: both libraries and the calendars here agree on every day.
"""

from collections.abc import Callable
from datetime import date, timedelta

import holidays
import jpholiday
import pytest

from urakata.core.business_days import Way
from urakata.core.holidays import by_law
from urakata.rules.calendars import calendar

FIRST, LAST = date(2000, 1, 1), date(2030, 12, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
BANK_CLOSES = {(12, 31), (1, 2), (1, 3)}

BY_HOLIDAYS = frozenset(holidays.country_holidays("JP", years=range(FIRST.year, LAST.year + 1)))
BY_JPHOLIDAY = frozenset(day for day, _ in jpholiday.between(FIRST, LAST))
LIBRARIES = pytest.mark.parametrize("listed", [BY_HOLIDAYS, BY_JPHOLIDAY], ids=["holidays", "jpholiday"])


def plain(day: date, listed: frozenset[date]) -> bool:
    return day.weekday() < 5 and day not in listed


def bank(day: date, listed: frozenset[date]) -> bool:
    return plain(day, listed) and (day.month, day.day) not in BANK_CLOSES


CALENDARS = pytest.mark.parametrize("is_open", [plain, bank], ids=["plain", "bank"])
Rule = Callable[[date, frozenset[date]], bool]


@LIBRARIES
@CALENDARS
def test_every_day_is_open_or_closed_as_the_library_says(is_open: Rule, listed: frozenset[date]) -> None:
    days = calendar(is_open.__name__)

    assert [day for day in DAYS if days.is_open(day) != is_open(day, listed)] == []


@LIBRARIES
@CALENDARS
def test_counting_one_by_one_through_the_library_gives_the_same_days(is_open: Rule, listed: frozenset[date]) -> None:
    days = calendar(is_open.__name__)
    opened = [day for day in DAYS if is_open(day, listed)]

    for place, day in enumerate(opened[5:-5], start=5):
        assert days.add(day, 5) == opened[place + 5]
        assert days.add(day, -5) == opened[place - 5]
        assert days.shift(day + timedelta(days=1), Way.NEXT) == opened[place + 1]
        assert days.shift(day - timedelta(days=1), Way.PREVIOUS) == opened[place - 1]


def test_years_beyond_the_official_list_are_those_of_both_libraries() -> None:
    for year in range(2028, 2070):
        assert set(by_law(year)) == set(holidays.country_holidays("JP", years=year))
        assert set(by_law(year)) == {day for day, _ in jpholiday.year_holidays(year)}
