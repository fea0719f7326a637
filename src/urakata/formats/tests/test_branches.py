from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.conditions import rules
from urakata.core.outline import Check, CheckKind, Comparison, Condition, Outline, Step
from urakata.core.outline_branch import BranchProblem, branched
from urakata.core.outline_problems import problems
from urakata.formats.branches import Branch, condition_of, read_branch, say

CHECKS = (
    Check("gross", "総支給額", CheckKind.NUMBER),
    Check("way", "支払いの方法", CheckKind.CHOICE, choices=("振込", "現金")),
    Check("hired", "入社", CheckKind.CHOICE, choices=("ある", "ない")),
    Check("seen", "台帳を見た"),
    Check("on", "入社日", CheckKind.DATE),
)
PAY = Outline("pay", "給与", steps=(Step("a", "集める", checks=CHECKS), *(Step(k, k) for k in "bcdef")))


@pytest.mark.parametrize(
    ("text", "branch"),
    [
        ("もし〈入社がある〉なら 工程4へ", Branch("入社がある", 4)),
        ("もし入社があるなら４へ", Branch("入社がある", 4)),
        ("もし、入社がある場合は工程12へ進む。", Branch("入社がある", 12)),
        ("もし差があるなら", Branch("差がある")),
        ("もし総支給額が100,000円以上なら、工程3へ", Branch("総支給額が100,000円以上", 3)),
        ("If 〈入社がある〉, go to step 4", Branch("入社がある", 4)),
        ("給与計算をする", None),
        ("もしもの備え", None),
        ("もし〈〉なら 工程4へ", None),
        ("", None),
    ],
)
def test_a_branch_is_one_sentence(text, branch):
    assert read_branch(text) == branch


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("入社がある", Condition("a.hired", Comparison.EQUAL, "ある")),
        ("総支給額が100,000円以上", Condition("a.gross", Comparison.AT_LEAST, 100000)),
        ("総支給額がある", Condition("a.gross", Comparison.MORE, 0)),
        ("支払いの方法が現金でない", Condition("a.way", Comparison.UNEQUAL, "現金")),
        ("台帳を見たに印がない", Condition("a.seen", Comparison.EQUAL, False)),
        ("入社日が2026-11-01以降", Condition("a.on", Comparison.AT_LEAST, "2026-11-01")),
    ],
)
def test_what_was_answered_before_is_asked_no_second_time(words, condition):
    assert condition_of(words, PAY, 0) == (condition, None)


@pytest.mark.parametrize(
    ("words", "text", "choices"),
    [("退社がある", "退社", ("ある", "ない")), ("賞与の月だ", "賞与の月だ", ("はい", "いいえ"))],
)
def test_what_nobody_answered_is_asked_in_the_step_above(words, text, choices):
    condition, check = condition_of(words, PAY, 1)

    assert (check.text, check.choices) == (text, choices)
    assert condition.check == f"b.{check.key}"


def test_to_the_next_step_it_applies_only_then():
    condition, check = condition_of("退社がある", PAY, 1)

    made = branched(PAY, 1, condition, check, 2)

    assert made.steps[2].when == condition
    assert made.steps[1].checks == (check,)
    assert problems(made) == []


def test_further_on_those_between_are_left_out():
    condition, check = condition_of("総支給額が0", PAY, 0)

    made = branched(PAY, 0, condition, check, 3)

    assert [step.when and step.when.comparison for step in made.steps] == [None, "!=", "!=", None, None, None]


@pytest.mark.parametrize(
    ("at", "to", "problem"),
    [(-1, 1, "nothing_before"), (3, 1, "goes_back"), (2, 2, "goes_back"), (1, 99, "no_such_step")],
)
def test_what_cannot_be_a_branch_is_said(at, to, problem):
    assert branched(PAY, at, Condition("a.seen", Comparison.EQUAL, True), None, to) == BranchProblem(problem)


def test_a_step_has_one_condition():
    condition, check = condition_of("入社がある", PAY, 0)
    made = branched(PAY, 0, condition, check, 1)

    assert branched(made, 0, condition, None, 1) is BranchProblem.HAS_A_CONDITION


conditions = st.one_of(
    st.builds(Condition, st.just("a.gross"), st.sampled_from(Comparison), st.integers(0, 10**9)),
    st.builds(
        Condition,
        st.just("a.way"),
        st.sampled_from([Comparison.EQUAL, Comparison.UNEQUAL]),
        st.sampled_from(["振込", "現金"]),
    ),
    st.builds(Condition, st.just("a.seen"), st.just(Comparison.EQUAL), st.booleans()),
    st.builds(Condition, st.just("a.on"), st.sampled_from(Comparison), st.dates().map(str)),
)


@given(conditions)
def test_what_is_said_is_read_again(condition):
    outline = replace(PAY, steps=(PAY.steps[0], replace(PAY.steps[1], when=condition)))
    asked = rules(outline)["b"].own

    assert condition_of(say(asked), PAY, 0) == (condition, None)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    branch = read_branch(text)
    condition_of(text or "x", PAY, 0)

    assert branch is None or branch.words
