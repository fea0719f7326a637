"""してよいか: the reasons against an act, by person, state and time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from urakata.core.flow import Act, State
from urakata.core.outline import GateKind
from urakata.core.task_rules import Facts, Problem, problems
from urakata.core.viewer import Viewer

AT = datetime(2026, 11, 17, 0, tzinfo=UTC)
SAEKI, MORITA, OHASHI, KOBAYASHI = 1, 2, 3, 4

saeki = Viewer(SAEKI, frozenset({"office"}), frozenset({10}))
nishino = Viewer(9, frozenset({"office"}), frozenset({20}))
morita = Viewer(MORITA, frozenset({"lead"}), frozenset({1}))
ohashi = Viewer(OHASHI, frozenset({"temp"}), frozenset({30}))
kobayashi = Viewer(KOBAYASHI, frozenset({"employee"}), frozenset({40}))

HERE = Facts(
    state=State.NOW, gate=GateKind.NONE, run_open=True, assignee_id=SAEKI, department_id=10, role="", done_by_id=None,
    done_at=None, checker_id=None,
)  # fmt: skip
WAITING = replace(HERE, state=State.WAITING, gate=GateKind.SECOND_PERSON, done_by_id=SAEKI, done_at=AT)


def asked(act: Act, viewer: Viewer, facts: Facts, at: datetime = AT) -> list[Problem]:
    return problems(act, viewer, facts, at=at)


def test_whoever_has_the_task_may_finish_it():
    assert asked(Act.FINISH, saeki, HERE) == []


def test_another_must_take_it_over_first():
    assert asked(Act.FINISH, morita, HERE) == [Problem.OF_ANOTHER]
    assert asked(Act.TAKE_OVER, morita, HERE) == []


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (saeki, []),
        (morita, []),
        (nishino, [Problem.NOT_ASKED]),
        (ohashi, [Problem.NOT_ASKED]),
        (kobayashi, [Problem.NOT_ASKED]),
    ],
)
def test_a_task_nobody_has_is_taken_by_those_it_is_asked_of(viewer, expected):
    assert asked(Act.FINISH, viewer, replace(HERE, assignee_id=None)) == expected


def test_a_step_asked_of_the_lead_waits_for_the_lead():
    facts = replace(HERE, assignee_id=None, role="lead")

    assert asked(Act.FINISH, saeki, facts) == [Problem.NOT_ASKED]
    assert asked(Act.FINISH, morita, facts) == []


def test_a_temp_takes_nothing_over():
    assert asked(Act.TAKE_OVER, ohashi, HERE) == [Problem.NOT_ASKED]


def test_nobody_confirms_the_own_work():
    assert asked(Act.CONFIRM, saeki, WAITING) == [Problem.OWN_WORK]
    assert asked(Act.CONFIRM, morita, WAITING) == []


def test_a_named_checker_is_waited_for():
    facts = replace(WAITING, checker_id=MORITA)
    colleague = Viewer(7, frozenset({"office"}), frozenset({10}))

    assert asked(Act.CONFIRM, colleague, facts) == [Problem.FOR_ANOTHER_CHECKER]


def test_a_step_whose_turn_has_not_come_and_one_that_is_done_say_so():
    assert asked(Act.FINISH, saeki, replace(HERE, state=State.TODO)) == [Problem.NOT_YET]
    assert asked(Act.FINISH, saeki, replace(HERE, state=State.DONE)) == [Problem.ALREADY_DONE]


def test_a_closed_run_takes_no_more_work():
    assert asked(Act.FINISH, saeki, replace(HERE, run_open=False)) == [Problem.RUN_CLOSED]


@pytest.mark.parametrize(
    ("minutes", "acted_on", "expected"),
    [(0, False, []), (30, False, []), (31, False, [Problem.UNDO_TOO_LATE]), (1, True, [Problem.ACTED_ON])],
)
def test_undo_is_ones_own_within_half_an_hour_while_nobody_acted_on_it(minutes, acted_on, expected):
    done = replace(HERE, state=State.DONE, done_by_id=SAEKI, done_at=AT, acted_on=acted_on)

    assert asked(Act.UNDO, saeki, done, AT + timedelta(minutes=minutes)) == expected


def test_undo_after_a_confirmation_belongs_to_who_confirmed():
    done = replace(WAITING, state=State.DONE, confirmed_by_id=MORITA, confirmed_at=AT)

    assert asked(Act.UNDO, saeki, done) == [Problem.NOT_OWN_ACT]
    assert asked(Act.UNDO, morita, done) == []


def test_the_portal_sets_nothing_aside():
    mine = replace(HERE, assignee_id=KOBAYASHI)

    assert asked(Act.FINISH, kobayashi, mine) == []
    assert asked(Act.SKIP, kobayashi, mine) == [Problem.NOT_ASKED]
    assert asked(Act.REASSIGN, kobayashi, mine) == [Problem.NOT_ASKED]


COVERED = replace(HERE, covered_by=frozenset({MORITA}))


def test_whoever_stands_in_acts_as_if_it_were_theirs():
    assert asked(Act.FINISH, morita, COVERED) == []
    assert asked(Act.FINISH, saeki, COVERED) == []
    assert asked(Act.FINISH, nishino, COVERED) == [Problem.OF_ANOTHER]


def test_whoever_stands_in_for_the_checker_confirms_but_never_the_own_work():
    of_nishino = replace(WAITING, checker_id=9, covered_by=frozenset({SAEKI}), done_by_id=KOBAYASHI)

    assert asked(Act.CONFIRM, saeki, of_nishino) == []
    assert asked(Act.CONFIRM, saeki, replace(of_nishino, done_by_id=SAEKI)) == [Problem.OWN_WORK]
    assert asked(Act.CONFIRM, saeki, replace(of_nishino, written_by=frozenset({SAEKI}))) == [Problem.OWN_WORK]


def test_where_nobody_stands_in_it_is_for_those_it_is_asked_of():
    open_to_all = replace(HERE, assignee_id=9, uncovered=True)

    assert asked(Act.FINISH, saeki, open_to_all) == []
    assert asked(Act.FINISH, ohashi, open_to_all) == [Problem.OF_ANOTHER]
    assert asked(Act.FINISH, replace(nishino, person_id=8), open_to_all) == [Problem.OF_ANOTHER]
