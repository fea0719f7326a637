"""What may be shared, by whom, and until when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.sharing import MOST_DAYS, Facts, Problem, may_share, problems, until_problems
from urakata.core.viewer import Viewer, operator

ON = date(2026, 11, 17)
OFFICE = Viewer(1, roles=frozenset({"office"}), on=ON)
FINE = Facts(until=ON, run_open=True, sealed=False, is_outside=True, keeper_may=True, steps=1)


def test_nothing_stands_against_a_step_for_somebody_outside_with_a_keeper_and_a_day():
    assert problems(OFFICE, FINE) == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"sealed": True}, Problem.SEALED),
        ({"run_open": False}, Problem.RUN_CLOSED),
        ({"is_outside": False}, Problem.NOT_OUTSIDE),
        ({"keeper_may": False}, Problem.KEEPER_CANNOT),
        ({"steps": 0}, Problem.NO_STEPS),
        ({"given_already": True}, Problem.GIVEN_ALREADY),
        ({"is_of_this_run": False}, Problem.NOT_OF_THIS_RUN),
        ({"until": ON - timedelta(days=1)}, Problem.UNTIL_PASSED),
    ],
)
def test_each_reason_is_told(changed, why):
    assert problems(OFFICE, replace(FINE, **changed)) == [why]


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_share_lasts_from_today_to_at_most_half_a_year(until):
    allowed = not until_problems(until, ON)

    assert allowed == (ON <= until <= ON + timedelta(days=MOST_DAYS))


@pytest.mark.parametrize(
    ("roles", "may"),
    [({"lead"}, True), ({"office"}, True), ({"temp"}, False), ({"owner"}, False), ({"employee"}, False)],
)
def test_the_office_shares_and_nobody_else(roles, may):
    assert may_share(Viewer(1, roles=frozenset(roles), on=ON)) is may


def test_the_operator_is_nobody_who_could_answer_for_it():
    assert not may_share(operator(ON))
