"""祝日の一覧: the Cabinet Office's list as it is shipped, and the reader for a newer one."""

import csv
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.resources import files

from urakata.core.calendar_days import known
from urakata.core.dates_ja import parse_date
from urakata.core.errors import InputMistake, Place
from urakata.core.holidays import Holidays

MAX_BYTES = 1_000_000


@cache
def official() -> Holidays:
    """公式の祝日一覧: the list inside the product (1955–2027)."""
    return Holidays(read_list(files(__name__).joinpath("official.csv").read_bytes()))


def read_list(raw: bytes) -> dict[date, str]:
    """祝日の一覧 from CSV of day and name with one header line, in UTF-8 (BOM or not) or CP932.

    Raises InputMistake `holidays_unreadable`, or with its line `holiday_row`, `not_a_date`, `no_such_date`,
    `out_of_range`.
    """
    try:
        listed = dict(_rows(_text(raw)))
    except csv.Error:
        raise InputMistake("holidays_unreadable") from None
    if not listed:
        raise InputMistake("holidays_unreadable")
    return listed


def _rows(text: str) -> Iterator[tuple[date, str]]:
    lines = csv.reader(text.splitlines())
    next(lines, None)
    for number, row in enumerate(lines, start=2):
        if any(row):
            yield _row(row, Place(line=number, column=1))


def _row(row: list[str], place: Place) -> tuple[date, str]:
    if len(row) < 2 or not row[1].strip():
        raise InputMistake("holiday_row", {"found": ",".join(row)[:40]}, place)
    try:
        return known(parse_date(row[0])), row[1].strip()
    except InputMistake as mistake:
        raise InputMistake(mistake.code, mistake.params, place) from None


def _text(raw: bytes) -> str:
    if len(raw) <= MAX_BYTES and b"\0" not in raw:
        for encoding in ("utf-8-sig", "cp932"):
            with suppress(UnicodeDecodeError):
                return raw.decode(encoding)
    raise InputMistake("holidays_unreadable")
