"""一つの行い: every act on a task runs in here: one transaction, one lock, the rules asked, then the run settled."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.core.flow import PASSED, Act, State, is_finished, settle
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Facts, Problem, problems
from urakata.core.viewer import Viewer
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import RULED_OUT, Run, Task
from urakata.features.runs.queries.standing import facts_in, run_stamps
from urakata.features.runs.queries.steps import places
from urakata.features.runs.wording import ruled_out_words


@dataclass(slots=True)
class Acting:
    """What an act works on: the task as it stands under the lock, its run, and the pen of the record."""

    task: Task
    run: Run
    record: audit.Record


@contextmanager
def acting(act: Act, task: Task, *, by: Viewer, at: datetime) -> Iterator[Acting]:
    """Lock the run, read the task anew, refuse with all reasons, let the act happen, then settle what follows.

    Whoever comes second finds the state changed under the lock and is told who was first.
    """
    with audit.act(by=by, at=at) as record:
        run = Run.objects.select_for_update().get(pk=task.run_id)
        fresh = Task.objects.get(pk=task.pk)
        fresh.run = run
        refuse(problems(act, by, facts_of(fresh, act), at=at), fresh)
        yield Acting(fresh, run, record)
        settle_run(run, at=at, record=record)


def refuse(found: list[Problem], task: Task) -> None:
    if found:
        by = task.done_by.name if task.done_by else ""
        holder = task.assignee.name if task.assignee else ""
        raise NotAllowed(found, by=by, at=task.done_at, holder=holder, title=task.title)


def facts_of(task: Task, act: Act) -> Facts:
    """What the rules need for this act: to take something back they look at the whole run."""
    if act not in {Act.UNDO, Act.REDO}:
        return task.facts()
    return facts_in(task, list(task.run.tasks.all()), list(run_stamps(task.run)))


def settle_run(run: Run, *, at: datetime, record: audit.Record) -> None:
    """まだ and いまここ anew, the counts of the run, and its end when nothing is open."""
    tasks = list(run.tasks.order_by("number"))
    standing = places(run, tasks)
    settled = settle(standing)
    both = zip(tasks, standing, strict=True)
    changed = [(task, place.key) for task, place in both if task.state != settled[place.key]]
    for task, key in changed:
        task.run = run
        _follow(task, key, settled[key], at=at, record=record)
    Task.objects.bulk_update([task for task, _ in changed], ["state", "reason", "answers"])
    run.passed_count = sum(task.state in PASSED for task in tasks)
    _end_or_reopen(run, tasks, at=at, record=record)
    run.save(update_fields=["passed_count", "finished_at", "finished_by"])


def _follow(task: Task, key: str, state: State, *, at: datetime, record: audit.Record) -> None:
    """A step that a condition rules out says so, by nobody; when the answer changes it is まだ again."""
    was_out, task.state = task.is_ruled_out, state
    if state == State.NOT_APPLICABLE:
        task.reason = ruled_out_words(procedures.outline(task.run.edition_id), key)
        task.answers = {**task.answers, RULED_OUT: {"value": "1", "by": None, "at": at.isoformat()}}
        record("task.ruled_out", about=task, reason=task.reason)
    elif was_out:
        task.reason, task.answers = "", {key: said for key, said in task.answers.items() if key != RULED_OUT}
        record("task.ruled_in", about=task)


def _end_or_reopen(run: Run, tasks: list[Task], *, at: datetime, record: audit.Record) -> None:
    ended = is_finished(State(task.state) for task in tasks)
    if ended and run.finished_at is None:
        run.finished_at, run.finished_by_id = at, _who_did_most(tasks)
        record("run.finished", about=run)
    elif not ended and run.finished_at is not None:
        run.finished_at = run.finished_by_id = None
        record("run.reopened", about=run)


def _who_did_most(tasks: list[Task]) -> int | None:
    """Who ran it: the person who did most of its steps; among equals the one who did the last."""
    done = [(task.done_at, task.done_by_id) for task in tasks if task.state == State.DONE and task.done_at]
    count: dict[int | None, int] = {}
    for _, person in sorted(done, key=lambda each: each[0]):
        count[person] = count.pop(person, 0) + 1
    return max(reversed(count), key=lambda person: count[person], default=None)
