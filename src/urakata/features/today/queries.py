"""今日を読む: the strip of the month, the three, what comes next, and who waits; at most a dozen queries."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db.models import CharField, Count, Q, Value

from urakata.core.attention import Candidate, Chosen, first_three
from urakata.core.business_days import ClosedDays
from urakata.core.distance import distance
from urakata.core.flow import PASSED, State
from urakata.core.holidays import Holidays
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.runs import queries as runs
from urakata.features.runs.queries import Due, Task, due
from urakata.features.today.models import Dismissal, Pin
from urakata.rules.holidays import official

LOOKED_AT = 40  # open tasks looked at; they come in the order of their days
AHEAD_SHOWN = 3
WAITING_SHOWN = 4
DOTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class StripDay:
    """月の帯の一日."""

    on: date
    is_closed: bool
    holiday: str
    done: int
    open: int
    fixed: int

    @property
    def dots(self) -> str:
        """One letter per dot: d done, k cannot move, o open."""
        dots = "d" * self.done + "k" * self.fixed + "o" * (self.open - self.fixed)
        return dots[:DOTS_SHOWN]

    @property
    def count(self) -> int:
        return self.done + self.open


@dataclass(frozen=True, slots=True)
class First:
    """三つのうちの一つ."""

    chosen: Chosen
    task: Task
    due: Due
    blocked: int
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """次のこと: what becomes lighter if it is begun early."""

    task: Task
    due: Due


@dataclass(frozen=True, slots=True)
class TodayPage:
    """今日."""

    on: date
    nth: int
    month_open_days: int
    strip: list[StripDay]
    firsts: list[First]
    ahead: list[Ahead]
    waiting: list[Task]
    waiting_more: bool
    long_weekend: "LongWeekend | None"
    next_due: Task | None

    @property
    def total(self) -> int:
        return sum(day.count for day in self.strip)

    @property
    def done(self) -> int:
        return sum(day.done for day in self.strip)

    @property
    def left(self) -> int:
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class LongWeekend:
    """連休: three closed days or more in a row that begin within the coming week."""

    first: date
    days: int


def today_page(viewer: Viewer, now: datetime) -> TodayPage:
    on = now.date()
    calendar = company.calendars()("company")
    pinned, dismissed = _marks(viewer, on)
    mine = list(runs.at_a_glance(runs.in_hand(viewer))[:LOOKED_AT])
    seen = mine if len(mine) >= 3 else [*mine, *runs.at_a_glance(runs.for_anybody(viewer))[:LOOKED_AT]]
    waiting = list(runs.at_a_glance(runs.waiting_for(viewer))[: WAITING_SHOWN + 1])
    ready = [task for task in seen if runs.is_for(task, on) or task.pk in pinned]
    firsts = _firsts(viewer, [*(ready or seen), *waiting], on, calendar, pinned, dismissed)
    shown = {first.task.pk for first in firsts}
    rest = [task for task in seen if task.pk not in shown]
    month = calendar.between(on.replace(day=1), _month_end(on))
    return TodayPage(
        on=on,
        nth=len([day for day in month if day <= on]),
        month_open_days=len(month),
        strip=strip(viewer, on, calendar),
        firsts=firsts,
        ahead=[Ahead(task, due(task.due_on, on, calendar)) for task in rest[:AHEAD_SHOWN]],
        waiting=waiting[:WAITING_SHOWN],
        waiting_more=len(waiting) > WAITING_SHOWN,
        long_weekend=long_weekend(on, calendar),
        next_due=rest[0] if rest else None,
    )


def _marks(viewer: Viewer, on: date) -> tuple[set[int], set[int]]:
    pins = Pin.objects.filter(person=viewer.person_id, on=on)
    gone = Dismissal.objects.filter(person=viewer.person_id, on=on)
    rows = pins.values_list("task_id", Value("pin", output_field=CharField())).union(
        gone.values_list("task_id", Value("gone", output_field=CharField())), all=True
    )
    marks = list(rows)
    return {task for task, kind in marks if kind == "pin"}, {task for task, kind in marks if kind == "gone"}


def _firsts(
    viewer: Viewer, tasks: Sequence[Task], on: date, calendar: ClosedDays, pinned: set[int], dismissed: set[int]
) -> list[First]:
    blocked = runs.others_behind(viewer, {task.run_id for task in tasks})
    by_key = {task.pk: task for task in tasks}
    candidates = [
        Candidate(
            key=task.pk,
            days_left=distance(task.due_on, on, calendar).days,
            blocked=_behind(task, blocked),
            is_fixed=task.run.is_fixed,
            is_mine=task.assignee_id == viewer.person_id or task.state == State.WAITING,
            is_sent_back=task.state == State.SENT_BACK,
        )
        for task in tasks
    ]
    chosen = first_three(candidates, pinned=pinned, dismissed=dismissed)
    return [_first(each, by_key[each.key], on, calendar, blocked, pinned) for each in chosen]


def _behind(task: Task, blocked: dict[int, int]) -> int:
    """後ろにいる人; whoever waits for a confirmation is one of them."""
    return max(blocked.get(task.run_id, 0), int(task.state == State.WAITING))


def _first(
    chosen: Chosen, task: Task, on: date, calendar: ClosedDays, blocked: dict[int, int], pinned: set[int]
) -> First:
    return First(
        chosen=chosen,
        task=task,
        due=due(task.due_on, on, calendar),
        blocked=_behind(task, blocked),
        is_pinned=task.pk in pinned,
    )


def strip(viewer: Viewer, on: date, calendar: ClosedDays) -> list[StripDay]:
    """月の帯: one's own 締切 of the month, by day."""
    first, last = on.replace(day=1), _month_end(on)
    passed = Q(state__in=PASSED)
    found = runs.own(viewer).filter(due_on__range=(first, last)).values_list("due_on")
    rows = found.annotate(
        done=Count("pk", filter=passed),
        open=Count("pk", filter=~passed),
        fixed=Count("pk", filter=~passed & Q(run__is_fixed=True)),
    )
    counted = {day: (done, left, fixed) for day, done, left, fixed in rows}
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    holidays: Holidays = official()
    return [
        StripDay(day, not calendar.is_open(day), holidays.name(day) or "", *counted.get(day, (0, 0, 0))) for day in days
    ]


def long_weekend(on: date, calendar: ClosedDays) -> LongWeekend | None:
    """The next run of closed days, if it is a long one."""
    first = next((day for day in _days(on, 7) if not calendar.is_open(day)), None)
    if first is None or first == on:
        return None
    days = 0
    while not calendar.is_open(first + timedelta(days=days)) and days < 30:
        days += 1
    return LongWeekend(first, days) if days >= 3 else None


def _days(on: date, count: int) -> "islice[date]":
    return islice((on + timedelta(days=n) for n in range(count)), count)


def _month_end(on: date) -> date:
    return on.replace(day=monthrange(on.year, on.month)[1])
