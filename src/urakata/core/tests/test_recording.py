"""書きながら: lines, how long they took, and the steps they become."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.outline import Who, WhoKind
from urakata.core.outline_problems import FlawCode, problems
from urakata.core.recording import Moment, Part, Took, Written, lengths, outline, roughly

NINE = datetime(2026, 11, 17, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


def after(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def steps(*lines: Written):
    return outline("資金繰り表", lines, key="cash").steps


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, Took.QUARTER), (15, Took.QUARTER), (30, Took.HALF), (60, Took.HOUR), (120, Took.MORE),
        (300, None), (24 * 60, None),
    ],
)  # fmt: skip
def test_how_long_is_said_as_roughly_as_a_person_would(minutes, said):
    assert roughly(NINE, after(minutes)) == said


def test_a_night_is_no_work():
    evening = NINE.replace(hour=23, minute=50)

    assert roughly(evening, evening + timedelta(minutes=30)) is None


def test_a_line_lasts_until_the_next_one_was_written_wherever_it_stands_now():
    later, first = Moment(after(10)), Moment(NINE)

    assert lengths([later, Moment(after(40)), first]) == [Took.HALF, None, Took.QUARTER]


def test_a_break_is_not_counted():
    stopped = Moment(NINE, stopped=after(10))

    assert lengths([stopped, Moment(after(120))]) == [Took.QUARTER, None]


def test_lines_become_steps_that_follow_one_another():
    first, second = steps(Written("通帳を開いた"), Written("残高を写した"))

    assert [first.title, second.title] == ["通帳を開く", "残高を写す"]
    assert second.needs == (first.key,)


def test_two_lines_in_one_are_one_step_with_both_their_minutes():
    (step,) = steps(Written("通帳を開いた", took=Took.QUARTER), Written("印鑑も出す", Part.MORE, took=Took.HALF))

    assert (step.title, step.how, step.minutes) == ("通帳を開く", "印鑑も出す", 45)


def test_a_line_can_be_a_check_of_the_step_above():
    (step,) = steps(Written("残高を写す", checks=("桁が合う",)), Written("合計が合う", Part.CHECK))

    assert [check.text for check in step.checks] == ["桁が合う", "合計が合う"]


def test_what_belongs_to_a_line_above_begins_a_step_where_there_is_none():
    (step,) = steps(Written("入れない", Part.ASIDE), Written("合計が合う", Part.CHECK))

    assert step.title == "合計が合う"
    assert step.checks == ()


def test_where_the_hands_stopped_is_a_pitfall_and_no_text_twice():
    (step,) = steps(Written("残高を写す"), Written("先月の列に写した", Part.MORE, pitfall="先月の列に写した"))

    assert step.pitfalls == ("先月の列に写した",)
    assert step.how == ""


LINES = st.builds(
    Written,
    text=st.text(min_size=1, max_size=80),
    part=st.sampled_from(Part),
    title=st.text(max_size=40),
    section=st.text(max_size=10),
    who=st.sampled_from([None, Who(WhoKind.ROLE, "office"), Who(WhoKind.OUTSIDE, "銀行")]),
    took=st.sampled_from([None, *Took]),
    checks=st.lists(st.text(max_size=10), max_size=3).map(tuple),
    pitfall=st.text(max_size=10),
    why=st.text(max_size=10),
    notes=st.lists(st.text(max_size=10), max_size=2).map(tuple),
    evidence=st.lists(st.text(max_size=10), max_size=2).map(tuple),
)


@given(st.lists(LINES, max_size=12))
def test_any_lines_at_all_become_an_outline_that_holds_together(lines):
    found = outline("なんでも", lines, key="any")

    wrong = {flaw.code for flaw in problems(found)}
    assert wrong <= {FlawCode.NO_STEPS, FlawCode.PERSONAL_NUMBER}
    assert (FlawCode.NO_STEPS in wrong) == all(line.part is Part.ASIDE for line in lines)
