"""逆算: the days of the steps of a run."""

from dataclasses import dataclass
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.backplan import DueRule, PlannedStep, Unit, counted, is_late, opening_day, plan
from urakata.core.errors import InputMistake
from urakata.core.tests.conftest import calendar as cached

PAYDAY, START = date(2026, 11, 25), date(2026, 11, 9)
SUNDAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Step:
    key: str
    due: DueRule | None = None
    minutes: int | None = None
    needs: tuple[str, ...] = ()


def planned(*steps: Step, anchor: date = PAYDAY, fields: dict[str, date] | None = None) -> dict[str, PlannedStep]:
    found = plan(steps, anchor=anchor, start=START, calendar=cached, fields=fields)
    return {step.key: step for step in found}


def due(rule: DueRule, **more: dict[str, date]) -> date:
    return planned(Step("one", rule), **more)["one"].due_on


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (DueRule("anchor"), PAYDAY),
        (DueRule("anchor", -5, calendar="bank"), date(2026, 11, 17)),  # over 勤労感謝の日 and a weekend
        (DueRule("anchor", 1), date(2026, 11, 26)),
        (DueRule("anchor", -3, Unit.DAYS), date(2026, 11, 20)),  # the 22nd is a Sunday: earlier
        (DueRule("anchor", 3, Unit.DAYS), date(2026, 11, 27)),  # the 28th is a Saturday: earlier
        (DueRule("anchor", 1, Unit.MONTHS), date(2026, 12, 25)),
        (DueRule("anchor", -1, Unit.MONTHS), date(2026, 10, 23)),  # 25 October is a Sunday
        (DueRule("start", 2), date(2026, 11, 11)),
        (DueRule("field:leaves_on", -1), date(2026, 11, 24)),  # not known: the anchor
    ],
)
def test_a_rule_counts_from_its_origin_and_a_closed_day_moves_earlier(rule: DueRule, expected: date) -> None:
    assert due(rule) == expected


def test_a_field_that_is_known_is_counted_from() -> None:
    leaving = {"leaves_on": date(2026, 12, 31)}

    assert due(DueRule("field:leaves_on", -1, calendar="bank"), fields=leaving) == date(2026, 12, 30)


def test_months_end_on_the_last_day_where_the_month_is_shorter() -> None:
    assert due(DueRule("anchor", 3, Unit.MONTHS), anchor=date(2026, 8, 31)) == date(2026, 11, 30)


def test_a_step_without_a_rule_is_due_when_the_first_that_needs_it_starts() -> None:
    found = planned(
        Step("gather"),
        Step("calculate", DueRule("anchor", -5), minutes=960, needs=("gather",)),
        Step("check", DueRule("anchor", -8), needs=("gather",)),
    )

    assert found["calculate"].start_on == date(2026, 11, 16)
    assert found["gather"].due_on == found["check"].start_on == date(2026, 11, 12)


def test_a_step_that_nothing_needs_is_due_on_the_anchor_or_the_open_day_before() -> None:
    assert planned(Step("tell"))["tell"].due_on == PAYDAY
    assert planned(Step("tell"), anchor=SUNDAY)["tell"].due_on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("minutes", "start_on"),
    [
        (None, date(2026, 11, 24)),
        (0, date(2026, 11, 24)),
        (480, date(2026, 11, 24)),
        (481, date(2026, 11, 20)),
        (960, date(2026, 11, 20)),
        (1441, date(2026, 11, 18)),
    ],
)
def test_a_day_of_work_is_480_minutes(minutes: int | None, start_on: date) -> None:
    step = planned(Step("close", DueRule("anchor", -1), minutes))["close"]

    assert step == PlannedStep("close", start_on, date(2026, 11, 24), minutes)


def test_without_rules_a_chain_goes_back_from_the_anchor_by_its_work() -> None:
    found = planned(Step("a", minutes=960), Step("b", minutes=1440, needs=("a",)), Step("c", needs=("b",)))

    assert [found[key].due_on for key in "abc"] == [date(2026, 11, 20), PAYDAY, PAYDAY]
    assert found["b"].start_on == date(2026, 11, 20)
    assert found["a"].start_on == date(2026, 11, 19)


def test_a_step_may_be_counted_from_another() -> None:
    found = planned(Step("pay", DueRule("step:agree", 2)), Step("agree", DueRule("anchor", -5), minutes=960))

    assert found["pay"].due_on == date(2026, 11, 19)


def test_a_step_counted_from_one_it_needs_does_not_ask_for_that_one_earlier() -> None:
    found = planned(Step("send"), Step("follow_up", DueRule("step:send", 3), needs=("send",)))

    assert found["send"].due_on == PAYDAY
    assert found["follow_up"].due_on == date(2026, 11, 30)


