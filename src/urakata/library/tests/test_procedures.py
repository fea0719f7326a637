"""手順の雛形: somebody who never did it can start tomorrow."""

import re
from datetime import date
from functools import cache

import pytest

from urakata.core.backplan import PlannedStep, opening_day, plan
from urakata.core.business_days import ClosedDays, closed_days
from urakata.core.holidays import Holidays
from urakata.core.outline import CheckKind, GateKind, Outline, Step
from urakata.core.recurrence import CompanyDays, occurrences
from urakata.formats.procedures import read
from urakata.library import procedures

FILES = {name: raw.decode() for name, raw in procedures()}
OUTLINES = {outline.key: outline for outline, _ in map(read, FILES.values()) if outline}
STEPS = [
    pytest.param(outline, step, id=f"{key}.{step.key}") for key, outline in OUTLINES.items() for step in outline.steps
]

GATES = {
    "payroll": {"blind": ["compare"], "second_person": ["master", "approve", "transfer_approve"]},
    "monthly_closing": {"blind": ["cash"], "second_person": ["report"]},
    "hiring": {"second_person": ["conditions", "payroll_master"]},
    "supplies_order": {"second_person": ["large_order"]},
}
EMPTY_ANSWERS = re.compile(r"など|適宜|徹底|注意|必ず|しっかり|きちんと|！|[!?]")
LONGEST_TITLE, LONGEST_SENTENCE = 30, 42
NUMBERED = re.compile(r"^1\. .+\n2\. ", re.MULTILINE)
LEAD_IN = re.compile(r"^\s*(\d+\.|-)\s*(\*\*[^*]+\*\*：)?")
STOPPING_PLACES = ("**できた形**：", "**合わないとき**：", "**例外の合図**：")


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_without_a_mistake(name: str) -> None:
    outline, mistakes = read(FILES[name])

    assert mistakes == []
    assert outline is not None


def test_four_procedures_stand_on_the_shelf() -> None:
    assert set(OUTLINES) == {"payroll", "monthly_closing", "hiring", "supplies_order"}
    assert OUTLINES["payroll"].clearance == "pay"


@pytest.mark.parametrize(("outline", "step"), STEPS)
def test_a_step_says_why_how_who_when_and_what_to_watch(outline: Outline, step: Step) -> None:
    assert step.why
    assert step.who
    assert step.due
    assert step.minutes
    assert step.section
    assert len(step.checks) >= 2
    assert step.pitfalls
    assert all("防ぐ：" in pitfall for pitfall in step.pitfalls)


@pytest.mark.parametrize(("outline", "step"), STEPS)
def test_how_counts_its_moves_and_says_when_to_stop_and_ask(outline: Outline, step: Step) -> None:
    assert NUMBERED.search(step.how)
    assert all(words in step.how for words in STOPPING_PLACES)


@pytest.mark.parametrize(("outline", "step"), STEPS)
def test_every_check_names_what_it_is_held_against(outline: Outline, step: Step) -> None:
    assert [check.key for check in step.checks if not check.held_against] == []


