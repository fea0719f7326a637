"""手順の筋: what does not fit together in an outline: references, circles, gates, choices.

Every function answers flaws with the path of the place, so a file can point at the line and a form at its field.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any

from urakata.core.conditions import FITTING, Rule, fits, rules, with_answers_before
from urakata.core.outline import Check, CheckKind, Condition, GateKind, Outline, Step
from urakata.core.personal_number import is_asked_for

MOST_NAMED = 200  # of the words among which the nearest is sought
Answers = Mapping[str, tuple[str, Check]]

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
    WHEN_UNKNOWN_STEP = "when_unknown_step"
    WHEN_UNKNOWN_CHECK = "when_unknown_check"
    WHEN_NOT_BEFORE = "when_not_before"
    WHEN_FILE = "when_file"
    WHEN_COMPARISON = "when_comparison"
    WHEN_VALUE = "when_value"
    WHEN_CIRCLE = "when_circle"
    THEN_ALONE = "then_alone"
    THEN_UNKNOWN = "then_unknown"
    THEN_NOT_AFTER = "then_not_after"
    CHOICES_MISSING = "choices_missing"
    CHOICES_UNUSED = "choices_unused"
    PERSONAL_NUMBER = "personal_number"
    PERSONAL_ALONE = "personal_alone"


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
    flaws += condition_flaws(outline)
    for at, step in enumerate(outline.steps):
        flaws += _gates(outline, at, step)
        flaws += _checks(at, step)
        flaws += _personal_numbers(at, step)
        if not step.personal and not step.ask:
            flaws.append(Flaw(FlawCode.PERSONAL_ALONE, f"steps[{at}].personal", step.key))
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
    waits = waits_of(outline)
    origins = {step.key: tuple(filter(None, [due_step(step)])) for step in outline.steps}
    for code, arrows, part in ((FlawCode.CIRCLE, needs, "needs"), (FlawCode.DUE_CIRCLE, origins, "due.from")):
        for circle in circles(arrows):
            params = {"keys": circle}
            yield Flaw(code, f"steps[{where[circle[0]]}].{part}", circle[0], params)
    if waits != needs and not circles(needs):
        for circle in circles(waits):
            first = next(key for key in circle if waits[key] != needs[key])
            yield Flaw(FlawCode.WHEN_CIRCLE, f"steps[{where[first]}]", first, {"keys": circle})


def conditions_in_force(outline: Outline) -> dict[str, Rule]:
    """効いている条件. Those of an edition from before conditions worked may wait in a ring: then none of them holds."""
    found = rules(outline)
    is_stuck = found and (circles(waits_of(outline)) or any(_held_by_their_gate(outline)))
    return {} if is_stuck else found


def waits_of(outline: Outline) -> dict[str, tuple[str, ...]]:
    """待つ工程: what each step needs, and the steps whose answers decide whether it applies."""
    asked = rules(outline)
    waits = {step.key: step.needs for step in outline.steps}
    for key, rule in asked.items():
        waits[key] = (*waits[key], *(one.source for one in rule.all()))
    return waits


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
    waits = waits_of(outline)
    for at, step in enumerate(outline.steps):
        if step.gate.kind is GateKind.NONE:
            continue
        waiting, seen = list(waits[step.key]), set[str]()
        while waiting:
            need = waiting.pop()
            if need in seen or need not in where:
                continue
            seen.add(need)
            if where[need] > at:
                params = {"key": need}
                yield Flaw(FlawCode.GATE_HOLDS_NEED, f"steps[{at}].needs", step.key, params)
                break
            waiting += waits[need]


def condition_flaws(outline: Outline) -> Iterator[Flaw]:
    """条件の筋: what a condition looks at is answered before, and can be compared so; `then` leads on to a step."""
    where = {step.key: at for at, step in enumerate(outline.steps)}
    for at, (step, before) in enumerate(with_answers_before(outline)):
        if step.when:
            yield from _when(at, step, step.when, where, before)
        if step.then:
            yield from _then(outline, at, step, where)


def _when(at: int, step: Step, when: Condition, where: dict[str, int], before: Answers) -> Iterator[Flaw]:
    path, source = f"steps[{at}].when.check", when.check.rpartition(".")[0]
    if when.check in before:
        yield from _compared(f"steps[{at}].when", step, when, before[when.check][1])
    elif source and source not in where:
        params = {"key": source, "known": list(islice(where, min(at, MOST_NAMED)))}
        yield Flaw(FlawCode.WHEN_UNKNOWN_STEP, path, step.key, params)
    elif source and where[source] >= at:
        yield Flaw(FlawCode.WHEN_NOT_BEFORE, path, step.key, {"key": source})
    else:
        known = [key for key in islice(before, MOST_NAMED) if "." in key and key.startswith(source)]
        yield Flaw(FlawCode.WHEN_UNKNOWN_CHECK, path, step.key, {"key": when.check, "known": known})


def _compared(path: str, step: Step, when: Condition, check: Check) -> Iterator[Flaw]:
    params: dict[str, Any] = {"key": check.key, "kind": check.kind.value, "now": when.value}
    if check.kind not in FITTING:
        yield Flaw(FlawCode.WHEN_FILE, f"{path}.check", step.key, params)
        return
    if when.comparison not in FITTING[check.kind]:
        yield Flaw(FlawCode.WHEN_COMPARISON, f"{path}.is", step.key, {"kind": check.kind.value})
    if not fits(check, when.value):
        params |= {"choices": list(check.choices)}
        yield Flaw(FlawCode.WHEN_VALUE, f"{path}.value", step.key, params)


def _then(outline: Outline, at: int, step: Step, where: dict[str, int]) -> Iterator[Flaw]:
    path = f"steps[{at}].then"
    if step.when is None:
        yield Flaw(FlawCode.THEN_ALONE, path, step.key, {"key": step.then})
    elif step.then not in where:
        known = [other.key for other in outline.steps[at + 1 :]]
        yield Flaw(FlawCode.THEN_UNKNOWN, path, step.key, {"key": step.then, "known": known})
    elif where[step.then] <= at:
        yield Flaw(FlawCode.THEN_NOT_AFTER, path, step.key, {"key": step.then})


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
