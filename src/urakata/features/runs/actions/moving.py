"""版を移す: an open run follows the newer edition, or stays with its own; chosen run by run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, QuerySet

from urakata.common.audit import acts as audit
from urakata.common.files import actions as files
from urakata.core.edition_move import FOLLOWING, Fate, Move, Placed
from urakata.core.flow import State
from urakata.core.outline import Outline
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import Viewer
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.models import Edition, Procedure
from urakata.features.runs.actions import opening
from urakata.features.runs.actions.alike import save_alike
from urakata.features.runs.actions.following import WITHOUT_CHECKER, follow
from urakata.features.runs.actions.rows import add_cells
from urakata.features.runs.actions.settling import settle_run
from urakata.features.runs.models import Run, Task
from urakata.features.runs.queries import moves
from urakata.features.runs.queries.steps import steps
from urakata.features.runs.queries.visible import visible_to
from urakata.features.runs.wording import gone_words

FOLLOWED = (
    *("edition", "number", "step_key", "title", "state", "gate", "reason", "answers", "minutes"),
    *("department", "role", "checker"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """選んだこと for one run, which was seen on the edition `seen`."""

    run: Run
    seen: int
    moves: bool
    backdated: bool = False


def choose(choices: Sequence[Choice], to: Edition, *, by: Viewer, at: datetime) -> None:
    """選ぶ for several runs: all of them, or none and the reasons."""
    with audit.act(by=by, at=at):
        for choice in choices:
            if choice.moves:
                move(choice.run, to, seen=choice.seen, backdated=choice.backdated, by=by, at=at)
            else:
                keep(choice.run, to, seen=choice.seen, by=by, at=at)


def move(run: Run, to: Edition, *, seen: int, backdated: bool = False, by: Viewer, at: datetime) -> Move:
    """新しい版へ移す: what was done stays, what is open follows, what is gone is 対象外, what is new joins.

    Raises NotAllowed RUN_CLOSED, MOVED_ALREADY, NEWER_EDITION, MAY_NOT_MOVE.
    """
    with audit.act(by=by, at=at) as record:
        now = _held(run, to, seen, by)
        tasks = list(now.line().select_related("run"))
        plan = moves.planned(now, tasks, to, backdated=backdated)
        told = moves.altered(tasks, plan, to)
        now.edition = to
        asked_again = _carry_out(now, tasks, plan, to, at)
        now.step_count = len(plan.places)
        now.save(update_fields=["edition", "step_count"])
        record("run.moved", about=now, **_facts(plan, told, seen, to), backdated=backdated, asked_again=asked_again)
        settle_run(now, at=at, record=record)
    return plan


def keep(run: Run, to: Edition, *, seen: int, by: Viewer, at: datetime) -> None:
    """この版のまま: nothing changes but the record, which says that it was decided."""
    with audit.act(by=by, at=at) as record:
        now = _held(run, to, seen, by)
        facts: dict[str, Any] = {"from": seen, "to": to.number}
        record("run.kept", about=now, **facts)


def _held(run: Run, to: Edition, seen: int, by: Viewer) -> Run:
    """The run under its lock, as it was seen; whoever comes second is told."""
    now = Run.objects.select_for_update(of=("self",)).select_related("edition").get(pk=run.pk)
    procedure = Procedure.objects.get(pk=now.procedure_id)
    if found := _problems(now, procedure, to, seen, by):
        raise NotAllowed(found, run=now, number=now.edition.number)
    return now


def _problems(now: Run, procedure: Procedure, to: Edition, seen: int, by: Viewer) -> list[Problem]:
    sees = visible_to(by).filter(pk=now.pk).exists()
    if not sees or now.is_errand or not moves.may_move(by, procedure):
        return [Problem.MAY_NOT_MOVE]
    if not now.is_open:
        return [Problem.RUN_CLOSED]
    if procedure.edition_id != to.pk:
        return [Problem.NEWER_EDITION]
    return [Problem.MOVED_ALREADY] if now.edition.number != seen or now.edition_id == to.pk else []


def _carry_out(run: Run, tasks: Sequence[Task], plan: Move, to: Edition, at: datetime) -> list[str]:
    """Put the plan into the tasks; answers the checks that are asked again."""
    outline = procedures.outline(to.pk)
    anew = opening.tasks_anew(run, outline, at)
    was = {task.step_key: task for task in tasks}
    addresses = {task.pk: task.about().key for task in tasks}
    asked_again = [
        text for place in plan.places if place.was for text in _put(was[place.was], place, outline, anew, to)
    ]
    before = list(_cells(run))
    addresses |= {cell.pk: cell.about().key for cell in before}
    _make_room(run, plan)
    Task.objects.bulk_update(tasks, FOLLOWED)
    fresh = Task.objects.bulk_create([_new(anew[place.key], place) for place in plan.of(Fate.NEW)])
    add_cells([task for task in fresh if task.is_head], list(run.subjects.filter(left_at=None)))
    _carry_cells(before, {was[place.was].pk: place for place in plan.places if place.was}, outline, to)
    keys = {addresses[task.pk]: task.about().key for task in [*tasks, *before]}
    files.carry("task", {before: after for before, after in keys.items() if before != after})
    return asked_again


def _put(task: Task, place: Placed, outline: Outline, anew: Mapping[str, Task], to: Edition) -> list[str]:
    task.number, task.state = place.number, place.state
    if place.fate is Fate.GONE:
        task.reason = gone_words(to.number)
    if place.fate is not Fate.FOLLOWS:
        return []
    fresh = anew[place.key]
    task.department_id, task.role = fresh.department_id, fresh.role
    again = follow(task, steps(outline)[place.key], to.pk)
    if place.gate not in WITHOUT_CHECKER and task.checker_id is None and fresh.checker_id != task.assignee_id:
        task.checker_id = fresh.checker_id
    return [check.text for check in again]


def _cells(run: Run) -> QuerySet[Task]:
    return run.cells().select_related("subject", "head")


def _carry_cells(cells: Sequence[Task], places: Mapping[int, Placed], outline: Outline, to: Edition) -> None:
    """Cells go where their head goes: what is open follows or falls away, what was done stays as it was done."""
    now = steps(outline)
    for cell in cells:
        place = places[cell.head_id or 0]
        cell.number = place.number
        if cell.state not in FOLLOWING:
            continue
        if place.fate is Fate.GONE:
            cell.state, cell.reason = State.NOT_APPLICABLE, gone_words(to.number)
        elif place.fate is Fate.FOLLOWS:
            follow(cell, now[place.key], to.pk)
    save_alike(cells, FOLLOWED)


def _make_room(run: Run, plan: Move) -> None:
    """Out of the way of the new numbers: no two tasks of a run may have one number, not even for a moment."""
    highest = run.line().aggregate(highest=Max("number"))["highest"]
    run.tasks.filter(subject=None).update(number=F("number") + max(highest, len(plan.places)))


def _new(task: Task, place: Placed) -> Task:
    task.number, task.state = place.number, place.state
    return task


def _facts(plan: Move, told: Sequence[moves.Altered], seen: int, to: Edition) -> dict[str, Any]:
    def titles(what: str) -> list[str]:
        return [each.title for each in told if each.what == what]

    renamed = [[each.before, each.after] for each in told if each.what == "renamed"]
    return {
        "from": seen, "to": to.number, "kept": len(plan.of(Fate.KEPT)), "renamed": renamed, "gone": titles("gone"),
        "new": titles("new"), "gates": titles("gate"), "held_back": titles("held_back"), "said": titles("said"),
    }  # fmt: skip
