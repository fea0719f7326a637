"""先に用意できるもの: what the steps ahead will need, and what of it is ready."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from urakata.core.flow import OPEN, Act, State
from urakata.core.task_rules import problems
from urakata.core.viewer import Viewer
from urakata.features.runs.models import PREPARED, Task
from urakata.features.runs.queries.steps import step_of, steps_of

STEPS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Prepared:
    """用意する物の一つ."""

    number: int
    text: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """この先の工程 with what it will need."""

    task: Task
    prepared: list[Prepared]
    may_say: bool


def prepared(task: Task) -> list[Prepared]:
    return [Prepared(n, text, f"{PREPARED}{n}" in task.answers) for n, text in enumerate(step_of(task).prepare)]


def on_paper(task: Task) -> list[Prepared]:
    """紙に: what is still to be got ready while the step is open, afterwards only what was."""
    return [one for one in prepared(task) if one.is_ready or task.state in OPEN]


def unprepared(task: Task) -> tuple[str, ...]:
    """まだの物 of a step whose turn has not come."""
    if task.state != State.TODO:
        return ()
    return tuple(one.text for one in prepared(task) if not one.is_ready)


def ahead(tasks: Sequence[Task], chosen: Task | None, viewer: Viewer, at: datetime) -> list[Ahead]:
    """この先で要るもの: of the next steps that are まだ; what stands on the page already is not said twice."""
    known = steps_of(tasks)
    coming = [task for task in tasks if task.state == State.TODO and task != chosen and known[task.pk].prepare]
    return [
        Ahead(task, prepared(task), not problems(Act.PREPARE, viewer, task.facts(), at=at))
        for task in coming[:STEPS_AHEAD]
    ]
