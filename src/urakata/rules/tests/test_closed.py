"""休みのわけ."""

from datetime import date

from urakata.rules.calendars import calendar
from urakata.rules.closed import why_closed


def test_a_closed_day_of_the_company_bears_its_name_once_or_every_year() -> None:
    own = {date(2027, 1, 18): "創立記念日", (8, 12): "夏季休業", (8, 13): ""}
    company = calendar("company", closed_days=own)

    days = (date(2027, 1, 18), date(2027, 8, 12), date(2027, 8, 13), date(2027, 8, 16))
    assert [why_closed(company, on, own) for on in days] == ["創立記念日", "夏季休業", "会社の休み", ""]
