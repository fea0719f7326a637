from dataclasses import replace

import pytest

from urakata.core.backplan import DueRule
from urakata.core.outline import Check, CheckKind, Comparison, Condition, Gate, GateKind, Outline, Step
from urakata.core.outline_problems import FlawCode, circles, conditions_in_force, gate_check, problems
from urakata.core.tests.outlines import CALCULATED_AND_COMPARED, payroll

CALCULATE, COMPARE = CALCULATED_AND_COMPARED
LOOK = Step("look", "見る", gate=Gate(GateKind.SECOND_PERSON))
LATE = Step("late", "あとでする")
ALL_KINDS = Step(
    "kinds",
    "いろいろ",
    checks=(
        Check("paper", "紙", CheckKind.FILE),
        Check("tick", "見た"),
        Check("which", "どちら", CheckKind.CHOICE, choices=("あ", "い")),
    ),
)


def when(check: str, comparison: str = ">", value: int | float | str | bool = 0) -> Condition:
    return Condition(check, Comparison(comparison), value)


def found(*steps: Step) -> list[tuple[str, str]]:
    return [(flaw.code.value, flaw.path) for flaw in problems(payroll(*steps))]


def test_a_sound_outline_has_none() -> None:
    assert problems(payroll()) == []


def test_an_outline_without_steps_is_no_procedure() -> None:
    assert [flaw.code for flaw in problems(Outline("empty", "空"))] == [FlawCode.NO_STEPS]


@pytest.mark.parametrize(
    ("steps", "flaw"),
    [
        ([CALCULATE, CALCULATE], ("duplicate_step", "steps[1].key")),
        ([replace(CALCULATE, needs=("x",))], ("unknown_need", "steps[0].needs[0]")),
        ([replace(CALCULATE, needs=("calculate",))], ("circle", "steps[0].needs")),
        ([replace(CALCULATE, due=DueRule("step:x"))], ("due_unknown_step", "steps[0].due.from")),
        ([replace(CALCULATE, due=DueRule("step:calculate"))], ("due_circle", "steps[0].due.from")),
        ([CALCULATE, replace(COMPARE, gate=Gate(GateKind.BLIND))], ("gate_of_missing", "steps[1].gate")),
        ([CALCULATE, replace(COMPARE, gate=Gate(GateKind.BLIND, "net"))], ("gate_of_unknown", "steps[1].gate.of")),
        ([replace(COMPARE, needs=()), CALCULATE], ("gate_of_unknown", "steps[0].gate.of")),
        (
            [replace(CALCULATE, gate=Gate(GateKind.SECOND_PERSON, "gross"))],
            ("gate_of_unused", "steps[0].gate.of"),
        ),
        (
            [replace(CALCULATE, gate=Gate(GateKind.SECOND_PERSON), needs=("compare",)), Step("compare", "比べる")],
            ("gate_holds_need", "steps[0].needs"),
        ),
        ([CALCULATE, replace(COMPARE, when=when("calcurate.gross"))], ("when_unknown_step", "steps[1].when.check")),
        ([CALCULATE, replace(COMPARE, when=when("calculate.net"))], ("when_unknown_check", "steps[1].when.check")),
        ([replace(CALCULATE, when=when("compare.x")), COMPARE], ("when_not_before", "steps[0].when.check")),
        ([replace(CALCULATE, when=when("calculate.gross"))], ("when_not_before", "steps[0].when.check")),
        ([CALCULATE, replace(COMPARE, when=when("gross", value="多い"))], ("when_value", "steps[1].when.value")),
        ([CALCULATE, replace(COMPARE, then="gone", when=when("gross"))], ("then_unknown", "steps[1].then")),
        ([CALCULATE, replace(COMPARE, then="calculate", when=when("gross"))], ("then_not_after", "steps[1].then")),
        ([CALCULATE, replace(COMPARE, then="calculate")], ("then_alone", "steps[1].then")),
        (
            [replace(CALCULATE, needs=("compare",)), Step("compare", "比べる", when=when("gross"))],
            ("when_circle", "steps[1]"),
        ),
        (
            [CALCULATE, replace(LOOK, needs=("late",)), Step("ask", "聞く", when=when("gross"), then="late"), LATE],
            ("gate_holds_need", "steps[1].needs"),
        ),
        (
            [ALL_KINDS, replace(COMPARE, gate=Gate(), needs=(), when=when("paper"))],
            ("when_file", "steps[1].when.check"),
        ),
        (
            [ALL_KINDS, replace(COMPARE, gate=Gate(), needs=(), when=when("tick", ">", True))],
            ("when_comparison", "steps[1].when.is"),
        ),
        (
            [ALL_KINDS, replace(COMPARE, gate=Gate(), needs=(), when=when("which", "=", "う"))],
            ("when_value", "steps[1].when.value"),
        ),
    ],
)
def test_what_does_not_fit_together_is_named_with_its_place(steps: list[Step], flaw: tuple[str, str]) -> None:
    assert found(*steps) == [flaw]


