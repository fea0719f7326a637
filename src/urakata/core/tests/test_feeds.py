"""こよみに流す: whose eyes, which days, when it reminds."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.feeds import NOBODY, Kind, Problem, Remind, alarm, eyes, may, window, written, written_problems
from urakata.core.viewer import RoleName, Viewer

ON = date(2026, 11, 17)
SEALS = frozenset({7, 8})


def person(*roles: str) -> Viewer:
    return Viewer(3, frozenset(roles), frozenset({1, 2}), frozenset({"pay", "people"}), ON, frozenset({8}))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("with_veiled", [True, False])
@given(roles=st.sets(st.sampled_from(list(RoleName))))
@settings(max_examples=20)
def test_what_is_shown_by_its_title_is_seen_without_a_clearance_and_with_every_seal_shut(kind, with_veiled, roles):
    seen = eyes(kind, person(*roles), SEALS, with_veiled=with_veiled)

    assert (seen.open.clearances, seen.open.shut_seals) == (frozenset(), SEALS)
    assert seen.open.roles <= person(*roles).roles
    assert seen.open.departments <= person(*roles).departments


def test_no_seal_opens_for_what_is_veiled_either():
    veiled = eyes(Kind.OWN, person("office"), SEALS, with_veiled=True).veiled

    assert veiled is not None
    assert (veiled.clearances, veiled.shut_seals) == (frozenset({"pay", "people"}), SEALS)


def test_the_team_has_nobodys_own_work_and_nothing_veiled():
    seen = eyes(Kind.TEAM, person("lead", "owner"), SEALS, with_veiled=True)

    assert (seen.open.person_id, seen.open.roles, seen.veiled) == (NOBODY, {"lead"}, None)


@pytest.mark.parametrize(
    ("roles", "own", "team"),
    [("lead", True, True), ("office", True, True), ("temp", True, False), ("owner", True, False),
     ("manager", True, False), ("employee", True, False), ("outside", False, False)],
)  # fmt: skip
def test_who_may(roles, own, team):
    assert (may(Kind.OWN, person(roles)), may(Kind.TEAM, person(roles))) == (own, team)


def test_nothing_is_streamed_from_the_command_line():
    assert not may(Kind.OWN, Viewer(None, is_operator=True))


def test_it_reminds_at_half_past_eight_of_some_day():
    def friday(on: date) -> date:
        return on - timedelta(days=3)

    said = {remind: alarm(remind, 5, ON, friday) for remind in Remind}

    morning = timedelta(hours=8, minutes=30)
    assert said == {
        Remind.NONE: None,
        Remind.MORNING: morning,
        Remind.BUSINESS_DAY: morning - timedelta(days=3),
        Remind.DAYS: morning - timedelta(days=5),
    }


def test_a_feed_goes_back_a_quarter_and_ahead_more_than_a_year():
    assert window(ON) == (date(2026, 8, 19), date(2027, 12, 22))


@given(st.dates(date(1960, 1, 1), date(2140, 12, 31)))
@settings(max_examples=50)
def test_written_out_is_a_month_and_twelve_more_unless_asked_otherwise(on):
    first, last = written(on)

    assert (first, (last + timedelta(days=1)).day) == (on.replace(day=1), 1)
    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) == 12
    assert written_problems(first, last) == []


def test_days_turned_round_and_too_many_are_refused():
    assert written_problems(ON, ON - timedelta(days=1)) == [Problem.DAYS_TURNED_ROUND]
    assert written_problems(ON, ON + timedelta(days=5 * 366)) == [Problem.TOO_MANY_DAYS]
