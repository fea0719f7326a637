"""年のこよみ: twelve months of days with what falls on them, as a wall calendar shows it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from urakata.common.seams import dated
from urakata.core.calendar_days import add_months, month_bounds
from urakata.core.duty import Duty, Group
from urakata.core.duty_days import Undated
from urakata.core.viewer import Viewer
from urakata.features.duties.queries.changes import Change, soon
from urakata.features.duties.queries.deadlines import Deadline, deadlines, undated
from urakata.features.duties.queries.ground import COMPANY, Ground
from urakata.rules.closed import is_plain_weekend
from urakata.rules.duty_list import why_undated

MONTHS = 12
LATER = timedelta(days=14)  # a legal day may lie so far after the day to act by
MOST_TITLES = 6  # on one day of a strip
ROOM, DENSE = 40, 28  # titles in a strip: as many as a sheet has room for, and from how many on each gets one line
MOST_LISTED = 20  # below, by month
LONGEST = 11  # characters of a title in a strip
WORK, MILESTONE = "work", "milestone"  # the groups of what is no deadline
ASIDE = re.compile(r"（[^（）]*）")
GAP = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")  # between words of the Latin alphabet a space stays

EARLIEST, LATEST = date(2000, 1, 1), date(2090, 1, 1)


@dataclass(frozen=True, slots=True)
class Thing:
    """その日のもの."""

    title: str
    name: str  # without which time it is
    path: str
    group: str
    is_fixed: bool = False
    is_done: bool = False

    @property
    def short(self) -> str:
        """短い題: without what stands in brackets."""
        said = GAP.sub("", ASIDE.sub("", self.name))
        return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


@dataclass(frozen=True, slots=True)
class YearDay:
    """一日."""

    on: date
    closed: str = ""
    things: list[Thing] = field(default_factory=list)
    tasks: int = 0  # 作業 of one's own on that day
    room: int = MOST_TITLES  # titles that a strip shows of it

    @property
    def is_weekend(self) -> bool:
        return bool(self.closed) and is_plain_weekend(self.on, self.closed)

    @property
    def titled(self) -> list[Thing]:
        return self.things[: self.room]

    @property
    def listed(self) -> list[Thing]:
        return self.things[:MOST_LISTED]

    @property
    def unlisted(self) -> int:
        return max(0, len(self.things) - MOST_LISTED)

    @property
    def more(self) -> int:
        return max(0, len(self.things) - self.room)


@dataclass(frozen=True, slots=True)
class Month:
    """ひと月の帯."""

    first: date
    days: list[YearDay]

    @property
    def count(self) -> int:
        return sum(len(day.things) for day in self.days)

    @property
    def is_dense(self) -> bool:
        """詰まった月: its strip gives each title one line."""
        return sum(len(day.titled) for day in self.days) > DENSE

    @property
    def busy(self) -> list[YearDay]:
        """The days on which something falls."""
        return [day for day in self.days if day.things or day.tasks]


@dataclass(frozen=True, slots=True)
class Year:
    """年のこよみ."""

    first: date
    months: list[Month]
    counts: dict[str, int]  # by group, before narrowing
    group: str
    soon: list[Change]
    undated: list[tuple[Duty, str]]  # 日の決まらない締切, and what would tell the day
    is_provisional: bool  # 予測: beyond the official list of holidays

    @property
    def count(self) -> int:
        return sum(month.count for month in self.months)

    @property
    def last(self) -> date:
        return self.months[-1].first

    @property
    def before(self) -> date | None:
        on = add_months(self.first, -MONTHS)
        return on if on >= EARLIEST else None

    @property
    def after(self) -> date | None:
        on = add_months(self.first, MONTHS)
        return on if on <= LATEST else None


def year(viewer: Viewer, first: date, here: Ground, group: str = "") -> Year:
    """十二か月 from the month of `first`, narrowed to one group where that is known."""
    first = first.replace(day=1)
    last = add_months(first, MONTHS) - timedelta(days=1)
    known = deadlines(viewer, first, last + LATER, here)
    falling = [each for each in known if each.act_by and first <= each.act_by <= last]
    by_day, tasks = _things(viewer, first, last, falling)
    counts = Counter(thing.group for things in by_day.values() for thing in things)
    kept = group if group in {*Group, WORK, MILESTONE} else ""
    months = [_month(add_months(first, n), by_day, tasks, kept, here) for n in range(MONTHS)]
    provisional = here.calendars(COMPANY).is_provisional(last)
    return Year(
        first, months, dict(counts), kept, soon(viewer.on, here), _undated(first, last, kept, here), provisional
    )


def _undated(first: date, last: date, group: str, here: Ground) -> list[tuple[Duty, str]]:
    """Those of which an answer or the last time is missing; what has no counted day at all stands among the rules."""
    found = [each for each in undated(first, last, here) if each.why is not Undated.NO_COUNTED_DAY]
    return [(each.duty, why_undated(each)) for each in found if not group or each.duty.group == group]


def _things(
    viewer: Viewer, first: date, last: date, falling: list[Deadline]
) -> tuple[dict[date, list[Thing]], Counter[date]]:
    """By day; a run that does one of these deadlines is not shown beside it."""
    by_day: dict[date, list[Thing]] = defaultdict(list)
    tasks: Counter[date] = Counter()
    for each in falling:
        assert each.act_by, "asked for above"
        by_day[each.act_by].append(_of_deadline(each))
    doing = {each.run.code for each in falling if each.run}
    for thing in dated.days(viewer, first, last, without={"deadline"}):
        if thing.kind == "task":
            tasks[thing.on] += not thing.is_done
        elif thing.key not in doing:
            group = MILESTONE if thing.kind == MILESTONE else WORK
            by_day[thing.on].append(Thing(thing.title, thing.title, thing.path, group, thing.is_fixed, thing.is_done))
    return by_day, tasks


def _of_deadline(each: Deadline) -> Thing:
    return Thing(each.title, each.duty.title, each.path, str(each.duty.group), each.is_fixed, each.is_done)


def _month(first: date, by_day: dict[date, list[Thing]], tasks: Counter[date], group: str, here: Ground) -> Month:
    return Month(first, list(_days(first, by_day, tasks, group, here)))


def _days(
    first: date, by_day: dict[date, list[Thing]], tasks: Counter[date], group: str, here: Ground
) -> Iterator[YearDay]:
    """Each day of the month; where much falls, fewer titles of each day."""
    days = [first + timedelta(days=n) for n in range(month_bounds(first.year, first.month)[1].day)]
    kept = {on: _kept(by_day.get(on, ()), group) for on in days}
    room = min(MOST_TITLES, ROOM // max(1, sum(bool(things) for things in kept.values())))
    for on in days:
        own = tasks[on] if group in {"", WORK} else 0
        yield YearDay(on, here.closed_by(COMPANY, on), kept[on], own, room)


def _kept(things: Iterable[Thing], group: str) -> list[Thing]:
    found = (thing for thing in things if not group or thing.group == group)
    return sorted(found, key=lambda thing: (not thing.is_fixed, thing.group, thing.title))
