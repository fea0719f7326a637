"""落ち着かせる: after every act まだ and いまここ are worked out anew, in the line of the run and in its grid."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from urakata.common.audit import acts as audit
from urakata.common.seams import origin
from urakata.common.seams.origin import Became
from urakata.core.flow import PASSED, State, head_state, is_finished, settle
from urakata.core.outline import GateKind
from urakata.features.procedures import queries as procedures
from urakata.features.runs.actions.alike import AT_ONCE, save_alike
from urakata.features.runs.models import RULED_OUT, Run, Task
from urakata.features.runs.queries.steps import Line, line_of
from urakata.features.runs.wording import ruled_out_words

HEAD_COLUMNS = ("cell_count", "cells_passed", "state", "done_at", "done_by", "reason", "checker")


def settle_run(run: Run, *, at: datetime, record: audit.Record, rows: Collection[int] = ()) -> None:
    """The states, the counts of the run, its end when nothing is open; `rows` = only these rows of the grid moved."""
    tasks = list(run.line())
    for task in tasks:
        task.run = run
    line = line_of(run, tasks)
    if any(task.is_head for task in tasks):
        _settle_grid(run, line, rows, at=at, record=record)
    _settle_line(line, at=at, record=record)
    run.passed_count = sum(task.state in PASSED for task in tasks)
    _end_or_reopen(run, tasks, at=at, record=record)
    run.save(update_fields=["passed_count", "finished_at", "finished_by"])


def _settle_line(line: Line, *, at: datetime, record: audit.Record) -> None:
    settled = settle(line.places())
    changed = [(task, key) for task, key in zip(line.tasks, line.names, strict=True) if task.state != settled[key]]
    for task, key in changed:
        if follow(task, key, settled[key], at=at):
            record("task.ruled_out" if task.is_ruled_out else "task.ruled_in", about=task, reason=task.reason)
    Task.objects.bulk_update([task for task, _key in changed], ["state", "reason", "answers"])


def follow(task: Task, key: str, state: State, *, at: datetime) -> bool:
    """A step that a condition rules out says so, by nobody; when the answer changes it is まだ again."""
    was_out, task.state = task.is_ruled_out, state
    if state == State.NOT_APPLICABLE:
        task.reason = ruled_out_words(procedures.outline(task.run.edition_id), key)
        task.answers = {**task.answers, RULED_OUT: {"value": "1", "by": None, "at": at.isoformat()}}
    elif was_out:
        task.reason, task.answers = "", {key: said for key, said in task.answers.items() if key != RULED_OUT}
    return was_out or state == State.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class _Cell:
    """ます as it stands: as much of it as says what becomes of it."""

    pk: int
    head_id: int
    state: str
    gate: str
    answers: str  # "" unless it is ruled out, or a condition looks at it

    def task(self) -> Task:
        said = json.loads(self.answers or "{}")
        return Task(pk=self.pk, head_id=self.head_id, state=self.state, gate=self.gate, answers=said)


def _settle_grid(run: Run, line: Line, moved: Collection[int], *, at: datetime, record: audit.Record) -> None:
    """The rows in which something was done, every row when a step of the run moved; then the heads.

    Who was taken out is left as they stood: whatever opened there nobody could close.
    """
    if not moved:
        _settle_line(line, at=at, record=record)
    cells = run.cells().filter(subject__left_at=None)
    cells = cells.filter(subject__in=moved) if moved else cells
    plain: defaultdict[State, list[int]] = defaultdict(list)
    ruled: dict[int, State] = {}
    for rows in _alike(cells, line):
        settled = _settled(line, rows[0])
        for cell in (cell for row in rows for cell in row if settled[cell.head_id] != cell.state):
            state = settled[cell.head_id]
            if state == State.NOT_APPLICABLE or RULED_OUT in cell.answers:
                ruled[cell.pk] = state
            else:
                plain[state].append(cell.pk)
    _write(plain)
    _rule(run, line, ruled, at=at, record=record)
    read_heads(run, [task for task in line.tasks if task.is_head])


def _alike(cells: QuerySet[Task], line: Line) -> Iterable[list[list[_Cell]]]:
    """Most rows of a grid stand alike: those that do are worked out once."""
    said = _said(cells, line)
    rows: defaultdict[int, list[_Cell]] = defaultdict(list)
    for whose, pk, head, state, gate in cells.order_by().values_list("subject_id", "pk", "head_id", "state", "gate"):
        rows[whose or 0].append(_Cell(pk, head or 0, state, gate, said.get(pk, "")))
    kinds: defaultdict[tuple[tuple[int, str, str, str], ...], list[list[_Cell]]] = defaultdict(list)
    for row in rows.values():
        row.sort(key=lambda cell: cell.head_id)
        kinds[tuple((cell.head_id, cell.state, cell.gate, cell.answers) for cell in row)].append(row)
    return kinds.values()


def _said(cells: QuerySet[Task], line: Line) -> dict[int, str]:
    """The answers that decide something: of cells that a condition looks at, and the mark of those ruled out."""
    sources = line.sources()
    asked = [pk for pk, name in line.heads().items() if name in sources]
    wanted = Q(state=State.NOT_APPLICABLE) | Q(head__in=asked, state=State.DONE)
    found = cells.filter(wanted).order_by().values_list("pk", "answers")
    return {pk: json.dumps(answers, sort_keys=True) for pk, answers in found}


def _settled(line: Line, row: Sequence[_Cell]) -> dict[int, State]:
    """What becomes of the cells of such a row, by their heads."""
    met = line.row({cell.head_id: cell.task() for cell in row})
    states = settle([place for _task, place in met])
    return {task.head_id: states[place.key] for task, place in met if task.head_id}


def _write(plain: Mapping[State, Sequence[int]]) -> None:
    for state, keys in plain.items():
        for first in range(0, len(keys), AT_ONCE):
            Task.objects.filter(pk__in=keys[first : first + AT_ONCE]).update(state=state)


def _rule(run: Run, line: Line, ruled: Mapping[int, State], *, at: datetime, record: audit.Record) -> None:
    """Out or in by a condition: each says why."""
    names = line.heads()
    cells = list(run.cells().filter(pk__in=ruled)) if ruled else []
    for cell in cells:
        cell.run = run
        follow(cell, names[cell.head_id or 0], ruled[cell.pk], at=at)
    save_alike(cells, ["state", "reason", "answers"])
    _tell(line, cells, record)


def _tell(line: Line, ruled: Sequence[Task], record: audit.Record) -> None:
    """One line of the record for a step, however many people it was ruled out for."""
    heads = {task.pk: task for task in line.tasks if task.is_head}
    told = Counter((cell.head_id, cell.is_ruled_out, cell.reason) for cell in ruled)
    for (head_id, is_out, reason), people in told.items():
        record("task.ruled_out" if is_out else "task.ruled_in", about=heads[head_id or 0], reason=reason, people=people)


def read_heads(run: Run, heads: Sequence[Task]) -> None:
    """見出しを読む: the state of each step 人ごと from its cells; done by whoever did most of them."""
    found: defaultdict[int, dict[State, int]] = defaultdict(dict)
    for head_id, state, count in run.cells().values_list("head", "state").annotate(n=Count("pk")).order_by():
        found[head_id][State(state)] = count
    moved = []
    for head in heads:
        counted = found[head.pk]
        before = head.state, head.cell_count, head.cells_passed
        head.cell_count = sum(counted.values())
        head.cells_passed = sum(count for state, count in counted.items() if state in PASSED)
        if head.cell_count:
            head.state = head_state(counted)
        if before == (head.state, head.cell_count, head.cells_passed):
            continue
        moved.append(head)
        if head.cell_count:
            _tell_of_cells(head)
    Task.objects.bulk_update(moved, HEAD_COLUMNS, batch_size=AT_ONCE)


def _tell_of_cells(head: Task) -> None:
    """When it was done, by whom most of it, and why it does not apply: said once nobody has to do anything there."""
    head.done_at, head.done_by_id, head.reason = None, None, ""
    if head.state in {State.TODO, State.NOW}:
        return
    cells = Task.objects.filter(head=head)
    said = cells.aggregate(last=Max("done_at"), one=Min("reason"), other=Max("reason"))
    by = cells.exclude(done_by=None).values_list("done_by").annotate(n=Count("pk")).order_by("-n", "done_by")
    head.done_at, head.done_by_id = said["last"], next((person for person, _n in by[:1]), None)
    if head.checker_id == head.done_by_id and head.gate != GateKind.NEXT_DAY_SELF:
        head.checker_id = None
    if head.state == State.NOT_APPLICABLE:
        head.reason = said["one"] if said["one"] == said["other"] else _("対象の人がいません")


def _end_or_reopen(run: Run, tasks: Sequence[Task], *, at: datetime, record: audit.Record) -> None:
    ended = is_finished(State(task.state) for task in tasks)
    if ended and run.finished_at is None:
        run.finished_at, run.finished_by_id = at, _who_did_most(tasks)
        record("run.finished", about=run)
        tell_origin(run, Became.FINISHED, record)
    elif not ended and run.finished_at is not None:
        run.finished_at = run.finished_by_id = None
        record("run.reopened", about=run)
        tell_origin(run, Became.REOPENED, record)


def tell_origin(run: Run, became: Became, record: audit.Record) -> None:
    """From where it came, else whoever counts on runs that came from nowhere."""
    if run.origin_kind:
        origin.tell(run.origin_kind, run.origin_key, became, run.title, record=record)
    elif not run.is_errand:
        origin.tell_all(run.pk, became, record=record)


def _who_did_most(tasks: Sequence[Task]) -> int | None:
    """Who ran it: the person who did most of its steps; among equals the one who did the last."""
    done = [(task.done_at, task.done_by_id) for task in tasks if task.state == State.DONE and task.done_at]
    count: dict[int | None, int] = {}
    for _at, person in sorted(done, key=lambda each: each[0]):
        count[person] = count.pop(person, 0) + 1
    return max(reversed(count), key=lambda person: count[person], default=None)
