"""工程の書き方: who, due, checks and gate of each step."""

import re

from urakata.core.backplan import DueRule, Unit
from urakata.core.business_days import CALENDARS
from urakata.core.outline import Check, CheckKind, Comparison, Condition, Gate, GateKind, Learned, Step, Who, WhoKind
from urakata.core.outline_keys import Keys
from urakata.core.outline_plain import STEP_KEYS, STEP_LATER
from urakata.core.viewer import RoleName
from urakata.formats.reading import Reading, kept, shown
from urakata.formats.yaml_places import Node

CHECK_KEYS = ("key", "text", "kind", "required", "choices", "held_against", "spot")
ORIGINS = ("anchor", "start", "step:", "field:")

LONGEST_STEP = 4800  # minutes: ten days of work
FARTHEST = {Unit.DAYS: 800, Unit.BUSINESS_DAYS: 500, Unit.MONTHS: 60}

FORM_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_KEY = re.compile(r"\w[\w-]{0,63}")


def read_steps(reading: Reading, node: Node | None) -> tuple[Step, ...]:
    """工程を読む: every step, also those with mistakes, so that references between them can be checked."""
    if node is not None and isinstance(node.value, dict | str):
        reading.note(node, "not_list", now=shown(node))
        return ()
    entries = reading.nodes(node)
    keys = _keys(reading, entries, "title", "s")
    return tuple(_step(reading, entry, key) for entry, key in zip(entries, keys, strict=True))


def _step(reading: Reading, node: Node, key: str) -> Step:
    before = len(reading.mistakes)
    entries = reading.mapping(node, (*STEP_KEYS, *STEP_LATER))
    get = entries.get
    when, then = _when(reading, get("when")), reading.line(get("then"))
    step = Step(
        key=key,
        title=reading.required(node, entries, "title"),
        section=reading.lines(get("section")),
        why=reading.text(get("why")),
        how=reading.text(get("how")),
        who=_who(reading, get("who")),
        due=_due(reading, get("due")),
        minutes=reading.number(get("minutes"), 1, LONGEST_STEP),
        needs=reading.lines(get("needs")),
        per=reading.word(get("per"), ("run", "subject"), "run"),
        place=reading.word(get("place"), ("anywhere", "office"), "anywhere"),
        prepare=reading.lines(get("prepare")),
        files=reading.lines(get("files")),
        checks=_checks(reading, get("checks")),
        gate=_gate(reading, get("gate")),
        evidence=reading.lines(get("evidence")),
        when=when,
        then=then if when or "when" not in entries else "",  # one mistake is enough
        ask=_form_key(reading, get("ask")),
        personal=reading.truth(get("personal"), True),
        pitfalls=reading.lines(get("pitfalls")),
        learned=tuple(_learned(reading, entry) for entry in reading.nodes(get("learned"))),
        was=reading.line(get("was")),
        later=kept(entries, STEP_LATER),
    )
    for mistake in reading.mistakes[before:]:
        mistake.params.setdefault("step", key)
    return step


def _keys(reading: Reading, nodes: list[Node], named_by: str, prefix: str) -> list[str]:
    """The key of each, given or made from its title; none that is made meets one that was given."""
    given = [_key(reading, node) for node in nodes]
    made = Keys(prefix, taken=(key for key in given if key))
    return [key or made.key_for(_name(node, named_by)) for node, key in zip(nodes, given, strict=True)]


def _name(node: Node, named_by: str) -> str:
    named = node.value.get(named_by) if isinstance(node.value, dict) else node
    return named.source.strip() if named else ""


def _key(reading: Reading, node: Node) -> str:
    entry = node.value.get("key") if isinstance(node.value, dict) else None
    key = reading.line(entry)
    if entry is not None and key and not _KEY.fullmatch(key):
        reading.note(entry, "bad_step_key", now=key[:40])
    return key


def _who(reading: Reading, node: Node | None) -> Who | None:
    """`{role: office}`; a word alone is a role, `subject` or `outside`."""
    if node is None or node.value is None:
        return None
    if not isinstance(node.value, dict):
        word = reading.word(node, ("subject", *RoleName), "")
        alone = word in (WhoKind.SUBJECT, WhoKind.OUTSIDE)
        return (Who(WhoKind(word), "") if alone else Who(WhoKind.ROLE, word)) if word else None
    entries = reading.mapping(node, WhoKind)
    named = [(kind, entries[kind]) for kind in WhoKind if kind in entries]
    if len(named) != 1:
        if len(named) == len(entries):
            reading.note(node, "who_one", known=[kind.value for kind in WhoKind])
        return None
    kind, name = named[0]
    if kind is WhoKind.ROLE:
        return Who(kind, reading.word(name, RoleName, ""))
    if kind in (WhoKind.PERSON, WhoKind.DEPARTMENT):
        return Who(kind, reading.required(node, entries, kind))
    return Who(kind, reading.line(name))


