"""人と工程を読む: the people × steps grid of a run by page; who is まだ in the step looked at comes first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from types import MappingProxyType

from django.db.models import Case, CharField, Count, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404

from urakata.core.flow import OPEN, Act, State
from urakata.core.task_rules import UNDO_FOR, Facts, problems
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.runs.models import Run, Subject, Task
from urakata.features.runs.queries.covering import Absent, covered, covers
from urakata.features.runs.queries.standing import may_stop
from urakata.features.runs.queries.steps import steps_of
from urakata.features.runs.queries.visible import tasks as tasks_of

PAGE = 50
LATER_THAN_OPEN = {State.WAITING: 1, State.DONE: 2, State.NOT_APPLICABLE: 3}
GROUPS = ("open", "waiting", "done", "not_applicable")
DEPARTMENT = ("subject__department", "subject__department__name", "subject__department__position")
SHOWN = ("run", "head", "subject", "number", "state", "reason", "gate")
OUT, FREE = Value("out", CharField()), Value("free", CharField())
IN_DEPARTMENT = Coalesce("department__name", Value(""), output_field=CharField())
NOBODY: Absent = MappingProxyType({})
Counts = Mapping[tuple[int, int | None], Mapping[State, int]]  # by head and department


@dataclass(frozen=True, slots=True)
class Looked:
    """見方: which step the people are ordered by, which department, only those who are まだ, which page."""

    number: int = 0
    department: int | None = None
    only: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """工程の列."""

    head: Task
    done: int
    of: int  # those to whom it applies
    is_later: bool  # nobody of it is いまここ yet
    begins_section: str = ""
    section_span: int = 0

    @property
    def is_full(self) -> bool:
        return self.done == self.of


@dataclass(frozen=True, slots=True)
class Row:
    """人の行: a cell for each column; None where the step joined after this person had gone on."""

    subject: Subject
    cells: list[tuple[Column, Task | None]]


@dataclass(frozen=True, slots=True)
class Group:
    """まとまり of rows: まだの人, 確認待ち, 済みの人, 対象外; `count` = of all pages."""

    kind: str
    count: int
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Beside:
    """表の外の人: taken out, and why; or free to be added, and of which department."""

    code: str
    name: str
    said: str


@dataclass(frozen=True, slots=True)
class GridPage:
    """人と工程."""

    run: Run
    columns: list[Column]
    focus: Column
    looked: Looked
    groups: list[Group]
    departments: list[tuple[int, str, int]]
    people: int
    waiting: int  # まだ in the step looked at, in the department looked at
    waiting_most: tuple[str, int] | None  # the department with most of them
    has_next: bool
    may_change: bool
    may_finish: bool
    is_only_ticks: bool
    left: list[Beside]
    not_yet_in: list[Beside]

    @property
    def shown_from(self) -> int:
        return (self.looked.page - 1) * PAGE + 1

    @property
    def shown_to(self) -> int:
        return self.shown_from + len(self.rows) - 1

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]


def heads(viewer: Viewer, run: Run) -> list[Task]:
    """人ごとの工程 of a run that the viewer sees, or 404 where it has none."""
    found = [task for task in tasks_of(viewer, run) if task.is_head]
    if not found or viewer.portal_only:
        raise Http404
    return found


def head_at(viewer: Viewer, run: Run, number: int) -> Task:
    found = next((head for head in heads(viewer, run) if head.number == number), None)
    if found is None:
        raise Http404
    return found


def grid_page(viewer: Viewer, run: Run, looked: Looked, away: Absent = NOBODY) -> GridPage:
    """A page of the grid in a bounded number of queries, however many stand in it; `away` are those not here today."""
    found = heads(viewer, run)
    may_change = run.is_open and may_stop(viewer, run)
    left, not_yet_in = _beside(run, asks=may_change)
    focus = next((head for head in found if head.number == looked.number), None) or _worth_looking_at(found)
    counts, names = _counts(run)
    columns = list(_columns(found, counts))
    column = next(each for each in columns if each.head.pk == focus.pk)
    in_focus = _by_department(focus, counts)
    standing_there = _of(in_focus, looked.department)
    looked = _on_a_page(looked, standing_there)
    first = (looked.page - 1) * PAGE
    met = list(ordered(focus, looked)[first : first + PAGE + 1])
    rows = _rows([cell.subject for cell in met[:PAGE] if cell.subject], columns)
    standing = [State(cell.state) for cell in met[:PAGE]]
    return GridPage(
        run=run,
        columns=columns,
        focus=column,
        looked=looked,
        groups=list(_groups(standing, rows, standing_there)),
        departments=[(pk, name, sum(in_focus[pk].values())) for pk, name in names.items() if pk in in_focus],
        people=sum(sum(states.values()) for states in in_focus.values()),
        waiting=_still_open(standing_there),
        waiting_most=_most_waiting(in_focus, names) if looked.department is None else None,
        has_next=len(met) > PAGE,
        may_change=may_change,
        may_finish=not problems(Act.FINISH, viewer, _as_a_cell(viewer, focus, run, away), at=run.opened_at),
        is_only_ticks=steps_of([focus])[focus.pk].is_only_ticks,
        left=left,
        not_yet_in=not_yet_in,
    )


def chosen(run: Run, codes: Sequence[str]) -> list[Subject]:
    """選んだ人, those of them that stand in this grid."""
    readable = {code for code in codes if code.isalnum()}  # a NUL never reaches the database
    return [row for row in run.subjects.filter(left_at=None) if row.code in readable]


def everybody(head: Task, looked: Looked) -> list[Subject]:
    """いま絞っている人のみんな, of all pages, who are まだ in this step."""
    cells = ordered(head, looked).filter(state__in=OPEN - {State.WAITING})
    return [cell.subject for cell in cells if cell.subject]


def ordered(focus: Task, looked: Looked) -> QuerySet[Task]:
    """並び: of the step looked at, まだ first, then by フリガナ."""
    order = Case(
        *(When(state=state, then=Value(rank)) for state, rank in LATER_THAN_OPEN.items()),
        default=Value(0),
        output_field=IntegerField(),
    )
    found = Task.objects.filter(head=focus.pk, subject__left_at=None)
    if looked.department is not None:
        found = found.filter(subject__department=looked.department)
    if looked.only:
        found = found.filter(state__in=OPEN)
    return found.select_related("subject__department").order_by(order, "subject__kana", "subject__name", "subject_id")


def _on_a_page(looked: Looked, counted: Mapping[State, int]) -> Looked:
    """The last page there is, when the one looked at has emptied since."""
    people = sum(count for state, count in counted.items() if state in OPEN or not looked.only)
    return replace(looked, page=min(looked.page, max(1, -(-people // PAGE))))


def _worth_looking_at(found: Sequence[Task]) -> Task:
    """いま見る工程: the first where somebody is いまここ, else the first that is open, else the last."""
    now = next((head for head in found if head.state in {State.NOW, State.WAITING}), None)
    return now or next((head for head in found if head.state in OPEN), found[-1])


def _counts(run: Run) -> tuple[Counts, dict[int, str]]:
    """How many stand where, and the names of their departments in the company's order."""
    counted: defaultdict[tuple[int, int | None], dict[State, int]] = defaultdict(dict)
    cells = run.cells().filter(subject__left_at=None).values_list("head", *DEPARTMENT, "state")
    named: dict[int, tuple[int, str]] = {}
    for head, department, name, position, state, count in cells.annotate(n=Count("pk")).order_by():
        counted[head, department][State(state)] = count
        if department:
            named[department] = position, name
    return counted, {pk: name for pk, (_position, name) in sorted(named.items(), key=lambda each: each[1])}


