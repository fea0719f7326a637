"""手順の雛形: somebody who never did it can start tomorrow."""

import re
from datetime import date, timedelta
from functools import cache

import pytest

from urakata.core.backplan import PlannedStep, opening_day, plan
from urakata.core.business_days import ClosedDays, Way, closed_days
from urakata.core.calendar_days import LAST_OF_MONTH, add_months
from urakata.core.holidays import Holidays
from urakata.core.outline import CheckKind, Comparison, Condition, GateKind, Outline, Step
from urakata.core.recurrence import CompanyDays, occurrences
from urakata.formats.procedures import read
from urakata.library import procedures

FILES = {name: raw.decode() for name, raw in procedures()}
OUTLINES = {outline.key: outline for outline, _ in map(read, FILES.values()) if outline}

GATES = {
    "payroll": {"blind": ["compare"], "second_person": ["master", "approve", "transfer_approve"]},
    "monthly_closing": {"blind": ["cash"], "second_person": ["report"]},
    "hiring": {"second_person": ["conditions", "payroll_master"]},
    "supplies_order": {"second_person": ["large_order"]},
    "year_end_adjustment": {"blind": ["total"], "second_person": ["compare", "slips"]},
    "standard_remuneration": {"blind": ["average"], "second_person": ["file"]},
    "bonus": {"blind": ["calculate"], "second_person": ["approve", "transfer"]},
    "payables": {"blind": ["list"], "second_person": ["accounts", "approve", "transfer"]},
    "invoicing": {"blind": ["total"], "second_person": ["review"]},
    "expense_settlement": {"blind": ["list"], "second_person": ["approve"]},
    "leaving": {"second_person": ["pay_plan"]},
    "account_inventory": {"blind": ["verify"], "second_person": ["exceptions"]},
    "one_off_project": {"second_person": ["order", "hand_over"]},
    "tax_payment": {"blind": ["slip"], "second_person": ["approve"]},
    "social_insurance_payment": {"blind": ["expected"], "second_person": ["approve"]},
    "contract_renewal": {"second_person": ["terms", "decide", "read_over", "notice_letter"]},
    "device_lending": {"second_person": ["erase"]},
    "overtime_agreement": {"blind": ["partner"], "second_person": ["form"]},
    "work_rules_change": {"blind": ["worse"], "second_person": ["board", "bundle"]},
    "data_leak": {"blind": ["scope"], "second_person": ["prompt_draft", "draft_30", "draft_60"]},
    "training": {"second_person": ["material"]},
    "board_meeting": {"second_person": ["papers", "minutes_draft"]},
    "office_relocation": {"blind": ["contract"], "second_person": ["lease_terms"]},
    "company_event": {"blind": ["settle"], "second_person": ["approve"]},
    "stocktaking": {"blind": ["count"], "second_person": ["approve"]},
    "new_graduate_hiring": {"second_person": ["posting", "decide"]},
    "mid_career_hiring": {"second_person": ["posting", "decide"]},
}
CLEARED = {
    **dict.fromkeys(("payroll", "bonus", "standard_remuneration", "year_end_adjustment"), "pay"),
    **dict.fromkeys(("tax_payment", "social_insurance_payment"), "pay"),  # differences go back to the names of people
    **dict.fromkeys(("new_graduate_hiring", "mid_career_hiring"), "people"),
    "board_meeting": "board",
}
SHARED = ("hiring", "leaving")  # seen by several departments
BONUSES = ((7, 10), (12, 10))
EMPTY_ANSWERS = re.compile(r"など|適宜|徹底|注意|必ず|しっかり|きちんと|！|[!?]")
LONGEST_TITLE, LONGEST_SENTENCE = 30, 42
LONGEST_COLUMN = 8  # letters that fit the head of a column
NUMBERED = re.compile(r"^1\. .+\n2\. ", re.MULTILINE)
LEAD_IN = re.compile(r"^\s*(\d+\.|-)\s*(\*\*[^*]+\*\*：)?")
STOPPING_PLACES = ("**できた形**：", "**合わないとき**：", "**例外の合図**：")


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_without_a_mistake(name: str) -> None:
    outline, mistakes = read(FILES[name])

    assert mistakes == []
    assert outline is not None


