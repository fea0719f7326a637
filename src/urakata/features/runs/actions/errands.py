"""ひとこと仕事: a run of the built-in one-step procedure."""

from datetime import date, datetime, timedelta

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.flow import State
from urakata.core.outline import Outline, Step
from urakata.core.personal_number import looks_like_one
from urakata.core.refusal import NotAllowed
from urakata.core.sharing import Problem as Sharing
from urakata.core.task_rules import Problem
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.actions.built_in import built_in
from urakata.features.runs.actions import indexing, sharing
from urakata.features.runs.models import Run, Task
from urakata.features.runs.queries.origins import FROM_TASK

ERRAND = Outline(key="errand", title="ひとこと仕事", steps=(Step(key="do", title="ひとこと仕事"),))

SHARED_AFTER = timedelta(days=14)  # how long after its day somebody from outside still sees it


def add(
    title: str, *, who: Person, due_on: date, source: str = "", came_from: Task | None = None, by: Viewer, at: datetime
) -> Run:
    """足す: something small, for somebody, by a day; a title is enough.

    Asked of somebody from outside it is shared with them, and whoever asks is the keeper. One that comes from a task is
    no more open than the run of that task, and tells it how it ended.
    """
    if looks_like_one(title) or looks_like_one(source):
        raise NotAllowed([Problem.PERSONAL_NUMBER])
    hidden = came_from.run if came_from else Run(clearance="", seal=None)
    is_guest = who.is_outside and not hidden.clearance and hidden.seal_id is None
    if not is_guest and not company.may_be_given(who, clearance=hidden.clearance, seal_id=hidden.seal_id, on=at.date()):
        raise NotAllowed([Problem.CANNOT_TAKE])
    given = who.pk != by.person_id
    with audit.act(by=by, at=at) as record:
        procedure = built_in(ERRAND, at=at)
        edition = procedures.published(procedure)
        run = Run.objects.create(
            code=new_code(), procedure=procedure, edition=edition, title=title.strip()[:200],
            department_id=who.department_id, anchor_on=due_on, is_errand=True, source=source.strip()[:200],
            opened_by_id=by.person_id, opened_at=at, in_charge=who, step_count=1,
            clearance=hidden.clearance, seal_id=hidden.seal_id, **_origin(came_from),
        )  # fmt: skip
        task = Task.objects.create(
            run=run, edition=edition, number=1, step_key="do", title=run.title, state=State.NOW,
            assignee=who, department_id=who.department_id, start_on=due_on, due_on=due_on,
            lent_by_id=by.person_id if given else None, received_at=None if given else at,
        )  # fmt: skip
        record("errand.added", about=run, to=who.pk, due_on=due_on)
        indexing.index(run)
        if who.is_outside:
            _share(run, who, task, by=by, at=at)
    return run


def _share(run: Run, who: Person, task: Task, *, by: Viewer, at: datetime) -> None:
    if (keeper := Person.objects.filter(pk=by.person_id or 0).first()) is None:
        raise NotAllowed([Sharing.NOT_YOURS])
    until = max(run.anchor_on, by.on) + SHARED_AFTER
    sharing.share(run, who, tasks=[task], until=until, keeper=keeper, by=by, at=at)


def _origin(task: Task | None) -> dict[str, str]:
    if task is None:
        return {}
    label = " ".join(filter(None, [task.run.title, task.run.label, "" if task.run.is_errand else task.title]))
    return {"origin_kind": FROM_TASK, "origin_key": str(task.pk), "origin_label": label[:200]}
