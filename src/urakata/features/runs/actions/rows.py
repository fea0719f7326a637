"""行: who stands in the people × steps grid of a run: called when it opens, added and taken out while it is open."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.flow import OPEN, State
from urakata.core.outline import Outline
from urakata.core.personal_number import looks_like_one
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.runs.actions import following
from urakata.features.runs.actions.alike import AT_ONCE, save_alike
from urakata.features.runs.actions.reasons import why
from urakata.features.runs.actions.settling import settle_run
from urakata.features.runs.models import LEFT, Run, Subject, Task
from urakata.features.runs.queries.standing import may_stop
from urakata.features.runs.queries.steps import steps_of
from urakata.features.runs.wording import gone_words

MOST_ROWS = 2000
MOST_CELLS = 30_000
MAX_REASON = 200
MAX_NAME = 100
FOLLOWED = ("state", "reason", "answers", "edition", "step_key", "title", "gate", "minutes")


def called(outline: Outline, on: date, names: Iterable[str] = ()) -> list[Subject]:
    """呼ばれる人: those whom `subjects` of the procedure names on the anchor, else these names; not yet saved.

    Raises NotAllowed TOO_MANY_SUBJECTS before anything is written.
    """
    steps = sum(step.is_per_subject for step in outline.steps)
    if not outline.subjects_where:
        named = _named(names)
        _refuse_too_many(len(named), steps)
        return named
    found = company.employed(on)
    _refuse_too_many(found.count(), steps)
    return [_row(person) for person in found]


def fill(run: Run, line: Sequence[Task], rows: Sequence[Subject]) -> list[Subject]:
    """並べる: the rows, each with a cell behind every head of the line."""
    for row in rows:
        row.run = run
    made = Subject.objects.bulk_create(rows, batch_size=AT_ONCE)
    heads = [task for task in line if task.is_head]
    add_cells(heads, made)
    return made


def add_cells(heads: Sequence[Task], rows: Sequence[Subject]) -> None:
    """ます: one for each of these rows behind each of these heads."""
    asked = {pk: step.is_asked_of_subject for pk, step in steps_of(heads).items()}
    Task.objects.bulk_create(
        (_cell(head, row, asked=asked[head.pk]) for head in heads for row in rows), batch_size=AT_ONCE
    )


def add(run: Run, people: Sequence[Person], names: Iterable[str] = (), *, by: Viewer, at: datetime) -> list[Subject]:
    """対象を足す: people of the company, or whatever has only a name; who was taken out comes back.

    Raises NotAllowed RUN_CLOSED, NOT_ASKED, NO_GRID, NOBODY_CHOSEN, IN_GRID_ALREADY, TOO_MANY_SUBJECTS.
    """
    with audit.act(by=by, at=at) as record:
        now, line = _held(run, by)
        heads = [task for task in line if task.is_head]
        known = {row.person_id or row.name: row for row in now.subjects.all()}
        wanted = [*{person.pk: _row(person) for person in people}.values(), *_named(names)]
        back = [known[key] for row in wanted if (key := row.person_id or row.name) in known]
        fresh = [row for row in wanted if (row.person_id or row.name) not in known]
        _refuse_addition(heads, back, fresh, len(known))
        for row in back:
            _bring_back(row, now)
            met = set(row.tasks.values_list("head", flat=True))
            add_cells([head for head in heads if head.pk not in met], [row])  # steps that joined meanwhile
        made = fill(now, line, fresh)
        settle_run(now, at=at, record=record)
        record("run.subjects_added", about=now, names=[row.name for row in [*back, *made]])
    return [*back, *made]


def take_out(run: Run, rows: Sequence[Subject], *, reason: str, by: Viewer, at: datetime) -> None:
    """対象から外す: what is open becomes 対象外 with the reason; what was done stays.

    Raises NotAllowed RUN_CLOSED, NOT_ASKED, NOBODY_CHOSEN and what `why` says of the reason.
    """
    with audit.act(by=by, at=at) as record:
        now, _line = _held(run, by)
        here = list(now.subjects.filter(pk__in=[row.pk for row in rows], left_at=None))
        if not here:
            raise NotAllowed([Problem.NOBODY_CHOSEN])
        said = why(reason, most=MAX_REASON)
        mark = {LEFT: {"value": "1", "by": by.person_id, "at": at.isoformat()}}
        open_cells = list(Task.objects.filter(subject__in=here, state__in=OPEN))
        for cell in open_cells:
            cell.state, cell.reason, cell.done_at, cell.done_by_id = State.NOT_APPLICABLE, said, None, None
            cell.answers = {**cell.answers, **mark}
        save_alike(open_cells, ["state", "reason", "done_at", "done_by", "answers"])
        now.subjects.filter(pk__in=[row.pk for row in here]).update(left_at=at, left_reason=said)
        settle_run(now, at=at, record=record)
        record("run.subjects_taken_out", about=now, names=[row.name for row in here], reason=said)


def _held(run: Run, by: Viewer) -> tuple[Run, list[Task]]:
    """The run under its lock and its line."""
    now = Run.objects.select_for_update().get(pk=run.pk)
    if not now.is_open:
        raise NotAllowed([Problem.RUN_CLOSED])
    if not may_stop(by, now):
        raise NotAllowed([Problem.NOT_ASKED])
    return now, list(now.line())


def _refuse_addition(heads: Sequence[Task], back: Sequence[Subject], fresh: Sequence[Subject], known: int) -> None:
    if not heads:
        raise NotAllowed([Problem.NO_GRID])
    if not back and not fresh:
        raise NotAllowed([Problem.NOBODY_CHOSEN])
    if there := [row.name for row in back if row.left_at is None]:
        raise NotAllowed([Problem.IN_GRID_ALREADY], names=there)
    _refuse_too_many(known + len(fresh), len(heads))


def _refuse_too_many(rows: int, steps: int) -> None:
    most = min(MOST_ROWS, MOST_CELLS // max(steps, 1))
    if rows > most:
        raise NotAllowed([Problem.TOO_MANY_SUBJECTS], count=rows, most=most)


def _bring_back(row: Subject, run: Run) -> None:
    """What its leaving closed is まだ again, as the run's edition has it by now; what that has no more stays out."""
    closed = row.tasks.filter(state=State.NOT_APPLICABLE).select_related("head", "subject")
    cells = [cell for cell in closed if LEFT in cell.answers]
    stays = {cell.pk for cell in following.without_gone(run, cells)}
    for cell in cells:
        cell.run = run
        cell.answers = {key: said for key, said in cell.answers.items() if key != LEFT}
        if cell.pk in stays:
            cell.state, cell.reason = State.TODO, ""
            following.catch_up(cell, run)
        else:
            cell.reason = gone_words(run.edition.number)
    save_alike(cells, FOLLOWED)
    Subject.objects.filter(pk=row.pk).update(left_at=None, left_reason="")


def _row(person: Person) -> Subject:
    return Subject(
        code=new_code(), person=person, name=person.name, kana=person.kana, department_id=person.department_id
    )


def _named(names: Iterable[str]) -> list[Subject]:
    """Raises NotAllowed PERSONAL_NUMBER, TOO_LONG: a name is neither stored in part, nor with such a number."""
    kept = dict.fromkeys(name.strip() for name in names if name.strip())
    wrong = {
        Problem.PERSONAL_NUMBER: any(looks_like_one(name) for name in kept),
        Problem.TOO_LONG: any(len(name) > MAX_NAME for name in kept),
    }
    if found := [problem for problem, is_so in wrong.items() if is_so]:
        raise NotAllowed(found)
    return [Subject(code=new_code(), name=name) for name in kept]


def _cell(head: Task, row: Subject, *, asked: bool) -> Task:
    """A cell of the office is in nobody's hands: whoever has the head does it."""
    return Task(
        run_id=head.run_id, subject=row, head=head, edition_id=head.edition_id, number=head.number,
        step_key=head.step_key, title=head.title, gate=head.gate, assignee_id=row.person_id if asked else None,
        start_on=head.start_on, due_on=head.due_on, state=State.TODO,
    )  # fmt: skip
