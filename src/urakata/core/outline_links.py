"""見る所: what conditions and blind gates look at, followed when steps and checks are carried elsewhere."""

from collections.abc import Mapping
from dataclasses import replace

from urakata.core.conditions import with_answers_before
from urakata.core.outline import Check, Condition, Gate, Outline, Step
from urakata.core.outline_problems import Answers, gate_check

Place = tuple[str, str]  # the keys of a step and of a check in it


def followed(old: Outline, new: Outline, moved: Mapping[Place, Place]) -> Outline:
    """見る所を追う: what conditions and blind gates look at is looked at where it stands now."""
    conditions = {
        step.key: before[step.when.check]
        for step, before in with_answers_before(old)
        if step.when is not None and step.when.check in before
    }
    gates = {
        step.key: (source.key, check.key)
        for at, step in enumerate(old.steps)
        if step.gate.of and (check := gate_check(old, at)) and (source := _source(old, at, check))
    }
    steps = []
    for at, (step, before) in enumerate(with_answers_before(new)):
        if step.when is not None and step.key in conditions:
            asked, answer = conditions[step.key]
            step = replace(step, when=_looking(step.when, moved.get((asked, answer.key)), before))
        if step.gate.of and step.key in gates:
            step = replace(step, gate=_reentering(new, at, step.gate, moved.get(gates[step.key])))
        steps.append(step)
    return replace(new, steps=tuple(steps))


def _source(outline: Outline, at: int, check: Check) -> Step | None:
    return next(
        (step for step in reversed(outline.steps[: at + 1]) if any(check is each for each in step.checks)), None
    )


def _looking(when: Condition, now: Place | None, before: Answers) -> Condition:
    there = before.get(when.check)
    if now is None or (there is not None and (there[0], there[1].key) == now):
        return when
    return replace(when, check=".".join(now))


def _reentering(new: Outline, at: int, gate: Gate, now: Place | None) -> Gate:
    if now is None:
        return gate
    check = gate_check(new, at)
    source = _source(new, at, check) if check else None
    if check is not None and source is not None and (source.key, check.key) == now:
        return gate
    return replace(gate, of=".".join(now) if now[0] != new.steps[at].key else now[1])