def test_steps_between_one_and_another_counted_from_it_fall_on_the_anchor() -> None:
    found = planned(Step("a"), Step("b", needs=("a",)), Step("c", DueRule("step:a", -2), needs=("b",)))

    assert [found[key].due_on for key in "abc"] == [PAYDAY, PAYDAY, date(2026, 11, 20)]


def test_the_answer_keeps_the_order_of_the_file() -> None:
    assert list(planned(Step("last"), Step("first", needs=("second",)), Step("second"))) == ["last", "first", "second"]


@pytest.mark.parametrize(
    ("steps", "code", "named"),
    [
        ([Step("a", needs=("b",)), Step("b", needs=("a",))], "circle", {"a", "b"}),
        ([Step("a", needs=("a",))], "circle", {"a"}),
        ([Step("a", DueRule("step:b")), Step("b", DueRule("step:a"))], "circle", {"a", "b"}),
        ([Step("a", needs=("x",))], "unknown_step", {"a", "x"}),
        ([Step("a", DueRule("step:x"))], "unknown_step", {"a", "x"}),
        ([Step("a", DueRule("step:"))], "unknown_step", {"a", ""}),
        ([Step("a", DueRule("anchr"))], "unknown_origin", {"a", "anchr"}),
        ([Step("a"), Step("a")], "step_twice", {"a"}),
        ([Step("a", DueRule("anchor", calendar="banks"))], "unknown_calendar", {"banks"}),
        ([Step("a", DueRule("anchor", 10**9))], "out_of_range", set()),
        ([Step("a", minutes=10**12)], "out_of_range", set()),
    ],
)
def test_what_cannot_be_planned_is_refused_by_name(steps: list[Step], code: str, named: set[str]) -> None:
    with pytest.raises(InputMistake) as refused:
        planned(*steps)

    params = refused.value.params
    shown = {str(value) for key, value in params.items() if key not in ("steps", "word", "known", "first", "last")}
    steps_named = params.get("steps", ())
    assert refused.value.code == code
    assert isinstance(steps_named, tuple)
    assert shown | set(steps_named) == named


def test_a_run_opens_counted_back_from_its_anchor() -> None:
    assert opening_day(PAYDAY, 12, Unit.BUSINESS_DAYS, cached("company")) == date(2026, 11, 6)
    assert opening_day(PAYDAY, 3, Unit.DAYS, cached("company")) == date(2026, 11, 20)


def test_a_plan_is_late_when_a_step_should_have_started() -> None:
    steps = plan([Step("a", minutes=960)], anchor=PAYDAY, start=START, calendar=cached)

    assert not is_late(steps, date(2026, 11, 24))
    assert is_late(steps, PAYDAY)


def test_ten_thousand_steps_in_one_chain_are_planned() -> None:
    chain = [Step("0"), *(Step(str(number), needs=(str(number - 1),)) for number in range(1, 10_000))]

    assert planned(*chain)["0"].due_on == PAYDAY


@st.composite
def procedures(draw: st.DrawFn) -> list[Step]:
    """Steps that need and count from earlier ones only."""
    steps: list[Step] = []
    for number in range(draw(st.integers(1, 12))):
        before = [step.key for step in steps]
        origins = ["anchor", "start", "field:day", *(f"step:{key}" for key in before)]
        rule = st.builds(
            DueRule, st.sampled_from(origins), st.integers(-20, 20), st.sampled_from(Unit), st.just("company")
        )
        needs = st.lists(st.sampled_from(before), unique=True) if before else st.just([])
        steps.append(
            Step(f"s{number}", draw(st.none() | rule), draw(st.none() | st.integers(0, 3000)), tuple(draw(needs)))
        )
    return steps


@settings(max_examples=50)
@given(procedures(), st.dates(date(2010, 1, 1), date(2100, 1, 1)), st.randoms())
def test_every_plan_is_whole_and_does_not_depend_on_the_order_of_the_file(
    steps: list[Step], anchor: date, shuffled: Random
) -> None:
    company = cached("company")
    mixed = list(steps)
    shuffled.shuffle(mixed)

    found = planned(*steps, anchor=anchor)

    assert found == planned(*mixed, anchor=anchor)
    for step in steps:
        days = found[step.key]
        worked = company.between(days.start_on, days.due_on)
        assert len(worked) == max(1, -(-(step.minutes or 0) // 480))
        if step.due and step.due.origin == "anchor":
            assert days.due_on == counted(anchor, step.due.offset, step.due.unit, company)