@pytest.mark.parametrize(
    ("check", "flaw"),
    [
        (Check("a", "どちらか", CheckKind.CHOICE), ("choices_missing", "steps[0].checks[0]")),
        (Check("a", "見た", choices=("a", "b")), ("choices_unused", "steps[0].checks[0].choices")),
        (Check("a", "マイナンバー", CheckKind.NUMBER), ("personal_number", "steps[0].checks[0]")),
        (Check("a", "ﾏｲﾅﾝﾊﾞｰカードの写し", CheckKind.FILE), ("personal_number", "steps[0].checks[0]")),
        (Check("my_number", "番号", CheckKind.TEXT), ("personal_number", "steps[0].checks[0]")),
    ],
)
def test_a_check_that_cannot_be_answered_or_must_not_be_is_named(check: Check, flaw: tuple[str, str]) -> None:
    assert found(Step("one", "一つ", checks=(check,))) == [flaw]


@pytest.mark.parametrize(
    "check",
    [
        Check("a", "マイナンバーを受け取った"),
        Check("b", "マイナンバーを廃棄した日", CheckKind.DATE),
        Check("c", "マイナンバーを確かめた人", CheckKind.TEXT),
        Check("d", "法人番号", CheckKind.NUMBER),
    ],
)
def test_that_a_personal_number_came_was_checked_or_destroyed_may_be_recorded(check: Check) -> None:
    assert found(Step("one", "一つ", checks=(check,))) == []


def test_a_personal_number_is_no_evidence() -> None:
    assert found(Step("one", "一つ", evidence=("個人番号カードの写し",))) == [
        ("personal_number", "steps[0].evidence[0]")
    ]


def test_a_ring_of_three_steps_is_found_once() -> None:
    assert circles({"a": ("b",), "b": ("c",), "c": ("a",), "d": ("a",)}) == [["a", "b", "c"]]


def test_a_chain_of_many_thousand_steps_is_walked() -> None:
    chain = {str(n): (str(n + 1),) for n in range(20_000)}

    assert circles(chain) == []


def test_a_blind_gate_takes_the_figure_nearest_before_it_or_the_one_it_names() -> None:
    again = Step("again", "もう一度", checks=(Check("gross", "総支給額", CheckKind.TEXT),))
    nearest = payroll(CALCULATE, again, Step("gate", "関所", gate=Gate(GateKind.BLIND, "gross")))
    named = payroll(CALCULATE, again, Step("gate", "関所", gate=Gate(GateKind.BLIND, "calculate.gross")))

    assert gate_check(nearest, 2) == again.checks[0]
    assert gate_check(named, 2) == CALCULATE.checks[0]


def test_conditions_that_would_wait_for_ever_in_an_old_edition_are_not_in_force() -> None:
    ring = payroll(replace(CALCULATE, needs=("compare",)), Step("compare", "比べる", when=when("gross")))
    held = payroll(
        CALCULATE, replace(LOOK, needs=("late",)), Step("ask", "聞く", when=when("gross"), then="late"), LATE
    )

    assert (conditions_in_force(ring), conditions_in_force(held)) == ({}, {})
    assert list(conditions_in_force(payroll(CALCULATE, replace(COMPARE, when=when("gross"))))) == ["compare"]
