"""company.yaml: what a company says about itself (design §5); a missing key means あとで."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from urakata.core.calendar_days import LAST_OF_MONTH, MonthDay
from urakata.core.personal_number import looks_like_one
from urakata.core.profile import CHOICES, KEYS, Bank, ClosedDay, Profile, unwritten
from urakata.formats.mistakes import Mistake
from urakata.formats.reading import Reading, shown
from urakata.formats.yaml_places import Node, read_yaml

MOST_PEOPLE = 1_000_000
MOST_YEN = 10**15
MOST_DAYS = 400

Read = Callable[[Reading, Node], Any]


def read(raw: str | bytes) -> tuple[Profile | None, list[Mistake]]:
    """会社のことを読む: the profile, or None with every mistake in its place; never raises for any input."""
    top, mistakes = read_yaml(raw)
    reading = Reading(mistakes)
    if top is None:
        return None, reading.mistakes
    entries = reading.mapping(top, KEYS)
    known = {key: READ[key](reading, node) for key, node in entries.items() if key in READ and node.value is not None}
    return (None if reading.mistakes else Profile(**known)), reading.mistakes


def _line(reading: Reading, node: Node) -> str | None:
    said = reading.line(node, 100)
    if looks_like_one(said):
        reading.note(node, "personal_number", text="…")
    return said or None


def _words(reading: Reading, node: Node) -> tuple[str, ...]:
    if len(reading.nodes(node)) > MOST_DAYS:
        reading.note(node, "too_long", longest=MOST_DAYS, length=len(reading.nodes(node)))
        return ()
    return tuple(said for entry in reading.nodes(node) if (said := _line(reading, entry)))


def _choice(key: str) -> Read:
    def read_choice(reading: Reading, node: Node) -> Any:
        said = reading.word(node, CHOICES[key], "")
        return CHOICES[key](said) if said else None

    return read_choice


def _number(highest: int) -> Read:
    return lambda reading, node: reading.number(node, 0, highest)


def _truth(reading: Reading, node: Node) -> bool:
    return reading.truth(node, otherwise=False)


def _truth_or_number(reading: Reading, node: Node) -> bool | int | None:
    return node.value if isinstance(node.value, bool) else reading.number(node, 0, MOST_PEOPLE)


def _day_of_month(reading: Reading, node: Node) -> int | None:
    if node.source == "last":
        return LAST_OF_MONTH
    folded = unicodedata.normalize("NFKC", node.source)
    if not isinstance(node.value, dict | list) and folded.isdecimal() and 1 <= int(folded[:4]) <= 31:
        return int(folded[:4])
    reading.note(node, "unknown_word", known=["1〜31", "last"], now=shown(node))
    return None


def _month_day(reading: Reading, node: Node) -> MonthDay | None:
    day = _day(node)
    if not isinstance(day, tuple):
        reading.note(node, "not_month_day", now=shown(node))
        return None
    return day


def _month_days(reading: Reading, node: Node) -> tuple[MonthDay, ...]:
    return tuple(day for entry in reading.nodes(node)[:MOST_DAYS] if (day := _month_day(reading, entry)))


def _closed_day(reading: Reading, node: Node) -> ClosedDay | None:
    day = _day(node)
    if day is None:
        reading.note(node, "unknown_word", known=['"2026-08-13" の形', '"08-13" の形（毎年）'], now=shown(node))
    return day


def _closed_days(reading: Reading, node: Node) -> tuple[ClosedDay, ...]:
    entries = reading.nodes(node)
    if len(entries) > MOST_DAYS:
        reading.note(node, "too_long", longest=MOST_DAYS, length=len(entries))
    return tuple(day for entry in entries[:MOST_DAYS] if (day := _closed_day(reading, entry)))


def _bank(reading: Reading, node: Node) -> Bank:
    entries = reading.mapping(node, ("days_before", "until"))
    until = entries.get("until")
    return Bank(
        days_before=reading.number(entries.get("days_before"), 0, 30),
        until=_clock(reading, until) if until is not None and until.value is not None else None,
    )


def _clock(reading: Reading, node: Node) -> str | None:
    hour, colon, minute = unicodedata.normalize("NFKC", node.source).partition(":")
    is_clock = bool(colon) and len(minute) == 2 and (hour + minute).isdecimal() and len(hour) <= 2
    if is_clock and int(hour) <= 24 and int(minute) <= 59:
        return f"{int(hour):02}:{minute}"
    reading.note(node, "unknown_word", known=['"17:00" の形'], now=shown(node))
    return None


def _day(node: Node) -> ClosedDay | None:
    try:
        return unwritten(unicodedata.normalize("NFKC", node.source))
    except ValueError:
        return None


READ: Mapping[str, Read] = {
    "name": _line,
    "prefecture": _line,
    "industries": _words,
    "employees": _number(MOST_PEOPLE),
    "foreign_workers": _truth_or_number,
    "fiscal_year_end": _month_day,
    "closing_day": _day_of_month,
    "payday": _day_of_month,
    "bonuses": _month_days,
    "labour_insurance_instalments": _truth_or_number,
    "corporate_tax_extension_months": _number(12),
    "corporate_tax_last_year": _number(MOST_YEN),
    "consumption_tax_last_year": _number(MOST_YEN),
    "invoice_registered": _truth,
    "closed_days": _closed_days,
    "bank": _bank,
} | {key: _choice(key) for key in CHOICES}
