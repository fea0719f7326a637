"""条件の言葉: when a step is needed, and where a branch leads."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.core.conditions import Asked, rules
from urakata.core.gate import figure
from urakata.core.outline import CheckKind, Comparison, Condition, Outline, Step
from urakata.formats.branches import say

COMPARED: Mapping[Comparison, str | Promise] = {
    Comparison.EQUAL: gettext_lazy("%(what)sが%(value)sなら"),
    Comparison.UNEQUAL: gettext_lazy("%(what)sが%(value)sでなければ"),
    Comparison.MORE: gettext_lazy("%(what)sが%(value)sより大きければ"),
    Comparison.AT_LEAST: gettext_lazy("%(what)sが%(value)s以上なら"),
    Comparison.LESS: gettext_lazy("%(what)sが%(value)sより小さければ"),
    Comparison.AT_MOST: gettext_lazy("%(what)sが%(value)s以下なら"),
}
COMPARED_DAYS: Mapping[Comparison, str | Promise] = {
    **COMPARED,
    Comparison.MORE: gettext_lazy("%(what)sが%(value)sよりあとなら"),
    Comparison.AT_LEAST: gettext_lazy("%(what)sが%(value)sからあとなら"),
    Comparison.LESS: gettext_lazy("%(what)sが%(value)sより前なら"),
    Comparison.AT_MOST: gettext_lazy("%(what)sが%(value)sまでなら"),
}


COMPARED_SHORT: Mapping[Comparison, str | Promise] = {
    Comparison.EQUAL: gettext_lazy("と同じ"),
    Comparison.UNEQUAL: gettext_lazy("とちがう"),
    Comparison.MORE: gettext_lazy("より大きい"),
    Comparison.AT_LEAST: gettext_lazy("以上"),
    Comparison.LESS: gettext_lazy("より小さい"),
    Comparison.AT_MOST: gettext_lazy("以下"),
}


def conditions(outline: Outline, step: Step) -> list[str]:
    """いるとき of a step, a line for each condition: もし「いちばん高い物」が100,000以上なら."""
    rule = rules(outline).get(step.key)
    return [asked(one) for one in rule.all()] if rule else []


def asked(one: Asked) -> str:
    """条件: what is looked at, in words."""
    return _("もし%(condition)s") % {"condition": _compared(one.check.text, one.condition, one.check.kind)}


def _compared(text: str, condition: Condition, kind: CheckKind) -> str:
    what = _("「%(title)s」") % {"title": text}
    if kind is CheckKind.TICK:
        is_made = condition.value is (condition.comparison is Comparison.EQUAL)
        return (_("%(what)sに印があれば") if is_made else _("%(what)sに印がなければ")) % {"what": what}
    said = COMPARED_DAYS if kind is CheckKind.DATE else COMPARED
    return str(said[condition.comparison]) % {"what": what, "value": _value(condition.value, kind)}


def figure_or_text(value: Any, kind: CheckKind) -> str:
    """値: a figure with its commas, anything else as it was written."""
    read = figure(str(value)) if kind is CheckKind.NUMBER else None
    return str(value) if read is None else f"{read:,f}"


def _value(value: Any, kind: CheckKind) -> str:
    read = figure(str(value)) if kind is CheckKind.NUMBER else None
    if read is not None:
        return f"{read:,f}"
    return str(value) if kind is CheckKind.DATE else _("「%(title)s」") % {"title": value}


def condition_as_written(condition: Condition) -> str:
    """条件 alone, without the procedure around it, for the differences of editions."""
    kind = CheckKind.TICK if isinstance(condition.value, bool) else CheckKind.NUMBER
    return _compared(condition.check, condition, kind)


def branch(outline: Outline, step: Step) -> tuple[str, str]:
    """枝分かれ: the sentence before a step that has a condition, and where it goes on without."""
    rule = rules(outline).get(step.key)
    said = say(rule.own) if rule and rule.own else (step.when.check if step.when else "")
    at = outline.steps.index(step)
    line = _("もし〈%(condition)s〉なら 工程%(n)dへ") % {"condition": said, "n": at + 1}
    return line, _("なければ 工程%(n)dへ") % {"n": at + 2} if at + 1 < len(outline.steps) else _("なければ 終わり")


def leads_to(outline: Outline, step: Step) -> str:
    """進む先 of a step with `then`."""
    other = next((one for one in outline.steps if step.then and one.key == step.then), None)
    return _("「%(title)s」") % {"title": other.title} if other else ""
