"""関所: another person confirms, sees both figures where they differ, or hands back."""

from datetime import datetime

from urakata.core.flow import Act, State
from urakata.core.gate import STAMP_OF, Stamped, agrees
from urakata.core.outline import CheckKind, GateKind, Step
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import Viewer
from urakata.features.runs.actions import following
from urakata.features.runs.actions.acting import Acting, acting
from urakata.features.runs.actions.reasons import why, without_number
from urakata.features.runs.models import Stamp, Task
from urakata.features.runs.queries.steps import step_of
from urakata.features.runs.wording import MAX_REASON


def confirm(task: Task, *, figure: str = "", reason: str = "", by: Viewer, at: datetime) -> bool:
    """確かめて、しるしを残す. Blind: True if the figures agree; else both are kept and the task goes on waiting
    for a reason (given here a second time) or for being handed back."""
    with acting(Act.CONFIRM, task, by=by, at=at) as now:
        if now.task.gate != GateKind.BLIND or now.task.is_set_aside:
            _pass(now, by=by, at=at)
            return True
        said = without_number(reason.strip()[:MAX_REASON])
        return _confirm_blind(now, step_of(now.task), figure, said, by=by, at=at)


def _confirm_blind(now: Acting, step: Step, figure: str, reason: str, *, by: Viewer, at: datetime) -> bool:
    if difference := open_difference(now.task):
        if not reason:
            raise NotAllowed([Problem.NO_REASON])
        difference.taken_back_at = at
        difference.save(update_fields=["taken_back_at"])
        Stamp.objects.create(
            task=now.task, kind=STAMP_OF[GateKind.BLIND], person_id=by.person_id, at=at, reason=reason,
            first_figure=difference.first_figure, figure=difference.figure,
        )  # fmt: skip
        _done(now, by=by)
        now.record("task.difference_explained", about=now.task, reason=reason)
        return True
    if not figure.strip():
        raise NotAllowed([Problem.NO_FIGURE])
    first = str(now.task.answers.get(step.gate.of, {}).get("value", ""))
    agreed = agrees(first, figure, kind_of(step))
    Stamp.objects.create(
        task=now.task, kind=STAMP_OF[GateKind.BLIND], person_id=by.person_id, at=at,
        first_figure=first[:100], figure=figure.strip()[:100], agreed=agreed,
    )  # fmt: skip
    if agreed:
        _done(now, by=by)
    now.record("task.confirmed" if agreed else "task.differs", about=now.task, gate=now.task.gate)
    return agreed


def kind_of(step: Step) -> CheckKind:
    return next((check.kind for check in step.checks if check.key == step.gate.of), CheckKind.TEXT)


def open_difference(task: Task) -> Stamp | None:
    """差: the second person's figure that did not agree and has no reason yet."""
    return task.stamps.filter(kind="blind", agreed=False, taken_back_at=None).order_by("-at").first()


def _pass(now: Acting, *, by: Viewer, at: datetime) -> None:
    kind = Stamped.SECOND_PERSON if now.task.is_set_aside else STAMP_OF[GateKind(now.task.gate)]
    Stamp.objects.create(task=now.task, kind=kind, person_id=by.person_id, at=at)
    _done(now, by=by)
    now.record("task.confirmed", about=now.task, gate=now.task.gate)


def _done(now: Acting, *, by: Viewer) -> None:
    now.task.state = State.NOT_APPLICABLE if now.task.is_set_aside else State.DONE
    now.task.checker_id = now.checker_stays or by.person_id
    now.task.save(update_fields=["state", "checker"])


def send_back(task: Task, *, reason: str, by: Viewer, at: datetime) -> None:
    """差し戻す: hand the work back to its doer, with a reason; the stamps so far stay as history."""
    said = why(reason)
    with acting(Act.SEND_BACK, task, by=by, at=at) as now:
        back = now.task
        back.state, back.reason = State.SENT_BACK, said
        back.checker_id = now.checker_stays or by.person_id
        if back.subject_id is None:  # a cell stays in the hands of its subject, or of whoever has the step
            back.assignee_id = back.done_by_id
        back.done_by_id, back.done_at = None, None
        following.catch_up(back, now.run)
        back.save()
        back.stamps.filter(taken_back_at=None).update(taken_back_at=at)
        now.record("task.sent_back", about=back, reason=back.reason)
