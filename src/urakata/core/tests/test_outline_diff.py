from dataclasses import replace

from hypothesis import given, settings

from urakata.core.outline import Check, CheckKind, Outline, Step
from urakata.core.outline_diff import Change, ChangeCode, differences
from urakata.core.tests.outlines import CALCULATED_AND_COMPARED, outlines, payroll

CALCULATE, COMPARE = CALCULATED_AND_COMPARED
A, B, C, D = (Step(letter, letter.upper()) for letter in "abcd")


@settings(max_examples=25, deadline=None)
@given(outlines)
def test_nothing_differs_from_itself(outline: Outline) -> None:
    assert differences(outline, outline) == []


def test_a_new_step_says_behind_which_it_stands() -> None:
    changes = differences(payroll(A, C), payroll(A, B, C))

    assert changes == [Change(ChangeCode.STEP_ADDED, "b", "B", "a", None, "B")]


def test_a_step_that_is_gone_keeps_its_title() -> None:
    assert differences(payroll(A, B), payroll(A)) == [Change(ChangeCode.STEP_REMOVED, "b", "B", "", "B")]


def test_a_step_under_a_new_key_is_renamed_and_not_lost() -> None:
    changes = differences(payroll(A, B), payroll(A, replace(B, key="bb", was="b")))

    assert changes == [Change(ChangeCode.STEP_RENAMED, "bb", "B", "key", "b", "bb")]


def test_a_rename_of_long_ago_is_no_change() -> None:
    renamed = replace(B, was="long_ago")

    assert differences(payroll(A, renamed), payroll(A, renamed)) == []


def test_a_step_that_names_one_still_standing_is_new() -> None:
    changes = differences(payroll(A, B), payroll(A, B, replace(C, was="b")))

    assert [(change.code, change.step) for change in changes] == [(ChangeCode.STEP_ADDED, "c")]


def test_only_the_step_that_was_carried_elsewhere_has_moved() -> None:
    changes = differences(payroll(A, B, C, D), payroll(D, A, B, C))

    assert changes == [Change(ChangeCode.STEP_MOVED, "d", "D", "place", 4, 1)]


def test_adding_a_step_in_front_moves_nobody() -> None:
    codes = [change.code for change in differences(payroll(B, C), payroll(A, B, C))]

    assert codes == [ChangeCode.STEP_ADDED]


def test_a_changed_field_shows_before_and_after() -> None:
    changes = differences(payroll(A), payroll(replace(A, minutes=25)))

    assert changes == [Change(ChangeCode.STEP_CHANGED, "a", "A", "minutes", None, 25)]


def test_checks_are_compared_one_by_one() -> None:
    net = Check("net", "差引支給額", CheckKind.NUMBER)
    optional = replace(CALCULATE.checks[0], required=False)

    changes = differences(payroll(CALCULATE, COMPARE), payroll(replace(CALCULATE, checks=(optional, net)), COMPARE))

    assert changes == [
        Change(ChangeCode.CHECK_CHANGED, "calculate", "計算する", "gross.required", None, False),
        Change(ChangeCode.CHECK_ADDED, "calculate", "計算する", "net", None, "差引支給額"),
    ]


def test_the_procedure_itself_is_compared_first() -> None:
    changes = differences(payroll(A), payroll(replace(A, title="あ"), department="労務"))

    assert [(change.code, change.field) for change in changes] == [
        (ChangeCode.PROCEDURE_CHANGED, "department"),
        (ChangeCode.STEP_CHANGED, "title"),
    ]
