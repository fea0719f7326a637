"""祝日の一覧: the Cabinet Office's list as it is shipped, or a newer one that the installation keeps."""

import csv
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from urakata.core.calendar_days import known
from urakata.core.dates_ja import parse_date
from urakata.core.errors import InputMistake, Place
from urakata.core.holidays import Holidays
from urakata.rules.holidays import kept

MAX_BYTES = 1_000_000


Stamp = tuple[int, int, int]
_read: dict[Path, tuple[Stamp, Holidays]] = {}


def official() -> Holidays:
    """公式の祝日一覧, the newest there is: the list that the installation keeps, else the shipped one (1955–2027).

    Read anew when the file was replaced, so that web, worker and `bizday` agree without a restart; the same Holidays
    as long as it was not. What cannot be read does not count (`kept_mistake` says why).
    """
    path = kept.place()
    stamp = _stamp(path) if path else None
    if path is None or stamp is None:
        return shipped()
    if path not in _read or _read[path][0] != stamp:
        _read[path] = stamp, _newest(path)
    return _read[path][1]


@cache
def shipped() -> Holidays:
    """The list inside the product."""
    return Holidays(read_list(files(__name__).joinpath("official.csv").read_bytes()))


def kept_mistake() -> InputMistake | None:
    """Why the list that the installation keeps cannot be used; None where it can, or where there is none."""
    path = kept.place()
    if path is None or not path.exists():
        return None
    try:
        kept.proved(read_list(path.read_bytes()), shipped().official)
    except InputMistake as mistake:
        return InputMistake(mistake.code, mistake.params, replace(mistake.place or Place(), source=str(path)))
    except OSError:
        return InputMistake("holidays_unreadable", place=Place(source=str(path)))
    return None


def _newest(path: Path) -> Holidays:
    """Of a product that was renewed since, the shipped list may be the newer one (`holidays_older`)."""
    try:
        listed = kept.proved(read_list(path.read_bytes()), shipped().official)
    except (InputMistake, OSError):
        return shipped()
    return Holidays(kept.over(listed, shipped().official))


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


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
