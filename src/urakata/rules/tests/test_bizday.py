"""営業日の問い, as typed."""

from datetime import date

import pytest

from urakata.core.errors import InputMistake
from urakata.rules.bizday import answer


@pytest.mark.parametrize(
    ("typed", "result", "calendar", "provisional"),
    [
        ("add 2026-11-10 5 --calendar bank", "2026-11-17", "bank", False),
        ("--calendar bank add 2026-11-10 5", "2026-11-17", "bank", False),
        ("add --calendar=bank 2026-11-10 5", "2026-11-17", "bank", False),
        ("add ２０２６／１１／１０ ５", "2026-11-17", "company", False),
        ("add 20261110 5", "2026-11-17", "company", False),
        ("add 令和8年11月10日 5", "2026-11-17", "company", False),
        ("add R8.11.17 -5", "2026-11-10", "company", False),
        ("add 2026-11-22 0", "2026-11-24", "company", False),
        ("nth 2026-11 10", "2026-11-16", "company", False),
        ("last 2026-12 --calendar gov_office", "2026-12-28", "gov_office", False),
        ("shift 2026-11-22 next", "2026-11-24", "company", False),
        ("shift 2026-11-22 previous", "2026-11-20", "company", False),
        ("count 2026-11 --calendar bank", 19, "bank", False),
        # the official list ends with 2027
        ("add 2027-12-31 1 --calendar bank", "2028-01-04", "bank", True),
        ("add 2028-01-04 -1 --calendar bank", "2027-12-30", "bank", True),  # looks at 1–3 January 2028
        ("add 2028-01-01 -1 --calendar plain", "2027-12-31", "plain", False),  # looks at nothing in 2028
        ("add 2027-12-31 0", "2027-12-31", "company", False),
        ("shift 2028-01-01 previous --calendar bank", "2027-12-30", "bank", True),
        ("last 2027-12", "2027-12-31", "company", False),
        ("nth 2028-01 1", "2028-01-03", "company", True),
        ("count 2028-01 --calendar civil", 24, "civil", True),
    ],
)
def test_a_question_is_answered_with_its_calendar_and_whether_it_is_sure(
    typed: str, result: str | int, calendar: str, provisional: bool
) -> None:
    assert answer(typed.split()) == {"result": result, "calendar": calendar, "provisional": provisional}


def test_the_company_closes_the_days_of_its_profile() -> None:
    closed = [date(2026, 11, 17), (11, 18)]

    assert answer(["add", "2026-11-10", "5"], closed_days=closed)["result"] == "2026-11-19"
    assert answer(["add", "2026-11-10", "5", "--calendar", "bank"], closed_days=closed)["result"] == "2026-11-17"


def test_a_calendar_may_be_set_for_all_questions_and_changed_by_one() -> None:
    assert answer(["count", "2026-11"], calendar="civil")["calendar"] == "civil"
    assert answer(["count", "2026-11", "--calendar", "bank"], calendar="civil")["calendar"] == "bank"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "bizday_word"),
        ("ad 2026-11-10 5", "bizday_word"),
        ("add", "bizday_usage"),
        ("add 2026-11-10", "bizday_usage"),
        ("add 2026-11-10 5 6", "bizday_usage"),
        ("count 2026-11 10", "bizday_usage"),
        ("add 2026-11-31 5", "no_such_date"),
        ("add soon 5", "not_a_date"),
        ("add 2026-11-10 five", "not_a_number"),
        ("add 2026-11-10 5.5", "not_a_number"),
        ("add 2026-11-10 100001", "number_out_of_range"),
        ("add 2026-11-10 99999", "out_of_range"),
        ("add 1954-12-31 1", "out_of_range"),
        ("add 2151-01-01 -1", "out_of_range"),
        ("nth 2026-11 0", "number_out_of_range"),
        ("nth 2026-11 20", "no_such_business_day"),
        ("nth 2026-11-10 1", "not_a_month"),
        ("last 2026-13", "no_such_date"),
        ("count 2151-01", "out_of_range"),
        ("shift 2026-11-22 back", "bizday_way"),
        ("count 2026-11 --calendar banks", "unknown_calendar"),
        ("count 2026-11 --calendar", "unknown_calendar"),
        ("count 2026-11 --year 3", "unknown_option"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_by_code(typed: str, code: str) -> None:
    with pytest.raises(InputMistake) as refused:
        answer(typed.split())

    assert refused.value.code == code


def test_a_month_that_is_closed_throughout_has_no_last_day() -> None:
    with pytest.raises(InputMistake, match="no_business_day"):
        answer(["last", "2026-06"], closed_days=[(6, day) for day in range(1, 31)])
