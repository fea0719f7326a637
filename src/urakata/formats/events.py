"""出来事のファイル: groups of events with the days they ask for, read with their places."""

from collections.abc import Iterable, Iterator

from urakata.core.clearance import Clearance
from urakata.core.events import Ask, Concerns, EventGroup, Milestone
from urakata.core.periods import MONTHS_OF_YEAR
from urakata.formats.mistakes import Mistake
from urakata.formats.reading import Reading
from urakata.formats.yaml_places import Node, read_yaml

GROUP = (
    "key", "title", "why", "clearance", "about", "procedure", "events", "also", "apart", "asks", "milestones",
)  # fmt: skip
ASK = ("name", "label", "note", "from", "plus_days", "minus_days", "plus_months", "plus_years", "age")
MILESTONE = ("age", "years", "minus_days", "title", "text")
MOST_DAYS, MOST_MONTHS, MOST_YEARS = 3650, 600, 130


def read(raw: str | bytes) -> tuple[tuple[EventGroup, ...], list[Mistake]]:
    """出来事を読む: the groups, or none with every mistake in its place; never raises for any input."""
    top, mistakes = read_yaml(raw)
    reading = Reading(mistakes)
    if top is None:
        return (), reading.mistakes
    entries = reading.mapping(top, ("groups",))
    if not reading.mistakes:
        reading.missing(top, entries.get("groups"), "groups")
    nodes = reading.nodes(entries.get("groups"))
    groups = tuple(_group(reading, node) for node in nodes)
    _refuse_twice(reading, nodes, groups)
    return (() if reading.mistakes else groups), reading.mistakes


def _group(reading: Reading, node: Node) -> EventGroup:
    entries = reading.mapping(node, GROUP)
    return EventGroup(
        key=_slug(reading, node, entries),
        title=reading.required(node, entries, "title"),
        why=reading.line(entries.get("why")),
        concerns=Concerns(reading.word(entries.get("about"), Concerns, Concerns.COMPANY)),
        clearance=reading.word(entries.get("clearance"), Clearance, ""),
        procedure=reading.line(entries.get("procedure"), 60),
        events=reading.lines(entries.get("events")),
        also=reading.lines(entries.get("also")),
        apart=reading.lines(entries.get("apart")),
        asks=tuple(_asks(reading, reading.nodes(entries.get("asks")))),
        milestones=tuple(_milestone(reading, each) for each in reading.nodes(entries.get("milestones"))),
    )


def _slug(reading: Reading, node: Node, entries: dict[str, Node]) -> str:
    """It stands in addresses."""
    key = reading.required(node, entries, "key")
    if key and not (key.isascii() and key.replace("_", "").replace("-", "").isalnum() and len(key) <= 40):
        reading.note(entries["key"], "bad_key", now=key[:40])
    return key


def _asks(reading: Reading, nodes: Iterable[Node]) -> Iterator[Ask]:
    """Each is worked out from days that were asked before it, so there is no round."""
    before: list[str] = []
    for node in nodes:
        ask = _ask(reading, node, before)
        if ask.name in before:
            reading.note(node, "duplicate_key", key=ask.name)
        before.append(ask.name)
        yield ask


def _ask(reading: Reading, node: Node, before: Iterable[str]) -> Ask:
    entries = reading.mapping(node, ASK)
    sources = tuple(reading.word(each, before, "") for each in reading.nodes(entries.get("from")))
    days = reading.number(entries.get("plus_days"), 0, MOST_DAYS) or 0
    back = reading.number(entries.get("minus_days"), 0, MOST_DAYS) or 0
    months = reading.number(entries.get("plus_months"), 0, MOST_MONTHS) or 0
    years = reading.number(entries.get("plus_years"), 0, MOST_YEARS) or 0
    return Ask(
        name=reading.required(node, entries, "name"),
        label=reading.required(node, entries, "label"),
        note=reading.line(entries.get("note")),
        sources=tuple(name for name in sources if name),
        plus_days=days - back,
        plus_months=months + years * MONTHS_OF_YEAR,
        age=reading.number(entries.get("age"), 1, MOST_YEARS) or 0,
    )


def _milestone(reading: Reading, node: Node) -> Milestone:
    entries = reading.mapping(node, MILESTONE)
    if "years" not in entries:
        reading.missing(node, entries.get("age"), "age")
    return Milestone(
        title=reading.required(node, entries, "title"),
        text=reading.line(entries.get("text")),
        age=reading.number(entries.get("age"), 1, MOST_YEARS) or 0,
        years=reading.number(entries.get("years"), 1, MOST_YEARS) or 0,
        minus_days=reading.number(entries.get("minus_days"), 0, MOST_DAYS) or 0,
    )


def _refuse_twice(reading: Reading, nodes: Iterable[Node], groups: Iterable[EventGroup]) -> None:
    """No key twice, and no event in two groups: a duty would fall twice for one happening."""
    keys: set[str] = set()
    events: set[str] = set()
    for node, group in zip(nodes, groups, strict=True):
        for word in [group.key] * (group.key in keys) + [each for each in group.events if each in events]:
            reading.note(node, "duplicate_key", key=word[:40])
        keys.add(group.key)
        events |= set(group.events)
