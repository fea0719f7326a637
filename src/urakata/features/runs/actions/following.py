"""版に追いつく: what was done keeps its edition; opened again after a move, it follows the run's."""

from collections.abc import Mapping, Sequence
from typing import Any

from urakata.core.edition_move import NOWHERE
from urakata.core.outline import Check, CheckKind, GateKind, Step
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import PREPARED, Run, Task
from urakata.features.runs.queries.asked import is_of_part
from urakata.features.runs.queries.steps import keys_now, step_of, steps

WITHOUT_CHECKER = frozenset({GateKind.NONE, GateKind.NEXT_DAY_SELF})


def catch_up(task: Task, run: Run) -> None:
    """A task that is open again: done anew by the run's edition and its 関所, if that still has the step."""
    if task.head and task.head.edition_id != run.edition_id:
        catch_up(task.head, run)
        task.head.save()
    if task.edition_id == run.edition_id:
        return
    line = list(run.line())
    names = dict(zip([each.pk for each in line], keys_now(run, line), strict=True))
    name = names[task.head_id or task.pk]  # a cell stands where its head does
    taken = set() if task.head_id else {each.step_key for each in line if each.pk != task.pk}
    if not name.startswith(NOWHERE) and name not in taken:
        follow(task, steps(procedures.outline(run.edition_id))[name], run.edition_id)


def follow(task: Task, step: Step, edition_id: int) -> list[Check]:
    """What the task says is what the step says in that edition; answers the checks that are asked again."""
    task.answers, again = carried(task.answers, step_of(task), step)
    task.edition_id, task.step_key = edition_id, step.key
    task.title, task.gate, task.minutes = step.title, step.gate.kind, step.minutes or 0
    if step.gate.kind in WITHOUT_CHECKER:
        task.checker_id = None
    return again


def carried(answers: Mapping[str, Any], old: Step, new: Step) -> tuple[dict[str, Any], list[Check]]:
    """Answers follow by the key of their check; one that does not answer what is asked now is asked again."""
    before = {check.key: check for check in old.checks}
    again = [check for check in new.checks if _is_asked_anew(check, before.get(check.key), answers)]
    gone = {check.key for check in again}
    if old.ask != new.ask:  # another form: its questions may have the same keys
        gone |= {key for key in answers if is_of_part(key)}
    if old.prepare != new.prepare:  # what was ready is counted by its place in the list
        gone |= {f"{PREPARED}{place}" for place in range(len(old.prepare))}
    return {key: answer for key, answer in answers.items() if key not in gone}, again


def _is_asked_anew(check: Check, before: Check | None, answers: Mapping[str, Any]) -> bool:
    answer = answers.get(check.key)
    if not answer or before is None:
        return False
    not_offered = check.kind is CheckKind.CHOICE and answer.get("value") not in {"", *check.choices}
    return check.kind is not before.kind or not_offered


def without_gone(run: Run, tasks: Sequence[Task], *, but: Task | None = None) -> list[Task]:
    """Those to be done again: a step that the run's edition has no more only if it is asked for by itself."""
    if all(task.edition_id == run.edition_id for task in tasks):
        return list(tasks)
    line = list(run.line())
    gone = {task.pk for task, name in zip(line, keys_now(run, line), strict=True) if name.startswith(NOWHERE)}
    return [task for task in tasks if (task.head_id or task.pk) not in gone or task == but]
