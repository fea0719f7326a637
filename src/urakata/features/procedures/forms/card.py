"""工程のカード: what one step says, field by field. A field that cannot be read stays as it was and is told."""

import re
from dataclasses import dataclass, field, replace
from typing import Any
from unicodedata import normalize

from django.http import QueryDict
from django.utils.translation import gettext as _

from urakata.core.backplan import DueRule, Unit
from urakata.core.business_days import CALENDARS
from urakata.core.outline import Check, CheckKind, Comparison, Condition, Gate, GateKind, Outline, Step, Who, WhoKind
from urakata.core.outline_keys import Keys
from urakata.core.viewer import RoleName
from urakata.formats.procedures.steps import FARTHEST, FORM_KEY, LONGEST_STEP

LONGEST_LINE, LONGEST_TEXT = 500, 20_000
MOST_CHECKS, MOST_LINES = 100, 100
MINUTES = (15, 30, 60, 120)  # the usual 目安, offered to be pressed

_KEY = re.compile(r"\w[\w-]{0,63}")


@dataclass(slots=True)
class CardForm:
    """カード: `step` is what could be read; `errors` says of the rest, by field, how to mend it."""

    step: Step
    errors: dict[str, str] = field(default_factory=dict)


def read_card(sent: QueryDict, outline: Outline, step: Step) -> CardForm:
    """カードを読む, on the step as it was."""
    form = CardForm(step)
    reading = _Reading(sent, form)
    form.step = replace(
        step,
        title=reading.line("title") or step.title,
        why=reading.text("why"),
        how=reading.text("how"),
        who=reading.who(step.who),
        due=reading.due(step.due),
        minutes=reading.minutes(step.minutes),
        needs=reading.needs(outline, step),
        per="subject" if sent.get("per") else "run",
        place="office" if sent.get("place") else "anywhere",
        prepare=reading.lines("prepare"),
        evidence=reading.lines("evidence"),
        pitfalls=reading.lines("pitfalls"),
        checks=reading.checks(step),
        gate=reading.gate(),
        ask=reading.ask(step.ask),
        personal=not sent.get("shared") or not sent.get("ask"),
    )
    when, then = reading.when(step)
    form.step = replace(form.step, when=when, then=then if when else "")
    return form


