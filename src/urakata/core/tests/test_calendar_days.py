"""暦日: 応当日 and the range."""

from datetime import date

import pytest

from urakata.core.calendar_days import LAST_OF_MONTH, add_days, add_months, day_of_month
from urakata.core.errors import InputMistake


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(on: date, months: int, expected: date) -> None:
    assert add_months(on, months) == expected


def test_the_last_of_the_month_is_its_last_day() -> None:
    assert day_of_month(2028, 2, LAST_OF_MONTH) == date(2028, 2, 29)


@pytest.mark.parametrize("count", [10**9, -(10**9), 10**30])
def test_a_day_beyond_the_calendars_is_refused(count: int) -> None:
    for ask in (add_days, add_months):
        with pytest.raises(InputMistake, match="out_of_range"):
            ask(date(2026, 1, 1), count)
