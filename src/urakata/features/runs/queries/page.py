"""実行の画面: everything the page of a run shows, in a bounded number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from urakata.common.files import queries as files
from urakata.common.files.models import Evidence
from urakata.core.flow import ACTIONABLE, OPEN, PASSED, Act, State
from urakata.core.outline import Check, CheckKind, GateKind, Step
from urakata.core.task_rules import Problem, problems
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.wording import Told, conditions, told
from urakata.features.runs.models import SPOT, Note, Run, Stamp, Task
from urakata.features.runs.queries import step_files
from urakata.features.runs.queries.asked import is_of_part, may_read, panels_of, readable
from urakata.features.runs.queries.covering import NOBODY_AWAY, Covers, covered, covers, told_of, without_gone
from urakata.features.runs.queries.dues import Due, due
from urakata.features.runs.queries.moves import may_move, newer_edition
from urakata.features.runs.queries.origins import CameFrom, asked_from, came_from
from urakata.features.runs.queries.preparing import Ahead, Prepared, ahead, prepared
from urakata.features.runs.queries.spots import step_asked
from urakata.features.runs.queries.standing import (
    asks_for_cells,
    cells_acted_at,
    facts_in,
    is_confirmation,
    last_own_act,
    may_stop,
    run_stamps,
)
from urakata.features.runs.queries.steps import is_blind, outline_of, step_of, steps_of
from urakata.features.runs.queries.together import Pair, pair_of
from urakata.features.runs.queries.visible import open_to
from urakata.features.runs.queries.visible import tasks as tasks_of

NOTES_SHOWN = 3
NOTES_READ = 20


@dataclass(frozen=True, slots=True)
class Answered:
    """確かめることの一行: a check with what was answered; a hidden figure shows only that there is one."""

    check: Check
    value: str
    hidden: bool = False
    files: Sequence[Evidence] = ()

    @property
    def is_spot(self) -> bool:
        """紙からもう一度."""
        return self.check.key.startswith(SPOT)

    @property
    def ticked(self) -> bool:
        return self.value == "1"


@dataclass(frozen=True, slots=True)
class PartPanel:
    """部品の面: what a part asks, with its answers for those who may read them."""

    template: str
    facts: Mapping[str, Any]
    answered: list[Answered]
    may_read: bool

    @property
    def has_answers(self) -> bool:
        return any(each.hidden or each.value or each.files for each in self.answered)


@dataclass(frozen=True, slots=True)
class Slot:
    """根拠の書類の一行: what the step asks for and what was attached to it."""

    name: str
    files: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class StepPage:
    """いまの工程: a task as one person may see and do it at this moment."""

    task: Task
    step: Step
    checks: list[Answered]
    slots: list[Slot]
    other_files: list[Evidence]
    stamps: list[Stamp]
    notes: list[Note]
    earlier_notes: list[Note]
    difference: Stamp | None
    changed: list[Told]
    can: dict[str, bool]
    why_not: dict[str, list[Problem]]
    blind_check: Check | None = None
    prepared: list[Prepared] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    may_take_step: bool = False  # a step 人ごと in another's hands
    parts: list[PartPanel] = field(default_factory=list)
    errands: list[Run] = field(default_factory=list)  # ここから頼んだひとこと仕事
    files: procedures.StepFiles = field(default_factory=procedures.StepFiles)  # 写しとひな形

    @property
    def left(self) -> int:
        """のこり: how many required checks and papers are still open."""
        every = [*self.checks, *(each for part in self.parts for each in part.answered)]
        checks = sum(1 for each in every if each.check.required and not _is_answered(each))
        return checks + sum(1 for slot in self.slots if not slot.files)


@dataclass(frozen=True, slots=True)
class RunPage:
    """実行の画面."""

    run: Run
    tasks: list[Task]
    at: StepPage | None
    minutes_left: int
    previous: int | None = None
    following: int | None = None
    stamps: list[Stamp] = field(default_factory=list)
    gates_ahead: list[Task] = field(default_factory=list)
    due: Due | None = None
    can_stop: bool = False
    last_own: Task | None = None  # 元に戻せるもの
    newer: int | None = None  # 第N版が出ています
    may_move: bool = False
    ahead: list[Ahead] = field(default_factory=list)
    at_office: frozenset[int] = frozenset()
    covers: list[str] = field(default_factory=list)  # 代わり: who is away, and who does it meanwhile
    came_from: CameFrom | None = None
    pair: Pair | None = None  # 一緒に回す二人
    company_name: str = ""  # read on the way

    @property
    def lined(self) -> list[tuple[Task, str]]:
        """工程の並び, with the heading where a part begins; parts that hold hardly more than a step have none."""
        sections = [(step_of(task).section or ("",))[0] for task in self.tasks]
        begins = [at == 0 or section != sections[at - 1] for at, section in enumerate(sections)]
        if sum(begins) < 2 or sum(begins) * 3 > len(sections) * 2:
            return [(task, "") for task in self.tasks]
        return [(task, section if new else "") for task, section, new in zip(self.tasks, sections, begins, strict=True)]

    @property
    def has_grid(self) -> bool:
        return any(task.is_head for task in self.tasks)


def _is_answered(each: Answered) -> bool:
    if each.check.kind is CheckKind.FILE:
        return bool(each.files)
    return each.ticked if each.check.kind is CheckKind.TICK else bool(each.value)


def run_page(viewer: Viewer, run: Run, chosen: Task | int | None, at: datetime) -> RunPage:
    """The page of a run at one of its steps, by number or as it was found, or at a cell; else at the first that waits
    for this viewer. 404 for a number that the run has not."""
    found = tasks_of(viewer, run)
    day = company.office_day(at.date())
    shown = [*found, chosen] if isinstance(chosen, Task) and chosen.subject_id else found
    known = covers(shown, day.away if run.is_open and viewer.in_office else {}, at.date())
    here = _at(found, chosen) if isinstance(chosen, int) else chosen or _first(viewer, found, known)
    stamps = list(run_stamps(run, here.subject_id if here else None))
    beside = _beside(found, here)
    cells_at = cells_acted_at(run) if asks_for_cells(viewer, found, here, at) else None
    seen = [task for task in found if task.state in OPEN]
    said = steps_of(found)
    before, after = _neighbours(found, here)
    return RunPage(
        run=run,
        tasks=found,
        at=step_page(viewer, here, beside, stamps, at, None if here.subject_id else cells_at, known) if here else None,
        minutes_left=sum(task.minutes for task in seen),
        previous=before,
        following=after,
        stamps=[stamp for stamp in stamps if is_confirmation(stamp)],
        gates_ahead=[task for task in found if task.gate != GateKind.NONE and task.state in OPEN],
        due=due(run.anchor_on, at.date(), day.calendar),
        newer=newer_edition(run),
        may_move=may_move(viewer, run.procedure),
        ahead=ahead(found, here, viewer, at) if run.is_open else [],
        at_office=frozenset(task.pk for task in found if task.state in OPEN and said[task.pk].place == "office"),
        can_stop=run.is_open and may_stop(viewer, run),
        last_own=last_own_act(viewer, found, stamps, cells_at, at),
        covers=told_of(viewer, found, known, at.date()),
        came_from=came_from(viewer, run),
        pair=pair_of(viewer, run) if viewer.in_office and getattr(run, "is_of_two", True) else None,
        company_name=day.name,
    )


def _at(line: Sequence[Task], number: int) -> Task:
    found = next((task for task in line if task.number == number), None)
    if found is None:
        raise Http404
    return found


def _beside(line: Sequence[Task], here: Task | None) -> Sequence[Task]:
    """What stands beside a cell: the steps of the run and its own row."""
    if here is None or here.subject_id is None:
        return line
    return [*line, *Task.objects.filter(subject=here.subject_id)]


def _neighbours(line: Sequence[Task], here: Task | None) -> tuple[int | None, int | None]:
    """前後の工程."""
    at = next((n for n, task in enumerate(line) if here and task.pk in {here.pk, here.head_id}), None)
    if at is None:
        return None, None
    return line[at - 1].number if at else None, line[at + 1].number if at + 1 < len(line) else None


def _first(viewer: Viewer, tasks: list[Task], known: Covers) -> Task | None:
    mine = [t for t in tasks if t.state in ACTIONABLE and t.assignee_id in {viewer.person_id, None}]
    mine = [*(t for t in tasks if t.pk in known and known[t.pk].is_for(viewer)), *mine]
    waiting = [t for t in tasks if t.state == State.WAITING and t.done_by_id != viewer.person_id]
    open_now = [t for t in tasks if t.state in ACTIONABLE or t.state == State.WAITING]
    return next(iter([*mine, *waiting, *open_now, *reversed(tasks)]), None)


def step_page(
    viewer: Viewer,
    task: Task,
    tasks: Sequence[Task],
    stamps: Sequence[Stamp],
    at: datetime,
    cells_at: datetime | None = None,
    known: Covers = NOBODY_AWAY,
) -> StepPage:
    """One task with its manual, answers, papers, stamps, notes, and what may be done about it by whom."""
    step = step_asked(task)
    papers = readable(viewer, task, files.of("task", [task.about().key]))
    own = [stamp for stamp in stamps if stamp.task_id == task.pk]
    facts = without_gone(task, facts_in(task, tasks, stamps, cells_at), at.date())
    facts = covered(facts, known.get(task.pk))
    notes = list(_notes(viewer, task))
    why_not = {act.value: problems(act, viewer, facts, at=at) for act in Act}
    slots = [Slot(name, [paper for paper in papers if paper.slot == name]) for name in step.evidence]
    every = [answered(viewer, task, step, check, papers) for check in step.checks]
    checks = [each for each in every if not is_of_part(each.check.key)]
    shown = set(step.evidence) | {check.text for check in step.checks if check.kind is CheckKind.FILE}
    return StepPage(
        task=task,
        step=step,
        checks=checks,
        slots=slots,
        other_files=[paper for paper in papers if paper.slot not in shown and not is_of_part(paper.slot)],
        stamps=own,
        notes=[note for note in reversed(notes) if note.task_id == task.pk],
        earlier_notes=[note for note in notes if note.task_id != task.pk][:NOTES_SHOWN],
        difference=next((s for s in own if s.kind == "blind" and not s.agreed and not s.taken_back_at), None),
        changed=changed_since_last_time(viewer, task),
        can={act: not found for act, found in why_not.items()},
        why_not=why_not,
        blind_check=next((check for check in step.checks if check.key == step.gate.of), None),
        prepared=prepared(task),
        conditions=conditions(outline_of(task), step_of(task)),
        may_take_step=task.is_head and not why_not["take_over"] and task.assignee_id not in {None, viewer.person_id},
        parts=_parts(viewer, task, every),
        errands=asked_from(viewer, task) if viewer.in_office and not task.head_id else [],
        files=step_files.of_task(task, step),
    )


def _parts(viewer: Viewer, task: Task, every: Sequence[Answered]) -> list[PartPanel]:
    reads = may_read(viewer, task)
    return [
        PartPanel(panel.template, panel.facts, [each for each in every if each.check in panel.checks], reads)
        for panel in panels_of([task])[task.pk].values()
    ]


def answered(viewer: Viewer, task: Task, step: Step, check: Check, papers: list[Evidence]) -> Answered:
    answer: dict[str, Any] = task.answers.get(check.key) or {}
    hidden = is_hidden(viewer, task, step, check)
    value = "" if hidden else str(answer.get("value", ""))
    is_file = check.kind is CheckKind.FILE
    mine = [paper for paper in papers if is_file and paper.slot in {check.text, check.key} and not hidden]
    return Answered(check, value, hidden=hidden and bool(answer), files=mine)


def is_hidden(viewer: Viewer, task: Task, step: Step, check: Check) -> bool:
    """伏せる: until the 関所 is passed only who wrote it sees the figure to be found again, and those it follows from.

    Not whoever has the task: one press takes it over and another gives it back.
    """
    if is_of_part(check.key):
        return not may_read(viewer, task)
    if not is_blind(step, check) or task.state in PASSED:
        return False
    author = (task.answers.get(check.key) or {}).get("by")
    return viewer.person_id is None or viewer.person_id != author


def _notes(viewer: Viewer, task: Task) -> QuerySet[Note]:
    """覚え書き of this task and those at the same step of earlier runs, newest first."""
    here = Q(task=task.pk)
    earlier = Q(procedure=task.run.procedure_id, step_key=task.step_key, task__run__in=open_to(viewer))
    same_step = Q() if task.run.is_errand else earlier
    notes = Note.objects.filter(here | same_step if same_step else here)
    return notes.select_related("person").order_by("-at")[:NOTES_READ]


def changed_since_last_time(viewer: Viewer, task: Task) -> list[Told]:
    """前回からの変更: what this step says differently from the edition in which this person last finished it."""
    if task.edition_id == task.run.edition_id and task.run.edition.number == 1:
        return []
    last = (
        Task.objects.filter(
            done_by=viewer.person_id, step_key=task.step_key, run__procedure=task.run.procedure_id, state=State.DONE
        )
        .exclude(pk=task.pk)
        .exclude(done_by=None)
        .order_by("-done_at")
        .values_list("edition_id", flat=True)
        .first()
    )
    if last is None or last == task.edition_id:
        return []
    found = procedures.outlines([last, task.edition_id])
    return told(found[last], found[task.edition_id], step=task.step_key)
