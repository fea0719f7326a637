"""条件: which steps of a run apply: what their conditions ask, and what the answers say. A comparison, never evaluated.

A step with `when` applies if its condition holds; one that others name by `then` applies only if one of theirs does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from urakata.core.dates_ja import parse_date
from urakata.core.errors import InputMistake
from urakata.core.gate import agrees, figure
from urakata.core.outline import Check, CheckKind, Comparison, Condition, Outline, Step

ORDER = frozenset(Comparison)
SAMENESS = frozenset({Comparison.EQUAL, Comparison.UNEQUAL})
FITTING: Mapping[CheckKind, frozenset[Comparison]] = {
    CheckKind.NUMBER: ORDER,
    CheckKind.DATE: ORDER,
    CheckKind.CHOICE: SAMENESS,
    CheckKind.TICK: SAMENESS,
    CheckKind.TEXT: SAMENESS,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """条件が見る所: the step and the check whose answer decides."""

    source: str
    check: Check
    condition: Condition


@dataclass(frozen=True, slots=True)
class Rule:
    """いるかどうか of one step: its own condition, and those of the steps that lead to it by `then`."""

    own: Asked | None = None
    led_to_by: tuple[Asked, ...] = ()

    def all(self) -> Iterator[Asked]:
        if self.own:
            yield self.own
        yield from self.led_to_by


def rules(outline: Outline) -> dict[str, Rule]:
    """条件のある工程: by step key. What an old edition names in vain, or after the step itself, is no condition."""
    if not any(step.when for step in outline.steps):
        return {}
    where = {step.key: at for at, step in enumerate(outline.steps)}
    found: dict[str, Rule] = {}
    for step, before in with_answers_before(outline):
        asked = _asked(step.when, before) if step.when else None
        if asked is None:
            continue
        found[step.key] = Rule(asked, found.get(step.key, Rule()).led_to_by)
        if where.get(step.then, -1) > where[step.key]:
            other = found.get(step.then, Rule())
            found[step.then] = Rule(other.own, (*other.led_to_by, asked))
    return found


def with_answers_before(outline: Outline) -> Iterator[tuple[Step, Mapping[str, tuple[str, Check]]]]:
    """Each step with the checks that stand before it, by `step.check` and, the nearest one, by `check` alone.

    What is answered person by person decides for that person only, not for the whole run.
    """
    of_run: dict[str, tuple[str, Check]] = {}
    of_person: dict[str, tuple[str, Check]] = {}
    for step in outline.steps:
        yield step, of_person if step.is_per_subject else of_run
        for check in step.checks:
            for before in [of_person] if step.is_per_subject else [of_run, of_person]:
                before[check.key] = before[f"{step.key}.{check.key}"] = step.key, check


def _asked(condition: Condition, before: Mapping[str, tuple[str, Check]]) -> Asked | None:
    if condition.check not in before:
        return None
    source, check = before[condition.check]
    is_fit = condition.comparison in FITTING.get(check.kind, ()) and fits(check, condition.value)
    return Asked(source, check, condition) if is_fit else None


def fits(check: Check, value: Any) -> bool:
    """Whether the value can be an answer to that check."""
    match check.kind:
        case CheckKind.NUMBER:
            return not isinstance(value, bool) and figure(str(value)) is not None
        case CheckKind.TICK:
            return isinstance(value, bool)
        case CheckKind.DATE:
            return _day(str(value), None) is not None
        case CheckKind.CHOICE:
            return _text(value) in check.choices
        case _:
            return not isinstance(value, bool) and _text(value) != ""


def holds(asked: Asked, answer: str, on: date | None = None) -> bool | None:
    """当たるか: True or False; None while there is no answer that can be read. `on` is the day it was written."""
    check, condition = asked.check, asked.condition
    match check.kind:
        case CheckKind.NUMBER:
            return _compared(figure(answer), condition.comparison, figure(str(condition.value)))
        case CheckKind.DATE:
            return _compared(_day(answer, on), condition.comparison, _day(str(condition.value), None))
        case CheckKind.TICK:
            same = (answer == "1") is condition.value
        case _:
            if not answer.strip():
                return None
            same = agrees(answer, _text(condition.value), check.kind)
    return same if condition.comparison is Comparison.EQUAL else not same


def _compared(left: Any, comparison: Comparison, right: Any) -> bool | None:
    if left is None or right is None:
        return None
    said = {
        Comparison.EQUAL: left == right,
        Comparison.UNEQUAL: left != right,
        Comparison.MORE: left > right,
        Comparison.AT_LEAST: left >= right,
        Comparison.LESS: left < right,
        Comparison.AT_MOST: left <= right,
    }
    return bool(said[comparison])


def _day(text: str, on: date | None) -> date | None:
    try:
        return parse_date(text, on)
    except InputMistake:
        return None


def _text(value: Any) -> str:
    return str(value).strip()
