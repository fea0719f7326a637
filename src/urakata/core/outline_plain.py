"""手順の中身, plain: an outline as the dict that the file spells out and an edition stores, and back.

What equals its default is left out, so stored editions stay small and a file says only what matters.
Keys stand in the order in which people read them.
"""

from collections.abc import Mapping
from typing import Any

from urakata.core.backplan import DueRule, Unit
from urakata.core.outline import (
    Check,
    CheckKind,
    Comparison,
    Condition,
    Gate,
    GateKind,
    Learned,
    Opening,
    Outline,
    Step,
    Who,
    WhoKind,
)
from urakata.core.recurrence import Anchor, Cadence, Closed, Every

Plain = dict[str, Any]

OUTLINE_KEYS = ("key", "title", "why", "department", "clearance", "cadence", "open", "steps")
STEP_KEYS = (
    *("key", "title", "section", "who", "due", "minutes", "needs", "per", "place", "prepare", "files", "why", "how"),
    *("checks", "gate", "evidence", "when", "then", "ask", "personal", "pitfalls", "learned", "was"),
)
# Words of the format whose feature is not built yet: kept as they are read, shown as a line, written out again.
OUTLINE_LATER = ("subjects", "duties", "contingency")
STEP_LATER = ("crosscheck", "write")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def to_plain(outline: Outline) -> Plain:
    """保存の形: JSON-able; `from_plain` gives the same outline back."""
    head: Plain = {
        "key": outline.key,
        "title": outline.title,
        "why": outline.why,
        "department": outline.department,
        "clearance": outline.clearance,
        "cadence": outline.cadence and _cadence(outline.cadence),
        "open": outline.opening and {"before": outline.opening.before, "unit": outline.opening.unit.value},
    }
    steps = [step_to_plain(step) for step in outline.steps]
    return _said(head) | _later(outline.later, OUTLINE_LATER) | {"steps": steps}


def from_plain(stored: Mapping[str, Any]) -> Outline:
    """保存の形から: trusts what `to_plain` or the reader of files wrote; unknown keys become `later`."""
    opening = stored.get("open")
    cadence = stored.get("cadence")
    return Outline(
        key=stored["key"],
        title=stored["title"],
        why=stored.get("why", ""),
        department=stored.get("department", ""),
        clearance=stored.get("clearance", ""),
        cadence=_read_cadence(cadence) if cadence else None,
        opening=Opening(opening["before"], Unit(opening["unit"])) if opening else None,
        steps=tuple(step_from_plain(step) for step in stored.get("steps", ())),
        later={key: kept for key, kept in stored.items() if key not in OUTLINE_KEYS},
    )


def step_to_plain(step: Step) -> Plain:
    """One step as it stands in the file."""
    return (
        _said(
            {
                "key": step.key,
                "title": step.title,
                "section": list(step.section),
                "who": step.who and {step.who.kind.value: step.who.name},
                "due": step.due and _due(step.due),
                "minutes": step.minutes,
                "needs": list(step.needs),
                "per": "" if step.per == "run" else step.per,
                "place": "" if step.place == "anywhere" else step.place,
                "prepare": list(step.prepare),
                "files": list(step.files),
                "why": step.why,
                "how": step.how,
                "checks": [check_to_plain(check) for check in step.checks],
                "gate": _gate(step.gate),
                "evidence": list(step.evidence),
                "when": step.when and _when(step.when),
                "then": step.then,
                "ask": step.ask,
                "personal": None if step.personal else False,
            }
        )
        | _later(step.later, STEP_LATER)
        | _said(
            {
                "pitfalls": list(step.pitfalls),
                "learned": [{"on": learned.on, "text": learned.text} for learned in step.learned],
                "was": step.was,
            }
        )
    )


def step_from_plain(stored: Mapping[str, Any]) -> Step:
    """One step from its stored form."""
    who, due, gate = stored.get("who"), stored.get("due"), stored.get("gate")
    when = read_when(stored.get("when"))
    known = set(STEP_KEYS) - (set() if when else {"when", "then"})
    ask = stored.get("ask")
    if not isinstance(ask, str):  # kept, in whatever shape, before forms worked: that stays as it was read
        known, ask = known - {"ask"}, ""
    return Step(
        key=stored["key"],
        title=stored["title"],
        section=tuple(stored.get("section", ())),
        why=stored.get("why", ""),
        how=stored.get("how", ""),
        who=_read_who(who) if who else None,
        due=_read_due(due) if due else None,
        minutes=stored.get("minutes"),
        needs=tuple(stored.get("needs", ())),
        per=stored.get("per", "run"),
        place=stored.get("place", "anywhere"),
        prepare=tuple(stored.get("prepare", ())),
        files=tuple(stored.get("files", ())),
        checks=tuple(_read_check(check) for check in stored.get("checks", ())),
        gate=Gate(GateKind(gate["kind"]), gate.get("of", "")) if gate else Gate(),
        evidence=tuple(stored.get("evidence", ())),
        when=when,
        then=str(stored.get("then") or "") if when else "",
        ask=ask,
        personal=stored.get("personal", True),
        pitfalls=tuple(stored.get("pitfalls", ())),
        learned=tuple(Learned(learned["on"], learned["text"]) for learned in stored.get("learned", ())),
        was=stored.get("was", ""),
        later={key: kept for key, kept in stored.items() if key not in known},
    )


