"""まとめて: one step for many people of the grid in one act: all of them, or none and the reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.core.flow import Act, State
from urakata.core.gate import Stamped
from urakata.core.outline import CheckKind, GateKind, Step
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import TOKYO, Facts, Problem, problems
from urakata.core.viewer import Viewer
from urakata.features.runs.actions import following
from urakata.features.runs.actions.alike import AT_ONCE, save_alike
from urakata.features.runs.actions.doing import checks_no_more
from urakata.features.runs.actions.reasons import why
from urakata.features.runs.actions.settling import settle_run
from urakata.features.runs.models import Run, Stamp, Subject, Task
from urakata.features.runs.queries.covering import cover_now, covered
from urakata.features.runs.queries.spots import step_asked
from urakata.features.runs.queries.standing import facts_of_many
from urakata.features.runs.queries.steps import steps_of
from urakata.features.runs.wording import sentence

FOLLOWED = ("edition", "step_key", "title", "gate", "minutes")
FINISHED = ("state", "reason", "done_by", "done_at", "answers", "checker")


@dataclass(slots=True)
class _Many:
    """The cells of one step as they stand under the lock."""

    run: Run
    head: Task
    cells: list[Task]
    record: audit.Record


def finish(head: Task, rows: Sequence[Subject], *, by: Viewer, at: datetime) -> int:
    """まとめて済みにする: ticks the checks of a step that asks for nothing but ticks; answers how many.

    Raises NotAllowed NOBODY_CHOSEN, ONE_BY_ONE, NOT_ALL and what `problems` says of the step itself.
    """
    with _many(Act.FINISH, head, rows, by=by, at=at) as now:
        asked = steps_of(now.cells)
        _refuse_more_than_ticks(now.cells, asked)
        for cell in now.cells:
            ticks = _ticks(asked[cell.pk], by, at)
            cell.state = State.DONE if cell.gate == GateKind.NONE else State.WAITING
            cell.reason, cell.done_by_id, cell.done_at = "", by.person_id, at
            cell.answers = {**ticks, **{key: said for key, said in cell.answers.items() if said.get("value")}}
        _checks_no_more(now, by)
        save_alike(now.cells, FINISHED)
        stamps = [Stamp(task=cell, kind=Stamped.DONE, person_id=by.person_id, at=at) for cell in now.cells]
        Stamp.objects.bulk_create(stamps, batch_size=AT_ONCE)
        now.record("cells.finished", about=now.head, names=_names(now.cells), people=len(now.cells))
    return len(now.cells)


def skip(head: Task, rows: Sequence[Subject], *, reason: str, by: Viewer, at: datetime) -> int:
    """まとめて対象外にする, with one reason; with a 関所 each waits until another person agrees."""
    said = why(reason)
    with _many(Act.SKIP, head, rows, by=by, at=at) as now:
        for cell in now.cells:
            cell.state = State.NOT_APPLICABLE if cell.gate == GateKind.NONE else State.WAITING
            cell.reason, cell.done_by_id, cell.done_at = said, by.person_id, at
        _checks_no_more(now, by)
        save_alike(now.cells, FINISHED)
        now.record("cells.skipped", about=now.head, names=_names(now.cells), people=len(now.cells), reason=said)
    return len(now.cells)


def undo(head: Task, rows: Sequence[Subject], *, by: Viewer, at: datetime) -> int:
    """まとめて元に戻す: one's own act within 30 minutes, while nobody has acted on what followed for these people."""
    with _many(Act.UNDO, head, rows, by=by, at=at, facts=facts_of_many) as now:
        for cell in now.cells:
            cell.state, cell.reason, cell.done_by_id, cell.done_at = State.TODO, "", None, None
            following.catch_up(cell, now.run)
        save_alike(now.cells, (*FINISHED, *FOLLOWED))
        Stamp.objects.filter(task__in=[cell.pk for cell in now.cells], taken_back_at=None).update(taken_back_at=at)
        now.record("cells.undone", about=now.head, names=_names(now.cells), people=len(now.cells))
    return len(now.cells)


@contextmanager
def _many(
    act: Act,
    head: Task,
    rows: Sequence[Subject],
    *,
    by: Viewer,
    at: datetime,
    facts: Callable[[Sequence[Task]], Mapping[int, Facts]] | None = None,
) -> Iterator[_Many]:
    """One lock, the rules asked for every cell, the act, then the whole grid settled once."""
    with audit.act(by=by, at=at) as record:
        run = Run.objects.select_for_update().get(pk=head.run_id)
        now = Task.objects.select_related("subject", "head").get(pk=head.pk)
        now.run = run
        cells = list(now.cells.filter(subject__in=[row.pk for row in rows]).select_related("subject", "done_by"))
        for cell in cells:
            cell.run, cell.head = run, now
        if not cells:
            raise NotAllowed([Problem.NOBODY_CHOSEN])
        known = facts(cells) if facts else _facts_today(cells, by, at)
        _refuse({cell.pk: _why_not(act, by, known[cell.pk], at) for cell in cells}, cells)
        yield _Many(run, now, cells, record)
        settle_run(run, at=at, record=record, rows={cell.subject_id or 0 for cell in cells})


def _checks_no_more(now: _Many, by: Viewer) -> None:
    for task in (*now.cells, now.head):
        checks_no_more(task, by)
    now.head.save(update_fields=["checker"])


def _facts_today(cells: Sequence[Task], by: Viewer, at: datetime) -> dict[int, Facts]:
    """With who may act in place of whoever has the step: of cells in one state that is the same for all of them."""
    on, of_each_state = at.astimezone(TOKYO).date(), {cell.state: cell for cell in cells}
    known = {state: cover_now(cell, by, on) for state, cell in of_each_state.items()}
    return {cell.pk: covered(cell.facts(), known[cell.state]) for cell in cells}


def _why_not(act: Act, by: Viewer, facts: Facts, at: datetime) -> list[Problem]:
    """What a second person confirmed is not taken back for many at once."""
    return [Problem.ACTED_ON] if act is Act.UNDO and facts.confirmed_at else problems(act, by, facts, at=at)


def _refuse(found: Mapping[int, list[Problem]], cells: Sequence[Task]) -> None:
    """All of them, or nobody: who cannot follow is named, with the reason of the first."""
    stuck = [cell for cell in cells if found[cell.pk]]
    if not stuck:
        return
    first = stuck[0]
    facts = {"by": first.done_by.name if first.done_by else "", "at": first.done_at}
    holder = first.head.assignee if first.head else None
    said = sentence(found[first.pk][0], {**facts, "holder": holder.name if holder else ""})
    raise NotAllowed([Problem.NOT_ALL], names=_names(stuck), why=said)


def _refuse_more_than_ticks(cells: Sequence[Task], asked: Mapping[int, Step]) -> None:
    """A figure, a choice or a paper is one person's: it cannot be said of many at once."""
    one_of_each = {id(asked[cell.pk]): cell for cell in cells}
    for cell in one_of_each.values():
        if not step_asked(cell).is_only_ticks:
            raise NotAllowed([Problem.ONE_BY_ONE])


def _ticks(step: Step, by: Viewer, at: datetime) -> dict[str, dict[str, object]]:
    said: dict[str, object] = {"value": "1", "by": by.person_id, "at": at.isoformat()}
    return {check.key: said for check in step.checks if check.kind is CheckKind.TICK and check.required}


def _names(cells: Sequence[Task]) -> list[str]:
    return [cell.subject.name for cell in cells if cell.subject]
