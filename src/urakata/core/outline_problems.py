"""手順の筋: what does not fit together in an outline: references, circles, gates, choices.

Every function answers flaws with the path of the place, so a file can point at the line and a form at its field.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from urakata.core.outline import Check, CheckKind, GateKind, Outline, Step
from urakata.core.personal_number import is_asked_for

FIGURES = frozenset({CheckKind.NUMBER, CheckKind.TEXT, CheckKind.DATE})
WRITTEN = frozenset({CheckKind.NUMBER, CheckKind.TEXT, CheckKind.FILE})


class FlawCode(StrEnum):
    NO_STEPS = "no_steps"
    DUPLICATE_STEP = "duplicate_step"
    DUPLICATE_CHECK = "duplicate_check"
    UNKNOWN_NEED = "unknown_need"
    CIRCLE = "circle"
    DUE_UNKNOWN_STEP = "due_unknown_step"
    DUE_CIRCLE = "due_circle"
    GATE_OF_MISSING = "gate_of_missing"
    GATE_OF_UNKNOWN = "gate_of_unknown"
    GATE_OF_KIND = "gate_of_kind"
    GATE_OF_UNUSED = "gate_of_unused"
    GATE_HOLDS_NEED = "gate_holds_need"
    CHOICES_MISSING = "choices_missing"
    CHOICES_UNUSED = "choices_unused"
    PERSONAL_NUMBER = "personal_number"


@dataclass(frozen=True, slots=True)
class Flaw:
    """筋の合わない所: a code, the path of its place (`steps[3].needs[0]`), the step's key, what the sentence needs."""

    code: FlawCode
    path: str
    step: str = ""
    params: dict[str, Any] = field(default_factory=dict, hash=False)


def problems(outline: Outline) -> list[Flaw]:
    """筋が合うか: all flaws, in the order of the file."""
    if not outline.steps:
        return [Flaw(FlawCode.NO_STEPS, "steps")]
    flaws = [*_duplicates(outline), *_references(outline), *_circles(outline)]
    flaws += _held_by_their_gate(outline)
    for at, step in enumerate(outline.steps):
        flaws += _gates(outline, at, step)
        flaws += _checks(at, step)
        flaws += _personal_numbers(at, step)
    return flaws


def _duplicates(outline: Outline) -> Iterator[Flaw]:
    seen: set[str] = set()
    for at, step in enumerate(outline.steps):
        if step.key in seen:
            yield Flaw(FlawCode.DUPLICATE_STEP, f"steps[{at}].key", step.key, {"key": step.key})
        seen.add(step.key)


def _references(outline: Outline) -> Iterator[Flaw]:
    keys = [step.key for step in outline.steps]
    known = set(keys)
    for at, step in enumerate(outline.steps):
        for n, need in enumerate(step.needs):
            if need not in known:
                params = {"key": need, "known": keys}
                yield Flaw(FlawCode.UNKNOWN_NEED, f"steps[{at}].needs[{n}]", step.key, params)
        origin = due_step(step)
        if origin is not None and origin not in known:
            params = {"key": origin, "known": keys}
            yield Flaw(FlawCode.DUE_UNKNOWN_STEP, f"steps[{at}].due.from", step.key, params)


def due_step(step: Step) -> str | None:
    """The key of the step whose day this step's day is counted from."""
    if step.due is None or not step.due.origin.startswith("step:"):
        return None
    return step.due.origin.removeprefix("step:")


def _circles(outline: Outline) -> Iterator[Flaw]:
    where = {step.key: at for at, step in enumerate(outline.steps)}
    needs = {step.key: step.needs for step in outline.steps}
    origins = {step.key: tuple(filter(None, [due_step(step)])) for step in outline.steps}
    for code, arrows, part in ((FlawCode.CIRCLE, needs, "needs"), (FlawCode.DUE_CIRCLE, origins, "due.from")):
        for circle in circles(arrows):
            params = {"keys": circle}
            yield Flaw(code, f"steps[{where[circle[0]]}].{part}", circle[0], params)