def test_every_procedure_of_the_shelf_has_a_key_and_gates_of_its_own() -> None:
    assert set(OUTLINES) == set(GATES)
    assert len(OUTLINES) == len(FILES)


def test_what_shows_pay_or_names_candidates_asks_for_the_clearance_and_nothing_else_asks() -> None:
    assert {key: outline.clearance for key, outline in OUTLINES.items() if outline.clearance} == CLEARED


@pytest.mark.parametrize("key", OUTLINES)
def test_a_step_says_why_how_who_when_and_what_to_watch(key: str) -> None:
    for step in OUTLINES[key].steps:
        assert all([step.why, step.who, step.due, step.minutes, step.section, step.pitfalls]), step.key
        assert len(step.checks) >= 2 or step.ask, step.key
        assert all("防ぐ：" in pitfall for pitfall in step.pitfalls), step.key


@pytest.mark.parametrize("key", OUTLINES)
def test_how_counts_its_moves_and_says_when_to_stop_and_ask(key: str) -> None:
    for step in OUTLINES[key].steps:
        assert NUMBERED.search(step.how), step.key
        assert all(words in step.how for words in STOPPING_PLACES), step.key


@pytest.mark.parametrize("key", OUTLINES)
def test_every_check_names_what_it_is_held_against(key: str) -> None:
    checks = [(step.key, check) for step in OUTLINES[key].steps for check in step.checks]

    assert [(step, check.key) for step, check in checks if not check.held_against] == []


