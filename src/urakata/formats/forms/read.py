"""様式のファイルを読む: a form, or every mistake with its place."""

import re

from urakata.core.clearance import Clearance
from urakata.core.form import Field, FieldKind, Flaw, Form, problems
from urakata.core.outline_keys import Keys
from urakata.formats.mistakes import Mistake
from urakata.formats.reading import Reading, shown
from urakata.formats.yaml_places import Node, deepest, read_yaml

FORM_KEYS = ("key", "title", "why", "clearance", "reply", "fields")
FIELD_KEYS = ("key", "text", "label", "kind", "required", "choices", "help", "default")
LONGEST_TITLE = 100
LONGEST_QUESTION = 200
MOST_READ = 50  # fields that are looked at; a form has five

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def read(raw: str | bytes) -> tuple[Form | None, list[Mistake]]:
    """読む: the form, or None and all mistakes in the order of the file."""
    top, mistakes = read_yaml(raw)
    if top is None:
        return None, mistakes or [Mistake("empty")]
    reading = Reading(mistakes)
    form = _form(reading, top)
    if form is not None:
        reading.mistakes += [_placed(flaw, top) for flaw in problems(form)]
    if reading.mistakes:
        return None, sorted(reading.mistakes, key=lambda mistake: (mistake.line, mistake.column))
    return form, []


def _form(reading: Reading, top: Node) -> Form | None:
    entries = reading.mapping(top, FORM_KEYS)
    if not isinstance(top.value, dict):
        return None
    key = reading.required(top, entries, "key")
    _fits(reading, entries.get("key"), key)
    return Form(
        key=key,
        title=reading.required(top, entries, "title")[:LONGEST_TITLE],
        why=reading.text(entries.get("why"), 2000),
        clearance=reading.word(entries.get("clearance"), Clearance, ""),
        reply=reading.line(entries.get("reply"), LONGEST_QUESTION),
        fields=_fields(reading, entries.get("fields")),
    )


def _fits(reading: Reading, node: Node | None, key: str) -> None:
    if node is not None and key and not _KEY.fullmatch(key):
        reading.note(node, "bad_key", now=key[:40])


def _fields(reading: Reading, node: Node | None) -> tuple[Field, ...]:
    if node is not None and isinstance(node.value, dict | str):
        reading.note(node, "not_list", now=shown(node))
        return ()
    entries = reading.nodes(node)[:MOST_READ]
    given = [_key(reading, entry) for entry in entries]
    made = Keys("f", taken=(key for key in given if key))
    keys = [key or made.key_for(_name(entry)) for key, entry in zip(given, entries, strict=True)]
    return tuple(_field(reading, entry, key) for entry, key in zip(entries, keys, strict=True))


def _key(reading: Reading, node: Node) -> str:
    entry = node.value.get("key") if isinstance(node.value, dict) else None
    key = reading.line(entry)
    _fits(reading, entry, key)
    return key


def _name(node: Node) -> str:
    named = (node.value.get("text") or node.value.get("label")) if isinstance(node.value, dict) else node
    return named.source.strip() if named else ""


def _field(reading: Reading, node: Node, key: str) -> Field:
    """A question; a text alone asks for a line."""
    if not isinstance(node.value, dict):
        return Field(key, reading.line(node, LONGEST_QUESTION))
    entries = reading.mapping(node, FIELD_KEYS)
    asked = entries.get("text") or entries.get("label")
    text = reading.line(asked, LONGEST_QUESTION)
    if not text:
        reading.missing(node, asked, "text")
    choices = reading.lines(entries.get("choices"))
    meant = FieldKind.CHOICE if choices else FieldKind.TEXT
    return Field(
        key=key,
        text=text,
        kind=FieldKind(reading.word(entries.get("kind"), FieldKind, meant)),
        required=reading.truth(entries.get("required"), True),
        choices=choices,
        help=reading.line(entries.get("help")),
        default=reading.line(entries.get("default")),
    )


def _placed(flaw: Flaw, top: Node) -> Mistake:
    """A flaw of the form at the place in the file where it shows."""
    node = deepest(top, flaw.path)
    return Mistake(flaw.code.value, node.line, node.column, flaw.path, dict(flaw.params))
