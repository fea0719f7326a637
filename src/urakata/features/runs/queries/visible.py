"""見えるもの: which runs and tasks a person may know of."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from urakata.core.viewer import RoleName, Viewer
from urakata.features.runs.models import Run, Task


def visible_to(viewer: Viewer) -> QuerySet[Run]:
    """Within clearance and 封: a lead all runs, the office those of its departments, others where a task is theirs."""
    if viewer.is_operator:
        return Run.objects.all()
    mine = Q(Exists(_tasks_in_hand(viewer)))
    if viewer.has(RoleName.OFFICE):
        mine |= Q(department__in=viewer.departments) | Q(department=None)
    return _allowed(Run.objects.all() if viewer.is_lead else Run.objects.filter(mine), viewer)


def open_to(viewer: Viewer) -> QuerySet[Run]:
    """Of all departments, those within clearance and 封: what was noted at a step goes with the procedure."""
    return Run.objects.all() if viewer.is_operator else _allowed(Run.objects.all(), viewer)


def _allowed(runs: QuerySet[Run], viewer: Viewer) -> QuerySet[Run]:
    held = ["", *sorted(viewer.clearances)]
    # Of the run and of its procedure as it is now: a clearance set later closes what was born before.
    cleared = runs.filter(clearance__in=held, procedure__clearance__in=held)
    return cleared.exclude(seal_id__isnull=False, seal_id__in=viewer.shut_seals)


def _tasks_in_hand(viewer: Viewer) -> QuerySet[Task]:
    """Tasks given to or by the viewer, done by them, waiting for their confirmation, or asked of their department."""
    own = Q(assignee=viewer.person_id) | Q(done_by=viewer.person_id) | Q(checker=viewer.person_id)
    own |= Q(lent_by=viewer.person_id)
    if viewer.has(RoleName.OFFICE):
        own |= Q(assignee=None, department__in=viewer.departments)
    return Task.objects.filter(own, run=OuterRef("pk"))


def cleared(viewer: Viewer) -> Q:
    """The same limits for queries that begin at tasks."""
    if viewer.is_operator:
        return Q()
    held = ["", *sorted(viewer.clearances)]
    within = Q(run__clearance__in=held, run__procedure__clearance__in=held)
    shut = Q(run__seal_id__isnull=False, run__seal_id__in=viewer.shut_seals)
    return within & ~shut


def run(viewer: Viewer, code: str) -> Run:
    """The run, or 404 as if it were not there."""
    found = visible_to(viewer).filter(code=code)
    found = found.select_related("procedure", "edition", "in_charge", "department", "opened_by")
    if (one := found.first()) is None:
        raise Http404
    return one


def tasks(viewer: Viewer, of: Run) -> list[Task]:
    """The tasks of a run in the order of the file; a portal person sees only the own ones."""
    found = of.tasks.select_related("assignee", "department", "done_by", "checker", "lent_by").order_by("number")
    if viewer.portal_only:
        found = found.filter(Q(assignee=viewer.person_id) | Q(done_by=viewer.person_id))
    seen = list(found)
    for task in seen:
        task.run = of
    return seen


def task(viewer: Viewer, code: str, number: int) -> Task:
    """The task, or 404; a portal person reaches only the own ones."""
    of = run(viewer, code)
    found = of.tasks.select_related("assignee", "department", "done_by", "checker").filter(number=number)
    if viewer.portal_only:
        found = found.filter(Q(assignee=viewer.person_id) | Q(done_by=viewer.person_id))
    if (one := found.first()) is None:
        raise Http404
    one.run = of
    return one


def procedure_ids(viewer: Viewer) -> set[int]:
    """手順 of which this person has or had a task: filled into the seam `assigned`."""
    own = Q(assignee=viewer.person_id) | Q(done_by=viewer.person_id) | Q(checker=viewer.person_id)
    return set(Task.objects.filter(own & cleared(viewer)).values_list("run__procedure_id", flat=True).distinct())