@pytest.mark.parametrize(("outline", "step"), STEPS)
def test_the_words_are_short_and_never_an_empty_answer(outline: Outline, step: Step) -> None:
    texts = [step.title, *_texts(step)]

    assert len(step.title) <= LONGEST_TITLE
    assert [text for text in texts if EMPTY_ANSWERS.search(text)] == []
    assert [sentence for text in texts for sentence in _sentences(text) if len(sentence) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("key", GATES)
def test_another_person_stands_where_a_mistake_costs_most(key: str) -> None:
    gated = [step for step in OUTLINES[key].steps if step.gate.kind is not GateKind.NONE]
    by_kind = {kind: [step.key for step in gated if step.gate.kind == kind] for kind in {s.gate.kind for s in gated}}

    assert by_kind == GATES[key]
    assert all("**確かめる人**：" in step.how for step in gated)


@pytest.mark.parametrize(("outline", "step"), STEPS)
def test_a_blind_gate_names_a_number_of_its_step(outline: Outline, step: Step) -> None:
    if step.gate.kind is GateKind.BLIND:
        assert [check.kind for check in step.checks if check.key == step.gate.of] == [CheckKind.NUMBER]


@pytest.mark.parametrize("key", OUTLINES)
def test_the_steps_hang_together(key: str) -> None:
    steps = OUTLINES[key].steps
    ends = {step.key for step in steps} - {need for step in steps for need in step.needs}

    assert len(ends) == 1
    assert _before(steps, ends.pop()) == {step.key for step in steps}


def test_a_large_order_asks_for_a_second_person_only_above_an_amount() -> None:
    large = next(step for step in OUTLINES["supplies_order"].steps if step.key == "large_order")

    assert large.later["when"] == {"check": "choose.largest", "is": ">=", "value": 100000}


def test_hiring_keeps_pay_and_personal_numbers_out_of_what_three_departments_see() -> None:
    checks = [check for step in OUTLINES["hiring"].steps for check in step.checks]

    assert [check.text for check in checks if check.kind is CheckKind.NUMBER and "額" in check.text] == []
    assert {check.kind for check in checks if "マイナンバー" in check.text} == {CheckKind.TICK}
    assert not [name for step in OUTLINES["hiring"].steps for name in step.evidence if "控え" in name]


def test_a_month_is_closed_in_the_month_after_it() -> None:
    cadence = OUTLINES["monthly_closing"].cadence
    assert cadence

    (found,) = occurrences(
        cadence, date(2026, 12, 1), date(2026, 12, 31), company=CompanyDays(), calendar=_open_company
    )

    assert (found.on, found.period.number) == (date(2026, 12, 7), 11)


def test_hiring_is_shared_by_the_departments_that_do_it() -> None:
    assert {step.who.name for step in OUTLINES["hiring"].steps if step.who} == {"人事", "総務", "情シス", "労務"}
    assert OUTLINES["hiring"].cadence is None


@pytest.mark.parametrize("key", [key for key, outline in OUTLINES.items() if outline.cadence])
def test_no_step_starts_before_its_run_opens(key: str) -> None:
    for opened, planned in _runs(OUTLINES[key]):
        assert [step.key for step in planned if step.start_on < opened] == []


@pytest.mark.parametrize("key", [key for key, outline in OUTLINES.items() if outline.cadence])
def test_no_step_is_due_before_what_it_waits_for(key: str) -> None:
    for _, planned in _runs(OUTLINES[key]):
        due = {step.key: step.due_on for step in planned}
        assert [(step.key, first) for step, first in _waits(OUTLINES[key].steps) if due[first] > due[step.key]] == []


def test_hiring_hands_in_the_notices_within_five_days_of_the_first_day() -> None:
    for joined in (date(2026, 4, 1), date(2026, 12, 1), date(2027, 5, 1)):
        planned = plan(OUTLINES["hiring"].steps, anchor=joined, start=date(2026, 1, 5), calendar=_calendar)
        due = {step.key: step.due_on for step in planned}

        assert (due["insurance"] - joined).days <= 4


def _texts(step: Step) -> list[str]:
    return [step.why, *step.how.splitlines(), *step.pitfalls, *(check.text for check in step.checks)]


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=。)|防ぐ：", LEAD_IN.sub("", text))


def _before(steps: tuple[Step, ...], last: str) -> set[str]:
    needs = {step.key: step.needs for step in steps}
    reached, ahead = set[str](), [last]
    while ahead:
        key = ahead.pop()
        reached.add(key)
        ahead += [need for need in needs[key] if need not in reached]
    return reached


def _waits(steps: tuple[Step, ...]) -> list[tuple[Step, str]]:
    """Each step with what it waits for: its needs, and every 関所 before it in the file."""
    gates = [(place, step.key) for place, step in enumerate(steps) if step.gate.kind is not GateKind.NONE]
    needs = [(step, need) for step in steps for need in step.needs]
    return needs + [(step, gate) for at, step in enumerate(steps) for place, gate in gates if place < at]


@cache
def _calendar(name: str) -> ClosedDays:
    """The company closes over 年末年始 and お盆 where the bank does not."""
    own = [(12, 29), (12, 30), (12, 31), (1, 2), (1, 3), (8, 13), (8, 14)]
    return closed_days(name, Holidays({}), own)


@cache
def _open_company(name: str) -> ClosedDays:
    """A company without closed days of its own works while the bank is shut."""
    return closed_days(name, Holidays({}))


def _runs(outline: Outline) -> list[tuple[date, list[PlannedStep]]]:
    """Opening day and plan of every run of seven years, on paydays early and late in the month."""
    assert outline.cadence
    assert outline.opening
    found = []
    for calendar in (_calendar, _open_company):
        for payday in (5, 10, 25):
            company = CompanyDays(payday=payday)
            for occurrence in occurrences(
                outline.cadence, date(2024, 1, 1), date(2030, 12, 31), company=company, calendar=calendar
            ):
                opened = opening_day(occurrence.on, outline.opening.before, outline.opening.unit, calendar("company"))
                found.append((opened, plan(outline.steps, anchor=occurrence.on, start=opened, calendar=calendar)))
    return found
