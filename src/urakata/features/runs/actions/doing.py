"""進める: check, finish; the doer's own acts."""

from collections.abc import Collection, Mapping
from datetime import datetime

from urakata.core.flow import Act, State
from urakata.core.gate import Stamped
from urakata.core.outline import GateKind, Step
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import Viewer
from urakata.features.runs.actions import answers
from urakata.features.runs.actions.acting import acting
from urakata.features.runs.models import PREPARED, Stamp, Task
from urakata.features.runs.queries.asked import is_of_part, wrong
from urakata.features.runs.queries.spots import step_asked
from urakata.features.runs.queries.steps import is_blind, step_of

TOOK = ("15", "30", "60", "more")  # 〜15分 30分 1時間 それ以上: a person's own coarse estimate


def check(task: Task, given: Mapping[str, str], *, by: Viewer, at: datetime, seen_at: datetime | None = None) -> None:
    """確かめる: keep what was ticked and written so far."""
    with acting(Act.CHECK, task, by=by, at=at) as now:
        step = step_asked(now.task)
        if answers.keep(now.task, step, given, by=by, at=at, seen_at=seen_at):
            now.task.save(update_fields=["answers"])
            now.record("task.checked", about=now.task, checks=sorted(given))


def finish(
    task: Task,
    given: Mapping[str, str] | None = None,
    *,
    took: str = "",
    by: Viewer,
    at: datetime,
    seen_at: datetime | None = None,
) -> None:
    """終える: all required checks and evidence are there; a 関所 makes it 確認待ち, else it is 済み."""
    with acting(Act.FINISH, task, by=by, at=at) as now:
        done = now.task
        step = step_asked(done)
        answers.keep(done, step, given or {}, by=by, at=at, seen_at=seen_at)
        _refuse_what_is_left(step, done)
        _refuse_what_is_wrong(step, done)
        done.state = State.DONE if done.gate == GateKind.NONE else State.WAITING
        done.reason, done.took = "", took if took in TOOK else ""
        by_hand_of(done, by=by, at=at)
        done.save()
        Stamp.objects.create(task=done, kind=Stamped.DONE, person_id=by.person_id, at=at)
        now.record("task.finished", about=done, checks=_without_blind(step, done), gate=done.gate)


def prepare(task: Task, ready: Collection[int], *, by: Viewer, at: datetime) -> None:
    """先に用意する: which of the things the step will need are ready; may be said before its turn comes."""
    with acting(Act.PREPARE, task, by=by, at=at) as now:
        wanted = step_of(now.task).prepare
        if not set(ready) <= set(range(len(wanted))):
            raise NotAllowed([Problem.NOTHING_TO_PREPARE])
        said = {"value": "1", "by": by.person_id, "at": at.isoformat()}
        before = now.task.answers
        kept = {key: answer for key, answer in before.items() if not key.startswith(PREPARED)}
        marks = {f"{PREPARED}{n}": before.get(f"{PREPARED}{n}", said) for n in sorted(ready)}
        if kept | marks != before:
            now.task.answers = kept | marks
            now.task.save(update_fields=["answers"])
            now.record("task.prepared", about=now.task, ready=[wanted[n] for n in sorted(ready)])


def by_hand_of(task: Task, *, by: Viewer, at: datetime) -> None:
    """Who did it and when; a checker who does the work is no longer its checker."""
    task.done_by_id, task.done_at = by.person_id, at
    if task.subject_id is None:  # who does a cell is who has its head
        task.assignee_id = task.assignee_id or by.person_id
    checks_no_more(task, by)
    if task.head:
        checks_no_more(task.head, by)
        task.head.save(update_fields=["checker"])


def checks_no_more(task: Task, by: Viewer) -> None:
    """Whoever does the work does not check it; with a cell the checking of its whole step is anybody's."""
    if task.checker_id == by.person_id and task.gate != GateKind.NEXT_DAY_SELF:
        task.checker_id = None


def _refuse_what_is_left(step: Step, task: Task) -> None:
    slots = answers.slots_of(task)
    checks, evidence = answers.checks_left(step, task.answers, slots), answers.evidence_left(step, slots)
    found = [Problem.CHECKS_LEFT] * bool(checks) + [Problem.EVIDENCE_LEFT] * bool(evidence)
    if found:
        raise NotAllowed(found, checks=checks, evidence=evidence)


def _refuse_what_is_wrong(step: Step, task: Task) -> None:
    if found := wrong(task):
        keys = {each.check for each in found}
        checks = [check for check in step.checks if check.key in keys]
        raise NotAllowed([Problem.PART_WRONG], checks=checks, said=[each.sentence for each in found])


def _without_blind(step: Step, task: Task) -> dict[str, str]:
    """What the record tells of the answers: never a figure that a second person is to find without seeing it, nor
    what people answer of themselves.
    """
    told = [check.key for check in step.checks if not is_blind(step, check) and not is_of_part(check.key)]
    return {key: str(task.answers[key]["value"]) for key in told if key in task.answers}
