from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.outline import Check, CheckKind, Comparison, Condition, Gate, GateKind, Outline, Step
from urakata.core.outline_problems import problems
from urakata.core.outline_rows import Row, RowKind, in_sequence, rearranged, rows

H, S, C, B = RowKind.HEADING, RowKind.STEP, RowKind.CHECK, RowKind.BRANCH

GROSS = Check("gross", "総支給額", CheckKind.NUMBER)
HIRED = Check("hired", "入社", CheckKind.CHOICE, choices=("ある", "ない"))
PAYROLL = Outline(
    "payroll",
    "給与計算",
    steps=(
        Step("close", "勤怠を締める", ("準備",), checks=(HIRED,), minutes=30),
        Step(
            "days", "日割りを確かめる", ("準備",), needs=("close",), when=Condition("hired", Comparison.EQUAL, "ある")
        ),
        Step("sum", "計算する", ("計算",), needs=("days",), checks=(GROSS,), how="給与ソフトで計算します。"),
        Step("compare", "差を説明する", ("計算",), needs=("sum",), gate=Gate(GateKind.BLIND, "gross")),
        Step("send", "振り込む", needs=("sum", "compare")),
    ),
)


def keys(outline):
    return [step.key for step in outline.steps]


def needs(outline):
    return {step.key: step.needs for step in outline.steps}


def test_rows_give_the_same_outline_back():
    made, given_keys = rearranged(PAYROLL, rows(PAYROLL))

    assert made == PAYROLL
    assert given_keys == [row.key for row in rows(PAYROLL)]


def test_a_step_written_between_two_joins_their_order():
    wanted = rows(PAYROLL)
    wanted.insert(6, Row(S, "手当を入れる", "s-1"))

    made, _ = rearranged(PAYROLL, wanted)

    assert keys(made) == ["close", "days", "s-1", "sum", "compare", "send"]
    assert needs(made)["s-1"] == ("days",)
    assert needs(made)["sum"] == ("s-1",)
    assert needs(made)["send"] == ("sum", "compare")


def test_steps_that_wait_for_nothing_keep_waiting_for_nothing():
    loose = Outline("list", "一覧", steps=(Step("a", "あ"), Step("b", "い"), Step("c", "う")))

    made, _ = rearranged(loose, [*rows(loose), Row(S, "え", "d")])

    assert set(needs(made).values()) == {()}
    assert in_sequence(loose) == set()


def test_the_first_steps_of_an_empty_outline_follow_each_other():
    made, given_keys = rearranged(Outline("new", "新しい"), [Row(S, "数える"), Row(S, "送る"), Row(C, "件数")])

    first, second = given_keys[:2]
    assert needs(made) == {first: (), second: (first,)}
    assert made.steps[1].checks[0].text == "件数"


def test_a_step_that_is_gone_leaves_its_needs_to_those_who_needed_it():
    made, _ = rearranged(PAYROLL, [row for row in rows(PAYROLL) if row.key.partition(".")[0] != "compare"])

    assert needs(made)["send"] == ("sum",)


def test_a_step_made_a_check_leaves_what_it_said_to_the_step_above():
    wanted = [replace(row, kind=C) if row.key == "sum" else row for row in rows(PAYROLL)]

    made, _ = rearranged(PAYROLL, wanted)

    above = made.steps[1]
    assert [check.text for check in above.checks] == ["計算する", "総支給額"]
    assert "給与ソフトで計算します。" in above.how
    assert made.steps[2].gate.of == "gross"
    assert problems(made) == []


def test_a_figure_made_a_step_is_still_written():
    wanted = [replace(row, kind=S) if row.key == "sum.gross" else row for row in rows(PAYROLL)]

    made, given_keys = rearranged(PAYROLL, wanted)

    new = next(step for step in made.steps if step.title == "総支給額")
    assert new.key in given_keys
    assert new.checks == (GROSS,)
    assert problems(made) == []


def test_what_a_condition_looks_at_is_followed_into_another_step():
    first = [Row(H, "準備"), Row(S, "届けを集める", "s-9")]
    rest = [row for row in rows(PAYROLL)[1:] if row.key != "close.hired"]
    made, _ = rearranged(PAYROLL, [*first, Row(C, "入社", "close.hired"), *rest])

    days = next(step for step in made.steps if step.key == "days")
    assert made.steps[0].checks == (HIRED,)
    assert problems(made) == []
    assert days.when is not None


def test_without_its_branch_a_step_always_applies():
    made, _ = rearranged(PAYROLL, [row for row in rows(PAYROLL) if row.kind is not B])

    assert all(step.when is None for step in made.steps)


def test_two_checks_of_one_name_in_one_step_get_names_of_their_own():
    other = replace(PAYROLL.steps[4], checks=(replace(GROSS, text="振込の合計"),))
    outline = replace(PAYROLL, steps=(*PAYROLL.steps[:4], other))
    wanted = [row for row in rows(outline) if row.key != "sum.gross"]

    made, _ = rearranged(outline, [*wanted, Row(C, "総支給額", "sum.gross")])

    assert len({check.key for check in made.steps[-1].checks}) == 2


@pytest.mark.parametrize("text", ["", "   ", "\u3000"])
def test_an_empty_row_is_no_step_yet(text):
    made, given_keys = rearranged(PAYROLL, [*rows(PAYROLL), Row(S, text, "s-2")])

    assert made == PAYROLL
    assert given_keys[-1] == "s-2"


def test_a_step_with_something_in_it_is_not_lost_with_its_name():
    wanted = [replace(row, text="") if row.key == "sum" else row for row in rows(PAYROLL)]

    made, _ = rearranged(PAYROLL, wanted)

    assert made.steps[2].how == "給与ソフトで計算します。"


any_row = st.builds(
    Row,
    st.sampled_from(RowKind),
    st.text("あいう ›\n", max_size=6),
    st.sampled_from(
        ["", "close", "days", "sum", "send", "close.hired", "sum.gross", "s-1", "+.c-1", ".", "x y", "sum.sum"]
    ),
)


@given(st.lists(any_row, max_size=12))
def test_any_rows_make_an_outline_whose_rows_make_it_again(wanted):
    made, given_keys = rearranged(PAYROLL, wanted)

    assert len(given_keys) == len(wanted)
    assert len({step.key for step in made.steps}) == len(made.steps)
    assert rearranged(made, rows(made))[0] == made


@given(st.permutations(range(5)))
def test_any_order_keeps_every_step_with_all_it_says(order):
    groups = [
        [row for row in rows(PAYROLL) if row.kind is not H and row.key.partition(".")[0].removeprefix("?") == key]
        for key in keys(PAYROLL)
    ]
    made, _ = rearranged(PAYROLL, [row for at in order for row in groups[at]])

    plain = {step.key: replace(step, needs=(), section=(), gate=Gate(), when=None) for step in PAYROLL.steps}
    assert {step.key: replace(step, needs=(), section=(), gate=Gate(), when=None) for step in made.steps} == plain
