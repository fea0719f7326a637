"""動く日: two calendars, and what falls on other days between them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.business_days import ClosedDay, ClosedDays
from urakata.core.moved import moved
from urakata.core.recurrence import Cadence, Closed, CompanyDays, Every
from urakata.core.tests.conftest import calendar as cached

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
DECEMBER = date(2026, 12, 1), date(2026, 12, 31)


def with_closed(*own: ClosedDay):
    def by_name(name: str) -> ClosedDays:
        return cached(name, frozenset(own) if name == "company" else frozenset())

    return by_name


def days(cadence: Cadence, first: date, last: date, *own: ClosedDay) -> list[tuple[date | None, date | None]]:
    found = moved(cadence, first, last, company=CompanyDays(payday=25), before=cached, after=with_closed(*own))
    return [(was and was.on, now and now.on) for was, now in found]


@pytest.mark.parametrize(
    ("closed", "now"),
    [(Closed.EARLIER, date(2026, 11, 18)), (Closed.LATER, date(2026, 11, 20)), (Closed.SKIP, None)],
)
def test_an_occurrence_on_the_new_closed_day_moves_as_its_cadence_says(closed: Closed, now: date | None) -> None:
    cadence = Cadence(Every.MONTH, day=19, closed=closed)

    assert days(cadence, *NOVEMBER, date(2026, 11, 19)) == [(date(2026, 11, 19), now)]


def test_what_lies_as_it_is_does_not_move() -> None:
    assert days(Cadence(Every.MONTH, day=19, closed=Closed.AS_IS), *NOVEMBER, date(2026, 11, 19)) == []


def test_counted_business_days_after_a_closed_day_move_one_further() -> None:
    fifth = Cadence(Every.MONTH, business_day=5)

    assert days(fifth, *DECEMBER, date(2026, 12, 2)) == [(date(2026, 12, 7), date(2026, 12, 8))]


def test_what_moves_over_the_edge_of_the_days_asked_for_is_told() -> None:
    first_of_month = Cadence(Every.MONTH, day=1, closed=Closed.EARLIER)

    assert days(first_of_month, *DECEMBER, date(2026, 12, 1)) == [(date(2026, 12, 1), date(2026, 11, 30))]


def test_a_day_that_is_open_again_brings_back_what_was_skipped() -> None:
    cadence = Cadence(Every.MONTH, day=19, closed=Closed.SKIP)
    closed = with_closed(date(2026, 11, 19))

    (pair,) = moved(cadence, *NOVEMBER, company=CompanyDays(), before=closed, after=cached)

    assert (pair[0], pair[1] and pair[1].on) == (None, date(2026, 11, 19))


cadences = st.builds(
    lambda words, every: Cadence(every, **words),
    st.sampled_from([{"day": 10}, {"weekday": 2}, {"business_day": 3}, {"last_business_day": True}]),
    st.sampled_from([Every.WEEK, Every.MONTH, Every.QUARTER]),
)


@settings(max_examples=30, deadline=None)
@given(cadences, st.sampled_from([date(2026, 11, day) for day in (4, 10, 11, 20, 30)]))
def test_the_same_calendars_move_nothing_and_the_way_back_is_the_way_there(cadence: Cadence, on: date) -> None:
    closed = with_closed(on)
    there = moved(cadence, *NOVEMBER, company=CompanyDays(), before=cached, after=closed)
    back = moved(cadence, *NOVEMBER, company=CompanyDays(), before=closed, after=cached)

    assert moved(cadence, *NOVEMBER, company=CompanyDays(), before=closed, after=closed) == []
    assert {(now, was) for was, now in there} == set(back)