def _by_department(head: Task, counts: Counts) -> dict[int | None, Mapping[State, int]]:
    return {department: states for (pk, department), states in counts.items() if pk == head.pk}


def _of(counted: Mapping[int | None, Mapping[State, int]], department: int | None) -> dict[State, int]:
    summed: defaultdict[State, int] = defaultdict(int)
    for each, states in counted.items():
        if department is None or each == department:
            for state, count in states.items():
                summed[state] += count
    return summed


def _still_open(states: Mapping[State, int]) -> int:
    return sum(count for state, count in states.items() if state in OPEN - {State.WAITING})


def _most_waiting(
    counted: Mapping[int | None, Mapping[State, int]], names: Mapping[int, str]
) -> tuple[str, int] | None:
    """いちばん残っている部署, where there are several."""
    waiting = {department: _still_open(states) for department, states in counted.items() if department}
    if len(waiting) < 2 or not any(waiting.values()):
        return None
    department = max(waiting, key=lambda each: waiting[each])
    return names[department], waiting[department]


def _columns(found: Sequence[Task], counts: Counts) -> Iterator[Column]:
    said = steps_of(found)
    sections = [said[head.pk].section[:1] for head in found]
    spans = dict(_spans(sections))
    for at, head in enumerate(found):
        states = _of(_by_department(head, counts), None)
        of = sum(count for state, count in states.items() if state != State.NOT_APPLICABLE)
        is_later = head.state == State.TODO
        title = (sections[at] or ("",))[0] if at in spans else ""
        yield Column(head, states.get(State.DONE, 0), of, is_later, title, spans.get(at, 0))


