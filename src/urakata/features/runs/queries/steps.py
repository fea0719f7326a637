"""工程の中身: what the edition says about a task; editions never change, so procedures keep them in memory."""

from collections.abc import Iterable

from urakata.core.outline import Outline, Step
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Task


def step_of(task: Task) -> Step:
    return steps(procedures.outline(task.edition_id))[task.step_key]


def steps(outline: Outline) -> dict[str, Step]:
    return {step.key: step for step in outline.steps}


def needs_of(tasks: Iterable[Task]) -> dict[str, tuple[str, ...]]:
    """Which steps each task's step needs."""
    return {task.step_key: step_of(task).needs for task in tasks}
