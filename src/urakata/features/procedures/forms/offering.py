"""カードで選べるもの: whom, after what and in which case, as the card of a step offers them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from urakata.core.conditions import Asked
from urakata.core.outline import Check, CheckKind, Comparison, Condition, Outline, Step, Who, WhoKind
from urakata.core.outline_problems import Answers
from urakata.core.outline_rows import in_sequence
from urakata.features.procedures.wording.conditions import asked as asked_words
from urakata.features.procedures.wording.words import ROLES

OFFERED_ROLES = ("office", "lead", "manager", "employee", "temp")


@dataclass(frozen=True, slots=True)
class Choice:
    """選べるもの."""

    value: str
    label: str
    selected: bool = False


def needs_way(outline: Outline, step: Step) -> str:
    """先にすること: before 前の工程, none いつでも, chosen."""
    if step.key in in_sequence(outline):
        return "before"
    return "chosen" if step.needs else "none"


def when_choices(outline: Outline, step: Step, before: Answers) -> list[Choice]:
    """いるとき: each answer given before; of those with few answers, each of them."""
    numbers = {each.key: n for n, each in enumerate(outline.steps, start=1)}
    found: list[Choice] = []
    for place, (source, check) in before.items():
        if place != f"{source}.{check.key}" or check.kind is CheckKind.FILE:
            continue
        for value, condition in _answers(place, check):
            label = asked_words(Asked(source, check, condition)) if condition else check.text
            is_on = step.when is not None and _same(step.when, condition, place, before)
            found.append(Choice(value, _("工程%(n)d %(label)s") % {"n": numbers[source], "label": label}, is_on))
    if step.when is not None and not any(choice.selected for choice in found):
        found.insert(0, Choice("same", _("いまのまま（%(check)s）") % {"check": step.when.check}, True))
    return found


def _answers(place: str, check: Check) -> list[tuple[str, Condition | None]]:
    if check.kind is CheckKind.TICK:
        return [(f"{place}|tick|{said}", Condition(place, Comparison.EQUAL, bool(said))) for said in ("1", "")]
    if check.kind is CheckKind.CHOICE:
        return [
            (f"{place}|{how.value}|{choice}", Condition(place, how, choice))
            for choice in check.choices
            for how in (Comparison.EQUAL, Comparison.UNEQUAL)
        ]
    return [(place, None)]


def _same(when: Condition, condition: Condition | None, place: str, before: Answers) -> bool:
    seen: Mapping[str, Any] = before
    source, check = seen.get(when.check, ("", None))
    if check is None or f"{source}.{check.key}" != place:
        return False
    return condition is None or (when.comparison, when.value) == (condition.comparison, condition.value)


def who_choices(who: Who | None, people: Iterable[str], departments: Iterable[str]) -> list[tuple[str, list[Choice]]]:
    """だれ, in groups: roles, departments, people of the office, and those elsewhere."""
    now = "" if who is None else f"{who.kind.value}:{'' if who.kind is WhoKind.OUTSIDE else who.name}"
    groups = {
        _("役割"): [(f"role:{name}", str(ROLES[name])) for name in OFFERED_ROLES],
        _("部署"): [(f"department:{name}", name) for name in departments],
        _("人"): [(f"person:{name}", name) for name in people],
        _("ほか"): [("subject:", _("対象の本人")), ("outside:", _("社外の人"))],
    }
    known = {value for offered in groups.values() for value, _label in offered}
    if now and now not in known:
        groups[_("ほか")].append((now, who.name if who and who.name else now))
    return [
        (group, [Choice(value, label, value == now) for value, label in offered]) for group, offered in groups.items()
    ]


def figures(outline: Outline, step: Step) -> list[Choice]:
    """目隠しで入れ直せるもの: figures of this step and of those before it."""
    found = []
    for n, each in enumerate(outline.steps, start=1):
        for check in each.checks:
            if check.kind in (CheckKind.NUMBER, CheckKind.TEXT, CheckKind.DATE):
                value = check.key if each.key == step.key else f"{each.key}.{check.key}"
                named = step.gate.of in (value, check.key)
                found.append(Choice(value, _("工程%(n)d %(label)s") % {"n": n, "label": check.text}, named))
        if each.key == step.key:
            break
    return found
