"""節目: an age is reached the day before the birthday; thousands of people take no time."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.events import Milestone
from urakata.core.milestones import milestones_between
from urakata.core.periods import reached_on

AT_65, AT_75, AFTER_10 = Milestone("65", age=65, minus_days=1), Milestone("75", age=75), Milestone("10年", years=10)
ALL = (AT_65, AT_75, AFTER_10)


@pytest.mark.parametrize(
    ("birth_on", "milestone", "on"),
    [
        (date(1961, 12, 1), AT_65, date(2026, 11, 30)),
        (date(1962, 1, 1), AT_65, date(2026, 12, 31)),
        (date(1951, 12, 1), AT_75, date(2026, 12, 1)),
        (date(1952, 2, 29), AT_75, date(2027, 3, 1)),
    ],
)
def test_the_day_of_an_age(birth_on, milestone, on):
    found = milestones_between([(1, birth_on, None)], ALL, date(2026, 11, 17), date(2027, 11, 16))

    assert [(each.milestone, each.on) for each in found] == [(milestone, on)]


def test_years_with_the_company_are_counted_from_the_first_day():
    found = milestones_between([(7, None, date(2017, 4, 1))], ALL, date(2027, 4, 1), date(2027, 4, 1))

    assert [(each.person_id, each.milestone, each.on) for each in found] == [(7, AFTER_10, date(2027, 4, 1))]


def test_whose_days_are_not_known_reaches_nothing():
    assert milestones_between([(1, None, None)], ALL, date(1960, 1, 1), date(2090, 1, 1)) == []


lived = st.lists(
    st.tuples(st.integers(1, 99), st.dates(date(1930, 1, 1), date(2010, 1, 1)), st.none()), max_size=8, unique=True
)


@settings(max_examples=60, deadline=None)
@given(lived, st.integers(1990, 2085))
def test_a_year_is_the_union_of_its_days_by_the_law_of_ages(people, year):
    first, last = date(year, 1, 1), date(year, 12, 31)
    halves = [(first, date(year, 6, 30)), (date(year, 7, 1), last)]

    whole = milestones_between(people, (AT_65,), first, last)

    assert whole == [each for half in halves for each in milestones_between(people, (AT_65,), *half)]
    asked = {(id, reached_on(born, 65)) for id, born, _ in people}
    assert {(each.person_id, each.on) for each in whole} == {pair for pair in asked if pair[1].year == year}
