"""実行ごと: my open work as one card per run, so that two projects lie side by side without mixing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from urakata.core.flow import ACTIONABLE, OPEN, State
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.runs.models import Run, Task
from urakata.features.runs.queries.dues import Due, Row, due, full_rows
from urakata.features.runs.queries.lists import own
from urakata.features.runs.queries.steps import steps_of

MOST_READ = 300
NEXT_SHOWN = 3


@dataclass(frozen=True, slots=True)
class RunCard:
    """一つの実行: where it stands, what of it is mine now, and what comes next."""

    run: Run
    phase: str  # the section of the step that is いまここ
    due: Due
    now: list[Row]
    coming: list[Row]
    more: int


def run_cards(viewer: Viewer, now: datetime) -> list[RunCard]:
    """わたしの実行, by their day; a small errand is no run of its own here."""
    calendar, on = company.calendars()("company"), now.date()
    mine = own(viewer).filter(state__in=[*OPEN], run__is_errand=False).select_related("run", "assignee")
    found = list(mine.order_by("run__anchor_on", "run_id", "number")[:MOST_READ])
    steps_of(found)
    rows = full_rows(found, on, calendar)
    return [
        _card(run, list(of_run), due(run.anchor_on, on, calendar))
        for run, of_run in groupby(rows, key=lambda row: row.task.run)
    ]


def _card(run: Run, rows: list[Row], its_due: Due) -> RunCard:
    here = [row for row in rows if row.task.state in {*ACTIONABLE, State.WAITING}]
    later = [row for row in rows if row.task.state == State.TODO]
    return RunCard(run, _phase([*here, *later]), its_due, here, later[:NEXT_SHOWN], max(len(later) - NEXT_SHOWN, 0))


def _phase(rows: Iterable[Row]) -> str:
    first: Task | None = next((row.task for row in rows), None)
    section = steps_of([first])[first.pk].section if first else ()
    return section[0] if section else ""
