"""落ち着かせる: after every act まだ and いまここ are worked out anew, in the line of the run and in its grid."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from urakata.common.audit import acts as audit
from urakata.core.flow import PASSED, State, head_state, is_finished, settle
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import RULED_OUT, Run, Task
from urakata.features.runs.queries.steps import Line, line_of
from urakata.features.runs.wording import ruled_out_words

ROW_COLUMNS = ("run", "subject", "head", "edition", "number", "step_key", "title", "state", "gate", "answers", "reason")
HEAD_COLUMNS = ("cell_count", "cells_passed", "state", "done_at", "done_by", "reason")
AT_ONCE = 500


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


def _settle_grid(run: Run, line: Line, moved: Collection[int], *, at: datetime, record: audit.Record) -> None:
    """The rows in which something was done, every row when a step of the run moved; then the heads."""
    if not moved:
        _settle_line(line, at=at, record=record)
    cells = run.cells().filter(subject__in=moved) if moved else run.cells()
    rows: defaultdict[int, dict[int, Task]] = defaultdict(dict)
    for cell in cells.only(*ROW_COLUMNS):
        cell.run = run
        rows[cell.subject_id or 0][cell.head_id or 0] = cell
    _follow_rows(line, list(rows.values()), at=at, record=record)
    read_heads(run, [task for task in line.tasks if task.is_head])


def _follow_rows(line: Line, rows: Sequence[Mapping[int, Task]], *, at: datetime, record: audit.Record) -> None:
    """Most rows stand alike: those that do are worked out once."""
    sources, known = line.sources(), dict[Any, dict[str, State]]()
    plain: defaultdict[State, list[int]] = defaultdict(list)
    ruled: list[tuple[Task, str]] = []
    for cells in rows:
        met = line.row(cells)
        alike = tuple(
            (place.key, task.state, place.ruled_out, _answer(task, place.key, sources)) for task, place in met
        )
        if (settled := known.get(alike)) is None:
            settled = known[alike] = settle([place for _task, place in met])
        for task, place in met:
            if task.subject_id is None or task.state == settled[place.key]:
                continue
            if follow(task, place.key, settled[place.key], at=at):
                ruled.append((task, place.key))
            else:
                plain[settled[place.key]].append(task.pk)
    _write(plain, [task for task, _key in ruled])
    _tell(line, ruled, record)


def _answer(task: Task, key: str, sources: frozenset[str]) -> str:
    return str(sorted(task.answers.items())) if key in sources and task.state == State.DONE else ""


def _write(plain: Mapping[State, Sequence[int]], ruled: Sequence[Task]) -> None:
    for state, keys in plain.items():
        for first in range(0, len(keys), AT_ONCE):
            Task.objects.filter(pk__in=keys[first : first + AT_ONCE]).update(state=state)
    Task.objects.bulk_update(ruled, ["state", "reason", "answers"], batch_size=AT_ONCE)


def _tell(line: Line, ruled: Sequence[tuple[Task, str]], record: audit.Record) -> None:
    """One line of the record for a step, however many people it was ruled out for."""
    heads = {task.pk: task for task in line.tasks if task.is_head}
    told = Counter((cell.head_id, cell.is_ruled_out, cell.reason) for cell, _key in ruled)
    for (head_id, is_out, reason), people in told.items():
        record("task.ruled_out" if is_out else "task.ruled_in", about=heads[head_id or 0], reason=reason, people=people)


def read_heads(run: Run, heads: Sequence[Task]) -> None:
    """見出しを読む: the state of each step 人ごと from its cells; done by whoever did most of them."""
    found: defaultdict[int, dict[State, int]] = defaultdict(dict)
    for head_id, state, count in run.cells().values_list("head", "state").annotate(n=Count("pk")).order_by():
        found[head_id][State(state)] = count
    for head in heads:
        counted = found[head.pk]
        before = head.state, head.cell_count, head.cells_passed
        head.cell_count = sum(counted.values())
        head.cells_passed = sum(count for state, count in counted.items() if state in PASSED)
        if head.cell_count:
            head.state = head_state(counted)
        if head.cell_count and before != (head.state, head.cell_count, head.cells_passed):
            _tell_of_cells(head)
    Task.objects.bulk_update(heads, HEAD_COLUMNS, batch_size=AT_ONCE)


def _tell_of_cells(head: Task) -> None:
    """When it was done, by whom most of it, and why it does not apply: said once nobody has to do anything there."""
    head.done_at, head.done_by_id, head.reason = None, None, ""
    if head.state in {State.TODO, State.NOW}:
        return
    cells = Task.objects.filter(head=head)
    said = cells.aggregate(last=Max("done_at"), one=Min("reason"), other=Max("reason"))
    by = cells.exclude(done_by=None).values_list("done_by").annotate(n=Count("pk")).order_by("-n", "done_by")
    head.done_at, head.done_by_id = said["last"], next((person for person, _n in by[:1]), None)
    if head.state == State.NOT_APPLICABLE:
        head.reason = said["one"] if said["one"] == said["other"] else _("対象の人がいません")


def _end_or_reopen(run: Run, tasks: Sequence[Task], *, at: datetime, record: audit.Record) -> None:
    ended = is_finished(State(task.state) for task in tasks)
    if ended and run.finished_at is None:
        run.finished_at, run.finished_by_id = at, _who_did_most(tasks)
        record("run.finished", about=run)
    elif not ended and run.finished_at is not None:
        run.finished_at = run.finished_by_id = None
        record("run.reopened", about=run)


def _who_did_most(tasks: Sequence[Task]) -> int | None:
    """Who ran it: the person who did most of its steps; among equals the one who did the last."""
    done = [(task.done_at, task.done_by_id) for task in tasks if task.state == State.DONE and task.done_at]
    count: dict[int | None, int] = {}
    for _at, person in sorted(done, key=lambda each: each[0]):
        count[person] = count.pop(person, 0) + 1
    return max(reversed(count), key=lambda person: count[person], default=None)
