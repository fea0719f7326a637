"""営業日 of the eight calendars."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.business_days import CALENDARS, ClosedDays, Way
from urakata.core.errors import InputMistake
from urakata.core.tests.conftest import calendar as cached

Calendar = Callable[..., ClosedDays]
SATURDAY, SUNDAY, FRIDAY = date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 20)
ALL = sorted(CALENDARS)
OFFICES = {"national_tax", "local_tax", "gov_office", "local_gov"}


@pytest.mark.parametrize("name", ALL)
def test_every_calendar_closes_sundays_and_holidays(calendar: Calendar, name: str) -> None:
    days = calendar(name)

    assert not days.is_open(SUNDAY)
    assert not days.is_open(date(2026, 11, 23))
    assert days.is_open(FRIDAY)


@pytest.mark.parametrize("name", ALL)
def test_only_the_civil_calendar_is_open_on_saturday(calendar: Calendar, name: str) -> None:
    assert calendar(name).is_open(SATURDAY) == (name == "civil")


@pytest.mark.parametrize("name", ALL)
def test_calendars_differ_around_new_year(calendar: Calendar, name: str) -> None:
    days = calendar(name)

    assert days.is_open(date(2026, 12, 29)) == (name not in OFFICES)
    assert days.is_open(date(2026, 12, 30)) == (name not in OFFICES)
    assert days.is_open(date(2026, 12, 31)) == (name not in OFFICES | {"bank"})
    assert not days.is_open(date(2027, 1, 1))
    assert days.is_open(date(2030, 1, 2)) == (name not in OFFICES | {"bank"})
    assert days.is_open(date(2030, 1, 3)) == (name not in OFFICES | {"bank"})


def test_a_company_closes_its_own_days_once_or_every_year(calendar: Calendar) -> None:
    days = calendar("company", [date(2026, 6, 1), (8, 13)])

    assert [days.is_open(date(year, 6, 1)) for year in (2026, 2027)] == [False, True]
    assert [days.is_open(date(year, 8, 13)) for year in (2026, 2027)] == [False, False]


def test_the_days_a_company_closes_touch_no_other_calendar(calendar: Calendar) -> None:
    assert calendar("bank", [date(2026, 6, 1)]).is_open(date(2026, 6, 1))


@pytest.mark.parametrize(
    ("on", "n", "expected"),
    [
        (date(2026, 11, 10), 5, date(2026, 11, 17)),
        (FRIDAY, 1, date(2026, 11, 24)),  # over a weekend and 勤労感謝の日
        (SUNDAY, 1, date(2026, 11, 24)),
        (SUNDAY, 0, date(2026, 11, 24)),
        (FRIDAY, 0, FRIDAY),
        (SUNDAY, -1, FRIDAY),
        (date(2026, 11, 24), -1, FRIDAY),
    ],
)
def test_adding_counts_open_days_and_never_the_day_itself(calendar: Calendar, on: date, n: int, expected: date) -> None:
    assert calendar("plain").add(on, n) == expected


def test_an_open_day_stays_and_a_closed_day_moves(calendar: Calendar) -> None:
    days = calendar("bank")

    assert days.shift(FRIDAY, Way.NEXT) == days.shift(FRIDAY, Way.PREVIOUS) == FRIDAY
    assert days.shift(SUNDAY, Way.NEXT) == date(2026, 11, 24)
    assert days.shift(SUNDAY, Way.PREVIOUS) == FRIDAY


def test_a_month_has_its_nth_and_last_open_day_and_their_number(calendar: Calendar) -> None:
    days = calendar("bank")

    assert days.nth(2026, 11, 10) == date(2026, 11, 16)
    assert days.last(2026, 12) == date(2026, 12, 30)
    assert days.count(2026, 11) == 19


def test_a_business_day_the_month_does_not_have_is_refused(calendar: Calendar) -> None:
    with pytest.raises(InputMistake) as refused:
        calendar("plain").nth(2026, 11, 20)

    assert refused.value.code == "no_such_business_day"
    assert refused.value.params["count"] == 19


@pytest.mark.parametrize(
    "ask",
    [
        lambda days: days.add(date(2150, 12, 30), 5),
        lambda days: days.add(date(1955, 1, 5), -9),
        lambda days: days.add(date.max, 0),
        lambda days: days.is_open(date.min),
        lambda days: days.shift(date(1955, 1, 1), Way.PREVIOUS),
        lambda days: days.count(2151, 1),
        lambda days: days.last(2026, 13),
        lambda days: days.add(date(2026, 1, 1), 10**30),
    ],
)
def test_what_no_calendar_reaches_is_refused(calendar: Calendar, ask: Callable[[ClosedDays], object]) -> None:
    with pytest.raises(InputMistake) as refused:
        ask(calendar("bank"))

    assert refused.value.code == "out_of_range"


def test_an_unknown_calendar_is_refused_with_the_known_ones(calendar: Calendar) -> None:
    with pytest.raises(InputMistake) as refused:
        calendar("banks")

    assert refused.value.code == "unknown_calendar"
    assert refused.value.params["known"] == tuple(CALENDARS)


days_between = st.dates(date(1960, 1, 1), date(2140, 1, 1))


@given(st.sampled_from(ALL), days_between, st.integers(1, 60))
def test_counting_forward_passes_exactly_that_many_open_days(name: str, on: date, n: int) -> None:
    days = cached(name)

    result = days.add(on, n)

    assert len(days.between(on + timedelta(days=1), result)) == n
    assert days.is_open(result)


@given(st.sampled_from(ALL), days_between, st.integers(1, 60))
def test_counting_back_from_an_open_day_undoes_counting_forward(name: str, on: date, n: int) -> None:
    days = cached(name)
    opened = days.add(on, 0)

    assert days.add(days.add(opened, n), -n) == opened
