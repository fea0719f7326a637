"""わたしの作業: mine, waiting for me, lent, finished; each list bounded."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import chain
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from urakata.core.flow import ACTIONABLE, State
from urakata.core.outline import GateKind
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries as company
from urakata.features.runs.models import OPEN_STATES, Task
from urakata.features.runs.queries.covering import covers, may_fall_to, parted, said_of
from urakata.features.runs.queries.dues import Row, full_rows, rows
from urakata.features.runs.queries.steps import steps_of
from urakata.features.runs.queries.visible import at_place, cleared, own_cell, own_cells

TOKYO = ZoneInfo("Asia/Tokyo")


def _list(viewer: Viewer, which: Q) -> QuerySet[Task]:
    """Cells of a grid stand in no list of the office: their head does."""
    found = Task.objects.filter(which & cleared(viewer), run__stopped_at=None, subject=None)
    return found.select_related("run", "assignee", "done_by").order_by("due_on", "run_id", "number")


GLANCED_AT = (
    *("number", "title", "state", "start_on", "due_on", "postponed_to", "assignee", "checker", "subject", "head"),
    *("run__code", "run__title", "run__label", "run__source", "run__is_errand", "run__is_fixed"),
    *("run__step_count", "run__passed_count", "done_by__name"),
)
# What decides who stands in.
COVER_ASKS = (
    *("assignee__name", "checker__name", "department", "role", "gate", "answers", "reason", "done_at", "is_head"),
    *("run__procedure__clearance", "run__in_charge", "run__clearance", "run__seal", "run__stopped_at"),
    *("run__finished_at", "cell_count"),
)


def at_a_glance(found: QuerySet[Task], *, covered: bool = False) -> QuerySet[Task]:
    """一目で: only the columns that 今日 shows and weighs; a row with everything costs five times as much."""
    plain = found.select_related(None).select_related("run", "done_by")
    if not covered:
        return plain.only(*GLANCED_AT)
    return plain.select_related("assignee", "checker", "run__procedure").only(*GLANCED_AT, *COVER_ASKS)


def whole(found: QuerySet[Task]) -> QuerySet[Task]:
    """With all that decides who stands in."""
    return found.select_related("checker", "run__procedure")


def in_hand(viewer: Viewer) -> QuerySet[Task]:
    """自分の作業: いまここ and 差し戻し in my hands."""
    return _list(viewer, Q(assignee=viewer.person_id, state__in=ACTIONABLE))


def not_yet(viewer: Viewer) -> QuerySet[Task]:
    """まだ: mine, but something before it is open."""
    return _list(viewer, Q(assignee=viewer.person_id, state=State.TODO))


def for_anybody(viewer: Viewer, away: Collection[int] = ()) -> QuerySet[Task]:
    """だれかがする作業: asked of my department or role, and nobody has it yet.

    With those who are `away`, also what is in their hands, begun, and may fall to this viewer.
    """
    if not viewer.in_office or (viewer.has(RoleName.TEMP) and not viewer.has(RoleName.OFFICE, RoleName.LEAD)):
        return Task.objects.none()
    asked = Q(role__in=["", RoleName.OFFICE]) & (Q(department__in=viewer.departments) | Q(department=None))
    if viewer.is_lead:
        asked |= Q(role=RoleName.LEAD)
    which = Q(assignee=None) & asked
    if away:
        which |= Q(assignee__in=away, start_on__lte=viewer.on) & may_fall_to(viewer)
    return _list(viewer, Q(state__in=ACTIONABLE) & which)


def waiting_for(viewer: Viewer, away: Collection[int] = ()) -> QuerySet[Task]:
    """わたしを待っている確認: another person's work that I may confirm.

    With those who are `away`, also what waits for them and may fall to this viewer.
    """
    if viewer.portal_only:
        return Task.objects.none()
    asked = Q(checker=viewer.person_id)
    if viewer.has(RoleName.OFFICE, RoleName.LEAD):
        of_mine = Q(department__in=viewer.departments) | Q(department=None)
        roles = ["", RoleName.OFFICE, RoleName.LEAD] if viewer.is_lead else ["", RoleName.OFFICE]
        nobody = Q(checker=None) | Q(checker__leaves_on__lt=viewer.on)  # one who has left keeps nobody waiting
        asked |= nobody & Q(role__in=roles) & of_mine
        if away:
            asked |= Q(checker__in=away) & may_fall_to(viewer)
    if viewer.is_lead:  # a checker who has left keeps nobody waiting
        asked |= Q(checker__leaves_on__lt=viewer.on)
    slept_on = Q(gate=GateKind.NEXT_DAY_SELF, done_at__lt=day_began(viewer.on))  # 翌日の自分
    return _list(viewer, Q(state=State.WAITING) & asked & (~Q(done_by=viewer.person_id) | slept_on))


def waiting_for_others(viewer: Viewer) -> QuerySet[Task]:
    """人の確認を待っている: mine, done, and not confirmed yet."""
    return _list(viewer, Q(state=State.WAITING, done_by=viewer.person_id)).select_related("checker")


def lent(viewer: Viewer) -> QuerySet[Task]:
    """貸している: given by me to another."""
    return _list(viewer, Q(lent_by=viewer.person_id, state__in=OPEN_STATES) & ~Q(assignee=viewer.person_id))


def finished(viewer: Viewer, since: datetime) -> QuerySet[Task]:
    """終えた作業, the newest first."""
    found = Task.objects.filter(cleared(viewer), done_by=viewer.person_id, done_at__gte=since, state=State.DONE)
    return found.filter(subject=None).select_related("run").order_by("-done_at")


def day_began(on: date, days_before: int = 0) -> datetime:
    return datetime.combine(on - timedelta(days=days_before), time(), TOKYO)


@dataclass(frozen=True, slots=True)
class TaskLists:
    """わたしの作業: each list bounded; `more` says that there is more than is shown."""

    today: list[Row]
    later: list[Row]
    not_yet: list[Row]
    for_anybody: list[Row]
    waiting_for_me: list[Row]
    waiting_for_others: list[Row]
    lent: list[Row]
    finished: list[Row]
    more: bool = False
    company_name: str = ""  # read on the way

    @property
    def is_empty(self) -> bool:
        return not (self.today or self.later or self.for_anybody or self.waiting_for_me or self.lent)


MOST = 60
LOOKED_AT = 3 * MOST  # of what somebody's absence may bring: much of it is for others


def task_lists(viewer: Viewer, now: datetime) -> TaskLists:
    on = now.date()
    day = company.office_day(on)
    away = day.away
    found = [
        list(whole(which)[:bound])
        for which, bound in (
            (in_hand(viewer), MOST + 1), (not_yet(viewer), MOST), (for_anybody(viewer, away), LOOKED_AT),
            (waiting_for(viewer, away), LOOKED_AT), (waiting_for_others(viewer), MOST), (lent(viewer), MOST),
        )
    ]  # fmt: skip
    done = list(finished(viewer, day_began(on))[:MOST])
    known = covers(chain.from_iterable(found), away, on)
    mine, waits, anybody, for_me, for_others, given = found
    open_to_me = parted(viewer, anybody, known, away)
    confirmed_by_me = parted(viewer, for_me, known, away)
    steps_of([*chain.from_iterable(found), *done])  # what all of them say, read at once
    shown = partial(full_rows, today=on, calendar=day.calendar, said=partial(said_of, viewer, known, on))
    return TaskLists(
        today=shown(by_day([*(task for task in mine[:MOST] if is_for(task, on)), *open_to_me.mine])),
        later=shown(task for task in mine[:MOST] if not is_for(task, on)),
        not_yet=shown(waits),
        for_anybody=shown(open_to_me.anybodys[:MOST]),
        waiting_for_me=shown(by_day([*confirmed_by_me.anybodys, *confirmed_by_me.mine])[:MOST]),
        waiting_for_others=shown(for_others),
        lent=shown(given),
        finished=shown(done),
        more=len(mine) > MOST,
        company_name=day.name,
    )


def by_day(tasks: Iterable[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (task.due_on, task.run_id, task.number))


def is_for(task: Task, on: date) -> bool:
    """今日の分: should be started by now, and was not put off to a later day."""
    return task.start_on <= on and (task.postponed_to is None or task.postponed_to <= on)


def window_lists(viewer: Viewer, now: datetime) -> TaskLists:
    """窓口: only what is in one's own hands."""
    on = now.date()
    shown = partial(rows, today=on, calendar=company.calendars()("company"))
    mine = asked_of(viewer).filter(state__in=ACTIONABLE, run__finished_at=None).order_by("due_on", "run_id", "number")
    done = asked_of(viewer).filter(done_by=viewer.person_id, done_at__gte=day_began(on, 7), state=State.DONE)
    return TaskLists(shown(mine[:MOST]), [], [], [], [], [], [], shown(done.order_by("-done_at")[:20]))


