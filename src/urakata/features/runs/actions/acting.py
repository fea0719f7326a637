"""一つの行い: every act on a task runs in here: one transaction, one lock, the rules asked, then the run settled."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.core.flow import Act
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import TOKYO, Facts, Problem, problems
from urakata.core.viewer import Viewer
from urakata.features.runs.actions.settling import settle_run
from urakata.features.runs.models import Run, Task
from urakata.features.runs.queries.covering import covered_now
from urakata.features.runs.queries.standing import facts_now

QUIET = frozenset({Act.CHECK, Act.PREPARE, Act.ATTACH, Act.NOTE, Act.TAKE_OVER, Act.REASSIGN})  # no state changes


@dataclass(slots=True)
class Acting:
    """What an act works on: the task as it stands under the lock, its run, and the pen of the record."""

    task: Task
    run: Run
    record: audit.Record
    facts: Facts

    @property
    def checker_stays(self) -> int | None:
        """Whose checking it is next time: one who only stands in does not take it over."""
        covered = self.facts.uncovered or bool(self.facts.covered_by)
        return self.task.checker_id if covered and self.task.checker_id != self.task.done_by_id else None


@contextmanager
def acting(act: Act, task: Task, *, by: Viewer, at: datetime) -> Iterator[Acting]:
    """Lock the run, read the task anew, refuse with all reasons, let the act happen, then settle what follows.

    Whoever comes second finds the state changed under the lock and is told who was first.
    """
    with audit.act(by=by, at=at) as record:
        run = Run.objects.select_for_update().get(pk=task.run_id)
        fresh = Task.objects.select_related("head", "subject").get(pk=task.pk)
        fresh.run = run
        facts = covered_now(fresh, facts_of(fresh, act), by, at.astimezone(TOKYO).date())
        refuse(problems(act, by, facts, at=at), fresh)
        yield Acting(fresh, run, record, facts)
        if act not in QUIET:
            settle_run(run, at=at, record=record, rows=[fresh.subject_id] if fresh.subject_id else [])


def refuse(found: list[Problem], task: Task) -> None:
    if found:
        by = task.done_by.name if task.done_by else ""
        holder = task.assignee.name if task.assignee else ""
        raise NotAllowed(found, by=by, at=task.done_at, holder=holder, title=task.title)


def facts_of(task: Task, act: Act) -> Facts:
    """What the rules need for this act: to take something back they look at the whole run."""
    if act not in {Act.UNDO, Act.REDO}:
        return task.facts()
    return facts_now(task)
