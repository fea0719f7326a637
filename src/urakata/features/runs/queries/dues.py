"""期限の見せ方: tasks as rows with their distance in the company's business days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from urakata.common.web.words import day_words, distance_words
from urakata.core.business_days import ClosedDays
from urakata.core.distance import distance
from urakata.features.runs.models import Task
from urakata.features.runs.queries.preparing import unprepared
from urakata.features.runs.queries.steps import is_at_office, steps_of


@dataclass(frozen=True, slots=True)
class Due:
    """期限: distance in words first, the day second; what the tag `due` draws."""

    distance: str
    text: str
    near: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Row:
    """作業の一行."""

    task: Task
    due: Due
    at_office: bool = False
    prepare: tuple[str, ...] = ()  # what can be got ready ahead, and is not yet
    cover: str = ""  # 代わり: why it came here, or who does it meanwhile
    is_own: bool = True  # in one's own hands, not in somebody's place


Said = Callable[[Task], tuple[str, bool]]


def nobody_away(_task: Task) -> tuple[str, bool]:
    return "", True


def due(on: date, today: date, calendar: ClosedDays) -> Due:
    far = distance(on, today, calendar)
    return Due(distance_words(far.days), day_words(on, today), far.near, far.late)


def rows(tasks: Iterable[Task], today: date, calendar: ClosedDays) -> list[Row]:
    return [Row(task, due(task.due_on, today, calendar)) for task in tasks]


def full_rows(tasks: Iterable[Task], today: date, calendar: ClosedDays, said: Said = nobody_away) -> list[Row]:
    """作業の行 with what their steps say, and `said` of who stands in; needs the whole tasks."""
    shown = list(tasks)
    steps_of(shown)  # read at once, remembered by each
    return [
        Row(task, due(task.due_on, today, calendar), is_at_office(task), unprepared(task), *said(task))
        for task in shown
    ]
