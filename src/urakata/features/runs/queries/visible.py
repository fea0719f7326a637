"""見えるもの: which runs and tasks a person may know of."""

from itertools import chain

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from urakata.core.viewer import RoleName, Viewer
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Run, Task, Together


def visible_to(viewer: Viewer) -> QuerySet[Run]:
    """Within clearance and 封: a lead all runs, the office those of its departments, those it keeps, stands in for or
    goes through with somebody, others where a task is theirs.

    Somebody from outside sees none of them: what is shared with them is read through `queries.shares` alone.
    """
    if viewer.is_operator:
        return Run.objects.all()
    if viewer.is_outside:
        return Run.objects.none()
    mine = Q(Exists(_tasks_in_hand(viewer)))
    if viewer.has(RoleName.OFFICE):
        mine |= Q(department__in=viewer.departments) | Q(department=None)
        mine |= Q(in_charge=viewer.person_id) | Q(procedure__in=procedures.deputised(viewer))  # 代わりの人
        mine |= Q(pk__in=beside(viewer).values("run"))
    return _allowed(Run.objects.all() if viewer.is_lead else Run.objects.filter(mine), viewer)


def beside(viewer: Viewer) -> QuerySet[Together]:
    """一緒に回すもの of this person, asked or asking."""
    return Together.objects.filter(Q(invited=viewer.person_id) | Q(inviting=viewer.person_id), ended_at=None)


def cleared_runs(viewer: Viewer) -> QuerySet[Run]:
    """Of all departments, within clearance and 封."""
    return _allowed(Run.objects.all(), viewer)


def open_to(viewer: Viewer) -> QuerySet[Run]:
    """Of all departments, those within clearance and 封: what was noted at a step goes with the procedure."""
    if viewer.is_outside:
        return Run.objects.none()
    return Run.objects.all() if viewer.is_operator else cleared_runs(viewer)


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
    return Task.objects.filter(own & _not_own_row(viewer), run=OuterRef("pk"))


def _not_own_row(viewer: Viewer) -> Q:
    """To be asked in a grid shows nothing of its run: one's own row does not count as work in one's hands."""
    return Q(subject=None) | ~Q(subject__person=viewer.person_id)


def own_cells(viewer: Viewer) -> Q:
    """本人のます: what a grid asks of this very person, who sees that cell and nothing else of the run.

    No clearance is asked of one's own answers; a 封 stays shut. Outside, only what is shared: the office answers there.
    """
    if viewer.is_outside:
        return Q(pk__in=())
    shut = Q(run__seal_id__isnull=False, run__seal_id__in=viewer.shut_seals)
    return Q(assignee=viewer.person_id, subject__person=viewer.person_id, subject__person__isnull=False) & ~shut


def cleared(viewer: Viewer) -> Q:
    """The same limits for queries that begin at tasks."""
    if viewer.is_operator:
        return Q()
    if viewer.is_outside:
        return Q(pk__in=())
    held = ["", *sorted(viewer.clearances)]
    within = Q(run__clearance__in=held, run__procedure__clearance__in=held)
    shut = Q(run__seal_id__isnull=False, run__seal_id__in=viewer.shut_seals)
    return within & ~shut


def run(viewer: Viewer, code: str) -> Run:
    """The run, or 404 as if it were not there."""
    found = visible_to(viewer).filter(code=code)
    found = found.annotate(is_of_two=Exists(Together.objects.filter(run=OuterRef("pk"), ended_at=None)))
    found = found.select_related("procedure", "edition", "in_charge", "department", "opened_by")
    if (one := found.first()) is None:
        raise Http404
    return one


def tasks(viewer: Viewer, of: Run) -> list[Task]:
    """The line of a run in the order of the file; a portal person sees only the own tasks."""
    found = of.tasks.select_related("assignee", "department", "done_by", "checker", "lent_by", "subject")
    if viewer.portal_only:
        found = found.filter(Q(assignee=viewer.person_id) | Q(done_by=viewer.person_id))
    else:
        found = found.filter(subject=None)
    seen = list(found.order_by("number"))
    for task in seen:
        task.run = of
    return seen


def place_of(address: str | int) -> tuple[int, str]:
    """番地の読み方: the place in the file, and the code of the row if it is a cell."""
    number, _, row = str(address).partition("-")
    return int(number), row


def at_place(found: QuerySet[Task], address: str | int) -> QuerySet[Task]:
    number, row = place_of(address)
    return found.filter(number=number, subject__code=row) if row else found.filter(number=number, subject=None)


def task(viewer: Viewer, code: str, address: str | int) -> Task:
    """The task, or 404; a portal person reaches only the own ones, and everybody the own cells."""
    if own := own_cell(viewer, code, address):
        return own
    return task_in(viewer, run(viewer, code), address)


def task_in(viewer: Viewer, of: Run, address: str | int) -> Task:
    """A task or a cell of a run that the viewer sees, or 404."""
    found = at_place(
        of.tasks.select_related("assignee", "department", "done_by", "checker", "subject", "head"), address
    )
    if viewer.portal_only:
        found = found.filter(Q(assignee=viewer.person_id) | Q(done_by=viewer.person_id))
    if (one := found.first()) is None:
        raise Http404
    one.run = of
    return one


def chosen_at(viewer: Viewer, of: Run, address: str) -> Task | int:
    """The cell at that address, or 404; a step of the line is found when its line is read."""
    number, row = place_of(address)
    return task_in(viewer, of, address) if row else number


def own_cell(viewer: Viewer, code: str, address: str | int) -> Task | None:
    """本人のます at that address, if it is one."""
    if viewer.person_id is None or not place_of(address)[1]:
        return None
    found = at_place(Task.objects.filter(own_cells(viewer), run__code=code), address)
    whole = found.select_related("assignee", "department", "done_by", "checker", "subject", "head")
    return whole.select_related("run__procedure", "run__edition", "run__in_charge", "run__department").first()


def procedure_ids(viewer: Viewer) -> set[int]:
    """手順 of which this person has or had a task: filled into the seam `assigned`."""
    own = Q(assignee=viewer.person_id) | Q(done_by=viewer.person_id) | Q(checker=viewer.person_id)
    given = own & _not_own_row(viewer) & cleared(viewer)
    tasks = Task.objects.filter(given).values_list("run__procedure_id")
    return set(chain.from_iterable(tasks.union(_to_go_through(viewer))))


def _to_go_through(viewer: Viewer) -> QuerySet[Together, tuple[int]]:
    """Whoever is asked along reads the procedure of the run."""
    found = beside(viewer).filter(run__in=cleared_runs(viewer))
    return found.order_by().values_list("run__procedure_id")
