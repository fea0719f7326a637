"""実行の一覧と控え: runs by page, one run on paper, its part of the record, and small facts for its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from urakata.common.audit import queries as record
from urakata.common.files import queries as files
from urakata.common.files.models import Evidence
from urakata.core.business_days import Way
from urakata.core.recurrence import occurrences
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.models import Procedure
from urakata.features.runs.models import Run, Stamp, Task
from urakata.features.runs.queries.asked import panels_of, readable
from urakata.features.runs.queries.page import Answered, answered
from urakata.features.runs.queries.preparing import Prepared, on_paper
from urakata.features.runs.queries.spots import step_asked
from urakata.features.runs.queries.visible import tasks as tasks_of
from urakata.features.runs.queries.visible import visible_to
from urakata.features.runs.wording import period_label

PAGE = 30
HISTORY = 300


@dataclass(frozen=True, slots=True)
class RunsPage:
    """実行の一覧の一頁; whether there is a next one, never how many there are."""

    runs: Sequence[Run]
    q: str
    state: str
    number: int
    has_next: bool

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def following(self) -> int:
        return self.number + 1


def runs_page(viewer: Viewer, q: str, state: str, page: str) -> RunsPage:
    """実行中 (by day) or 済み (newest first), narrowed by words."""
    number = min(max(int(page), 1), 1000) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    done = state == "finished"
    found = visible_to(viewer).filter(stopped_at=None, finished_at__isnull=not done)
    found = found.order_by("-finished_at", "-pk") if done else found.order_by("anchor_on", "pk")
    if words := q.replace("\0", "").strip()[:100]:
        found = found.filter(Q(title__icontains=words) | Q(label__icontains=words))
    first = (number - 1) * PAGE
    rows = list(found.select_related("in_charge", "department")[first : first + PAGE + 1])
    return RunsPage(rows[:PAGE], words, "finished" if done else "open", number, len(rows) > PAGE)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """控えの一行: a task with its answers, stamps and papers."""

    task: Task
    answers: list[Answered]
    stamps: list[Stamp]
    papers: list[Evidence]
    prepared: list[Prepared]


@dataclass(frozen=True, slots=True)
class RunSheet:
    """実行の控え."""

    run: Run
    lines: list[SheetLine]
    at: datetime


def run_sheet(viewer: Viewer, run: Run, at: datetime) -> RunSheet:
    tasks = tasks_of(viewer, run)
    stamps = Stamp.objects.filter(task__in=tasks, taken_back_at=None).select_related("person").order_by("at")
    papers = list(files.of("task", [task.about().key for task in tasks]))
    panels_of(tasks)  # read at once, remembered by each
    lines = []
    for task in tasks:
        step, own = step_asked(task), readable(viewer, task, [p for p in papers if p.about_key == task.about().key])
        checks = [answered(viewer, task, step, check, own) for check in step.checks]
        stamped = [stamp for stamp in stamps if stamp.task_id == task.pk]
        lines.append(SheetLine(task, checks, stamped, own, on_paper(task)))
    return RunSheet(run, lines, at)


def history(viewer: Viewer, run: Run) -> list[record.Line]:
    """この実行の記録, to whoever sees the run."""
    return record.of_run(viewer, run.code, HISTORY)


def next_open_day(on: date) -> date:
    return company.calendars()("company").add(on, 1)


def procedure(viewer: Viewer, code: str) -> Procedure:
    """The procedure to be run, or 404."""
    return procedures.procedure(viewer, code)


def asks_names(found: Procedure) -> bool:
    """対象を名前で足すか: the procedure has steps 人ごと, and says nothing of whom."""
    outline = procedures.published_outline(found)
    return outline.has_grid and not outline.subjects_where


def proposal(found: Procedure, today: date) -> dict[str, str]:
    """はじめの日の案: the next day of the 周期 that has no run yet, else today moved to an open day."""
    outline = procedures.published_outline(found)
    profile, calendar = company.profile(), company.calendars()
    if outline.cadence is not None and profile is not None:
        opened = set(Run.objects.filter(procedure=found).values_list("anchor_on", flat=True))
        coming = occurrences(
            outline.cadence,
            today,
            today.replace(year=today.year + 1, day=1),
            company=profile.company_days(),
            calendar=calendar,
        )
        for each in coming:
            if each.on not in opened:
                return {"anchor_on": each.on.isoformat(), "label": period_label(each.period)}
    return {"anchor_on": calendar("company").shift(today, Way.NEXT).isoformat(), "label": ""}