def circles(arrows: dict[str, tuple[str, ...]]) -> list[list[str]]:
    """輪: the rings in a graph, one for each place where a path closes; walks without recursion."""
    found: list[list[str]] = []
    finished: set[str] = set()
    for start in arrows:
        if start in finished:
            continue
        path, waiting, on_path = [start], [iter(arrows[start])], {start}
        while path:
            ahead = next(waiting[-1], None)
            if ahead is None:
                finished.add(path[-1])
                on_path.remove(path.pop())
                waiting.pop()
            elif ahead in on_path:
                found.append(path[path.index(ahead) :])
            elif ahead in arrows and ahead not in finished:
                path.append(ahead)
                on_path.add(ahead)
                waiting.append(iter(arrows[ahead]))
    return found


def _held_by_their_gate(outline: Outline) -> Iterator[Flaw]:
    """A 関所 holds every step after it in the file, so one that needs a later step would wait for ever."""
    where = {step.key: at for at, step in enumerate(outline.steps)}
    for at, step in enumerate(outline.steps):
        if step.gate.kind is GateKind.NONE:
            continue
        waiting, seen = list(step.needs), set[str]()
        while waiting:
            need = waiting.pop()
            if need in seen or need not in where:
                continue
            seen.add(need)
            if where[need] > at:
                params = {"key": need}
                yield Flaw(FlawCode.GATE_HOLDS_NEED, f"steps[{at}].needs", step.key, params)
                break
            waiting += outline.steps[where[need]].needs


def _gates(outline: Outline, at: int, step: Step) -> Iterator[Flaw]:
    """A blind gate re-enters a figure of this step or of one before it (`gross`, or `calculate.gross`)."""
    gate = step.gate
    if gate.kind is not GateKind.BLIND:
        if gate.of:
            yield Flaw(FlawCode.GATE_OF_UNUSED, f"steps[{at}].gate.of", step.key, {"kind": gate.kind.value})
        return
    figures = [check.key for check in step.checks if check.kind in FIGURES]
    if not gate.of:
        yield Flaw(FlawCode.GATE_OF_MISSING, f"steps[{at}].gate", step.key, {"known": figures})
        return
    check = gate_check(outline, at)
    if check is None:
        yield Flaw(FlawCode.GATE_OF_UNKNOWN, f"steps[{at}].gate.of", step.key, {"key": gate.of, "known": figures})
    elif check.kind not in FIGURES:
        params = {"key": gate.of, "kind": check.kind.value}
        yield Flaw(FlawCode.GATE_OF_KIND, f"steps[{at}].gate.of", step.key, params)


def gate_check(outline: Outline, at: int) -> Check | None:
    """目隠しの数字: the check that the blind gate of step `at` re-enters: its own, else the nearest before it."""
    step_key, _, check_key = outline.steps[at].gate.of.rpartition(".")
    for step in reversed(outline.steps[: at + 1]):
        if step_key and step.key != step_key:
            continue
        for check in step.checks:
            if check.key == check_key:
                return check
    return None


def _checks(at: int, step: Step) -> Iterator[Flaw]:
    counted = Counter(check.key for check in step.checks)
    seen: set[str] = set()
    for n, check in enumerate(step.checks):
        path = f"steps[{at}].checks[{n}]"
        if counted[check.key] > 1 and check.key in seen:
            yield Flaw(FlawCode.DUPLICATE_CHECK, f"{path}.key", step.key, {"key": check.key})
        seen.add(check.key)
        if check.kind is CheckKind.CHOICE and len(check.choices) < 2:
            yield Flaw(FlawCode.CHOICES_MISSING, path, step.key, {"key": check.key})
        if check.kind is not CheckKind.CHOICE and check.choices:
            yield Flaw(FlawCode.CHOICES_UNUSED, f"{path}.choices", step.key, {"kind": check.kind.value})


def _personal_numbers(at: int, step: Step) -> Iterator[Flaw]:
    for n, check in enumerate(step.checks):
        if check.kind in WRITTEN and (is_asked_for(check.text) or is_asked_for(check.key)):
            yield Flaw(FlawCode.PERSONAL_NUMBER, f"steps[{at}].checks[{n}]", step.key, {"text": check.text})
    for n, name in enumerate(step.evidence):
        if is_asked_for(name):
            yield Flaw(FlawCode.PERSONAL_NUMBER, f"steps[{at}].evidence[{n}]", step.key, {"text": name})
