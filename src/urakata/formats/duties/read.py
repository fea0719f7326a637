"""義務のファイルを読む."""

from collections.abc import Iterable
from enum import StrEnum

from urakata.core.applicability import Expression, parse
from urakata.core.business_days import CALENDARS
from urakata.core.calendar_days import MonthDay
from urakata.core.due import Due, Form, Roll, RollRule
from urakata.core.duty import PROFILE_KEYS, Coming, Confidence, Duty, DutyKind, Frequency, Group, Trigger
from urakata.core.errors import InputMistake
from urakata.formats.duties.due import read_due
from urakata.formats.duties.values import day_of, month_day_of
from urakata.formats.mistakes import Mistake
from urakata.formats.reading import Reading
from urakata.formats.yaml_places import Node, read_yaml

KEYS = (
    "id", "title", "title_en", "group", "kind", "since", "until", "checked_on", "confidence", "trigger", "window",
    "due", "roll", "for_year", "applies", "applies_when", "procedure", "office", "penalty", "steps", "documents",
    "law", "sources", "notes", "changes", "coming", "unverified",
)  # fmt: skip
NEEDED = ("id", "title", "group", "kind", "checked_on", "confidence", "due", "roll")
TRIGGER = ("frequency", "event", "anchor", "as_of", "quarters", "note")
CERTAINTIES = ("practice", "customary", "safe_side", "company_rule")

Entries = dict[str, Node]


def read(raw: str | bytes) -> tuple[Duty | None, list[Mistake]]:
    """義務を読む: the duty, or None with every mistake in its place; never raises for any input."""
    top, mistakes = read_yaml(raw)
    reading = Reading(mistakes)
    if top is None:
        return None, reading.mistakes
    entries = reading.mapping(top, KEYS)
    for key in NEEDED:
        reading.missing(top, entries.get(key), key)
    if reading.mistakes:
        return None, reading.mistakes
    duty = _duty(reading, entries)
    return (duty if duty and not reading.mistakes else None), reading.mistakes


def _duty(reading: Reading, entries: Entries) -> Duty | None:
    checked_on = day_of(reading, entries["checked_on"])
    if checked_on is None:
        return None
    due = read_due(reading, entries["due"])
    trigger = _trigger(reading, entries.get("trigger"))
    _refuse_without_start(reading, entries, due, trigger)
    return Duty(
        id=_slug(reading, entries["id"]),
        title=reading.line(entries["title"], 100),
        title_en=reading.line(entries.get("title_en"), 200),
        group=Group(_word(reading, entries["group"], Group, Group.HOUSE)),
        kind=DutyKind(_word(reading, entries["kind"], DutyKind, DutyKind.REFERENCE)),
        since=day_of(reading, entries.get("since")),
        until=day_of(reading, entries.get("until")),
        checked_on=checked_on,
        confidence=Confidence(_word(reading, entries["confidence"], Confidence, Confidence.LOW)),
        trigger=trigger,
        window=_window(reading, entries.get("window")),
        due=due,
        roll=_roll(reading, entries["roll"]),
        for_year=reading.number(entries.get("for_year"), -1, 0) or 0,
        applies=_applies(reading, entries.get("applies")),
        applies_when=reading.line(entries.get("applies_when")),
        procedure=reading.line(entries.get("procedure"), 60),
        office=reading.line(entries.get("office")),
        penalty=reading.line(entries.get("penalty"), 500),
        steps=reading.lines(entries.get("steps")),
        documents=reading.lines(entries.get("documents")),
        law=reading.lines(entries.get("law")),
        sources=_addresses(reading, entries.get("sources")),
        notes=reading.line(entries.get("notes"), 1000),
        changes=reading.line(entries.get("changes"), 1000),
        coming=tuple(_coming(reading, entries.get("coming"))),
        unverified=reading.lines(entries.get("unverified")),
    )


def _slug(reading: Reading, node: Node) -> str:
    """鍵, as an address can have it: every page of the year leads to it."""
    key = reading.line(node, 60)
    if not (key.isascii() and key.replace("_", "").replace("-", "").isalnum()):
        reading.note(node, "bad_key", now=key[:60])
    return key


def _word(reading: Reading, node: Node | None, known: type[StrEnum], otherwise: str) -> str:
    return reading.word(node, known, otherwise)


def _trigger(reading: Reading, node: Node | None) -> Trigger:
    if node is None:
        return Trigger()
    entries = reading.mapping(node, TRIGGER)
    frequency = reading.word(entries.get("frequency"), Frequency, "")
    return Trigger(
        Frequency(frequency) if frequency else None,
        reading.line(entries.get("event"), 60),
        reading.line(entries.get("anchor"), 60),
        month_day_of(reading, entries.get("as_of")),
        reading.line(entries.get("note")),
    )


def _window(reading: Reading, node: Node | None) -> tuple[MonthDay, MonthDay] | None:
    if node is None:
        return None
    entries = reading.mapping(node, ("opens", "closes"))
    for key in ("opens", "closes"):
        reading.missing(node, entries.get(key), key)
    opens, closes = month_day_of(reading, entries.get("opens")), month_day_of(reading, entries.get("closes"))
    return (opens, closes) if opens and closes else None


def _roll(reading: Reading, node: Node) -> Roll:
    entries = reading.mapping(node, ("rule", "calendar", "basis", "certainty"))
    reading.missing(node, entries.get("rule"), "rule")
    rule = RollRule(reading.word(entries.get("rule"), RollRule, RollRule.UNKNOWN))
    if rule in {RollRule.NEXT, RollRule.PREVIOUS}:
        reading.missing(node, entries.get("calendar"), "calendar")
    return Roll(
        rule,
        reading.word(entries.get("calendar"), CALENDARS, ""),
        reading.line(entries.get("basis")),
        reading.word(entries.get("certainty"), CERTAINTIES, ""),
    )


def _applies(reading: Reading, node: Node | None) -> Expression | None:
    text = reading.line(node, 500)
    if node is None or not text:
        return None
    try:
        return parse(text, PROFILE_KEYS)
    except InputMistake as mistake:
        reading.note(node, mistake.code, **mistake.params)
        return None


def _coming(reading: Reading, node: Node | None) -> Iterable[Coming]:
    for each in reading.nodes(node):
        entries = reading.mapping(each, ("on", "what", "whom"))
        reading.missing(each, entries.get("on"), "on")
        if on := day_of(reading, entries.get("on")):
            yield Coming(on, reading.required(each, entries, "what"), reading.line(entries.get("whom")))


def _addresses(reading: Reading, node: Node | None) -> tuple[str, ...]:
    """出典: only addresses that a browser may follow."""
    found = []
    for each in reading.nodes(node):
        address = reading.line(each, 500)
        if address.startswith(("https://", "http://")):
            found.append(address)
        else:
            reading.note(each, "not_address", now=address[:40])
    return tuple(found)


def _refuse_without_start(reading: Reading, entries: Entries, due: Due, trigger: Trigger) -> None:
    """A bundle names what it includes; what is counted from an event names the event's day."""
    if due.form is Form.BUNDLE and not due.includes:
        reading.missing(entries["due"], None, "includes")
    if trigger.frequency is None and not trigger.event:
        reading.missing(entries.get("trigger") or entries["due"], None, "trigger")
