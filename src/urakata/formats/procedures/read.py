"""手順のファイルを読む: an outline, or every mistake with its place."""

import re

from urakata.core.backplan import Unit
from urakata.core.clearance import Clearance
from urakata.core.outline import Opening, Outline
from urakata.core.outline_plain import OUTLINE_KEYS, OUTLINE_LATER
from urakata.core.outline_problems import Flaw, problems
from urakata.formats.mistakes import Mistake
from urakata.formats.procedures.cadences import read_cadence
from urakata.formats.procedures.steps import read_steps
from urakata.formats.reading import Reading, kept, nearest
from urakata.formats.yaml_places import Node, deepest, read_yaml

CLEARANCES = tuple(Clearance)
LONGEST_TITLE = 200
FARTHEST = 400  # days a run may be opened before its day

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def read(raw: str | bytes) -> tuple[Outline | None, list[Mistake]]:
    """読む: the outline, or None and all mistakes in the order of the file."""
    top, mistakes = read_yaml(raw)
    if top is None:
        return None, mistakes or [Mistake("empty")]
    reading = Reading(mistakes)
    outline = _outline(reading, top)
    if outline is not None:
        reading.mistakes += [_placed(flaw, top) for flaw in problems(outline)]
    if reading.mistakes:
        return None, sorted(reading.mistakes, key=lambda mistake: (mistake.line, mistake.column))
    return outline, []


def _outline(reading: Reading, top: Node) -> Outline | None:
    entries = reading.mapping(top, (*OUTLINE_KEYS, *OUTLINE_LATER))
    if not isinstance(top.value, dict):
        return None
    return Outline(
        key=_key(reading, top, entries),
        title=reading.required(top, entries, "title")[:LONGEST_TITLE],
        why=reading.text(entries.get("why")),
        department=reading.line(entries.get("department"), 100),
        clearance=reading.word(entries.get("clearance"), CLEARANCES, ""),
        cadence=read_cadence(reading, entries.get("cadence")),
        opening=_opening(reading, entries.get("open")),
        steps=read_steps(reading, entries.get("steps")),
        later=kept(entries, OUTLINE_LATER),
    )


def _key(reading: Reading, top: Node, entries: dict[str, Node]) -> str:
    key = reading.required(top, entries, "key")
    if key and not _KEY.fullmatch(key):
        reading.note(entries["key"], "bad_key", now=key[:40])
    return key


def _opening(reading: Reading, node: Node | None) -> Opening | None:
    if node is None or node.value is None:
        return None
    entries = reading.mapping(node, ("before", "unit"))
    before = reading.number(entries.get("before"), 0, FARTHEST)
    if isinstance(node.value, dict):
        reading.missing(node, entries.get("before"), "before")
    return Opening(before or 0, Unit(reading.word(entries.get("unit"), Unit, Unit.BUSINESS_DAYS)))


def _placed(flaw: Flaw, top: Node) -> Mistake:
    """A flaw of the outline at the place in the file where it shows."""
    node = deepest(top, flaw.path)
    params = dict(flaw.params)
    if flaw.step:
        params["step"] = flaw.step
    if "known" in params:
        params["nearest"] = nearest(params["key"], params["known"]) if "key" in params else ""
    return Mistake(flaw.code.value, node.line, node.column, flaw.path, params)
