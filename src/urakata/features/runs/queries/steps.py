"""工程の中身: what the edition says about a task; editions never change, so procedures keep them in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from urakata.core.edition_move import Standing, keys_under
from urakata.core.flow import Place, State
from urakata.core.outline import Check, CheckKind, GateKind, Outline, Step
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Run, Task


def step_of(task: Task) -> Step:
    return steps(procedures.outline(task.edition_id))[task.step_key]


def steps(outline: Outline) -> dict[str, Step]:
    return {step.key: step for step in outline.steps}


def places(run: Run, tasks: Sequence[Task]) -> list[Place]:
    """Where each task stands in the run's edition: under the key, and behind the needs, that it has there."""
    now, names = steps(procedures.outline(run.edition_id)), keys_now(run, tasks)
    needs = [now[name].needs if name in now else () for name in names]
    return [replace(task.place(need), key=name) for task, name, need in zip(tasks, names, needs, strict=True)]


def keys_now(run: Run, tasks: Sequence[Task]) -> list[str]:
    """Under which key each task's step stands in the run's edition; what was done before a move keeps its own."""
    if all(task.edition_id == run.edition_id for task in tasks):
        return [task.step_key for task in tasks]
    course = course_of(run, tasks, run.edition_id)
    return keys_under(course.standing, course.editions, course.to)


@dataclass(frozen=True, slots=True)
class Course:
    """版の道のり: the tasks with the numbers of their editions, and what those from the oldest on say."""

    standing: list[Standing]
    editions: dict[int, Outline]
    to: int


def course_of(run: Run, tasks: Sequence[Task], to_id: int) -> Course:
    numbers = procedures.numbers(run.procedure_id)
    oldest, to = min(numbers[task.edition_id] for task in tasks), numbers[to_id]
    between = {pk: number for pk, number in numbers.items() if oldest <= number <= to}
    said = procedures.outlines(between)
    standing = [
        Standing(task.step_key, State(task.state), numbers[task.edition_id], GateKind(task.gate)) for task in tasks
    ]
    return Course(standing, {number: said[pk] for pk, number in between.items()}, to)


def is_blind(step: Step, check: Check) -> bool:
    """伏せ検算の数字: the one asked for again, and every other number of the step: it could be worked out from them."""
    if step.gate.kind is not GateKind.BLIND:
        return False
    return check.key == step.gate.of or check.kind is CheckKind.NUMBER
