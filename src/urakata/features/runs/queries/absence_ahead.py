"""先に見える: which work falls into an absence that is being entered, and who would be asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from urakata.core.cover import Away, Presence, StandIn, Stretch, is_away
from urakata.core.flow import PASSED
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Task
from urakata.features.runs.queries.covering import who_stands_in
from urakata.features.runs.queries.visible import cleared

MOST = 60


@dataclass(frozen=True, slots=True)
class Touched:
    """重なる作業: one's own or one to be confirmed, and who would be asked."""

    task: Task
    is_check: bool
    by: StandIn | None
    by_name: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """重なる作業のすべて; `more` says that there is more than is shown."""

    touched: list[Touched]
    more: bool


def absence_ahead(viewer: Viewer, person: int, stretch: Stretch) -> Ahead:
    """Of the open work that the viewer may know of; each as of the day on which its turn would come."""
    found = list(_falling_into(viewer, person, stretch)[: MOST + 1])
    named = procedures.stand_ins(
        {task.run.procedure_id for task in found},
        {task.run.in_charge_id for task in found if task.run.in_charge_id},
        viewer.on,
    )
    presence = _with(company.calendar_and_presence(viewer.on)[1], person, stretch)
    touched = [_touched(task, person, presence, named, _day(task, stretch)) for task in found[:MOST]]
    return Ahead([each for each in touched if each], len(found) > MOST)


def _falling_into(viewer: Viewer, person: int, stretch: Stretch) -> QuerySet[Task]:
    theirs = Q(assignee=person) | (Q(checker=person) & ~Q(gate="none"))
    days = Q(start_on__lte=stretch.last) & (Q(due_on__gte=stretch.first) | Q(due_on__lt=viewer.on))
    line = Task.objects.filter(subject=None, run__finished_at=None, run__stopped_at=None)
    found = (
        line.filter(theirs & days & cleared(viewer)).exclude(state__in=PASSED).order_by("due_on", "run_id", "number")
    )
    return found.select_related("run__procedure", "assignee", "checker")


def _with(presence: Presence, person: int, stretch: Stretch) -> Presence:
    known = [*presence.stretches.get(person, ()), stretch]
    return Presence({**presence.stretches, person: known}, presence.weekdays, presence.is_open)


def _day(task: Task, stretch: Stretch) -> date:
    """A half day matters on the day on which the task is due, a whole one from the day on which it begins."""
    wanted = task.due_on if stretch.half else task.start_on
    return min(max(wanted, stretch.first), stretch.last)


def _touched(task: Task, person: int, presence: Presence, named: procedures.StandIns, on: date) -> Touched | None:
    away: Mapping[int, Away] = presence.away(on)
    if not is_away(person, away, urgent=task.due_on <= on):
        return None
    is_check = task.assignee_id != person
    found = who_stands_in(task, named, away, on, checking=is_check)
    return Touched(task, is_check, found, named.trust.names.get(found.person, "") if found else "")
