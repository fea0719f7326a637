"""休みのわけ: why a calendar closes a day, as a word for the day itself."""

from collections.abc import Mapping
from datetime import date

from urakata.core.business_days import CALENDARS, WEEKEND, ClosedDay, ClosedDays
from urakata.rules.holidays import official

WEEKEND_DAYS = {5: "土曜", 6: "日曜"}
NEW_YEAR = "年末年始"
OF_THE_COMPANY = "会社の休み"

NOTHING: Mapping[ClosedDay, str] = {}


def why_closed(calendar: ClosedDays, on: date, own: Mapping[ClosedDay, str] = NOTHING) -> str:
    """その暦がその日に休むわけ; empty on an open day. `own` are the names of a company's own closed days."""
    if calendar.is_open(on):
        return ""
    if holiday := official().name(on):
        return holiday
    if (on.month, on.day) in CALENDARS[calendar.name].month_days:
        return NEW_YEAR
    return own.get(on) or own.get((on.month, on.day)) or WEEKEND_DAYS.get(on.weekday()) or OF_THE_COMPANY


def is_plain_weekend(on: date, why: str) -> bool:
    """土日: what the head of a calendar's column says already."""
    return on.weekday() in WEEKEND and why == WEEKEND_DAYS[on.weekday()]
