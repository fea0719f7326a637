"""開くとき: which deadlines want a run by now, and of which procedure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from urakata.core.backplan import Unit, opening_day
from urakata.core.events import all_days
from urakata.core.outline import Opening, Outline
from urakata.core.profile import Profile
from urakata.core.recurrence import Calendars, occurrences
from urakata.core.rounds import NEAR, nearest
from urakata.core.viewer import operator
from urakata.features.company import queries as company
from urakata.features.duties.queries.coverage import occurrences_of, procedures_of, together_key
from urakata.features.duties.queries.deadlines import Deadline, deadlines
from urakata.features.duties.queries.ground import ground
from urakata.features.duties.queries.happenings import group_of
from urakata.features.duties.queries.house import known
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Run

LOOK_AHEAD = timedelta(days=120)
LOOK_BACK = timedelta(days=35)  # a worker that was down for a month still opens what it missed
OPENS = Opening(before=10, unit=Unit.BUSINESS_DAYS)  # where no procedure says
OWN = "duty-"
TOKYO = ZoneInfo("Asia/Tokyo")


class How(StrEnum):
    """どの手順で."""

    SHELF = "shelf"  # the one that stands there
    LIBRARY = "library"  # taken from the library first
    OWN = "own"  # a short one made of the duty's own steps


@dataclass(frozen=True, slots=True)
class ToOpen:
    """開く締切, and of which procedure."""

    deadline: Deadline
    how: How
    procedure: str  # its key

    @property
    def is_shared(self) -> bool:
        """Of what has happened one run does all that its procedure can."""
        return self.deadline.happening is not None and self.how is not How.OWN

    @property
    def occurrence(self) -> str:
        happening = self.deadline.happening
        return together_key(self.procedure, happening) if happening and self.is_shared else self.deadline.key

    @property
    def clearance(self) -> str:
        return self.deadline.happening.clearance if self.deadline.happening else ""

    @property
    def anchor_on(self) -> date:
        """この実行の日: the day to act by; for what has happened, that of the bundle: 入社日."""
        assert self.deadline.act_by
        return _day_of(self.deadline, self.procedure) if self.is_shared else self.deadline.act_by


def to_open(on: date) -> list[ToOpen]:
    """開く締切: neither done nor begun, and their opening day has come; one for each run."""
    house, here = company.company(), ground()
    if house is None:
        return []
    since = max(on - LOOK_BACK, house.made_at.astimezone(TOKYO).date())
    found = deadlines(operator(on), since, on + LOOK_AHEAD, here)
    awaited = [each for each in found if each.act_by and each.act_by >= since and _is_awaited(each)]
    begun = _begun(awaited)
    waiting = [each for each in awaited if begun.isdisjoint(occurrences_of(each))]
    shelf = _Shelf(on, here.profile, here.calendars, _standing())
    ways = [way for each in waiting if (way := shelf.way(each))]
    return list({way.occurrence: way for way in reversed(ways)}.values())[::-1]  # the first of those that share one


def _is_awaited(deadline: Deadline) -> bool:
    """A duty that was switched on again begins with what lies after that."""
    said = deadline.choice
    is_new = said is None or (deadline.act_by or date.min) >= said.changed_at.astimezone(TOKYO).date()
    return not deadline.is_done and deadline.run is None and is_new


def _begun(found: Collection[Deadline]) -> set[str]:
    """Stopped ones too: what somebody stopped is not opened again."""
    keys = {key for each in found for key in occurrences_of(each)}
    return set(Run.objects.filter(occurrence__in=keys).values_list("occurrence", flat=True))


@dataclass(frozen=True, slots=True)
class _Standing:
    """棚にある手順, or put away."""

    outline: Outline
    is_retired: bool


def _standing() -> dict[str, _Standing]:
    """By the key of the file; one that is in use goes before one that was put away, then the oldest."""
    shown = procedures.visible_to(operator(date.min), retired=True).order_by("-pk")
    rows = shown.values_list("key", "edition_id", "retired_at")
    named = ((procedures.bare_key(key), edition, retired) for key, edition, retired in rows)
    in_use_last = sorted(named, key=lambda row: row[2] is None)
    said = procedures.outlines({edition for _, edition, _ in in_use_last})
    return {key: _Standing(said[edition], retired is not None) for key, edition, retired in in_use_last}


@dataclass(frozen=True, slots=True)
class _Shelf:
    on: date
    profile: Profile
    calendar: Calendars
    standing: Mapping[str, _Standing]

    def way(self, deadline: Deadline) -> ToOpen | None:
        """None: not yet, or a 周期 does it, or its own procedure was put away."""
        for key in (*self._saying(deadline.duty.id), *procedures_of(deadline)):
            for how, outline in self._offered(key, deadline):
                if outline.cadence and how is How.SHELF:
                    return None
                way = ToOpen(deadline, how, key)
                return way if self._has_come(way, outline.opening) else None
        own = ToOpen(deadline, How.OWN, OWN + deadline.duty.id)
        there = self.standing.get(own.procedure)
        return own if self._has_come(own, None) and not (there and there.is_retired) else None

    def _saying(self, duty: str) -> list[str]:
        """手順 of the company's own that say they do it."""
        return [key for key, there in self.standing.items() if duty in there.outline.duties and not there.is_retired]

    def _offered(self, key: str, deadline: Deadline) -> Iterator[tuple[How, Outline]]:
        """The procedure on the shelf, or that of the library, where it fits."""
        for how, outline in self._known(key, deadline):
            if outline.cadence is None or self._comes_round(outline, deadline):
                yield how, outline

    def _known(self, key: str, deadline: Deadline) -> Iterator[tuple[How, Outline]]:
        """Whose 機密区分 goes with that of what happened."""
        hidden = deadline.happening.clearance if deadline.happening else ""
        there = self.standing.get(key)
        if there and not there.is_retired and _goes_with(there.outline, hidden):
            yield How.SHELF, there.outline
        template = procedures.templates().get(key) if there is None else None
        if template and _goes_with(template, hidden) and self._is_held(template.clearance):
            yield How.LIBRARY, template

    def _is_held(self, clearance: str) -> bool:
        """A procedure that nobody may see would be lost on the shelf."""
        return not clearance or company.may_stand_in(self.on, clearance=clearance, seal_id=None).exists()

    def _comes_round(self, outline: Outline, deadline: Deadline) -> bool:
        assert outline.cadence
        assert deadline.act_by
        first, last = deadline.act_by - NEAR, deadline.act_by + NEAR
        days = self.profile.company_days()
        found = occurrences(outline.cadence, first, last, company=days, calendar=self.calendar)
        return nearest(deadline.act_by, [each.on for each in found]) is not None

    def _has_come(self, way: ToOpen, opening: Opening | None) -> bool:
        """N business days before the day of our own, where there is one; at least one day before."""
        rule, by = opening or OPENS, min(filter(None, [way.deadline.own_by, way.deadline.act_by, way.anchor_on]))
        return opening_day(by, max(rule.before, 1), rule.unit, self.calendar("company")) <= self.on


def _goes_with(outline: Outline, clearance: str) -> bool:
    return not clearance or outline.clearance in {"", clearance}


def _day_of(deadline: Deadline, procedure: str) -> date:
    """The day that the bundle of the procedure hangs on, else the first that was said of what happened."""
    assert deadline.act_by
    assert deadline.happening
    days = all_days(group_of(deadline.happening), deadline.happening.days())
    versions = [version for each in known().values() for version in each if version.procedure == procedure]
    named = [days[version.trigger.anchor] for version in versions if version.trigger.anchor in days]
    return min(named) if named else deadline.act_by
