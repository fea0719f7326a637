"""今日を読む: the strip of the month, the three, what comes next, and who waits; at most a dozen queries."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db.models import Exists, OuterRef, QuerySet

from urakata.common.seams import dated
from urakata.core.attention import Candidate, Chosen, first_three
from urakata.core.business_days import ClosedDays
from urakata.core.distance import distance
from urakata.core.flow import State
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
NOT_BEGUN = frozenset({"deadline"})  # a deadline is in somebody's hands once its run is open, and then stands as work


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
    cover: str = ""  # 代わり: why it came here


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
    company_name: str = ""  # read on the way

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


@dataclass(frozen=True, slots=True)
class Desk:
    """机の上: what may become one of the three, what waits for a confirmation, and in whose place."""

    mine: list[Task]
    anybodys: list[Task]
    waiting: list[Task]
    known: runs.Covers

    def is_mine(self, viewer: Viewer, task: Task) -> bool:
        cover = self.known.get(task.pk)
        stands_in = cover is not None and cover.is_for(viewer)
        return task.assignee_id == viewer.person_id or task.state == State.WAITING or stands_in


def today_page(viewer: Viewer, now: datetime) -> TodayPage:
    on = now.date()
    day = company.office_day(on)
    calendar = day.calendar
    desk = _desk(viewer, day.away, on)
    seen = desk.mine if len(desk.mine) >= 3 else [*desk.mine, *desk.anybodys]
    ready = [task for task in seen if runs.is_for(task, on) or _marked(task, "is_pinned")]
    firsts = _firsts(viewer, desk, [*(ready or seen), *desk.waiting], on, calendar)
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
        waiting=desk.waiting[:WAITING_SHOWN],
        waiting_more=len(desk.waiting) > WAITING_SHOWN,
        long_weekend=long_weekend(on, calendar),
        next_due=rest[0] if rest else None,
        company_name=day.name,
    )


def _desk(viewer: Viewer, away: runs.Absent, on: date) -> Desk:
    """While somebody is away the lists of others are looked at further, for what comes from there to this viewer."""

    def glanced(found: QuerySet[Task], most: int) -> list[Task]:
        return list(runs.at_a_glance(found, covered=bool(away)).annotate(**_marks(viewer, on))[:most])

    mine = glanced(runs.in_hand(viewer), LOOKED_AT)
    others = glanced(runs.for_anybody(viewer, away), LOOKED_AT * (3 if away else 1)) if away or len(mine) < 3 else []
    waits = glanced(runs.waiting_for(viewer, away), LOOKED_AT if away else WAITING_SHOWN + 1)
    known = runs.covers([*mine, *others, *waits], away, on)
    open_to_me, to_confirm = runs.parted(viewer, others, known, away), runs.parted(viewer, waits, known, away)
    return Desk(
        mine=runs.by_day([*mine, *open_to_me.mine]),
        anybodys=open_to_me.anybodys,
        waiting=runs.by_day([*to_confirm.anybodys, *to_confirm.mine])[: WAITING_SHOWN + 1],
        known=known,
    )


def _marks(viewer: Viewer, on: date) -> dict[str, Exists]:
    """留めたもの・今日は見ないもの."""
    own = {"person": viewer.person_id, "on": on, "task": OuterRef("pk")}
    return {"is_pinned": Exists(Pin.objects.filter(**own)), "is_gone": Exists(Dismissal.objects.filter(**own))}


def _marked(task: Task, mark: str) -> bool:
    return bool(getattr(task, mark))


def _firsts(viewer: Viewer, desk: Desk, tasks: Sequence[Task], on: date, calendar: ClosedDays) -> list[First]:
    blocked = runs.others_behind(viewer, {task.run_id for task in tasks})
    by_key = {task.pk: task for task in tasks}
    candidates = [
        Candidate(
            key=task.pk,
            days_left=distance(task.due_on, on, calendar).days,
            blocked=_behind(task, blocked),
            is_fixed=task.run.is_fixed,
            is_mine=desk.is_mine(viewer, task),
            is_sent_back=task.state == State.SENT_BACK,
        )
        for task in tasks
    ]
    pinned, gone = ({task.pk for task in tasks if _marked(task, mark)} for mark in ("is_pinned", "is_gone"))
    return [
        First(
            chosen=each,
            task=by_key[each.key],
            due=due(by_key[each.key].due_on, on, calendar),
            blocked=_behind(by_key[each.key], blocked),
            is_pinned=each.key in pinned,
            cover=runs.said_of(viewer, desk.known, on, by_key[each.key])[0],
        )
        for each in first_three(candidates, pinned=pinned, dismissed=gone)
    ]


def _behind(task: Task, blocked: dict[int, int]) -> int:
    """後ろにいる人; whoever waits for a confirmation is one of them."""
    return max(blocked.get(task.run_id, 0), int(task.state == State.WAITING))


def strip(viewer: Viewer, on: date, calendar: ClosedDays) -> list[StripDay]:
    """月の帯: one's own 締切 of the month, by day."""
    first, last = on.replace(day=1), _month_end(on)
    counted: dict[date, list[int]] = {}
    for thing in dated.days(viewer, first, last, own=True, without=NOT_BEGUN):
        day = counted.setdefault(thing.on, [0, 0, 0])
        day[0] += thing.is_done
        day[1] += not thing.is_done
        day[2] += thing.is_fixed and not thing.is_done
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    holidays: Holidays = official()
    return [
        StripDay(day, not calendar.is_open(day), holidays.name(day) or "", *counted.get(day, [0, 0, 0])) for day in days
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
