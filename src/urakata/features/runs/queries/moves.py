"""開いている実行をどうしますか: which runs stand on an older edition, and what a newer one would change in each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from urakata.core.edition_move import Fate, Move, Placed, plan_move
from urakata.core.flow import ACTIONABLE, State
from urakata.core.outline import Step
from urakata.core.outline_plain import step_to_plain
from urakata.core.viewer import Viewer
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.models import Edition, Procedure
from urakata.features.runs.models import Run, Task
from urakata.features.runs.queries.steps import course_of, step_of, steps
from urakata.features.runs.queries.visible import visible_to

MOST = 30
NOT_TOLD = frozenset({"key", "was", "title", "gate", "needs", "due"})  # told by themselves, or seen in the order


@dataclass(frozen=True, slots=True)
class Altered:
    """変わること of one step: new, gone, renamed, gate, said, held_back; `number` is its place afterwards."""

    what: str
    title: str
    number: int = 0
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """見込み: one open run, where it stands, and what would change in it."""

    run: Run
    here: list[Task]
    altered: list[Altered]

    @property
    def has_held_back(self) -> bool:
        return any(each.what == "held_back" for each in self.altered)


def may_move(viewer: Viewer, procedure: Procedure) -> bool:
    """Whoever may publish the procedure; of its runs those that the viewer sees."""
    return procedures.may_publish(viewer, procedure.department_id, procedure.clearance)


def movable(viewer: Viewer, procedure: Procedure) -> QuerySet[Run]:
    """開いている実行 on another edition than the published one, by their day."""
    open_now = visible_to(viewer).filter(procedure=procedure, finished_at=None, stopped_at=None, is_errand=False)
    older = open_now.exclude(edition=procedure.edition_id)
    return older.select_related("procedure", "edition", "in_charge").order_by("anchor_on", "pk")


def newer_edition(run: Run) -> int | None:
    """第N版が出ています: the number of the published edition, if an open run stands on another."""
    published = run.procedure.edition_id
    if not run.is_open or run.is_errand or published is None or run.edition_id == published:
        return None
    return procedures.numbers(run.procedure_id)[published]


def to_choose(viewer: Viewer, procedure: Procedure, codes: Collection[str]) -> dict[str, Run]:
    """The runs that were chosen for, wherever they stand by now; one that the viewer does not see is not there."""
    found = visible_to(viewer).filter(procedure=procedure, code__in=codes)
    return {run.code: run for run in found}


def previews(viewer: Viewer, procedure: Procedure) -> list[Preview]:
    """見込み of each, at most MOST at once; when these are moved, the next ones come."""
    to = procedures.published(procedure)
    return [preview(run, to) for run in movable(viewer, procedure)[:MOST]]


def preview(run: Run, to: Edition) -> Preview:
    tasks = list(run.line().select_related("edition"))
    here = [task for task in tasks if task.state in {*ACTIONABLE, State.WAITING}]
    return Preview(run, here, altered(tasks, planned(run, tasks, to), to))


def planned(run: Run, tasks: Sequence[Task], to: Edition, *, backdated: bool = False) -> Move:
    course = course_of(run, tasks, to.pk)
    return plan_move(course.standing, course.editions, course.to, backdated=backdated)


def altered(tasks: Sequence[Task], move: Move, to: Edition) -> list[Altered]:
    """変わること, in the order of the run afterwards; what stays out last."""
    now, was = steps(procedures.outline(to.pk)), {task.step_key: task for task in tasks}
    found = [each for place in move.places for each in _of_place(place, now, was)]
    return found + [Altered("held_back", now[key].title) for key in move.held_back]


def _of_place(place: Placed, now: dict[str, Step], was: dict[str, Task]) -> list[Altered]:
    if place.fate is Fate.NEW:
        return [Altered("new", now[place.key].title, place.number)]
    if place.fate is Fate.GONE:
        return [Altered("gone", was[place.was].title)]
    return _of_follower(place, now[place.key], was[place.was]) if place.fate is Fate.FOLLOWS else []


def _of_follower(place: Placed, step: Step, task: Task) -> list[Altered]:
    found = []
    if step.title != task.title:
        found.append(Altered("renamed", step.title, place.number, task.title, step.title))
    if place.is_gate_changed:
        found.append(Altered("gate", step.title, place.number, place.gate_before, place.gate))
    if _said(step) != _said(step_of(task)):
        found.append(Altered("said", step.title, place.number))
    return found


def _said(step: Step) -> dict[str, object]:
    return {key: value for key, value in step_to_plain(step).items() if key not in NOT_TOLD}
