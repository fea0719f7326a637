"""手にあるもの: for a change of a person or a department, what open runs there are in their hands."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from urakata.core.viewer import Viewer
from urakata.features.company.queries import Held, HeldKind
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import OPEN_STATES, Run, Task
from urakata.features.runs.queries.visible import visible_to

MOST = 300


def held_by(viewer: Viewer, people: Collection[int]) -> dict[int, list[Held]]:
    """受け持つ作業・関所・担当, and procedures of which they had the last run in charge, and so would again."""
    found: dict[int, list[Held]] = {pk: [] for pk in people}
    for task in _tasks(viewer, people):
        if task.assignee_id in found:
            found[task.assignee_id].append(_of_task(HeldKind.TASK, task))
        if task.checker_id in found:
            found[task.checker_id].append(_of_task(HeldKind.CHECK, task))
    for run in _in_charge(viewer, people):
        found[run.in_charge_id or 0].append(_of_run(run) if run.is_open else _of_last(run))
    return found


def held_of_department(viewer: Viewer, departments: Collection[int]) -> dict[int, list[Held]]:
    """開いている実行 of each department."""
    found: dict[int, list[Held]] = {pk: [] for pk in departments}
    for run in _open(viewer).filter(department__in=departments).order_by("anchor_on", "pk")[:MOST]:
        found[run.department_id or 0].append(_of_run(run))
    return found


def _open(viewer: Viewer) -> QuerySet[Run]:
    return visible_to(viewer).filter(finished_at=None, stopped_at=None)


def _tasks(viewer: Viewer, people: Collection[int]) -> Iterable[Task]:
    theirs = Q(assignee__in=people) | Q(checker__in=people)
    # a cell of a grid goes with its head, and what a person answers for themselves with the person
    found = Task.objects.filter(theirs, run__in=_open(viewer), state__in=OPEN_STATES, subject=None)
    return found.select_related("run").order_by("due_on", "pk")[:MOST]


def _in_charge(viewer: Viewer, people: Collection[int]) -> Iterable[Run]:
    """Open runs, and the last finished one of each procedure that this viewer finds on the shelf."""
    later = Run.objects.filter(procedure=OuterRef("procedure"), anchor_on__gt=OuterRef("anchor_on"))
    newest = ~Exists(later.exclude(finished_at=None)) & Q(procedure__in=procedures.visible_to(viewer))
    wanted = Q(finished_at=None) | newest
    found = visible_to(viewer).filter(wanted, in_charge__in=people, stopped_at=None, is_errand=False)
    return found.select_related("procedure").order_by("anchor_on", "pk")[:MOST]


def _of_task(kind: HeldKind, task: Task) -> Held:
    run = task.run
    title = run.title if run.is_errand else " ".join(filter(None, [run.title, run.label, task.title]))
    return Held(
        kind, title, f"/runs/{run.code}/tasks/{task.number}/", task.due_on,
        task.department_id or run.department_id, run.clearance, run.seal_id,
    )  # fmt: skip


def _of_run(run: Run) -> Held:
    title = " ".join(filter(None, [run.title, run.label]))
    return Held(
        HeldKind.CHARGE, title, f"/runs/{run.code}/", run.anchor_on, run.department_id, run.clearance, run.seal_id
    )


def _of_last(run: Run) -> Held:
    return procedures.held(run.procedure, HeldKind.LAST_TIME, run.procedure.department_id)
