"""流れ: the table of states, and which step is いまここ."""

import pytest

from urakata.core.flow import FROM, Act, Place, State, is_finished, settle
from urakata.core.outline import GateKind

TODO, NOW, DONE, WAITING, NA = State.TODO, State.NOW, State.DONE, State.WAITING, State.NOT_APPLICABLE


def settled(*places: Place) -> list[State]:
    return list(settle(places).values())


def test_steps_without_needs_are_open_together():
    assert settled(Place("a", TODO), Place("b", TODO)) == [NOW, NOW]


def test_a_step_waits_for_what_it_needs():
    assert settled(Place("a", NOW), Place("b", TODO, ("a",))) == [NOW, TODO]
    assert settled(Place("a", DONE), Place("b", TODO, ("a",))) == [DONE, NOW]


def test_what_does_not_apply_holds_nothing_up():
    assert settled(Place("a", NA), Place("b", TODO, ("a",))) == [NA, NOW]


@pytest.mark.parametrize("state", [TODO, WAITING, State.SENT_BACK])
def test_a_gate_holds_every_step_after_it_in_the_file(state):
    gate = Place("a", state, gate=GateKind.BLIND)

    assert settled(gate, Place("b", TODO), Place("c", TODO))[1:] == [TODO, TODO]


def test_a_passed_gate_lets_go():
    assert settled(Place("a", DONE, gate=GateKind.BLIND), Place("b", TODO)) == [DONE, NOW]


def test_a_step_before_the_gate_is_not_held():
    assert settled(Place("a", TODO), Place("b", WAITING, gate=GateKind.SECOND_PERSON)) == [NOW, WAITING]


def test_what_was_here_goes_back_when_its_need_is_open_again():
    assert settled(Place("a", TODO), Place("b", NOW, ("a",))) == [NOW, TODO]


def test_a_need_that_the_file_does_not_have_holds_nothing_up():
    assert settled(Place("b", TODO, ("gone",))) == [NOW]


def test_a_run_is_finished_when_nothing_is_open():
    assert is_finished([DONE, NA])
    assert not is_finished([DONE, WAITING])


def test_every_act_has_its_states():
    assert set(FROM) == set(Act)
    assert all(FROM.values())
