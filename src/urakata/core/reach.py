"""道のつながり: steps that no answers ever lead to, and steps whose outcome nobody waits for."""

import operator
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from urakata.core.conditions import Asked, holds, rules
from urakata.core.dates_ja import parse_date
from urakata.core.gate import figure
from urakata.core.outline import CheckKind, Comparison, GateKind, Outline

Way = tuple[Asked, ...]  # what must hold, all of it, for a step to apply
MOST_WAYS, LONGEST_WAY = 64, 50  # beyond these a step counts as reached

COMPARE: dict[Comparison, Callable[[Any, Any], bool]] = {
    Comparison.EQUAL: operator.eq,
    Comparison.UNEQUAL: operator.ne,
    Comparison.MORE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
}


def never_reached(outline: Outline) -> set[str]:
    """たどり着けない工程: the keys of steps whose conditions cannot hold together, whatever is answered."""
    found = rules(outline)
    ways: dict[str, list[Way]] = {}
    for step in outline.steps if found else ():
        if rule := found.get(step.key):
            own = _through(rule.own, ways) if rule.own else [()]
            led = [way for asked in rule.led_to_by for way in _through(asked, ways)] if rule.led_to_by else [()]
            ways[step.key] = _together(own, led)
    return {key for key, left in ways.items() if not left}


def _through(asked: Asked, ways: dict[str, list[Way]]) -> list[Way]:
    """The step that answers must apply itself: if it is 対象外, the condition does not hold."""
    return [(*way, asked)[-LONGEST_WAY:] for way in ways.get(asked.source, [()])]


def _together(own: list[Way], led: list[Way]) -> list[Way]:
    if len(own) * len(led) > MOST_WAYS:
        return [()]
    return [way for one in own for other in led if can_hold(way := (*one, *other)[-LONGEST_WAY:])]


def can_hold(way: Way) -> bool:
    """両立するか: some answers exist with which all of these hold."""
    by_check: dict[tuple[str, str], list[Asked]] = {}
    for asked in way:
        by_check.setdefault((asked.source, asked.check.key), []).append(asked)
    return all(_answerable(asked) for asked in by_check.values())


def _answerable(all_asked: list[Asked]) -> bool:
    check = all_asked[0].check
    match check.kind:
        case CheckKind.NUMBER:
            return _between(all_asked, lambda value: figure(str(value)))
        case CheckKind.DATE:
            return _between(all_asked, lambda value: Decimal(_day(value).toordinal()))
        case CheckKind.CHOICE:
            answers: Iterable[str] = check.choices
        case CheckKind.TICK:
            answers = ("1",) if check.required else ("1", "")  # nobody finishes without a required tick
        case _:
            answers = [*(str(asked.condition.value) for asked in all_asked), "\0"]
    return any(all(holds(asked, answer) for asked in all_asked) for answer in answers)


def _between(all_asked: list[Asked], read: Callable[[Any], Decimal | None]) -> bool:
    """Whether a figure satisfies every bound: those named, those beside them and those halfway are tried."""
    bounds = [(COMPARE[asked.condition.comparison], read(asked.condition.value)) for asked in all_asked]
    named = sorted({bound for _, bound in bounds if bound is not None})
    tried = {*named, *(each + 1 for each in named), *(each - 1 for each in named)}
    if all_asked[0].check.kind is CheckKind.NUMBER:
        tried |= {(low + high) / 2 for low, high in pairwise(named)}
    return any(all(bound is None or compare(answer, bound) for compare, bound in bounds) for answer in tried)


def _day(value: Any) -> date:
    return parse_date(str(value), None)  # `rules` keeps only what can be read


def dead_ends(outline: Outline) -> set[str]:
    """行き止まり: steps that nobody waits for although the flow goes on after them.

    Waited for is what is needed, what a condition looks at, what leads on by `then`, and a 関所, which holds all after
    it. Several ends side by side at the end of the file are ends, and a list in which nothing waits is no flow.
    """
    if not any(step.needs for step in outline.steps):
        return set()
    waited = {need for step in outline.steps for need in step.needs}
    waited |= {asked.source for rule in rules(outline).values() for asked in rule.all()}
    waited |= {step.key for step in outline.steps if step.then or step.gate.kind is not GateKind.NONE}
    goes_on = max((at for at, step in enumerate(outline.steps) if step.key in waited), default=0)
    return {step.key for step in outline.steps[:goes_on] if step.key not in waited}