def check_to_plain(check: Check) -> Plain:
    """One check; a tick that must be made is the usual one and says neither."""
    return _said(
        {
            "key": check.key,
            "text": check.text,
            "kind": "" if check.kind is CheckKind.TICK else check.kind.value,
            "required": None if check.required else False,
            "choices": list(check.choices),
            "held_against": check.held_against,
            "spot": check.spot,
        }
    )


def _said(plain: Plain) -> Plain:
    return {key: value for key, value in plain.items() if value is not None and value != "" and value != []}


def _later(later: Plain, order: tuple[str, ...]) -> Plain:
    return {key: later[key] for key in sorted(later, key=lambda key: (*order, key).index(key))}


def _cadence(cadence: Cadence) -> Plain:
    return _said(
        {
            "every": cadence.every.value,
            "day": "last" if cadence.day == -1 else cadence.day,
            "weekday": None if cadence.weekday is None else WEEKDAYS[cadence.weekday],
            "business_day": cadence.business_day,
            "last_business_day": cadence.last_business_day or None,
            "month_day": cadence.month_day and "{:02}-{:02}".format(*cadence.month_day),
            "anchor": cadence.anchor and cadence.anchor.value,
            "closed": "" if cadence.closed is Closed.EARLIER else cadence.closed.value,
            "calendar": "" if cadence.calendar == "company" else cadence.calendar,
            "for": "previous" if cadence.previous else "",
        }
    )


def _read_cadence(stored: Plain) -> Cadence:
    day, weekday, month_day, anchor = (stored.get(key) for key in ("day", "weekday", "month_day", "anchor"))
    return Cadence(
        every=Every(stored["every"]),
        day=-1 if day == "last" else day,
        weekday=None if weekday is None else WEEKDAYS.index(weekday),
        business_day=stored.get("business_day"),
        last_business_day=stored.get("last_business_day", False),
        month_day=(int(month_day[:2]), int(month_day[3:])) if month_day else None,
        anchor=Anchor(anchor) if anchor else None,
        closed=Closed(stored.get("closed", "earlier")),
        calendar=stored.get("calendar", "company"),
        previous=stored.get("for") == "previous",
    )


def _due(due: DueRule) -> Plain:
    calendar = {} if due.calendar == "company" else {"calendar": due.calendar}
    return {"from": due.origin, "offset": due.offset, "unit": due.unit.value} | calendar


def _read_due(stored: Plain) -> DueRule:
    return DueRule(stored["from"], stored["offset"], Unit(stored["unit"]), stored.get("calendar", "company"))


def _when(when: Condition) -> Plain:
    return {"check": when.check, "is": when.comparison.value, "value": when.value}


def read_when(stored: Any) -> Condition | None:
    """いるとき; None for what editions kept, in whatever shape, before conditions worked: that stays as it was read."""
    if not isinstance(stored, Mapping) or stored.keys() != {"check", "is", "value"}:
        return None
    check, said, value = stored["check"], stored["is"], stored["value"]
    if not isinstance(check, str) or said not in list(Comparison) or not isinstance(value, int | float | str):
        return None
    return Condition(check, Comparison(said), value)


def _gate(gate: Gate) -> Plain | None:
    if gate == Gate():
        return None
    return {"kind": gate.kind.value} | ({"of": gate.of} if gate.of else {})


def _read_who(stored: Plain) -> Who:
    ((kind, name),) = stored.items()
    return Who(WhoKind(kind), name)


def _read_check(stored: Plain) -> Check:
    return Check(
        key=stored["key"],
        text=stored["text"],
        kind=CheckKind(stored.get("kind", "tick")),
        required=stored.get("required", True),
        choices=tuple(stored.get("choices", ())),
        held_against=stored.get("held_against", ""),
        spot=stored.get("spot"),
    )
