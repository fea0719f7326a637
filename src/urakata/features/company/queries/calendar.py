"""会社の暦を読む: the days of one's own, and a year of twelve months in which they stand among the holidays."""

from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from urakata.common.seams import moved
from urakata.core.business_days import ClosedDays
from urakata.core.calendar_days import month_bounds
from urakata.core.closing import Closing, Spell, spells
from urakata.core.profile import ClosedDay as ProfileDay
from urakata.core.viewer import Viewer
from urakata.features.company.models import ClosedDay
from urakata.rules.calendars import calendars
from urakata.rules.holidays import official

MOST_CLOSED = 2000
AHEAD = timedelta(days=396)  # thirteen months
SUNDAY_FIRST = Calendar(firstweekday=6)

Kept = Mapping[tuple[bool, date], Closing]


class ClosingKind(StrEnum):
    """すること of a day that is being entered."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Cell:
    """ます: one day of a month, or one of its neighbours' (`on` is None)."""

    on: date | None
    is_open: bool = True
    holiday: str = ""
    own: Closing | None = None
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """名のある日: a holiday, or days of the company's own."""

    spell: Spell
    is_own: bool


@dataclass(frozen=True, slots=True)
class Month:
    """ひと月: its weeks from Sunday on, and the days with a name below it."""

    first: date
    weeks: list[list[Cell]]
    named: list[Named]
    open_days: int


@dataclass(frozen=True, slots=True)
class Year:
    """会社の暦 of a year."""

    number: int
    months: list[Month]
    once: list[Spell]  # of this year alone
    yearly: list[Spell]
    open_days: int
    is_provisional: bool  # 予測: beyond the official list of holidays
    official_until: date


def closings() -> dict[tuple[bool, date], Closing]:
    """会社の休み, all of them, by what there is only once."""
    rows = [Closing(row.is_yearly, row.on, row.name, row.half) for row in ClosedDay.objects.all()]
    return {row.key: row for row in rows}


def closing_kind(closing: Closing, kept: Kept) -> ClosingKind:
    if closing.key not in kept:
        return ClosingKind.ADDED
    return ClosingKind.SAME if kept[closing.key] == closing else ClosingKind.CHANGED


def spells_kept() -> list[Spell]:
    """会社の休み drawn together, as they are written out."""
    return spells(closings().values())


def calendar_year(year: int, today: date) -> Year:
    kept = list(closings().values())
    known = spells(kept)
    calendar = calendars(_whole_days(kept))("company")
    about = _About(calendar, official().of_year(year), _in_year(kept, year), today)
    months = [_month(year, number, about) for number in range(1, 13)]
    return Year(
        number=year,
        months=months,
        once=[spell for spell in known if not spell.is_yearly and spell.in_year(year)],
        yearly=[spell for spell in known if spell.is_yearly],
        open_days=sum(month.open_days for month in months),
        is_provisional=calendar.is_provisional(date(year, 12, 31)),
        official_until=calendar.official_until,
    )


def moved_by_closing(viewer: Viewer, new: Iterable[Closing], kept: Kept) -> list[moved.Move]:
    """この日を休みにすると動く日, of the next thirteen months, as far as the viewer may know of them."""
    after = {**kept} | {closing.key: closing for closing in new}
    before, then = (calendars(_whole_days(days.values())) for days in (kept, after))
    return moved.moves(viewer, before, then, viewer.on, viewer.on + AHEAD)


def _whole_days(kept: Iterable[Closing]) -> list[ProfileDay]:
    days = (closing for closing in kept if not closing.half)
    return [(closing.on.month, closing.on.day) if closing.is_yearly else closing.on for closing in days]


def _in_year(kept: Iterable[Closing], year: int) -> dict[date, list[Closing]]:
    """The days of one year on which something of one's own stands, whole days first."""
    found: dict[date, list[Closing]] = {}
    for closing in sorted(kept, key=lambda each: (bool(each.half), each.is_yearly)):
        on = _that_year(closing.on, year) if closing.is_yearly else closing.on
        if on and on.year == year:
            found.setdefault(on, []).append(closing)
    return found


def _that_year(on: date, year: int) -> date | None:
    try:
        return on.replace(year=year)
    except ValueError:  # 29 February
        return None


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of a year, read once."""

    calendar: ClosedDays
    holidays: Mapping[date, str]
    own: Mapping[date, Sequence[Closing]]
    today: date


def _month(year: int, number: int, about: _About) -> Month:
    weeks = [
        [_cell(on, about) if on.month == number else Cell(None) for on in week]
        for week in SUNDAY_FIRST.monthdatescalendar(year, number)
    ]
    first, last = month_bounds(year, number)
    return Month(first, weeks, _named(first, last, about), about.calendar.count(year, number))


def _cell(on: date, about: _About) -> Cell:
    own = about.own.get(on, ())
    return Cell(on, about.calendar.is_open(on), about.holidays.get(on, ""), own[0] if own else None, on == about.today)


def _named(first: date, last: date, about: _About) -> list[Named]:
    """A day of every year counts as one of this year, so that it lies beside its neighbours."""
    own = [
        Closing(False, on, each.name, each.half)
        for on, stand in about.own.items()
        for each in stand
        if first <= on <= last
    ]
    holidays = [Spell(on, on, name=name) for on, name in about.holidays.items() if first <= on <= last]
    found = [Named(spell, False) for spell in holidays] + [Named(spell, True) for spell in spells(own)]
    return sorted(found, key=lambda each: (each.spell.first, each.is_own))
