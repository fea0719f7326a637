"""工程の中身: what the edition says about a task; editions never change, so procedures keep them in memory."""

from collections.abc import Iterable

from urakata.core.outline import Check, CheckKind, GateKind, Outline, Step
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Task


def step_of(task: Task) -> Step:
    return steps(procedures.outline(task.edition_id))[task.step_key]


def steps(outline: Outline) -> dict[str, Step]:
    return {step.key: step for step in outline.steps}


def needs_of(tasks: Iterable[Task]) -> dict[str, tuple[str, ...]]:
    """Which steps each task's step needs."""
    return {task.step_key: step_of(task).needs for task in tasks}


def is_blind(step: Step, check: Check) -> bool:
    """伏せ検算の数字: the one asked for again, and every other number of the step: it could be worked out from them."""
    if step.gate.kind is not GateKind.BLIND:
        return False
    return check.key == step.gate.of or check.kind is CheckKind.NUMBER