def asked_of(viewer: Viewer) -> QuerySet[Task]:
    """窓口にあるもの: what is in one's own hands, and the own cells of grids."""
    mine = Q(assignee=viewer.person_id, subject=None) & cleared(viewer)
    found = Task.objects.filter(mine | own_cells(viewer), run__stopped_at=None)
    return found.select_related("run", "subject", "done_by")


def own_task(viewer: Viewer, code: str, address: str) -> Task:
    """A task in one's own hands or done by oneself, or 404; for the window."""
    if cell := own_cell(viewer, code, address):
        return cell
    found = at_place(Task.objects.filter(cleared(viewer), run__code=code), address)
    own = found.filter(Q(assignee=viewer.person_id) | Q(done_by=viewer.person_id))
    whole = own.select_related("run__procedure", "run__in_charge", "run__edition", "subject", "head")
    if viewer.person_id is None or (one := whole.first()) is None:
        raise Http404
    return one


def own(viewer: Viewer) -> QuerySet[Task]:
    """受け持つ作業, of every state; bounded by whoever asks."""
    mine = Task.objects.filter(cleared(viewer), assignee=viewer.person_id, run__stopped_at=None, subject=None)
    return mine.order_by()


def others_behind(viewer: Viewer, run_ids: Collection[int]) -> dict[int, int]:
    """後ろにいる人: by run, how many other people have something open in it."""
    waiting = Task.objects.filter(run__in=run_ids, state__in=OPEN_STATES, subject=None).exclude(assignee=None)
    counted = waiting.exclude(assignee=viewer.person_id).order_by().values_list("run")
    return dict(counted.annotate(people=Count("assignee", distinct=True)))
