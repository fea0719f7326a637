"""暦 on the official list."""

from datetime import date

from urakata.core.holidays import Holidays
from urakata.rules.calendars import calendar, calendars
from urakata.rules.holidays import official


def test_a_calendar_is_built_once() -> None:
    assert calendar("bank") is calendar("bank", closed_days=[date(2026, 6, 1)])
    assert calendar("company", closed_days=[(12, 29)]) is calendar("company", closed_days=[(12, 29)])
    assert calendar("company", closed_days=[(12, 29)]) is not calendar("company")


def test_all_calendars_of_a_company_know_its_closed_days_and_a_newer_list() -> None:
    newer = Holidays({**official().official, date(2028, 6, 1): "新しい祝日"})
    by_name = calendars([date(2028, 6, 2)], newer)

    assert not by_name("bank").is_open(date(2028, 6, 1))
    assert by_name("bank").is_open(date(2028, 6, 2))
    assert not by_name("company").is_open(date(2028, 6, 2))
    assert not by_name("bank").is_provisional(date(2028, 6, 1))
    assert calendar("bank").is_provisional(date(2028, 6, 1))
