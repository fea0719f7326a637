"""期限: counted, moved, and placed on a day on which one can act."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.business_days import CALENDARS, closed_days
from urakata.core.due import (
    Due,
    Form,
    Frame,
    Op,
    Operation,
    Pick,
    Reckoning,
    Roll,
    RollRule,
    due_day,
    fixed_day,
    frame_days,
)
from urakata.core.errors import InputMistake
from urakata.core.holidays import Holidays
from urakata.core.periods import Unit
from urakata.core.tests.conftest import calendar as cached

FROM = ("fact_date",)
FIVE = Operation(Op.ADD, 5)
FIVE_INCLUSIVE = Operation(Op.ADD, 5, inclusive=True)
NEXT = Roll(RollRule.NEXT, "gov_office")


def counted(*steps, **how):
    return Due(Form.OFFSET, (Reckoning(FROM, steps),), **how)


def days(due, roll, on, **how):
    found = due_day(due, roll, {"fact_date": date.fromisoformat(on)}, cached, **how)
    return str(found.nominal_on), str(found.legal_on), str(found.act_by)


def test_a_closed_day_moves_to_the_next_open_one():
    assert days(counted(FIVE), NEXT, "2026-11-17") == ("2026-11-22", "2026-11-24", "2026-11-24")


def test_a_day_that_is_no_deadline_moves_to_the_open_day_before():
    assert days(counted(FIVE), Roll(RollRule.PREVIOUS, "gov_office"), "2026-11-17")[1:] == ("2026-11-20", "2026-11-20")


@pytest.mark.parametrize("rule", [RollRule.NONE, RollRule.UNKNOWN])
def test_without_a_rule_the_legal_day_stays_and_one_acts_before_it(rule):
    assert days(counted(FIVE), Roll(rule, "gov_office"), "2026-11-17") == ("2026-11-22", "2026-11-22", "2026-11-20")


def test_what_only_practice_moves_is_acted_on_before_the_closed_day():
    practice = Roll(RollRule.NEXT, "gov_office", certainty="practice")

    assert days(counted(FIVE), practice, "2026-11-17") == ("2026-11-22", "2026-11-24", "2026-11-20")


def test_where_counting_is_disputed_one_acts_on_the_earlier_day():
    disputed = counted(FIVE, safe_side=(FIVE_INCLUSIVE,))

    assert days(disputed, NEXT, "2026-12-10") == ("2026-12-15", "2026-12-15", "2026-12-14")


def test_one_acts_when_office_and_company_are_both_open():
    closed = closed_days("company", Holidays({}), [date(2026, 12, 10), date(2026, 12, 9)])

    def calendar(name):
        return closed if name == "company" else cached(name)

    found = due_day(counted(FIVE), NEXT, {"fact_date": date(2026, 12, 5)}, calendar)

    assert (found.legal_on, found.act_by) == (date(2026, 12, 10), date(2026, 12, 8))


def test_a_bank_that_is_open_on_29_december_does_not_move_the_day():
    assert days(counted(FIVE), Roll(RollRule.NEXT, "bank"), "2026-12-24")[1] == "2026-12-29"
    assert days(counted(FIVE), Roll(RollRule.NEXT, "national_tax"), "2026-12-24")[1] == "2027-01-04"


@pytest.mark.parametrize(
    ("step", "on", "nominal"),
    [
        (Operation(Op.DAY_OF_MONTH, months=1, day=10), "2026-11-25", "2026-12-10"),
        (Operation(Op.DAY_OF_MONTH, months=1, day=-1), "2026-01-31", "2026-02-28"),
        (Operation(Op.NTH_BUSINESS_DAY, 5, months=1), "2026-10-31", "2026-11-09"),
        (Operation(Op.NTH_BUSINESS_DAY, 31, months=0), "2026-11-01", "2026-11-30"),
        (Operation(Op.MONTH_DAY, month=2, day=-1), "2028-06-01", "2028-02-29"),
        (Operation(Op.BEFORE, 2, Unit.WEEKS, clear=True), "2026-06-25", "2026-06-10"),
        (Operation(Op.BEFORE, 0), "2026-06-25", "2026-06-25"),
        (Operation(Op.ADD, 0), "2026-06-25", "2026-06-25"),
        (Operation(Op.END_OF_MONTH), "2026-06-25", "2026-06-30"),
        (Operation(Op.NEXT_DAY), "2026-06-30", "2026-07-01"),
        (Operation(Op.PREVIOUS_DAY), "2026-07-01", "2026-06-30"),
    ],
)
def test_each_step_of_counting(step, on, nominal):
    assert days(counted(step), Roll(), on)[0] == nominal


def test_the_earliest_of_several_counts_and_what_comes_after_it():
    """法人税法122条: 3か月を経過した日と第1期の終わりの、早いほうの前日."""
    three_months = Reckoning(FROM, (Operation(Op.ADD, 3, Unit.MONTHS, inclusive=True), Operation(Op.NEXT_DAY)))
    due = Due(Form.EARLIEST, (three_months, Reckoning(("end",))), then=(Operation(Op.PREVIOUS_DAY),))

    def nominal(end):
        return due_day(due, Roll(), {"fact_date": date(2026, 8, 14), "end": end}, cached).nominal_on

    assert nominal(date(2026, 9, 30)) == date(2026, 9, 29)
    assert nominal(date(2027, 3, 31)) == date(2026, 11, 13)


def test_a_frame_opens_with_the_earlier_and_closes_with_the_later_day():
    """産後パパ育休: 育児・介護休業法9条の2."""
    eight = (Operation(Op.ADD, 8, Unit.WEEKS, inclusive=True), Operation(Op.NEXT_DAY))
    names = ("birth_date", "expected_birth_date")
    frame = Frame(Reckoning(names, pick=Pick.EARLIER), Reckoning(names, eight, Pick.LATER))
    given_days = {"birth_date": date(2026, 9, 20), "expected_birth_date": date(2026, 10, 1)}

    assert frame_days(frame, given_days, cached) == (date(2026, 9, 20), date(2026, 11, 26))


def test_a_variant_counts_in_place_of_the_rule_and_an_unknown_one_is_refused():
    due = counted(FIVE, variants={"口座振替": (Operation(Op.ADD, 10),)})

    assert days(due, Roll(), "2026-11-16", variant="口座振替")[0] == "2026-11-26"
    with pytest.raises(InputMistake) as refused:
        days(due, Roll(), "2026-11-16", variant="現金")
    assert refused.value.code == "unknown_variant"


def test_a_missing_day_is_named():
    with pytest.raises(InputMistake) as refused:
        due_day(counted(FIVE), NEXT, {}, cached)
    assert refused.value.params["names"] == FROM


def test_what_has_no_counted_day_is_placed_by_the_suggestion_alone():
    due = Due(Form.PROMPT, prompt_from="fact_date", suggested_days=5)

    assert days(due, Roll(), "2026-11-17") == ("None", "None", "2026-11-22")
    assert due_day(Due(Form.UNKNOWN), Roll(), {}, cached).act_by is None


ROLLS = st.builds(
    Roll,
    st.sampled_from(RollRule),
    st.sampled_from(sorted(CALENDARS)),
    st.just(""),
    st.sampled_from(["", "practice", "safe_side"]),
)
STEPS = st.one_of(
    st.builds(Operation, st.just(Op.ADD), st.integers(0, 60), st.sampled_from(Unit), st.booleans()),
    st.builds(Operation, st.just(Op.BEFORE), st.integers(0, 60), st.sampled_from(Unit), st.just(False), st.booleans()),
    st.builds(Operation, st.just(Op.DAY_OF_MONTH), months=st.integers(0, 4), day=st.sampled_from([-1, 10, 31])),
    st.just(Operation(Op.END_OF_MONTH)),
)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@settings(max_examples=60)
@given(STEPS, ROLLS, DAYS)
def test_a_legal_day_is_open_and_the_day_to_act_by_is_not_after_it(step, roll, on):
    """Unless the rule is none or unknown, no legal day is a closed day of its calendar."""
    found = due_day(counted(step), roll, {"fact_date": on}, cached)

    if roll.rule in {RollRule.NEXT, RollRule.PREVIOUS}:
        assert cached(roll.calendar).is_open(found.legal_on)
    assert found.act_by <= found.legal_on
    assert cached("company").is_open(found.act_by)
    assert cached(roll.calendar).is_open(found.act_by)


@settings(max_examples=60)
@given(STEPS, ROLLS, DAYS)
def test_a_later_fact_is_never_due_earlier(step, roll, on):
    due = counted(step)

    first, second = (due_day(due, roll, {"fact_date": each}, cached) for each in (on, on + timedelta(days=1)))

    assert first.nominal_on <= second.nominal_on
    assert first.legal_on <= second.legal_on


@settings(max_examples=20, deadline=None)
@given(ROLLS.filter(lambda roll: roll.rule is not RollRule.PREVIOUS), st.integers(0, 60), st.integers(0, 60))
def test_one_more_holiday_never_makes_a_legal_day_earlier(roll, ahead, extra):
    on, holiday = date(2026, 11, 1) + timedelta(days=ahead), date(2026, 11, 1) + timedelta(days=extra)
    more = with_holiday(roll.calendar, holiday)

    before = fixed_day(on, roll, cached)
    after = fixed_day(on, roll, lambda name: more if name == roll.calendar else cached(name))

    assert before.legal_on <= after.legal_on


def with_holiday(name, holiday):
    """The calendar with one more closed day, made by leaving that day out."""
    known = cached(name)
    return type(known)(name, [day for day in known.open_days if day != holiday], known.official_until)
