"""いまの事情: what the rules need to know of a task beside itself; button, guard and message all read it here."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from urakata.core.flow import PASSED, Act
from urakata.core.task_rules import UNDO_FOR, Facts, problems
from urakata.core.viewer import RoleName, Viewer
from urakata.features.runs.models import Run, Stamp, Task


def run_stamps(run: Run) -> QuerySet[Stamp]:
    """すべてのしるし of the run, those taken back too."""
    return Stamp.objects.filter(task__run=run).select_related("person", "task").order_by("at", "pk")


def is_confirmation(stamp: Stamp) -> bool:
    """確認のしるし that holds: of another than the doer, agreed or with a reason."""
    return stamp.kind != "done" and not stamp.taken_back_at and (stamp.agreed or bool(stamp.reason))


def last_confirmation(task: Task, stamps: Sequence[Stamp]) -> Stamp | None:
    """The stamp that passed the task's 関所, if one did."""
    if task.state not in PASSED or task.gate == "none":
        return None
    own = [stamp for stamp in stamps if stamp.task_id == task.pk and is_confirmation(stamp) and stamp.agreed]
    return own[-1] if own else None


def facts_in(task: Task, tasks: Sequence[Task], stamps: Sequence[Stamp]) -> Facts:
    """The task among all of its run: who passed it, and whether anybody has acted on what followed."""
    last = last_confirmation(task, stamps)
    since = last.at if last else task.done_at
    done = [other.done_at for other in tasks if other.pk != task.pk]
    stamped = [stamp.at for stamp in stamps if stamp.task_id != task.pk and not stamp.taken_back_at]
    return task.facts(last, acted_on=since is not None and any(at and at > since for at in [*done, *stamped]))


def last_own_act(viewer: Viewer, tasks: Sequence[Task], stamps: Sequence[Stamp], at: datetime) -> Task | None:
    """元に戻せるもの: one's own last finish within 30 minutes, if the rules let it be taken back."""
    mine = [t for t in tasks if t.done_by_id == viewer.person_id and t.done_at and at - t.done_at <= UNDO_FOR]
    if viewer.person_id is None or not mine:
        return None
    last = max(mine, key=lambda task: task.done_at or at)
    return None if problems(Act.UNDO, viewer, facts_in(last, tasks, stamps), at=at) else last


def may_stop(viewer: Viewer, run: Run) -> bool:
    """とりやめてよいか: the office, and whoever of it opened the run."""
    own = run.opened_by_id is not None and run.opened_by_id == viewer.person_id and viewer.in_office
    return own or viewer.is_operator or viewer.has(RoleName.LEAD, RoleName.OFFICE)