def _spans(sections: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where a heading begins, and over how many columns it stands."""
    for _section, same in groupby(range(len(sections)), key=lambda at: sections[at]):
        run = list(same)
        yield run[0], len(run)


def _rows(subjects: Sequence[Subject], columns: Sequence[Column]) -> list[Row]:
    cells = Task.objects.filter(subject__in=subjects).only(*SHOWN)
    found = {(cell.subject_id, cell.head_id): cell for cell in cells}
    return [Row(each, [(column, found.get((each.pk, column.head.pk))) for column in columns]) for each in subjects]


def _groups(standing: Sequence[State], rows: Sequence[Row], counted: Mapping[State, int]) -> Iterator[Group]:
    by_rank = {0: _still_open(counted)} | {rank: counted.get(state, 0) for state, rank in LATER_THAN_OPEN.items()}
    ranked = zip((LATER_THAN_OPEN.get(state, 0) for state in standing), rows, strict=True)
    for rank, same in groupby(ranked, key=lambda each: each[0]):
        yield Group(GROUPS[rank], by_rank[rank], [row for _rank, row in same])


def _beside(run: Run, *, asks: bool) -> tuple[list[Beside], list[Beside]]:
    """外した人, and where it is asked 足せる人 of 社員台帳 on the day of the run, who do not stand in the grid."""
    out = run.subjects.exclude(left_at=None).order_by()
    found = out.values_list(OUT, "kana", "name", "code", "left_reason")
    if asks:
        inside = run.subjects.filter(left_at=None, person__isnull=False).values("person")
        free = company.employed(run.anchor_on).exclude(pk__in=inside).order_by()
        found = found.union(free.values_list(FREE, "kana", "name", "code", IN_DEPARTMENT), all=True)
    met = sorted((kana, name, code, said, kind) for kind, kana, name, code, said in found)
    return (
        [Beside(code, name, said) for _kana, name, code, said, kind in met if kind == "out"],
        [Beside(code, name, said) for _kana, name, code, said, kind in met if kind == "free"],
    )


def _as_a_cell(viewer: Viewer, head: Task, run: Run, away: Absent) -> Facts:
    """What the rules would know of a cell of this step whose turn has come."""
    head.run = run
    cell = replace(head.facts(), state=State.NOW, is_head=False, is_cell=True)
    return covered(cell, covers([head], away, viewer.on).get(head.pk))


def last_own_many(viewer: Viewer, page: GridPage, at: datetime) -> tuple[Task, datetime, int] | None:
    """元に戻せるまとめ: one's own last act for several people within 30 minutes: the step, its moment, how many."""
    mine = page.run.cells().filter(done_by=viewer.person_id, done_at__gt=at - UNDO_FOR, subject__left_at=None)
    counted = mine.order_by().values_list("head", "done_at").annotate(n=Count("pk")).order_by("-done_at")[:1]
    heads = {column.head.pk: column.head for column in page.columns}
    return next(((heads[head], done_at, count) for head, done_at, count in counted if done_at), None)


def done_at_once(viewer: Viewer, head: Task, done_at: datetime) -> list[Subject]:
    """その一度で進めた人."""
    cells = head.cells.filter(done_by=viewer.person_id, done_at=done_at).select_related("subject")
    return [cell.subject for cell in cells if cell.subject]


def table(viewer: Viewer, run: Run) -> tuple[list[Task], list[tuple[Subject, dict[int, Task]]]]:
    """表の全部, for paper and spreadsheets: the heads, and every row with its cells."""
    found = heads(viewer, run)
    cells: defaultdict[int | None, dict[int, Task]] = defaultdict(dict)
    for cell in run.cells().select_related("done_by"):
        cells[cell.subject_id][cell.head_id or 0] = cell
    subjects = run.subjects.select_related("department").order_by("department__position", "kana", "name", "pk")
    return found, [(each, cells[each.pk]) for each in subjects]


def left(run: Run) -> list[Subject]:
    """外した人."""
    return list(run.subjects.exclude(left_at=None).select_related("person").order_by("kana", "name"))
