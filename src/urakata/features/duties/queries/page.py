"""締切の頁: one deadline with how it was counted, the work that does it, and the times before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from urakata.core.distance import distance
from urakata.core.viewer import Viewer
from urakata.features.duties.models import Fulfilment
from urakata.features.duties.queries.deadlines import Deadline, labels
from urakata.features.duties.queries.drawing import (
    CountTable,
    Day,
    MonthEnd,
    count_table,
    counted_from,
    month_ends,
    weeks,
)
from urakata.features.duties.queries.ground import COMPANY, Ground
from urakata.features.duties.queries.happenings import group_of, label_of
from urakata.features.duties.queries.outcome import hide_what_is_behind
from urakata.features.duties.queries.starting import Starts, starts_of_deadline
from urakata.features.runs import queries as runs
from urakata.features.runs.queries import Due, Run
from urakata.rules.duty_reasons import Reason, by_law, by_the_text, reasons, to_act

SHOWN_BEFORE = 5


@dataclass(frozen=True, slots=True)
class OneDay:
    """四つの日のひとつ: which it is, the day, and the sentence under it."""

    kind: str  # nominal · legal · act · own
    on: date | None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """これまでの回."""

    fulfilment: Fulfilment
    label: str
    left: int | None  # 余白 in business days; None where the legal day is not known
    run: Run | None = None  # as far as the viewer may see it

    @property
    def was_late(self) -> bool:
        legal_on = self.fulfilment.legal_on
        return legal_on is not None and self.fulfilment.done_on > legal_on


@dataclass(frozen=True, slots=True)
class DeadlinePage:
    """締切の頁."""

    deadline: Deadline
    due: Due | None
    open_days: int  # 営業日 until the day to act by
    days: list[OneDay]
    weeks: list[list[Day]]
    reasons: list[Reason]
    count: CountTable | None
    months: list[MonthEnd]
    starts: Starts
    before: list[Before]
    own_left: int = 0  # 余白: business days from our own day to the day to act by

    @property
    def moved_days(self) -> int:
        """何日動いたか, to either side."""
        days = self.deadline.days
        return abs((days.legal_on - days.nominal_on).days) if days.legal_on and days.nominal_on else 0

    @property
    def span(self) -> tuple[date, date]:
        return self.weeks[0][0].on, self.weeks[-1][-1].on


def deadline_page(viewer: Viewer, found: Deadline, here: Ground) -> DeadlinePage:
    """締切の頁; whoever asks has been shown the deadline."""
    today, days = viewer.on, found.days
    why = partial(here.closed_by, found.duty.roll.calendar)
    drawn = partial(here.closed_by_any, found.duty.roll.calendar)
    house = here.calendars(COMPANY)
    starts = starts_of_deadline(viewer, found, here)
    marked = {"nominal": days.nominal_on, "legal": days.legal_on, "act": days.act_by, "own": found.own_by}
    return DeadlinePage(
        deadline=found,
        due=runs.due(days.act_by, today, house) if days.act_by else None,
        open_days=distance(days.act_by, today, house).days if days.act_by else 0,
        days=[
            OneDay("nominal", days.nominal_on, by_the_text(found.duty, days.reading)),
            OneDay("legal", days.legal_on, by_law(found.duty, days, why)),
            OneDay("act", days.act_by, to_act(days)),
            OneDay("own", found.own_by),
        ],
        weeks=weeks({"from": counted_from(days), **marked, "start": starts.begins_on}, drawn, today)
        if days.act_by
        else [],
        reasons=reasons(found.duty, days, why),
        count=count_table(days, drawn),
        months=month_ends(days),
        starts=starts,
        before=_before(viewer, found, here),
        own_left=distance(days.act_by, found.own_by, house).days if days.act_by and found.own_by else 0,
    )


def _before(viewer: Viewer, found: Deadline, here: Ground) -> list[Before]:
    """これまで: the last times, without those of a happening whose clearance the viewer does not hold."""
    known = Fulfilment.objects.filter(duty=found.duty.id, taken_back_at=None).exclude(what_for=found.what_for)
    seen = known.select_related("happening__person").order_by("-done_on", "-pk")
    shown = [each for each in seen if _may_see(viewer, each)][:SHOWN_BEFORE]
    if not shown:
        return []
    named = labels(found.duty.id, *_around(shown), here)
    open_to = {run.pk: run for run in runs.visible_to(viewer).filter(pk__in=[each.run_id for each in shown])}
    hide_what_is_behind(shown, open_to.keys())
    house = here.calendars(COMPANY)
    return [
        Before(
            each,
            _label(each, named),
            distance(each.legal_on, each.done_on, house).days if each.legal_on else None,
            open_to.get(each.run_id or 0),
        )
        for each in shown
    ]


def _label(done: Fulfilment, named: Mapping[str, str]) -> str:
    if done.happening:
        return label_of(done.happening, group_of(done.happening))
    return named.get(done.what_for, done.what_for)


def _may_see(viewer: Viewer, done: Fulfilment) -> bool:
    needed = done.happening.clearance if done.happening else ""
    return not needed or viewer.is_operator or needed in viewer.clearances


def _around(shown: Sequence[Fulfilment]) -> tuple[date, date]:
    days = [on for each in shown for on in (each.legal_on, each.done_on) if on]
    return date(min(days).year - 1, 1, 1), date(max(days).year + 1, 12, 31)
