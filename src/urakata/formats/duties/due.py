"""期限の決まりを読む: the `due` of a duty in its forms, as reckonings of small operations."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from typing import Any

from urakata.core.calendar_days import LAST_OF_MONTH
from urakata.core.due import (
    YEAR,
    Due,
    FixedDay,
    Form,
    Frame,
    Interval,
    Op,
    Operation,
    Pick,
    Reckoning,
)
from urakata.core.periods import Unit
from urakata.formats.duties.values import day_of
from urakata.formats.reading import Reading, shown
from urakata.formats.yaml_places import Node

MOST = 3650
LEAP_YEAR = 2000  # 02-29 is a day
WORDS = ("form", "wording", "exception", "note", "approx")
COUNT = ("offset", "unit", "from", "inclusive", "clear_days", "then", "safe_side", "alt", "variants")
KEYS: Mapping[Form, tuple[str, ...]] = {
    Form.OFFSET: (*COUNT, "first_of_fiscal_year", "extended_by"),
    Form.BEFORE: COUNT,
    Form.MONTHLY: ("day", "month_offset", "from"),
    Form.ANNUAL: ("month", "day", "variants"),
    Form.CHAIN: ("from", "operations"),
    Form.EARLIEST: ("of", "then"),
    Form.NTH_BUSINESS_DAY: ("n", "month_offset", "from"),
    Form.FIXED: ("date",),
    Form.FIXED_SERIES: ("dates",),
    Form.INTERVAL: ("every", "unit", "options"),
    Form.SAME_AS: ("hire", "leave"),
    Form.BUNDLE: ("includes", "window"),
    Form.PROMPT: ("suggested_internal_days", "from"),
    Form.CHOICE: ("options",),
    Form.WINDOW: (),
    Form.UNKNOWN: (),
    Form.NONE: (),
}

EXTENSIONS = ("corporate_tax_extension_months",)

Entries = dict[str, Node]
Parts = dict[str, Any]


def read_due(reading: Reading, node: Node) -> Due:
    """期限の決まり; what cannot be read is noted, and the answer is usable all the same."""
    form = (
        Form(reading.word(_entry(node, "form"), Form, Form.UNKNOWN)) if isinstance(node.value, dict) else Form.UNKNOWN
    )
    entries = reading.mapping(node, (*WORDS, *KEYS[form]))
    if isinstance(node.value, dict) and "form" not in entries:
        reading.missing(node, None, "form")
    said: Parts = {
        "wording": reading.line(entries.get("wording")),
        "exception": reading.line(entries.get("exception")),
        "note": reading.line(entries.get("note")),
        "approximate": reading.truth(entries.get("approx"), otherwise=False),
    }
    counted = FORMS[form](reading, node, entries) if form in FORMS else {}
    return Due(form, **(said | counted))


def _entry(node: Node, key: str) -> Node | None:
    return node.value.get(key) if isinstance(node.value, dict) else None


def _offset(reading: Reading, node: Node, entries: Entries) -> Parts:
    """N units after, or before where N is negative."""
    main = _operations(reading, node, entries, {})
    parts: Parts = {
        "reckonings": (Reckoning((_name(reading, node, entries),), main),),
        "extended_by": reading.word(entries.get("extended_by"), EXTENSIONS, ""),
        "variants": _variants(reading, entries),
        "other_reading": reading.line(_entry(entries["alt"], "note")) if "alt" in entries else "",
    }
    if (safe := entries.get("safe_side")) is not None:
        parts["safe_side"] = _operations(reading, safe, entries, reading.mapping(safe, COUNT))
    if (first := entries.get("first_of_fiscal_year")) is not None:
        parts["first_of_fiscal_year"] = _operations(reading, first, entries, reading.mapping(first, COUNT))
    return parts


def _operations(reading: Reading, node: Node, entries: Entries, other: Entries) -> tuple[Operation, ...]:
    """One count, where `other` says it differently, and what comes after it."""
    said = entries | other
    n = reading.number(said.get("offset"), -MOST, MOST)
    if n is None:
        reading.missing(node, said.get("offset"), "offset")
    unit = Unit(reading.word(said.get("unit"), Unit, Unit.DAYS))
    inclusive = reading.truth(said.get("inclusive"), otherwise=False)
    clear = reading.truth(said.get("clear_days"), otherwise=False)
    is_before = (n or 0) < 0 or "clear_days" in said
    count = Operation(Op.BEFORE if is_before else Op.ADD, abs(n or 0), unit, inclusive, clear)
    return (count, *_then(reading, said.get("then")))


def _then(reading: Reading, node: Node | None) -> tuple[Operation, ...]:
    word = reading.word(node, ["end_of_month", "next_day", "previous_day"], "") if node else ""
    return (Operation(Op(word)),) if word else ()


def _variants(reading: Reading, entries: Entries) -> dict[str, tuple[Operation, ...]]:
    found = entries.get("variants")
    if found is None or not isinstance(found.value, dict):
        return {}
    return {
        name: _operations(reading, said, entries, reading.mapping(said, COUNT)) for name, said in found.value.items()
    }


def _monthly(reading: Reading, node: Node, entries: Entries) -> Parts:
    months = reading.number(entries.get("month_offset"), 0, 24) or 0
    step = Operation(Op.DAY_OF_MONTH, months=months, day=_day_of_month(reading, node, entries))
    return {"reckonings": (Reckoning((_name(reading, node, entries),), (step,)),)}


def _annual(reading: Reading, node: Node, entries: Entries) -> Parts:
    variants = entries.get("variants")
    each = variants.value.items() if variants and isinstance(variants.value, dict) else ()
    return {
        "reckonings": (Reckoning((YEAR,), (_month_day(reading, node, entries),)),),
        "variants": {
            name: (_month_day(reading, said, reading.mapping(said, ("month", "day"))),) for name, said in each
        },
    }


def _month_day(reading: Reading, node: Node, entries: Entries) -> Operation:
    reading.missing(node, entries.get("month"), "month")
    month = reading.number(entries.get("month"), 1, 12) or 1
    day = _day_of_month(reading, node, entries)
    if day > monthrange(LEAP_YEAR, month)[1]:
        reading.note(entries["day"], "not_month_day", now=f"{month:02}-{day:02}")
    return Operation(Op.MONTH_DAY, month=month, day=day)


def _day_of_month(reading: Reading, node: Node, entries: Entries) -> int:
    day = entries.get("day")
    if day is not None and day.source == "last":
        return LAST_OF_MONTH
    reading.missing(node, day, "day")
    return reading.number(day, 1, 31) or 1


def _nth(reading: Reading, node: Node, entries: Entries) -> Parts:
    reading.missing(node, entries.get("n"), "n")
    n = reading.number(entries.get("n"), 1, 31) or 1
    months = reading.number(entries.get("month_offset"), 0, 24) or 0
    step = Operation(Op.NTH_BUSINESS_DAY, n, months=months)
    return {"reckonings": (Reckoning((_name(reading, node, entries),), (step,)),)}


def _chain(reading: Reading, node: Node, _entries: Entries) -> Parts:
    return {"reckonings": (_reckoning(reading, node),)}


def _earliest(reading: Reading, node: Node, entries: Entries) -> Parts:
    each = tuple(_reckoning(reading, one) for one in reading.nodes(entries.get("of")))
    if not each:
        reading.missing(node, None, "of")
    return {"reckonings": each, "then": _chained(reading, entries.get("then"))}


def _reckoning(reading: Reading, node: Node) -> Reckoning:
    known = ("from", "operations") if node.path.endswith(("]", ".opens", ".closes")) else (*WORDS, "from", "operations")
    entries = reading.mapping(node, known)
    names, pick = _names(reading, node, entries)
    return Reckoning(names, _chained(reading, entries.get("operations")), pick)


def _chained(reading: Reading, node: Node | None) -> tuple[Operation, ...]:
    return tuple(_step(reading, each) for each in reading.nodes(node))


def _step(reading: Reading, node: Node) -> Operation:
    entries = reading.mapping(node, ("op", "offset", "unit", "inclusive", "clear_days"))
    op = Op(reading.word(entries.get("op"), [Op.ADD, Op.BEFORE, Op.NEXT_DAY, Op.PREVIOUS_DAY, Op.END_OF_MONTH], Op.ADD))
    if op not in {Op.ADD, Op.BEFORE}:
        return Operation(op)
    reading.missing(node, entries.get("offset"), "offset")
    return Operation(
        op,
        reading.number(entries.get("offset"), 0, MOST) or 0,
        Unit(reading.word(entries.get("unit"), Unit, Unit.DAYS)),
        reading.truth(entries.get("inclusive"), otherwise=False),
        reading.truth(entries.get("clear_days"), otherwise=False),
    )


def _names(reading: Reading, node: Node, entries: Entries) -> tuple[tuple[str, ...], Pick]:
    start = entries.get("from")
    if start is None or not isinstance(start.value, dict):
        return (_name(reading, node, entries),), Pick.ONE
    picks = reading.mapping(start, (Pick.EARLIER, Pick.LATER))
    for word, named in picks.items():
        return reading.lines(named), Pick(word) if word in {Pick.EARLIER, Pick.LATER} else Pick.ONE
    reading.note(start, "unknown_word", known=[str(Pick.EARLIER), str(Pick.LATER)], now=shown(start))
    return (), Pick.ONE


def _name(reading: Reading, node: Node, entries: Entries) -> str:
    """起点の名."""
    reading.missing(node, entries.get("from"), "from")
    return reading.line(entries.get("from"), 60)


def _fixed(reading: Reading, node: Node, entries: Entries) -> Parts:
    reading.missing(node, entries.get("date"), "date")
    on = day_of(reading, entries.get("date"))
    return {"fixed": (FixedDay(on),) if on else ()}


def _series(reading: Reading, _node: Node, entries: Entries) -> Parts:
    found = [(each, reading.mapping(each, ("on", "what"))) for each in reading.nodes(entries.get("dates"))]
    days = [(day_of(reading, said.get("on")), reading.line(said.get("what"))) for _, said in found]
    return {"fixed": tuple(FixedDay(on, what) for on, what in days if on)}


def _interval(reading: Reading, node: Node, entries: Entries) -> Parts:
    each = reading.nodes(entries.get("options")) or [node]
    return {"intervals": tuple(_every(reading, one) for one in each)}


def _every(reading: Reading, node: Node) -> Interval:
    known = ("use", "every", "unit", "note") if node.path.endswith("]") else (*WORDS, "every", "unit", "options")
    entries = reading.mapping(node, known)
    reading.missing(node, entries.get("every"), "every")
    unit = Unit(reading.word(entries.get("unit"), Unit, Unit.YEARS))
    return Interval(reading.number(entries.get("every"), 1, 120) or 1, unit, reading.line(entries.get("use")))


def _same_as(reading: Reading, _node: Node, entries: Entries) -> Parts:
    return {"same_as": {word: reading.line(entries.get(word), 60) for word in ("hire", "leave") if word in entries}}


def _bundle(reading: Reading, _node: Node, entries: Entries) -> Parts:
    parts: Parts = {"includes": reading.lines(entries.get("includes"))}
    if (frame := entries.get("window")) is not None:
        ends = reading.mapping(frame, ("opens", "closes", "title"))
        if "opens" in ends and "closes" in ends:
            opens, closes = _reckoning(reading, ends["opens"]), _reckoning(reading, ends["closes"])
            parts["frame"] = Frame(opens, closes, reading.line(ends.get("title")))
        else:
            reading.missing(frame, None, "closes" if "opens" in ends else "opens")
    return parts


def _prompt(reading: Reading, _node: Node, entries: Entries) -> Parts:
    return {
        "prompt_from": reading.line(entries.get("from"), 60),
        "suggested_days": reading.number(entries.get("suggested_internal_days"), 0, 366),
    }


def _choice(reading: Reading, _node: Node, entries: Entries) -> Parts:
    return {"options": tuple(_option(reading, each) for each in reading.nodes(entries.get("options")))}


def _option(reading: Reading, node: Node) -> str:
    entries = reading.mapping(node, ("name", "offset", "unit", "plus", "approx"))
    return reading.line(entries.get("name"))


FORMS: Mapping[Form, Callable[[Reading, Node, Entries], Parts]] = {
    Form.OFFSET: _offset,
    Form.BEFORE: _offset,
    Form.MONTHLY: _monthly,
    Form.ANNUAL: _annual,
    Form.CHAIN: _chain,
    Form.EARLIEST: _earliest,
    Form.NTH_BUSINESS_DAY: _nth,
    Form.FIXED: _fixed,
    Form.FIXED_SERIES: _series,
    Form.INTERVAL: _interval,
    Form.SAME_AS: _same_as,
    Form.BUNDLE: _bundle,
    Form.PROMPT: _prompt,
    Form.CHOICE: _choice,
}