def _due(reading: Reading, node: Node | None) -> DueRule | None:
    if node is None or node.value is None:
        return None
    entries = reading.mapping(node, ("from", "offset", "unit", "calendar"))
    unit = Unit(reading.word(entries.get("unit"), Unit, Unit.BUSINESS_DAYS))
    return DueRule(
        origin=_origin(reading, entries.get("from")),
        offset=reading.number(entries.get("offset"), -FARTHEST[unit], FARTHEST[unit]) or 0,
        unit=unit,
        calendar=reading.word(entries.get("calendar"), CALENDARS, "company"),
    )


def _origin(reading: Reading, node: Node | None) -> str:
    origin = reading.line(node) or "anchor"
    name = origin.removeprefix("step:").removeprefix("field:").strip()
    if node is not None and origin not in ("anchor", "start") and (name == origin or not name):
        near = reading.guess(origin, ORIGINS)
        reading.note(
            node, "unknown_word", known=["anchor", "start", "step:…", "field:…"], nearest=near, now=shown(node)
        )
        return "anchor"
    return origin


def _checks(reading: Reading, node: Node | None) -> tuple[Check, ...]:
    entries = reading.nodes(node)
    keys = _keys(reading, entries, "text", "c")
    return tuple(_check(reading, entry, key) for entry, key in zip(entries, keys, strict=True))


def _check(reading: Reading, node: Node, key: str) -> Check:
    """A check; a text alone is a tick."""
    if not isinstance(node.value, dict):
        return Check(key, reading.text(node, 2000))
    entries = reading.mapping(node, CHECK_KEYS)
    text = reading.text(entries.get("text"), 2000)
    if not text:
        reading.missing(node, entries.get("text"), "text")
    choices = reading.lines(entries.get("choices"))
    meant = CheckKind.CHOICE if choices else CheckKind.TEXT  # what a misspelt kind probably was: no second mistake
    kind_node = entries.get("kind")
    otherwise = CheckKind.TICK if kind_node is None or kind_node.value is None else meant
    return Check(
        key=key,
        text=text,
        kind=CheckKind(reading.word(kind_node, CheckKind, otherwise)),
        required=reading.truth(entries.get("required"), True),
        choices=choices,
        held_against=reading.line(entries.get("held_against")),
        spot=reading.number(entries.get("spot"), 1, 100),
    )


def _gate(reading: Reading, node: Node | None) -> Gate:
    """`{kind: blind, of: gross}`; a kind alone may stand without its brackets."""
    if node is None or node.value is None:
        return Gate()
    if not isinstance(node.value, dict):
        return Gate(GateKind(reading.word(node, GateKind, GateKind.NONE)))
    entries = reading.mapping(node, ("kind", "of"))
    reading.missing(node, entries.get("kind"), "kind")
    kind = GateKind(reading.word(entries.get("kind"), GateKind, GateKind.NONE))
    misspelt = kind is GateKind.NONE  # then `of` says nothing either: one mistake is enough
    return Gate() if misspelt else Gate(kind, reading.line(entries.get("of")))


def _when(reading: Reading, node: Node | None) -> Condition | None:
    """`{check: choose.largest, is: ">=", value: 100000}`; without `is` the answer equals the value."""
    if node is None or node.value is None:
        return None
    entries = reading.mapping(node, ("check", "is", "value"))
    if not isinstance(node.value, dict):
        return None
    check = reading.required(node, entries, "check")
    comparison = reading.word(entries.get("is"), Comparison, Comparison.EQUAL)
    value = entries.get("value")
    reading.missing(node, value, "value")
    said = reading.line(value)
    if not check or not said or value is None:
        return None
    return Condition(check, Comparison(comparison), said if isinstance(value.value, str) else value.value)


def _form_key(reading: Reading, node: Node | None) -> str:
    """The key of a form, as its file says it; whether the company has it is found out when it is asked."""
    key = reading.line(node)
    if node is not None and key and not FORM_KEY.fullmatch(key):
        reading.note(node, "bad_key", now=key[:40])
    return key


def _learned(reading: Reading, node: Node) -> Learned:
    if not isinstance(node.value, dict):
        return Learned("", reading.text(node))
    entries = reading.mapping(node, ("on", "text"))
    return Learned(_day(reading, entries.get("on")), reading.text(entries.get("text")))


def _day(reading: Reading, node: Node | None) -> str:
    day = reading.line(node)
    if node is not None and day and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", day):
        reading.note(node, "not_day", now=shown(node))
    return day
