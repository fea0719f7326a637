"""わき道: skip, undo, redo, take over, reassign, receive, postpone."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from urakata.common.audit import acts as audit
from urakata.core.flow import OPEN, PASSED, Act, State
from urakata.core.outline import GateKind
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.runs.actions import following
from urakata.features.runs.actions.acting import acting
from urakata.features.runs.actions.alike import save_alike
from urakata.features.runs.actions.doing import by_hand_of
from urakata.features.runs.actions.reasons import why
from urakata.features.runs.models import PREPARED, Stamp, Task
from urakata.features.runs.queries.asked import is_of_part
from urakata.features.runs.queries.standing import last_confirmation, run_stamps

TOUCHED = frozenset({*PASSED, State.WAITING, State.SENT_BACK})
DONE_AGAIN = (
    *("state", "done_by", "done_at", "reason", "answers"),
    *("edition", "step_key", "title", "gate", "minutes", "checker"),
)


def skip(task: Task, *, reason: str, by: Viewer, at: datetime) -> None:
    """対象外にする: with a reason; a step with a 関所 waits until another person agrees."""
    said = why(reason)
    with acting(Act.SKIP, task, by=by, at=at) as now:
        has_gate = now.task.gate != GateKind.NONE
        now.task.state = State.WAITING if has_gate else State.NOT_APPLICABLE
        now.task.reason = said
        by_hand_of(now.task, by=by, at=at)
        now.task.save()
        now.record("task.skipped", about=now.task, reason=now.task.reason)


def undo(task: Task, *, by: Viewer, at: datetime) -> None:
    """元に戻す: take back one's own act within 30 minutes while nobody has acted on what followed."""
    with acting(Act.UNDO, task, by=by, at=at) as now:
        if stamp := last_confirmation(now.task, list(run_stamps(now.run, now.task.subject_id))):
            stamp.taken_back_at = at
            stamp.save(update_fields=["taken_back_at"])
            if stamp.reason:  # the difference that it explained stands open again
                now.task.stamps.filter(agreed=False, taken_back_at=stamp.at).update(taken_back_at=None)
            now.task.state = State.WAITING
        else:
            _open_again(now.task, at)
            following.catch_up(now.task, now.run)
        now.task.save()
        now.record("task.undone", about=now.task)


def redo(task: Task, *, reason: str, by: Viewer, at: datetime) -> None:
    """やり直す: the step and all after it return to まだ; stamps stay as history."""
    said = why(reason)
    with acting(Act.REDO, task, by=by, at=at) as now:
        again = following.without_gone(now.run, list(_later_on(now.task)), but=now.task)
        for later in again:
            _back_to_todo(later)
            following.catch_up(later, now.run)
            # Done again, not pressed through: what had been ticked stands in the record. What is ready stays ready.
            # What people answered of themselves stands nowhere else, so it waits there to be sent again.
            later.answers = {key: said for key, said in later.answers.items() if _stays(key)}
            if later.subject_id is None:
                later.save()  # the next one looks which keys are taken
        save_alike(again, DONE_AGAIN)
        Stamp.objects.filter(task__in=[later.pk for later in again], taken_back_at=None).update(taken_back_at=at)
        now.record("task.redone", about=now.task, reason=said, steps=len(again))


def _later_on(task: Task) -> QuerySet[Task]:
    """The step and all after it: of a cell in its own row and in the line, of a step of the run in every row.

    Heads are read from their cells; who was taken out of the grid stays out.
    """
    touched = Task.objects.filter(run=task.run_id, number__gte=task.number, state__in=TOUCHED)
    beside = Q(subject=None) | Q(subject=task.subject_id) if task.subject_id else Q(subject__left_at=None)
    beside_heads = Q(is_head=False) | Q(is_head=True, cell_count=0)
    return touched.filter(beside, beside_heads).select_related("subject", "head").order_by("number", "pk")


def _stays(key: str) -> bool:
    return key.startswith(PREPARED) or is_of_part(key)


def _back_to_todo(task: Task) -> None:
    task.state, task.done_by_id, task.done_at, task.reason = State.TODO, None, None, ""


def _open_again(task: Task, at: datetime) -> None:
    _back_to_todo(task)
    task.stamps.filter(taken_back_at=None).update(taken_back_at=at)


def take_over(task: Task, *, by: Viewer, at: datetime) -> None:
    """代わりに進める: with one press, by anyone of the office who can see the run."""
    with acting(Act.TAKE_OVER, task, by=by, at=at) as now:
        before = now.task.assignee_id
        now.task.assignee_id, now.task.received_at = by.person_id, at
        now.task.save(update_fields=["assignee", "received_at"])
        now.record("task.taken_over", about=now.task, before=before)


def reassign(task: Task, to: Person, *, by: Viewer, at: datetime) -> None:
    """頼む: give the task to another; who gave it keeps it among the lent ones."""
    with acting(Act.REASSIGN, task, by=by, at=at) as now:
        run = now.run
        if not company.may_be_given(to, clearance=run.clearance, seal_id=run.seal_id, on=at.date()):
            raise NotAllowed([Problem.CANNOT_TAKE])
        now.task.assignee, now.task.received_at = to, None
        now.task.lent_by_id = None if to.pk == by.person_id else by.person_id
        now.task.save(update_fields=["assignee", "received_at", "lent_by"])
        now.record("task.reassigned", about=now.task, to=to.pk)


def receive(task: Task, *, by: Viewer, at: datetime) -> None:
    """受け取りました: tell whoever gave it that it arrived."""
    with audit.act(by=by, at=at) as record:
        mine = Task.objects.filter(pk=task.pk, assignee=by.person_id, received_at=None)
        if mine.update(received_at=at):
            record("task.received", about=task)


def postpone(task: Task, to: date | None, *, by: Viewer, at: datetime) -> None:
    """明日へ: put one's own task out of sight until a day; its 締切 does not move."""
    with audit.act(by=by, at=at) as record:
        mine = Task.objects.filter(pk=task.pk, assignee=by.person_id, state__in=OPEN)
        if mine.update(postponed_to=to):
            record("task.postponed", about=task, to=to)
