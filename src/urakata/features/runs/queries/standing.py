"""いまの事情: what the rules need to know of a task beside itself; button, guard and message all read it here."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from urakata.core.flow import PASSED, Act
from urakata.core.task_rules import UNDO_FOR, Facts, problems
from urakata.core.viewer import RoleName, Viewer
from urakata.features.runs.models import Run, Stamp, Task


def run_stamps(run: Run, row: int | None = None) -> QuerySet[Stamp]:
    """すべてのしるし at the steps of the run, those taken back too, and of one row of its grid."""
    here = Q(task__subject=None) | Q(task__subject=row)
    return Stamp.objects.filter(here, task__run=run).select_related("person", "task").order_by("at", "pk")


def is_confirmation(stamp: Stamp) -> bool:
    """確認のしるし that holds: of another than the doer, agreed or with a reason."""
    return stamp.kind != "done" and not stamp.taken_back_at and (stamp.agreed or bool(stamp.reason))


def last_confirmation(task: Task, stamps: Sequence[Stamp]) -> Stamp | None:
    """The stamp that passed the task's 関所, if one did."""
    if task.state not in PASSED or task.gate == "none":
        return None
    own = [stamp for stamp in stamps if stamp.task_id == task.pk and is_confirmation(stamp) and stamp.agreed]
    return own[-1] if own else None


def facts_now(task: Task) -> Facts:
    """いまの事情 as the database has it: for a cell its own row counts, for a step of the run every row."""
    beside = Q(subject=None, is_head=False) | Q(subject=task.subject_id)
    stamps = list(run_stamps(task.run, task.subject_id))
    cells_at = None if task.subject_id else cells_acted_at(task.run)
    return facts_in(task, list(task.run.tasks.filter(beside)), stamps, cells_at)


def facts_of_many(cells: Sequence[Task]) -> dict[int, Facts]:
    """The same for many cells of one run in a few queries: the line, and each its own row."""
    run, rows = cells[0].run, [cell.subject_id for cell in cells]
    line = list(run.line().filter(is_head=False))
    of_rows = list(Task.objects.filter(subject__in=rows).only("subject", "done_at", "is_head", "number"))
    stamps = list(Stamp.objects.filter(Q(task__subject=None) | Q(task__subject__in=rows), task__run=run))
    own: defaultdict[int | None, list[Task]] = defaultdict(list)
    for task in of_rows:
        own[task.subject_id].append(task)
    row_of = {task.pk: task.subject_id for task in of_rows}
    stamped: defaultdict[int | None, list[Stamp]] = defaultdict(list)
    for stamp in stamps:
        stamped[row_of.get(stamp.task_id)].append(stamp)
    return {
        cell.pk: facts_in(cell, [*line, *own[cell.subject_id]], [*stamped[None], *stamped[cell.subject_id]])
        for cell in cells
    }


def cells_acted_at(run: Run) -> datetime | None:
    """When anybody last acted in the grid of the run."""
    stamped = Max("stamps__at", filter=Q(stamps__taken_back_at=None))
    found = run.cells().aggregate(done=Max("done_at"), stamped=stamped)
    return max(filter(None, found.values()), default=None)


def facts_in(task: Task, tasks: Sequence[Task], stamps: Sequence[Stamp], cells_at: datetime | None = None) -> Facts:
    """The task among those beside it: who passed it, and whether anybody has acted on what followed."""
    last = last_confirmation(task, stamps)
    since = last.at if last else task.done_at
    done = [(other.done_at, other.number) for other in tasks if other.pk != task.pk and not other.is_head]
    stamped = [(stamp.at, 0) for stamp in stamps if stamp.task_id != task.pk and not stamp.taken_back_at]
    acted = [(at, number) for at, number in (*done, *stamped, (cells_at, 0)) if at]
    # Of two at the very same moment the later step came after.
    return task.facts(last, acted_on=since is not None and any(each > (since, task.number) for each in acted))


def asks_for_cells(viewer: Viewer, tasks: Sequence[Task], here: Task | None, at: datetime) -> bool:
    """Whether it matters on this page when somebody last acted in the grid: where something could be taken back."""
    if not any(task.is_head for task in tasks):
        return False
    shown = here is not None and here.subject_id is None and here.done_at is not None
    return shown or bool(_own_lately(viewer, tasks, at))


def _own_lately(viewer: Viewer, tasks: Sequence[Task], at: datetime) -> list[Task]:
    """自分が終えたばかりの工程."""
    own = [task for task in tasks if task.done_by_id == viewer.person_id and not task.is_head]
    return [task for task in own if task.done_at and at - task.done_at <= UNDO_FOR]


def last_own_act(
    viewer: Viewer, tasks: Sequence[Task], stamps: Sequence[Stamp], cells_at: datetime | None, at: datetime
) -> Task | None:
    """元に戻せるもの: one's own last finish within 30 minutes, if the rules let it be taken back."""
    mine = _own_lately(viewer, tasks, at)
    if viewer.person_id is None or not mine:
        return None
    last = max(mine, key=lambda task: (task.done_at or at, task.number))
    return None if problems(Act.UNDO, viewer, facts_in(last, tasks, stamps, cells_at), at=at) else last


def may_stop(viewer: Viewer, run: Run) -> bool:
    """とりやめてよいか: the office, and whoever of it opened the run."""
    own = run.opened_by_id is not None and run.opened_by_id == viewer.person_id and viewer.in_office
    return own or viewer.is_operator or viewer.has(RoleName.LEAD, RoleName.OFFICE)
