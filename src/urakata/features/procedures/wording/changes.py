"""版の違いの言葉: each change as a person would tell it, with the lines that went and came."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.web.words import minutes_words
from urakata.core.outline import CheckKind, Gate, Outline
from urakata.core.outline_diff import Change, ChangeCode, differences
from urakata.core.outline_merge import GONE
from urakata.core.outline_plain import from_plain, read_when, step_from_plain, step_to_plain, to_plain
from urakata.features.procedures.wording import words
from urakata.features.procedures.wording.conditions import condition_as_written


@dataclass(frozen=True, slots=True)
class Told:
    """違い in words: `removed` and `added` are lines."""

    tag: str
    tone: str  # class of the tag
    about: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


TAGS: Mapping[ChangeCode, tuple[str | Promise, str]] = {
    ChangeCode.STEP_ADDED: (gettext_lazy("足した"), "ok"),
    ChangeCode.CHECK_ADDED: (gettext_lazy("足した"), "ok"),
    ChangeCode.STEP_REMOVED: (gettext_lazy("外した"), "near"),
    ChangeCode.CHECK_REMOVED: (gettext_lazy("外した"), "near"),
    ChangeCode.STEP_MOVED: (gettext_lazy("動かした"), "plain"),
}
CHANGED = (gettext_lazy("変えた"), "")

FIELDS: Mapping[str, str | Promise] = {
    "title": gettext_lazy("名前"),
    "why": gettext_lazy("なぜ"),
    "how": gettext_lazy("どうやって"),
    "department": gettext_lazy("部署"),
    "clearance": gettext_lazy("機密区分"),
    "cadence": gettext_lazy("周期"),
    "open": gettext_lazy("はじめる日"),
    "section": gettext_lazy("区切り"),
    "who": gettext_lazy("だれ"),
    "due": gettext_lazy("いつまで"),
    "minutes": gettext_lazy("目安"),
    "needs": gettext_lazy("先にすること"),
    "per": gettext_lazy("何ごとに"),
    "place": gettext_lazy("場所"),
    "prepare": gettext_lazy("先に用意できるもの"),
    "files": gettext_lazy("添えるファイル"),
    "checks": gettext_lazy("確かめることの並び"),
    "gate": gettext_lazy("関所"),
    "evidence": gettext_lazy("根拠の書類"),
    "when": gettext_lazy("この工程がいるとき"),
    "then": gettext_lazy("そのとき進む先"),
    "ask": gettext_lazy("本人に聞くこと"),
    "personal": gettext_lazy("答えを読める人"),
    "pitfalls": gettext_lazy("つまずきやすい所"),
    "learned": gettext_lazy("由来"),
    "text": gettext_lazy("文"),
    "kind": gettext_lazy("種類"),
    "required": gettext_lazy("必ず入れるか"),
    "choices": gettext_lazy("選べるもの"),
    "held_against": gettext_lazy("比べるもの"),
    "spot": gettext_lazy("紙からもう一度"),
    "key": gettext_lazy("鍵"),
}


def told(old: Outline, new: Outline, *, step: str = "") -> list[Told]:
    """違いを言う: in the order of the newer outline, of one step alone if it is named."""
    titles = {step.key: step.title for step in (*old.steps, *new.steps)}
    for each in (*old.steps, *new.steps):
        titles |= {f"{each.key}.{check.key}": check.text for check in each.checks}
    places = {step.key: number for number, step in enumerate(new.steps, start=1)}
    return [_told(change, places, titles) for change in differences(old, new) if step in {"", change.step}]


@dataclass(frozen=True, slots=True)
class ToldClash:
    """重なった所 in words: what I wrote and what the other wrote at the same place, in lines."""

    step: str
    part: str
    about: str
    is_gone: bool
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


def clashes(outline: Outline, stored: Iterable[Mapping[str, Any]]) -> list[ToldClash]:
    """重なった所を言う; what is no longer there to be chosen between is left out."""
    titles = {step.key: step.title for step in outline.steps}
    steps = {step.key: (n, step) for n, step in enumerate(outline.steps, start=1)}
    found = []
    for each in stored:
        step, part = each["step"], each["part"]
        if step and step not in steps:
            continue
        number, here = steps.get(step, (0, None))
        whole, _dot, check = part.partition(".")
        plain = step_to_plain(here) if here else to_plain(outline)
        mine = _check(plain, check) if check else plain.get(whole)
        field = "text" if check else whole
        name = "" if part == GONE else (_("確かめること") if check else _name(whole))
        place = _("工程%(number)d　%(title)s") % {"number": number, "title": titles[step]} if step else ""
        theirs = each["theirs"]["text"] if check and each["theirs"] else each["theirs"]
        about = "　".join(filter(None, [place, name]))
        said = (tuple(_said(field, mine, titles)), tuple(_said(field, theirs, titles)))
        found.append(ToldClash(step, part, about, part == GONE, *(((), ()) if part == GONE else said)))
    return found


def _check(plain: Mapping[str, Any], key: str) -> str | None:
    return next((check["text"] for check in plain.get("checks", ()) if check["key"] == key), None)


def _told(change: Change, places: Mapping[str, int], titles: Mapping[str, str]) -> Told:
    tag, tone = TAGS.get(change.code, CHANGED)
    removed, added = _lines(change, titles)
    return Told(str(tag), tone, _about(change, places), removed, added)


def _about(change: Change, places: Mapping[str, int]) -> str:
    """工程3「変わる手当を入力する」の目安."""
    field = _field(change)
    if change.code is ChangeCode.PROCEDURE_CHANGED:
        return field
    number = places.get(change.step)
    numbered = {"number": number, "title": change.title, "field": field}
    step = _("工程%(number)d　%(title)s") % numbered if number else _("工程　%(title)s") % numbered
    return f"{step}　{field}".strip()


def _field(change: Change) -> str:
    match change.code:
        case ChangeCode.STEP_ADDED | ChangeCode.STEP_REMOVED | ChangeCode.STEP_MOVED:
            return ""
        case ChangeCode.CHECK_ADDED | ChangeCode.CHECK_REMOVED:
            return _("確かめること")
        case ChangeCode.CHECK_CHANGED:
            part = change.field.rpartition(".")[2]
            return _("確かめることの%(part)s") % {"part": _name(part)}
        case _:
            return _name(change.field)


def _name(field: str) -> str:
    return str(FIELDS.get(field) or words.LATER.get(field, field))


def _lines(change: Change, titles: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if change.code is ChangeCode.STEP_MOVED:
        numbered = _("%(number)d番目")
        return (numbered % {"number": change.before},), (numbered % {"number": change.after},)
    if change.code in (ChangeCode.STEP_ADDED, ChangeCode.STEP_REMOVED):
        return (), ()
    field = change.field.rpartition(".")[2] if change.code is ChangeCode.CHECK_CHANGED else change.field
    if change.code in (ChangeCode.CHECK_ADDED, ChangeCode.CHECK_REMOVED):
        field = "text"
    return _only_changed(_said(field, change.before, titles), _said(field, change.after, titles))


def _only_changed(before: list[str], after: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    removed: list[str] = []
    added: list[str] = []
    for code, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if code != "equal":
            removed += before[a:b]
            added += after[c:d]
    return tuple(removed), tuple(added)


def _said(field: str, value: Any, titles: Mapping[str, str]) -> list[str]:
    """A stored value as lines of words."""
    if value is None:
        return []
    if field == "when" and isinstance(value, dict):
        value = value | {"check": titles.get(str(value.get("check")), value.get("check"))}
    if say := _SAY.get(field):
        return [say(value)]
    entries = value if isinstance(value, list) else [value]
    if field in ("needs", "then"):
        entries = [titles.get(key, key) for key in entries]
    if field == "learned":
        entries = [f"{entry['on']}　{entry['text']}" for entry in entries]
    return [line for entry in entries for line in _text(entry)]


def _text(value: Any) -> Iterable[str]:
    return [line for line in words.one_line_or_text(value).split("\n") if line.strip()]


def _step(field: str, value: Any) -> Any:
    return getattr(step_from_plain({"key": "", "title": "", field: value}), field)


def _gate(gate: Gate) -> str:
    return " ".join(filter(None, [str(words.GATES[gate.kind]), gate.of]))


def _when(stored: Any) -> str:
    when = read_when(stored)
    return condition_as_written(when) if when else words.one_line_or_text(stored)


_NOTHING = Outline(key="", title="")
_SAY: Mapping[str, Callable[[Any], str]] = {
    "minutes": minutes_words,
    "clearance": words.clearance,
    "cadence": lambda value: words.cadence(from_plain({"key": "", "title": "", "cadence": value}).cadence),
    "open": lambda value: words.opening(from_plain({"key": "", "title": "", "open": value})),
    "who": lambda value: words.who(_step("who", value)),
    "due": lambda value: words.due(_NOTHING, _step("due", value)),
    "gate": lambda value: _gate(_step("gate", value)),
    "when": _when,
    "personal": lambda value: _("本人と担当だけ") if value else _("実行を見る人みな"),
    "place": lambda value: _("会社で") if value == "office" else _("どこでも"),
    "kind": lambda value: str(words.CHECK_KINDS[CheckKind(value)]),
    "required": lambda value: _("必ず") if value else _("任意"),
}
