"""期間 of 民法140–143条."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.errors import InputMistake
from urakata.core.periods import Span, Unit, period, period_before, reached_on

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
UNITS = st.sampled_from(Unit)


@pytest.mark.parametrize(
    ("on", "n", "unit", "inclusive", "first", "last"),
    [
        ("2026-07-10", 5, "days", False, "2026-07-11", "2026-07-15"),  # 賞与支払届
        ("2026-04-01", 5, "days", True, "2026-04-01", "2026-04-05"),  # 喪失日を1日目に
        ("2026-08-05", 56, "days", False, "2026-08-06", "2026-09-30"),  # 産後56日
        ("2026-10-01", 8, "weeks", True, "2026-10-01", "2026-11-25"),
        ("2026-03-31", 2, "months", False, "2026-04-01", "2026-05-31"),  # 月の初めから: 暦どおりの月末
        ("2026-05-10", 1, "months", False, "2026-05-11", "2026-06-10"),
        ("2026-01-30", 1, "months", False, "2026-01-31", "2026-02-28"),  # 応当日がない: その月の末日
        ("2028-01-30", 1, "months", False, "2028-01-31", "2028-02-29"),
        ("2026-07-10", 4, "months", True, "2026-07-10", "2026-11-09"),
        ("2026-10-01", 12, "months", True, "2026-10-01", "2027-09-30"),
        ("2024-02-29", 1, "years", True, "2024-02-29", "2025-02-28"),
        ("2026-04-01", 2, "years", False, "2026-04-02", "2028-04-01"),
    ],
)
def test_a_period_is_counted_as_the_civil_code_counts(on, n, unit, inclusive, first, last):
    found = period(date.fromisoformat(on), n, Unit(unit), inclusive=inclusive)

    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    ("on", "n", "unit", "how", "first", "last"),
    [
        ("2026-06-25", 2, "weeks", {"clear": True}, "2026-06-10", "2026-06-24"),  # 会社法299条: 中14日
        ("2018-08-15", 1, "weeks", {"clear": True}, "2018-08-07", "2018-08-14"),
        ("2026-08-01", 42, "days", {"inclusive": True}, "2026-06-21", "2026-08-01"),  # 産前42日
        ("2024-01-01", 15, "days", {}, "2023-12-17", "2023-12-31"),
        ("2027-04-01", 1, "days", {}, "2027-03-31", "2027-03-31"),
        ("2026-03-31", 1, "months", {}, "2026-02-28", "2026-03-30"),
        ("2026-12-31", 30, "days", {"clear": True}, "2026-11-30", "2026-12-30"),  # 解雇の予告
    ],
)
def test_days_before_an_event_are_counted_back(on, n, unit, how, first, last):
    found = period_before(date.fromisoformat(on), n, Unit(unit), **how)

    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    ("birth_on", "age", "reached"),
    [
        (date(1956, 12, 1), 70, date(2026, 11, 30)),
        (date(1961, 1, 1), 65, date(2025, 12, 31)),
        (date(2004, 2, 29), 20, date(2024, 2, 28)),
        (date(2004, 2, 29), 21, date(2025, 2, 28)),
    ],
)
def test_an_age_is_reached_on_the_day_before_the_birthday(birth_on, age, reached):
    assert reached_on(birth_on, age) == reached


@given(DAYS, st.integers(1, 400))
def test_a_period_of_days_has_so_many_days(on, n):
    found = period(on, n, Unit.DAYS)

    assert (found.last - found.first).days + 1 == n
    assert period(on, n, Unit.DAYS, inclusive=True) == Span(on, found.last - timedelta(days=1))


@given(DAYS, st.integers(1, 60), UNITS)
def test_counting_the_first_day_never_ends_later(on, n, unit):
    assert period(on, n, unit, inclusive=True).last <= period(on, n, unit).last


@given(DAYS, st.integers(1, 60), UNITS)
def test_a_later_start_never_ends_earlier(on, n, unit):
    assert period(on, n, unit).last <= period(on + timedelta(days=1), n, unit).last


@given(DAYS, st.integers(1, 40), UNITS)
def test_clear_days_move_the_day_to_act_by_one_day_earlier(on, n, unit):
    clear, plain = period_before(on, n, unit, clear=True), period_before(on, n, unit)

    assert (plain.first - clear.first).days == 1
    assert plain.last == clear.last == on - timedelta(days=1)


def test_a_period_beyond_the_calendars_is_refused():
    with pytest.raises(InputMistake):
        period(date(2099, 1, 1), 100, Unit.YEARS)
