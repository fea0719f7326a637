"""出来事の義務: counted from the days that are known; a day that is missing is named."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.due import Due, Form, Op, Operation, Reckoning, Roll, RollRule
from urakata.core.duty import Confidence, Duty, DutyKind, Group, Trigger
from urakata.core.duty_days import HouseRule
from urakata.core.events import Ask, Concerns, EventGroup, all_days, birthday
from urakata.core.happening import Brought, Why, happening_counts
from urakata.core.profile import Profile
from urakata.core.tests.conftest import calendar

HIRED = date(2026, 12, 1)
JOINING = EventGroup(
    "joining", "人が入る", "", Concerns.PERSON, events=("hire",), also=("extra",),
    asks=(
        Ask("hire_date", "入社日"),
        Ask("insured_on", "保険に入る日", sources=("hire_date",)),
        Ask("third_birthday", "3歳の誕生日", sources=("birth_date", "hire_date"), plus_months=36, plus_days=-1),
        Ask("birth_date", "生まれた日"),
        Ask("seventy", "70歳になる日", sources=("birth_date",), age=70, plus_days=-1),
    ),
)  # fmt: skip


def duty(id: str, name: str = "", event: str = "hire", days: int = 5, **more: object) -> Duty:
    count = Due(Form.OFFSET, (Reckoning((name,), (Operation(Op.ADD, days),)),)) if name else Due(Form.NONE)
    words = {"due": count, "trigger": Trigger(event=event), "roll": Roll(RollRule.NEXT, "company")} | more
    return Duty(id, id, Group.LABOUR, DutyKind.STATUTORY_DUTY, HIRED, Confidence.HIGH, **words)


def bundle(*duties: Duty, said: dict[str, date] | None = None, **more: object) -> Brought:
    known = {each.id: [each] for each in duties}
    return happening_counts(JOINING, {"hire_date": HIRED} if said is None else said, known, Profile(), calendar, **more)


def test_every_duty_of_the_event_is_counted_and_those_called_for_besides():
    found = bundle(duty("a", "insured_on"), duty("b", "hire_date", days=3), duty("extra", "hire_date", "other", 20),
                   duty("not_ours", "hire_date", "other"))  # fmt: skip

    assert [(each.duty.id, each.days.nominal_on) for each in found.counts] == [
        ("b", date(2026, 12, 4)), ("a", date(2026, 12, 6)), ("extra", date(2026, 12, 21)),
    ]  # fmt: skip
    assert found.counts[1].days.act_by == date(2026, 12, 7)  # the 6th is a Sunday


def test_a_day_that_is_not_known_is_named():
    found = bundle(duty("a", "birth_date"))

    assert [(left.duty.id, left.why, left.names) for left in found.undated] == [("a", Why.DAY_MISSING, ("birth_date",))]


def test_what_does_not_apply_says_why():
    ended = duty("ended", "hire_date", until=date(2026, 11, 30))
    house = {"off": HouseRule(is_off=True)}

    found = bundle(
        ended, duty("off", "hire_date"), duty("out", "hire_date"), duty("none"), house=house, without={"out"}
    )

    whys = {left.duty.id: left.why for left in [*found.off, *found.undated]}
    assert whys == {
        "ended": Why.NOT_IN_FORCE, "off": Why.NOT_OURS, "out": Why.NOT_THIS_TIME, "none": Why.NO_COUNTED_DAY,
    }  # fmt: skip
    assert found.counts == []


def test_a_bundle_brings_what_it_includes_and_is_no_deadline_itself():
    bundled = duty("all", due=Due(Form.BUNDLE, includes=("inside", "gone")))

    found = bundle(bundled, duty("inside", "hire_date", "another"))

    assert [each.duty.id for each in found.counts] == ["inside"]
    assert found.undated == []


def test_the_same_day_as_another_filing_is_the_earlier_one_while_only_the_fact_is_known():
    early, late = duty("early", "insured_on", "x", 2), duty("late", "left_on", "x", 9)
    same = duty("same", due=Due(Form.SAME_AS, same_as={"hire": "late", "leave": "late"}),
                trigger=Trigger(event="hire", anchor="hire_date"))  # fmt: skip
    either = duty("either", due=Due(Form.SAME_AS, same_as={"hire": "early", "leave": "late"}))

    found = bundle(same, either, early, late)

    assert {each.duty.id: each.days.act_by for each in found.counts} == {
        "either": date(2026, 12, 3), "same": date(2026, 12, 10),
    }  # fmt: skip


def test_days_are_worked_out_in_the_order_in_which_they_are_asked():
    said = {"birth_date": date(1957, 3, 1)}

    assert all_days(JOINING, said) == said | {"seventy": date(2027, 2, 28)}
    assert all_days(JOINING, {"hire_date": HIRED})["third_birthday"] == date(2029, 11, 30)
    assert all_days(JOINING, {"hire_date": HIRED, "insured_on": date(2027, 1, 1)})["insured_on"] == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("born", "age", "on"),
    [
        (date(1956, 2, 29), 70, date(2026, 3, 1)),
        (date(1956, 2, 29), 72, date(2028, 2, 29)),
        (date(1961, 4, 1), 65, date(2026, 4, 1)),
    ],
)
def test_the_birthday_is_the_day_after_the_age_is_reached(born, age, on):
    assert birthday(born, age) == on


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2095, 12, 31)), st.integers(0, 400))
def test_a_later_day_never_brings_an_earlier_deadline(on, later):
    after = min(date.fromordinal(on.toordinal() + later), date(2095, 12, 31))
    days = [bundle(duty("a", "insured_on"), said={"hire_date": each}).counts for each in (on, after)]

    if days[0] and days[1]:
        assert days[0][0].days.legal_on <= days[1][0].days.legal_on
