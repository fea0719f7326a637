"""周期: on which days a thing comes round."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from urakata.core.business_days import ClosedDays, Way
from urakata.core.calendar_days import (
    FIRST_DAY,
    LAST_DAY,
    LAST_OF_MONTH,
    ONE_DAY,
    MonthDay,
    add_months,
    day_of_month,
    month_bounds,
    out_of_range,
)
from urakata.core.errors import InputMistake


class Every(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"


class Closed(StrEnum):
    """What happens to an occurrence that falls on a closed day."""

    EARLIER = "earlier"
    LATER = "later"
    SKIP = "skip"
    AS_IS = "as_is"


class Anchor(StrEnum):
    PAYDAY = "payday"
    CLOSING_DAY = "closing_day"
    MONTH_END = "month_end"
    BONUS_DAY = "bonus_day"
    FISCAL_YEAR_END = "fiscal_year_end"
    START = "start"


@dataclass(frozen=True, slots=True)
class Cadence:
    """周期 as it stands in a procedure; exactly one of the day words is set."""

    every: Every
    day: int | None = None  # of the month, 1–31; -1 stands for "last"
    weekday: int | None = None  # 0 = Monday
    business_day: int | None = None  # 1 = first; the 10th of a short month is its last
    last_business_day: bool = False
    month_day: tuple[int, int] | None = None  # (month, day)
    anchor: Anchor | None = None
    closed: Closed = Closed.EARLIER
    calendar: str = "company"
    previous: bool = False  # for the period before the one in which its day lies: 前月分


@dataclass(frozen=True, slots=True)
class CompanyDays:
    """会社の日: the days of the company profile that cadences hang on; None where it is not known yet (あとで)."""

    fiscal_year_end: MonthDay | None = None  # the last day of February is meant by (2, 28) as well as (2, 29)
    closing_day: int | None = None  # of the month; LAST_OF_MONTH for 末日
    payday: int | None = None
    payday_month: str = "same"  # same | next: whether the month that closes is paid in itself or in the next
    bonuses: tuple[MonthDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """期間: what an occurrence is for, such as 2026年11月分.

    `year` is the year in which a fiscal year begins (2026年度) and the ISO year of a week; `number` is the month,
    the quarter of the fiscal year or the ISO week, None for whole years.
    """

    every: Every
    year: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """めぐり: one time a cadence comes round; `nominal` by its words, `on` after closed days are dealt with."""

    nominal: date
    on: date
    period: Period
    counted_from: date | None = field(default=None, compare=False)  # the first of its month where open days are counted

    @property
    def key(self) -> str:
        """Stays the same when a day is closed: the nth open day is then another one, but still that of its month."""
        return (self.counted_from or self.nominal).isoformat()


@dataclass(frozen=True, slots=True)
class _Span:
    first: date
    last: date
    period: Period


Calendars = Callable[[str], ClosedDays]

REACH = timedelta(days=62)  # how far an occurrence may be moved away from its nominal day, and be found
MARGIN = 2  # years at both ends of the calendars in which no occurrences are asked for
ROLLED_BY_BANK = frozenset({Anchor.PAYDAY, Anchor.BONUS_DAY})


def occurrences(
    cadence: Cadence, first: date, last: date, *, company: CompanyDays, calendar: Calendars
) -> list[Occurrence]:
    """めぐり of a cadence whose day `on` lies from `first` to `last`, in order.

    Within a quarter or a year `day` is counted in its first month, `weekday` is its first such day, monthly anchors
    its last such day; the anchor `start` is the first day of the period. An anchor the profile does not know yet
    gives nothing. 給与日 and 賞与日 are moved earlier by the bank calendar alone; all else by `closed` and `calendar`.
    What is `previous` is for the period before, and so is a payday with `payday_month` next; both together are so once.
    Raises InputMistake `out_of_range`, `unknown_calendar` or `cadence_without_day`.
    """
    if not FIRST_DAY.year + MARGIN <= first.year or not last.year <= LAST_DAY.year - MARGIN:
        raise out_of_range()
    found = [
        Occurrence(nominal, on, _period_of(cadence, span, company), span.first if _is_counted(cadence) else None)
        for span in _spans(cadence.every, first - REACH, last + REACH, company)
        for nominal in _nominal_days(cadence, span, company, calendar)
        if (on := _moved(nominal, cadence, calendar)) and first <= on <= last
    ]
    return sorted(found, key=lambda occurrence: (occurrence.on, occurrence.nominal))


def _spans(every: Every, first: date, last: date, company: CompanyDays) -> Iterator[_Span]:
    day = first
    while day <= last and (span := _span(every, day, company)):
        yield span
        day = span.last + ONE_DAY


def _span(every: Every, on: date, company: CompanyDays) -> _Span | None:
    match every:
        case Every.WEEK:
            monday = on - timedelta(days=on.weekday())
            year, week, _ = on.isocalendar()
            return _Span(monday, monday + timedelta(days=6), Period(every, year, week))
        case Every.MONTH:
            return _Span(*month_bounds(on.year, on.month), Period(every, on.year, on.month))
        case Every.QUARTER:
            return _quarter(on, company.fiscal_year_end or (12, 31))
        case Every.YEAR:
            return _Span(date(on.year, 1, 1), date(on.year, 12, 31), Period(every, on.year))
        case Every.FISCAL_YEAR:
            return _fiscal_year(on, company.fiscal_year_end) if company.fiscal_year_end else None


def fiscal_year_end(year: int, month_day: MonthDay) -> date:
    """決算日 in a calendar year; a February year end is the last day of February."""
    month, day = month_day
    return day_of_month(year, month, LAST_OF_MONTH if month == 2 and day >= 28 else day)


def _fiscal_year(on: date, end: MonthDay) -> _Span:
    year = on.year if on <= fiscal_year_end(on.year, end) else on.year + 1
    first = fiscal_year_end(year - 1, end) + ONE_DAY
    return _Span(first, fiscal_year_end(year, end), Period(Every.FISCAL_YEAR, first.year))


def _quarter(on: date, end: MonthDay) -> _Span:
    year = _fiscal_year(on, end)
    starts = [add_months(year.first, 3 * passed) for passed in range(4)]
    number = bisect_right(starts, on)
    last = starts[number] - ONE_DAY if number < len(starts) else year.last
    return _Span(starts[number - 1], last, Period(Every.QUARTER, year.first.year, number))


def _nominal_days(cadence: Cadence, span: _Span, company: CompanyDays, calendar: Calendars) -> list[date]:
    if cadence.anchor:
        return _anchor_days(cadence.anchor, span, company)
    if cadence.month_day:
        return _month_days(cadence.month_day, span)
    if cadence.day:
        return [_counted_day(cadence.day, span)]
    if cadence.weekday is not None:
        return [span.first + timedelta(days=(cadence.weekday - span.first.weekday()) % 7)]
    if cadence.business_day or cadence.last_business_day:
        open_days = calendar(cadence.calendar).between(span.first, span.last)
        # 第10営業日 of a month that has only nine is its last one
        nth = min(cadence.business_day or len(open_days), len(open_days))
        return [open_days[nth - 1]] if nth else []
    raise InputMistake("cadence_without_day", {"every": str(cadence.every)})


def _is_counted(cadence: Cadence) -> bool:
    return cadence.business_day is not None or cadence.last_business_day


def _counted_day(day: int, span: _Span) -> date:
    if day == LAST_OF_MONTH:
        return span.last
    if span.period.every is Every.WEEK:
        return min(span.first + timedelta(days=day - 1), span.last)
    return day_of_month(span.first.year, span.first.month, day)


def _month_days(month_day: MonthDay, span: _Span) -> list[date]:
    """The month and day in a year; in a quarter every third month from it, in a month its day alone."""
    month, day = month_day
    step = {Every.QUARTER: 3, Every.MONTH: 1}.get(span.period.every, 12)
    days = [day_of_month(year, at, day) for year, at in _months(span) if (at - month) % step == 0]
    return [on for on in days if span.first <= on <= span.last]


def _anchor_days(anchor: Anchor, span: _Span, company: CompanyDays) -> list[date]:
    match anchor:
        case Anchor.START:
            return [span.first]
        case Anchor.FISCAL_YEAR_END:
            end = company.fiscal_year_end
            days = {fiscal_year_end(year, end) for year, _ in _months(span)} if end else set()
        case Anchor.BONUS_DAY:
            days = {day_of_month(year, *bonus) for year, _ in _months(span) for bonus in company.bonuses}
        case _:
            days = _monthly_days(anchor, span, company)
    return sorted(day for day in days if span.first <= day <= span.last)


def _monthly_days(anchor: Anchor, span: _Span, company: CompanyDays) -> set[date]:
    known = {
        Anchor.PAYDAY: company.payday,
        Anchor.CLOSING_DAY: company.closing_day,
        Anchor.MONTH_END: LAST_OF_MONTH,
    }
    day = known.get(anchor)
    if day is None:
        return set()
    days = [day_of_month(year, month, day) for year, month in _months(span)]
    inside = [on for on in days if span.first <= on <= span.last]
    return set(inside[-1:])


def _months(span: _Span) -> list[tuple[int, int]]:
    """The (year, month) pairs that a span touches."""
    passed = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month
    starts = [add_months(span.first.replace(day=1), number) for number in range(passed + 1)]
    return [(start.year, start.month) for start in starts]


def _moved(nominal: date, cadence: Cadence, calendar: Calendars) -> date | None:
    if cadence.anchor in ROLLED_BY_BANK:
        return calendar("bank").shift(nominal, Way.PREVIOUS)
    closed_days = calendar(cadence.calendar)
    match cadence.closed:
        case Closed.EARLIER:
            return closed_days.shift(nominal, Way.PREVIOUS)
        case Closed.LATER:
            return closed_days.shift(nominal, Way.NEXT)
        case Closed.SKIP:
            return nominal if closed_days.is_open(nominal) else None
        case Closed.AS_IS:
            return nominal


def _period_of(cadence: Cadence, span: _Span, company: CompanyDays) -> Period:
    """期間: the one before for 前月分, and for 翌月払い, whose payday is for the month that closed."""
    pays_closed_month = (
        cadence.anchor is Anchor.PAYDAY and company.payday_month == "next" and cadence.every is Every.MONTH
    )
    is_for_before = cadence.previous or pays_closed_month
    before = _span(cadence.every, span.first - ONE_DAY, company) if is_for_before else None
    return (before or span).period