@pytest.mark.parametrize("key", OUTLINES)
def test_the_words_are_short_and_never_an_empty_answer(key: str) -> None:
    steps = OUTLINES[key].steps
    texts = [text for step in steps for text in (step.title, *_texts(step))]

    assert [step.title for step in steps if len(step.title) > LONGEST_TITLE] == []
    assert [text for text in texts if EMPTY_ANSWERS.search(text)] == []
    assert [sentence for text in texts for sentence in _sentences(text) if len(sentence) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("key", GATES)
def test_another_person_stands_where_a_mistake_costs_most(key: str) -> None:
    gated = [step for step in OUTLINES[key].steps if step.gate.kind is not GateKind.NONE]
    by_kind = {kind: [step.key for step in gated if step.gate.kind == kind] for kind in {s.gate.kind for s in gated}}

    assert by_kind == GATES[key]
    assert all("**確かめる人**：" in step.how for step in gated)


@pytest.mark.parametrize("key", OUTLINES)
def test_a_blind_gate_names_a_number_or_a_day_of_its_step(key: str) -> None:
    for step in (step for step in OUTLINES[key].steps if step.gate.kind is GateKind.BLIND):
        (named,) = [check.kind for check in step.checks if check.key == step.gate.of]
        assert named in {CheckKind.NUMBER, CheckKind.DATE}, step.key


@pytest.mark.parametrize("key", OUTLINES)
def test_the_steps_hang_together(key: str) -> None:
    steps = OUTLINES[key].steps
    ends = {step.key for step in steps} - {need for step in steps for need in step.needs}

    assert len(ends) == 1
    assert _before(steps, ends.pop()) == {step.key for step in steps}


def test_a_large_order_asks_for_a_second_person_only_above_an_amount() -> None:
    large = next(step for step in OUTLINES["supplies_order"].steps if step.key == "large_order")

    assert large.when == Condition("choose.largest", Comparison.AT_LEAST, 100000)


@pytest.mark.parametrize("key", SHARED)
def test_pay_and_filed_papers_stay_out_of_what_several_departments_see(key: str) -> None:
    checks = [check for step in OUTLINES[key].steps for check in step.checks]

    assert [check.text for check in checks if check.kind is CheckKind.NUMBER and "額" in check.text] == []
    assert not [name for step in OUTLINES[key].steps for name in step.evidence if "届けの控え" in name]


@pytest.mark.parametrize("key", OUTLINES)
def test_a_personal_number_is_ticked_and_never_written(key: str) -> None:
    checks = [check for step in OUTLINES[key].steps for check in step.checks if "マイナンバー" in check.text]

    assert {check.kind for check in checks} <= {CheckKind.TICK, CheckKind.CHOICE}
    assert all(re.search(r"受け取った|確かめた|廃棄した", check.text) for check in checks)


def test_a_month_is_closed_in_the_month_after_it() -> None:
    cadence = OUTLINES["monthly_closing"].cadence
    assert cadence

    (found,) = occurrences(
        cadence, date(2026, 12, 1), date(2026, 12, 31), company=CompanyDays(), calendar=_open_company
    )

    assert (found.on, found.period.number) == (date(2026, 12, 7), 11)


def test_invoices_and_expenses_are_for_the_month_before_and_payments_for_their_own() -> None:
    previous = {key for key, outline in OUTLINES.items() if outline.cadence and outline.cadence.previous}

    assert previous == {
        "monthly_closing",
        "invoicing",
        "expense_settlement",
        "tax_payment",
        "social_insurance_payment",
    }


def test_the_year_end_hangs_on_the_last_payday_of_the_year() -> None:
    cadence = OUTLINES["year_end_adjustment"].cadence
    assert cadence

    (found,) = occurrences(
        cadence, date(2026, 1, 1), date(2026, 12, 31), company=CompanyDays(payday=25), calendar=_open_company
    )

    assert (found.on, found.period.year) == (date(2026, 12, 25), 2026)


def test_every_bonus_of_a_year_opens_its_own_run() -> None:
    cadence = OUTLINES["bonus"].cadence
    assert cadence

    found = occurrences(
        cadence, date(2026, 1, 1), date(2026, 12, 31), company=CompanyDays(bonuses=BONUSES), calendar=_open_company
    )

    assert [(each.on, each.period.number) for each in found] == [(date(2026, 7, 10), 7), (date(2026, 12, 10), 12)]


@pytest.mark.parametrize("key", SHARED)
def test_what_several_departments_do_is_shared_by_them(key: str) -> None:
    assert {step.who.name for step in OUTLINES[key].steps if step.who} == {"人事", "総務", "情シス", "労務"}
    assert OUTLINES[key].cadence is None


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


@pytest.mark.parametrize("left", [date(2026, 3, 31), date(2026, 4, 30), date(2026, 9, 15), date(2026, 12, 31)])
def test_leaving_keeps_the_days_of_the_notices(left: date) -> None:
    """資格喪失届 within five days, the day after leaving being the first; 異動届 by the 10th of the next month."""
    planned = plan(OUTLINES["leaving"].steps, anchor=left, start=date(2026, 1, 5), calendar=_calendar)
    due = {step.key: step.due_on for step in planned}

    assert (due["notices"] - left).days <= 5
    assert due["resident_tax"] <= add_months(left.replace(day=10), 1)
    assert due["stop"] <= left < due["stop_again"]


def test_nothing_of_leaving_waits_for_a_second_person_before_the_ways_in_are_shut() -> None:
    keys = [step.key for step in OUTLINES["leaving"].steps]
    gates = [keys.index(gate) for gates in GATES["leaving"].values() for gate in gates]

    assert all(keys.index(key) < min(gates) for key in ("recover", "stop", "stop_again"))


@pytest.mark.parametrize("anchor", [date(2026, 6, 30), date(2026, 10, 1), date(2027, 1, 29), date(2027, 5, 14)])
@pytest.mark.parametrize("key", [key for key, outline in OUTLINES.items() if not outline.cadence])
def test_what_opens_by_hand_is_in_order_too(key: str, anchor: date) -> None:
    planned = plan(OUTLINES[key].steps, anchor=anchor, start=anchor - timedelta(days=50), calendar=_calendar)
    due = {step.key: step.due_on for step in planned}

    assert [(step.key, need) for step in OUTLINES[key].steps for need in step.needs if due[need] > due[step.key]] == []


@pytest.mark.parametrize("held_on", [date(2026, 6, 30), date(2026, 9, 24), date(2026, 11, 25), date(2027, 5, 12)])
def test_the_board_is_called_seven_clear_days_before_and_what_it_changes_registered_in_two_weeks(
    held_on: date,
) -> None:
    """会社法368条1項, 915条1項."""
    due = _due("board_meeting", held_on)

    assert (held_on - due["call"]).days >= 8
    assert (due["registration"] - held_on).days <= 14
    assert (due["minutes_draft"] - held_on).days < 14


@pytest.mark.parametrize("moved_on", [date(2026, 5, 1), date(2026, 7, 17), date(2026, 12, 25), date(2027, 3, 31)])
def test_after_a_move_each_office_is_told_in_its_time(moved_on: date) -> None:
    """適用事業所 5 days, 労働保険 10 days from the next, 登記 two weeks, 給与支払事務所 one month."""
    due = _due("office_relocation", moved_on)

    assert (due["social_insurance"] - moved_on).days < 5
    assert (due["labour_insurance"] - moved_on).days <= 10
    assert (due["registration"] - moved_on).days <= 14
    assert due["tax"] <= add_months(moved_on, 1)
    assert due["notice"] <= add_months(moved_on, -6)


def test_students_are_chosen_from_june_on_and_promised_from_october_on() -> None:
    """政府の要請: 広報 1 March, 選考 1 June, 内定 1 October."""
    due = _due("new_graduate_hiring", date(2026, 10, 1))

    assert date(2026, 3, 1) <= due["announce"] <= date(2026, 3, 31)
    assert due["interview"] >= date(2026, 6, 1)
    assert due["formal"] == date(2026, 10, 1)


def test_what_is_written_off_is_approved_before_the_business_year_ends() -> None:
    for opened, planned in _runs(OUTLINES["stocktaking"]):
        due = {step.key: step.due_on for step in planned}
        assert opened < due["approve"] < _year_end(opened)


@pytest.mark.parametrize("key", ["new_graduate_hiring", "mid_career_hiring"])
def test_who_interviews_reads_what_must_not_be_asked(key: str) -> None:
    """公正な採用選考: 本籍, 家族, 住まい, 宗教, 支持政党, 尊敬する人; 身元の調査."""
    interview = next(step for step in OUTLINES[key].steps if step.key == "interview")

    unasked = ("本籍", "家族", "住まい", "宗教", "支持政党", "尊敬する人", "労働組合", "身元の調査")
    assert [word for word in unasked if word not in interview.how] == []
    assert "not_asked" in {check.key for check in interview.checks}


def test_the_year_end_is_twelve_steps_for_each_person_and_only_the_person_writes() -> None:
    columns = [step for step in OUTLINES["year_end_adjustment"].steps if step.is_per_subject]

    assert len(columns) == 12
    assert [step.key for step in columns if step.is_asked_of_subject] == ["answer"]
    assert [step.key for step in columns if not step.is_only_ticks] == ["answer"]


@pytest.mark.parametrize("key", OUTLINES)
def test_the_heads_of_a_table_are_short(key: str) -> None:
    titles = [step.title for step in OUTLINES[key].steps if step.is_per_subject]

    assert [title for title in titles if len(title) > LONGEST_COLUMN] == []


@pytest.mark.parametrize("handed_over", [date(2026, 11, 30), date(2027, 1, 15), date(2027, 5, 7)])
def test_a_project_is_planned_back_from_the_day_it_is_handed_over(handed_over: date) -> None:
    planned = plan(OUTLINES["one_off_project"].steps, anchor=handed_over, start=date(2026, 1, 5), calendar=_calendar)
    due = {step.key: step.due_on for step in planned}

    assert due["hand_over"] == _calendar("company").shift(handed_over, Way.PREVIOUS)
    assert [
        (step.key, need) for step, need in _waits(OUTLINES["one_off_project"].steps) if due[need] > due[step.key]
    ] == []


def test_the_firms_of_a_project_are_named_when_it_is_opened() -> None:
    outline = OUTLINES["one_off_project"]

    assert outline.subjects_where == ""
    assert sum(step.is_per_subject for step in outline.steps) >= 4


def test_the_papers_of_the_year_end_reach_everybody_by_the_end_of_january() -> None:
    for opened, planned in _runs(OUTLINES["year_end_adjustment"]):
        last = {step.key: step.due_on for step in planned}["send"]
        assert last <= date(opened.year + 1, 1, 31)


def test_the_report_of_remuneration_is_filed_in_the_first_ten_days_of_july() -> None:
    for opened, planned in _runs(OUTLINES["standard_remuneration"]):
        filed = {step.key: step.due_on for step in planned}["submit"]
        assert date(opened.year, 7, 1) <= filed <= date(opened.year, 7, 10)


@pytest.mark.parametrize("paid", [date(2026, 7, 10), date(2026, 12, 10), date(2027, 4, 30), date(2027, 12, 24)])
def test_the_report_of_a_bonus_is_filed_within_five_days(paid: date) -> None:
    planned = plan(OUTLINES["bonus"].steps, anchor=paid, start=date(2026, 1, 5), calendar=_calendar)
    due = {step.key: step.due_on for step in planned}

    assert paid <= due["report"] <= paid + timedelta(days=5)


def _due(key: str, anchor: date) -> dict[str, date]:
    planned = plan(OUTLINES[key].steps, anchor=anchor, start=anchor - timedelta(days=500), calendar=_calendar)
    return {step.key: step.due_on for step in planned}


def _year_end(opened: date) -> date:
    return date(opened.year + (opened.month > 3), 3, 31)


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
        for payday in (5, 10, 25, LAST_OF_MONTH):
            company = CompanyDays(payday=payday, bonuses=BONUSES, fiscal_year_end=(3, 31))
            for occurrence in occurrences(
                outline.cadence, date(2024, 1, 1), date(2030, 12, 31), company=company, calendar=calendar
            ):
                opened = opening_day(occurrence.on, outline.opening.before, outline.opening.unit, calendar("company"))
                found.append((opened, plan(outline.steps, anchor=occurrence.on, start=opened, calendar=calendar)))
    return found


@pytest.mark.parametrize(("key", "paid"), [("tax_payment", "pay"), ("social_insurance_payment", "by_slip")])
def test_what_is_owed_for_a_month_is_paid_before_its_last_day(key: str, paid: str) -> None:
    """翌月10日 and 翌月末日, each the next open day where it is closed; the step stands an open day earlier."""
    cadence = OUTLINES[key].cadence
    assert cadence
    for calendar in (_calendar, _open_company):
        for found in occurrences(
            cadence, date(2024, 1, 1), date(2030, 12, 31), company=CompanyDays(), calendar=calendar
        ):
            planned = plan(OUTLINES[key].steps, anchor=found.on, start=found.on, calendar=calendar)
            assert {step.key: step.due_on for step in planned}[paid] < found.on


def test_insurance_of_november_is_paid_in_january_when_the_banks_are_shut() -> None:
    cadence = OUTLINES["social_insurance_payment"].cadence
    assert cadence

    found = occurrences(cadence, date(2027, 1, 1), date(2027, 1, 31), company=CompanyDays(), calendar=_open_company)

    assert (date(2027, 1, 4), 11) in [(each.on, each.period.number) for each in found]


@pytest.mark.parametrize("year", range(2024, 2031))
def test_the_agreement_on_overtime_is_filed_before_it_begins(year: int) -> None:
    begins = date(year, 4, 1)
    planned = plan(OUTLINES["overtime_agreement"].steps, anchor=begins, start=date(year, 1, 20), calendar=_calendar)
    due = {step.key: step.due_on for step in planned}

    assert due["vote"] < due["agree"] < due["form"] < due["file"] < due["announce"] < begins


def test_work_rules_are_heard_filed_and_announced_in_this_order_before_they_are_used() -> None:
    planned = plan(
        OUTLINES["work_rules_change"].steps, anchor=date(2027, 4, 1), start=date(2026, 12, 1), calendar=_calendar
    )
    due = {step.key: step.due_on for step in planned}

    assert due["board"] < due["opinion"] < due["file"] < due["announce"] < date(2027, 4, 1)


@pytest.mark.parametrize("known", [date(2026, 11, 16) + timedelta(days=n) for n in range(60)])
def test_a_leak_is_reported_in_time_whatever_the_day(known: date) -> None:
    """Counted from the day it is known as the first: 速報 by the fifth, 確報 by the 30th or the 60th."""
    steps = OUTLINES["data_leak"].steps
    due = {step.key: step.due_on for step in plan(steps, anchor=known, start=known, calendar=_calendar)}
    days = {key: (day - known).days + 1 for key, day in due.items()}

    assert days["prompt_report"] <= 5
    assert days["full_30"] <= 30 < days["full_60"] <= 60
    assert [(step.key, need) for step in steps for need in step.needs if due[need] > due[step.key]] == []


def test_what_leaks_is_stopped_before_anybody_is_waited_for() -> None:
    keys = [step.key for step in OUTLINES["data_leak"].steps]
    gates = [keys.index(gate) for gates in GATES["data_leak"].values() for gate in gates]

    assert all(keys.index(key) < min(gates) for key in ("stop_mail", "stop_device", "stop_attack", "gather"))


@pytest.mark.parametrize(
    ("key", "gate", "after"),
    [
        ("contract_renewal", "read_over", "sign"),
        ("contract_renewal", "notice_letter", "give_notice"),
        ("work_rules_change", "bundle", "file"),
        ("data_leak", "prompt_draft", "prompt_report"),
        ("data_leak", "draft_30", "full_30"),
        ("data_leak", "draft_60", "full_60"),
        ("office_relocation", "lease_terms", "lease"),
        ("expense_settlement", "approve", "pay"),
    ],
)
def test_another_person_looks_before_it_is_signed_or_sent(key: str, gate: str, after: str) -> None:
    """A step is done with its receipt in it: what is looked at after that has left already."""
    steps = {step.key: step for step in OUTLINES[key].steps}

    assert steps[gate].gate.kind is GateKind.SECOND_PERSON
    assert steps[after].needs == (gate,)
    assert steps[after].when == steps[gate].when


def test_who_moved_is_told_to_the_towns_in_months_without_a_payment_too() -> None:
    """異動届出書: by the 10th of the next month, also with 納期の特例."""
    movers = next(step for step in OUTLINES["tax_payment"].steps if step.key == "movers")

    assert movers.when is None


def test_the_bill_of_the_pension_office_is_read_when_it_may_have_come() -> None:
    """It is sent about the 20th."""
    cadence = OUTLINES["social_insurance_payment"].cadence
    assert cadence
    for calendar in (_calendar, _open_company):
        for found in occurrences(
            cadence, date(2024, 1, 1), date(2030, 12, 31), company=CompanyDays(), calendar=calendar
        ):
            planned = plan(
                OUTLINES["social_insurance_payment"].steps, anchor=found.on, start=found.on, calendar=calendar
            )
            due = {step.key: step.due_on for step in planned}
            assert due["notice"].day >= 20


@pytest.mark.parametrize("key", ["new_graduate_hiring", "mid_career_hiring"])
def test_a_posting_says_what_a_notice_of_conditions_does_not(key: str) -> None:
    """職業安定法施行規則4条の2; 男女雇用機会均等法13条 from October 2026."""
    steps = {step.key: step for step in OUTLINES[key].steps}

    assert "受動喫煙" in steps["posting"].how
    assert "セクハラの相談先" in steps["interview"].how
