"""うちでは: what is not known decides nothing, and a change says whom it concerns."""

from dataclasses import replace
from datetime import date

import pytest

from urakata.core.applicability import parse
from urakata.core.due import Due, Form, Roll
from urakata.core.duty import PROFILE_KEYS, Confidence, Duty, DutyKind, Group, Trigger
from urakata.core.duty_standing import Concern, Use, concern, deciding_keys, is_unchecked, use_of
from urakata.core.profile import Profile

ALWAYS = Duty(
    "d",
    "義務",
    Group.TAX,
    DutyKind.STATUTORY_DUTY,
    date(2026, 1, 1),
    Confidence.HIGH,
    Trigger(),
    Due(Form.NONE),
    Roll(),
)


def above(employees):
    return replace(ALWAYS, applies=parse(f"employees > {employees}", PROFILE_KEYS))


SMALL, UNKNOWN = Profile(employees=40), Profile()


@pytest.mark.parametrize(
    ("duty", "profile", "is_off", "use"),
    [
        (ALWAYS, UNKNOWN, False, Use.USED),
        (above(10), SMALL, False, Use.USED),
        (above(50), SMALL, False, Use.BY_PROFILE),
        (above(50), UNKNOWN, False, Use.NOT_SURE),
        (above(10), SMALL, True, Use.SWITCHED_OFF),
    ],
)
def test_whether_a_duty_is_used(duty, profile, is_off, use):
    assert use_of(duty, profile, is_off=is_off) is use


def test_what_rules_it_out_and_what_is_missing_is_named():
    assert deciding_keys(above(50), SMALL, Use.BY_PROFILE) == {"employees"}
    assert deciding_keys(above(50), UNKNOWN, Use.NOT_SURE) == {"employees"}
    assert deciding_keys(above(10), SMALL, Use.USED) == frozenset()


@pytest.mark.parametrize(
    ("older", "newer", "profile", "meant"),
    [
        (above(50), above(35), SMALL, Concern.NEWLY),
        (above(30), above(35), SMALL, Concern.APPLIES),
        (above(30), above(50), SMALL, Concern.NO_LONGER),
        (above(60), above(50), SMALL, Concern.NOT),
        (above(60), above(50), UNKNOWN, Concern.UNDECIDED),
        (None, ALWAYS, UNKNOWN, Concern.NEWLY),
    ],
)
def test_whom_a_change_concerns(older, newer, profile, meant):
    assert concern(older, newer, profile, is_off=False) is meant
    assert concern(older, newer, profile, is_off=True) is Concern.NOT


def test_a_rule_is_old_after_a_year():
    assert not is_unchecked(ALWAYS, date(2027, 1, 1))
    assert is_unchecked(ALWAYS, date(2027, 1, 2))
