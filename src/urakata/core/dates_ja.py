"""日付の読み取り: a day or a month as people in Japan write it."""

import re
from calendar import monthrange
from datetime import date
from unicodedata import normalize

from urakata.core.calendar_days import MonthDay
from urakata.core.errors import InputMistake

# The first day of each era. A day after its era is read on (old forms say 平成33年), a day before it is refused.
ERAS: dict[str, date] = {
    "明治": date(1868, 1, 25),
    "大正": date(1912, 7, 30),
    "昭和": date(1926, 12, 25),
    "平成": date(1989, 1, 8),
    "令和": date(2019, 5, 1),
}
ERAS |= dict(zip("MTSHR", ERAS.values(), strict=True))
WEEKDAYS = "月火水木金土日"
LEAP_YEAR = 2000
LONGEST = 100  # nothing longer is a day

HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−ー", "-"))
YEAR = rf"(?:(?P<era>{'|'.join(ERAS)})\s*(?P<era_year>元|\d{{1,2}})|(?P<year>\d{{4}}))\s*[-/.年]\s*"
MONTH_DAY = r"(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
WEEKDAY = rf"\s*(?:\((?P<weekday>[{WEEKDAYS}])(?:曜日?)?\))?"
MIDNIGHT = r"(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?"  # as spreadsheets write a day

DAY = re.compile(YEAR + MONTH_DAY + WEEKDAY + MIDNIGHT, re.ASCII)
DAY_IN_DIGITS = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", re.ASCII)
DAY_WITHOUT_YEAR = re.compile(MONTH_DAY + WEEKDAY, re.ASCII)
MONTH = re.compile(YEAR + r"(?P<month>\d{1,2})\s*月?分?", re.ASCII)
MONTH_IN_DIGITS = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})", re.ASCII)
MONTH_AND_DAY = re.compile(MONTH_DAY, re.ASCII)
WHOLE = re.compile(r"[-+]?\d+", re.ASCII)


def parse_date(text: str, today: date | None = None) -> date:
    """日付: 2026-11-17, 2026/11/17, 20261117, 2026年11月17日(火), 令和8年11月17日, R8.11.17, also full-width.

    With `today`, a day without its year (11/17, 11月17日) is the coming one. A weekday beside it must be right.
    Raises InputMistake `not_a_date` or `no_such_date`.
    """
    written = _folded(text)
    if today and (found := DAY_WITHOUT_YEAR.fullmatch(written)):
        return _coming(found, today, text)
    if found := DAY.fullmatch(written) or DAY_IN_DIGITS.fullmatch(written):
        on = _day(_year(found), int(found["month"]), int(found["day"]), text)
        if _after_its_era_began(found, on) and _on_its_weekday(found, on):
            return on
        raise _mistake("no_such_date", text)
    raise _mistake("not_a_date", text)


def parse_month(text: str) -> tuple[int, int]:
    """月: 2026-11, 2026/11, 202611, 2026年11月, 令和8年11月分, R8.11 as (year, month).

    Raises InputMistake `not_a_month` or `no_such_date`.
    """
    written = _folded(text)
    if found := MONTH.fullmatch(written) or MONTH_IN_DIGITS.fullmatch(written):
        first = _day(_year(found), int(found["month"]), 1, text)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        if _after_its_era_began(found, last):
            return first.year, first.month
        raise _mistake("no_such_date", text)
    raise _mistake("not_a_month", text)


def parse_month_day(text: str) -> MonthDay:
    """毎年の月日: 03-31, 3/31, 3月31日 as (month, day); 29 February is one.

    Raises InputMistake `not_a_month_day` or `no_such_date`.
    """
    found = MONTH_AND_DAY.fullmatch(_folded(text))
    if not found:
        raise _mistake("not_a_month_day", text)
    on = _day(LEAP_YEAR, int(found["month"]), int(found["day"]), text)
    return on.month, on.day


def parse_closed_day(text: str) -> date | MonthDay:
    """休業日: one day (2026-12-29) or a day of every year (12-29)."""
    return parse_month_day(text) if MONTH_AND_DAY.fullmatch(_folded(text)) else parse_date(text)


def parse_whole(text: str, *, lowest: int, highest: int) -> int:
    """整数 in either width, with or without a sign; InputMistake `not_a_number` or `number_out_of_range`."""
    written = _folded(text)
    if not WHOLE.fullmatch(written):
        raise _mistake("not_a_number", text)
    if not lowest <= int(written) <= highest:
        raise InputMistake("number_out_of_range", {"text": _short(text), "lowest": lowest, "highest": highest})
    return int(written)


def _folded(text: str) -> str:
    return normalize("NFKC", text if len(text) <= LONGEST else "").translate(HYPHENS).strip().upper()


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"


def _mistake(code: str, text: str) -> InputMistake:
    return InputMistake(code, {"text": _short(text)})


def _year(found: re.Match[str]) -> int:
    parts = found.groupdict()
    if not parts.get("era"):
        return int(parts["year"])
    return ERAS[parts["era"]].year + (1 if parts["era_year"] == "元" else int(parts["era_year"])) - 1


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _mistake("no_such_date", text) from None


def _after_its_era_began(found: re.Match[str], on: date) -> bool:
    era = found.groupdict().get("era")
    return not era or on >= ERAS[era]


def _on_its_weekday(found: re.Match[str], on: date) -> bool:
    return (found.groupdict().get("weekday") or WEEKDAYS[on.weekday()]) == WEEKDAYS[on.weekday()]


def _coming(found: re.Match[str], today: date, text: str) -> date:
    month, day = int(found["month"]), int(found["day"])
    for year in range(today.year, today.year + 9):  # the next 29 February may be eight years off
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        if on >= today and _on_its_weekday(found, on):
            return on
    raise _mistake("no_such_date", text)