@dataclass(slots=True)
class _Reading:
    sent: QueryDict
    form: CardForm

    def line(self, name: str, longest: int = LONGEST_LINE) -> str:
        return " ".join(self.sent.get(name, "").replace("\0", "").split())[:longest]

    def text(self, name: str) -> str:
        return self.sent.get(name, "").replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST_TEXT]

    def lines(self, name: str) -> tuple[str, ...]:
        found = (" ".join(line.split())[:LONGEST_LINE] for line in self.text(name).split("\n"))
        return tuple(dict.fromkeys(filter(None, found)))[:MOST_LINES]

    def number(self, name: str, least: int, most: int) -> int | None:
        """A number, typed in any width; None where nothing or nothing readable stands, which is told."""
        said = normalize("NFKC", self.line(name)).replace(",", "").strip("分時間日前後 ")
        if not said:
            return None
        if said.isascii() and said.isdigit() and len(said) < 9 and least <= int(said) <= most:
            return int(said)
        asked = {"name": _("いつまで") if name == "due_offset" else _("目安"), "least": least, "most": most}
        self.form.errors[name] = _("「%(name)s」は%(least)d〜%(most)dの数で書いてください。") % asked
        return None

    def minutes(self, was: int | None) -> int | None:
        chip = self.sent.get("minutes_chip", "")
        if chip.isascii() and chip.isdigit() and len(chip) < 5:
            return max(1, min(int(chip), LONGEST_STEP))
        found = self.number("minutes", 1, LONGEST_STEP)
        return was if "minutes" in self.form.errors else found

    def who(self, was: Who | None) -> Who | None:
        kind, _colon, name = self.line("who").partition(":")
        if not kind:
            return None
        if kind not in set(WhoKind) or (kind == WhoKind.ROLE and name not in set(RoleName)):
            return was
        if kind == WhoKind.OUTSIDE:
            name = self.line("who_name", 100)
        return Who(WhoKind(kind), name)

    def due(self, was: DueRule | None) -> DueRule | None:
        origin = self.line("due_from", 200)
        if not origin:
            return None
        unit = _one_of(Unit, self.line("due_unit"), was.unit if was else Unit.BUSINESS_DAYS)
        offset = self.number("due_offset", 0, FARTHEST[unit])
        if "due_offset" in self.form.errors:
            return was
        side = 1 if self.sent.get("due_side") == "after" else -1
        calendar = self.line("due_calendar")
        return DueRule(origin, side * (offset or 0), unit, calendar if calendar in CALENDARS else "company")

    def needs(self, outline: Outline, step: Step) -> tuple[str, ...]:
        way, keys = self.sent.get("needs"), [each.key for each in outline.steps]
        if way == "none":
            return ()
        if way == "chosen":
            chosen = set(self.sent.getlist("need"))
            return tuple(key for key in keys if key in chosen and key != step.key)
        at = keys.index(step.key)
        return (keys[at - 1],) if way == "before" and at else () if way == "before" else step.needs

    def gate(self) -> Gate:
        kind = _one_of(GateKind, self.line("gate"), GateKind.NONE)
        return Gate(kind, self.line("gate_of", 130) if kind is GateKind.BLIND else "")

    def ask(self, was: str) -> str:
        said = self.line("ask")
        if not said or FORM_KEY.fullmatch(said):
            return said
        self.form.errors["ask"] = _("様式の鍵は半角の英数字と - _ で書いてください。")
        return was

    def when(self, step: Step) -> tuple[Condition | None, str]:
        """`key` with comparison and value beside it, or all in one: `key|=|ある`."""
        place, _bar, rest = self.sent.get("when", "").replace("\0", "").partition("|")
        if not place:
            return None, ""
        then = self.line("then", 64)
        if place == "same":
            return step.when, then
        if rest:
            how, _bar, said = rest.partition("|")
            value: Any = {"1": True, "": False}[said] if how == "tick" else said
            comparison = Comparison.EQUAL if how == "tick" else _one_of(Comparison, how, Comparison.EQUAL)
            return Condition(place[:130], comparison, value), then
        comparison = _one_of(Comparison, self.sent.get("when_is", ""), Comparison.EQUAL)
        said = normalize("NFKC", self.line("when_value", 200))
        plain = said.replace(",", "")
        value = int(plain) if re.fullmatch(r"-?\d{1,15}", plain) else said
        return Condition(place[:130], comparison, value), then

    def checks(self, step: Step) -> tuple[Check, ...]:
        names = (
            "check_key",
            "check_text",
            "check_kind",
            "check_required",
            "check_choices",
            "check_against",
            "check_spot",
        )
        lists = [self.sent.getlist(name) for name in names]
        if len({len(each) for each in lists}) != 1:
            return step.checks
        was = {check.key: check for check in step.checks}
        keys = Keys("c", taken={key for key in lists[0] if key})
        found: list[Check] = []
        for at, (key, *said) in enumerate(zip(*lists, strict=True)):
            text = " ".join(said[0].replace("\0", "").split())[:2000]
            if text and len(found) < MOST_CHECKS:
                usable = key if _KEY.fullmatch(key) and key not in {each.key for each in found} else keys.key_for(text)
                found.append(self._check(at, usable, text, said[1:], was.get(key)))
        return tuple(found)

    def _check(self, at: int, key: str, text: str, said: list[str], was: Check | None) -> Check:
        kind = _one_of(CheckKind, said[0], CheckKind.TICK)
        choices = tuple(dict.fromkeys(filter(None, (each.strip() for each in re.split(r"[、,，/／・\n]", said[2])))))
        spot = normalize("NFKC", said[4]).strip()
        is_number = spot.isascii() and spot.isdigit() and 0 < len(spot) < 4 and 1 <= int(spot) <= 100
        if spot and not is_number:
            self.form.errors["checks"] = _("%(n)d番目の「何回に1回」は1〜100の数で書いてください。") % {"n": at + 1}
        return Check(
            key,
            text,
            kind,
            required=said[1] != "optional",
            choices=choices[:50] if kind is CheckKind.CHOICE else (),
            held_against=" ".join(said[3].replace("\0", "").split())[:200],
            spot=int(spot) if is_number else (was.spot if was and spot else None),
        )


def _one_of(kind: Any, said: str, otherwise: Any) -> Any:
    return kind(said) if said in {each.value for each in kind} else otherwise
