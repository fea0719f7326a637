"""条件と紙からもう一度: comparisons of answers, the steps they rule, and the n-th clean run."""

from datetime import date

import pytest

from urakata.core.conditions import Asked, holds, rules
from urakata.core.flow import Place, State, When, settle
from urakata.core.outline import Check, CheckKind, Comparison, Condition, GateKind, Outline, Step
from urakata.core.outline_plain import from_plain, step_from_plain, to_plain
from urakata.core.spots import Past, is_due

TODO, NOW, DONE, NA = State.TODO, State.NOW, State.DONE, State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("kind", "comparison", "value", "answer", "said"),
    [
        (CheckKind.NUMBER, ">=", 100000, "１００，０００円", True),
        (CheckKind.NUMBER, ">", 100000, "100,000", False),
        (CheckKind.NUMBER, "<", 0, "△3", True),
        (CheckKind.NUMBER, "=", 0.5, "0.50", True),
        (CheckKind.NUMBER, ">", 0, "", None),
        (CheckKind.NUMBER, ">", 0, "たくさん", None),
        (CheckKind.CHOICE, "=", "ある", "ある", True),
        (CheckKind.CHOICE, "!=", "ある", "ある", False),
        (CheckKind.CHOICE, "!=", "ある", "", None),
        (CheckKind.TICK, "=", True, "1", True),
        (CheckKind.TICK, "=", True, "", False),
        (CheckKind.TICK, "!=", True, "", True),
        (CheckKind.TEXT, "=", "なし", "　なし ", True),
        (CheckKind.DATE, "<=", "2027-01-01", "R9.1.1", True),
        (CheckKind.DATE, ">", "2027-01-01", "1/5", True),  # the coming one, from the day it was written
        (CheckKind.DATE, ">", "2027-01-01", "いつか", None),
    ],
)
def test_an_answer_is_compared_as_what_it_is(kind, comparison, value, answer, said):
    asked = Asked("a", Check("c", "答え", kind), Condition("c", Comparison(comparison), value))

    assert holds(asked, answer, date(2026, 11, 17)) is said


ASK = Step("ask", "聞く", checks=(Check("n", "数", CheckKind.NUMBER),))
MORE = Condition("ask.n", Comparison.MORE, 0)


def test_a_condition_and_the_way_it_leads_are_found_by_step():
    outline = Outline("a", "a", steps=(ASK, Step("b", "b", when=MORE, then="c"), Step("c", "c")))
    found = rules(outline)

    assert (found["b"].own, found["c"].own) == (Asked("ask", ASK.checks[0], MORE), None)
    assert found["c"].led_to_by == (Asked("ask", ASK.checks[0], MORE),)


def test_what_an_old_edition_named_in_vain_is_no_condition():
    vain = Condition("intake.new_hires", Comparison.MORE, 0)

    assert rules(Outline("a", "a", steps=(ASK, Step("b", "b", when=vain)))) == {}


@pytest.mark.parametrize("kept", ["人を採った月だけ", {"check": "x"}, {"check": "a.n", "is": "~", "value": 1}, None])
def test_what_old_editions_kept_in_another_shape_stays_as_it_was_read(kept):
    step = step_from_plain({"key": "a", "title": "a", "when": kept, "then": "b"})

    assert (step.when, step.then, step.later) == (None, "", {"when": kept, "then": "b"})


def test_a_stored_condition_comes_back_as_it_went_in():
    outline = Outline("a", "a", steps=(ASK, Step("b", "b", when=MORE, then="c"), Step("c", "c")))

    assert to_plain(outline)["steps"][1]["when"] == {"check": "ask.n", "is": ">", "value": 0}
    assert from_plain(to_plain(outline)) == outline


def settled(*places: Place) -> list[State]:
    return list(settle(places).values())


def test_a_gate_that_does_not_apply_holds_nothing():
    gate = Place("gate", TODO, gate=GateKind.SECOND_PERSON, when=When("ask", False))

    assert settled(Place("ask", DONE), gate, Place("after", TODO, ("gate",))) == [DONE, NA, NOW]


def test_a_step_waits_for_the_answer_to_its_condition():
    assert settled(Place("ask", NOW), Place("b", TODO, when=When("ask"))) == [NOW, TODO]


def test_where_the_answer_was_left_out_a_person_decides():
    assert settled(Place("ask", NA), Place("b", TODO, when=When("ask"))) == [NA, NOW]


def test_behind_a_way_not_taken_nothing_is_asked():
    places = (
        Place("ask", DONE),
        Place("b", TODO, when=When("ask", False)),
        Place("c", TODO, when=When("b")),
    )

    assert settled(*places) == [DONE, NA, NA]


def test_what_somebody_left_out_stays_out_and_what_a_condition_left_out_comes_back():
    places = (
        Place("ask", NOW),
        Place("b", NA, when=When("ask")),
        Place("c", NA, when=When("ask"), ruled_out=True),
    )

    assert settled(*places) == [NOW, NA, TODO]


def test_a_step_that_several_lead_to_applies_if_one_of_them_does():
    ask, other = Place("ask", DONE), Place("other", DONE)
    led = (When("ask", False), When("other", True))

    assert settled(ask, other, Place("b", TODO, led_to_by=led))[2] is NOW
    assert settled(ask, other, Place("b", TODO, led_to_by=led[:1]))[2] is NA


CLEAN, SENT_BACK, WRITTEN = Past(is_clean=True), Past(is_clean=False), Past(is_clean=True, is_written=True)


@pytest.mark.parametrize(
    ("every", "past", "due"),
    [
        (1, [], True),
        (3, [CLEAN], False),
        (3, [CLEAN, CLEAN], True),
        (3, [CLEAN, SENT_BACK, CLEAN], True),
        (3, [CLEAN, SENT_BACK], False),
        (3, [WRITTEN, CLEAN, CLEAN], False),
        (3, [CLEAN, CLEAN, WRITTEN], True),
        (3, [CLEAN, CLEAN, CLEAN], True),
    ],
)
def test_every_nth_clean_run_asks_for_the_paper(every, past, due):
    assert is_due(every, past) is due
