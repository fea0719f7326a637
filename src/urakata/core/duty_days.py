"""締切の並ぶ年: the duties of a company between two days, as a pure function of rules, profile and range."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from urakata.core import company_dates
from urakata.core.calendar_days import MonthDay, add_months, day_of_month
from urakata.core.company_dates import Fact
from urakata.core.due import (
    MONTH_SUFFIX,
    YEAR,
    Calendars,
    DueDay,
    Form,
    Given,
    Interval,
    due_day,
    fixed_day,
    interval_day,
    missing,
)
from urakata.core.duty import Duties, Duty, DutyKind, Frequency, current, in_force, reference_day
from urakata.core.duty_count import LAST_YEAR, in_reach
from urakata.core.profile import Profile

MONTHS_BACK, MONTHS_ON = 5, 2  # how far the month of a monthly duty may lie from its day
YEARS_BACK, YEARS_ON = 2, 1


class Kind(StrEnum):
    """何の分か."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"  # by its last day
    FISCAL_YEAR_AHEAD = "fiscal_year_ahead"  # by its first day
    PERIOD = "period"  # by its last day
    PAYMENT = "payment"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class For:
    """何の分: what an occurrence is for; `key` stays the same when its day moves."""

    kind: Kind
    on: date

    @property
    def key(self) -> str:
        match self.kind:
            case Kind.YEAR:
                return f"{self.on.year}"
            case Kind.MONTH | Kind.QUARTER:
                return f"{self.on:%Y-%m}"
            case _:
                return self.on.isoformat()


@dataclass(frozen=True, slots=True)
class HouseRule:
    """うちの決めごと: what a company said about one duty."""

    is_off: bool = False
    variant: str = ""
    last_on: date | None = None  # 前回 of what comes at intervals
    interval: int = 0  # which of the intervals, where the use decides
    anchor: MonthDay | None = None  # 起算日 of every year, such as that of the 36協定


@dataclass(frozen=True, slots=True)
class Falls:
    """めぐってきた義務: one time a duty is due."""

    duty: Duty
    what_for: For
    days: DueDay
    given: Given

    @property
    def key(self) -> str:
        """The same for as long as the duty is: `gensen_nofu:2026-11`."""
        return f"{self.duty.id}:{self.what_for.key}"

    @property
    def legal_on(self) -> date:
        assert self.days.legal_on, "only what has a day falls due"
        return self.days.legal_on

    @property
    def act_by(self) -> date:
        assert self.days.act_by, "only what has a day falls due"
        return self.days.act_by


class Undated(StrEnum):
    """日の決まらないわけ."""

    NO_COUNTED_DAY = "no_counted_day"
    LAST_TIME_UNKNOWN = "last_time_unknown"
    PROFILE_UNKNOWN = "profile_unknown"


@dataclass(frozen=True, slots=True)
class WithoutDay:
    """日のない義務."""

    duty: Duty
    why: Undated
    keys: tuple[str, ...] = ()  # of the profile, that would tell


@dataclass(frozen=True, slots=True)
class Off:
    """うちには無い義務: by the profile, or because the company said so."""

    duty: Duty
    is_choice: bool = False


@dataclass(frozen=True, slots=True)
class DutyDays:
    """並んだ義務: those with a day in the order of their legal day, those off, and those without a day."""

    falls: list[Falls]
    off: list[Off]
    undated: list[WithoutDay]


NO_RULES: Mapping[str, HouseRule] = {}
AS_THE_LAW_SAYS = HouseRule()


def duty_days(
    duties: Duties,
    profile: Profile,
    first: date,
    last: date,
    *,
    calendar: Calendars,
    house: Mapping[str, HouseRule] = NO_RULES,
) -> DutyDays:
    """義務 whose legal day lies from `first` to `last`, for this company.

    A missing answer of the profile switches nothing off. Raises InputMistake `out_of_range` past 2099.
    """
    in_reach(last)
    known = DutyDays([], [], [])
    for id, versions in duties.items():
        _add(known, versions, _Asked(profile, first, last, calendar, house.get(id, AS_THE_LAW_SAYS)))
    known.falls.sort(key=lambda falls: (falls.legal_on, falls.act_by, falls.key))
    return known


@dataclass(frozen=True, slots=True)
class _Asked:
    profile: Profile
    first: date
    last: date
    calendar: Calendars
    house: HouseRule

    @property
    def years(self) -> range:
        return range(self.first.year - YEARS_BACK, self.last.year + YEARS_ON + 1)

    def months(self) -> Iterator[date]:
        """The first days of the months around."""
        day = add_months(self.first.replace(day=1), -MONTHS_BACK)
        while day <= add_months(self.last.replace(day=1), MONTHS_ON):
            yield day
            day = add_months(day, 1)


def _add(known: DutyDays, versions: Sequence[Duty], asked: _Asked) -> None:
    if asked.house.is_off:
        known.off.append(Off(current(versions, asked.first), is_choice=True))
        return
    applying = [duty for duty in versions if duty.applies_to(asked.profile) is not False]
    found = [falls for duty in applying for falls in _falls(duty, versions, asked)]
    known.falls.extend(found)
    if not found:
        _say_why(known, versions, asked)


def _say_why(known: DutyDays, versions: Sequence[Duty], asked: _Asked) -> None:
    """Of a duty that does not fall: ruled out, or without a day; what waits for its event or its law is not named."""
    alive = _alive(versions, asked)
    applying = [duty for duty in alive or versions if duty.applies_to(asked.profile) is not False]
    if not applying:
        known.off.append(Off(current(alive or versions, asked.first)))
    elif alive and (why := _without_day(current(applying, asked.first), asked)):
        known.undated.append(why)


def _alive(versions: Sequence[Duty], asked: _Asked) -> list[Duty]:
    """The versions in force on some day of the range."""
    begun = [duty for duty in versions if duty.since is None or duty.since <= asked.last]
    return [duty for duty in begun if duty.until is None or duty.until >= asked.first]


def _falls(duty: Duty, versions: Sequence[Duty], asked: _Asked) -> Iterator[Falls]:
    for what_for, given, days in _candidates(duty, asked):
        if days.legal_on is None or not asked.first <= days.legal_on <= asked.last:
            continue
        counts_on = reference_day(duty, given, days.nominal_on) or days.legal_on
        if in_force(versions, counts_on) is duty:
            yield Falls(duty, what_for, days, given)


def _candidates(duty: Duty, asked: _Asked) -> Iterator[tuple[For, Given, DueDay]]:
    for fixed in duty.due.fixed:
        yield For(Kind.DAY, fixed.on), {}, fixed_day(fixed.on, duty.roll, asked.calendar)
    if duty.due.form is Form.INTERVAL and asked.house.last_on:
        yield from _by_interval(duty, _interval(duty, asked.house), asked.house.last_on, asked)
    if duty.due.reckonings:
        for kind, fact in _facts(duty, asked):
            yield _counted(duty, kind, fact, asked)


def _interval(duty: Duty, house: HouseRule) -> Interval:
    """The interval that was chosen; the last, where a newer rule knows fewer uses."""
    return duty.due.intervals[min(house.interval, len(duty.due.intervals) - 1)]


def _counted(duty: Duty, kind: Kind, fact: Fact, asked: _Asked) -> tuple[For, Given, DueDay]:
    first = fact.is_first_of_fiscal_year
    variant = asked.house.variant if asked.house.variant in duty.due.variants else ""
    more = duty.months_more(asked.profile)
    days = due_day(duty.due, duty.roll, fact.given, asked.calendar, variant=variant, first=first, months_more=more)
    on = fact.period.replace(year=fact.period.year + duty.for_year) if kind is Kind.YEAR else fact.period
    return For(kind, on), fact.given, days


def _facts(duty: Duty, asked: _Asked) -> Iterator[tuple[Kind, Fact]]:
    """起こること: what the calendar, the profile or the house's own anchor brings about."""
    if duty.trigger.event:
        yield from _of_event(duty, asked)
        return
    name = duty.names[0]
    if name == YEAR:
        for year in asked.years:
            yield Kind.YEAR, Fact({YEAR: date(year, 1, 1)}, date(year, 1, 1))
    elif name.endswith(MONTH_SUFFIX):
        is_quarterly = duty.trigger.frequency is Frequency.QUARTERLY
        months = asked.months() if not is_quarterly else _quarter_ends(duty, asked)
        for month in months:
            yield Kind.QUARTER if is_quarterly else Kind.MONTH, Fact({name: month}, month)
    elif name == "payday":
        yield from _paydays(name, asked)
    else:
        yield from _once_a_year(name, asked)


def _of_event(duty: Duty, asked: _Asked) -> Iterator[tuple[Kind, Fact]]:
    if asked.house.anchor and duty.trigger.anchor:
        for year in asked.years:
            on = day_of_month(year, *asked.house.anchor)
            yield Kind.DAY, Fact({duty.trigger.anchor: on}, on)
        return
    brought = company_dates.facts(duty.trigger.event, asked.years, asked.profile, asked.calendar)
    for fact in brought or ():
        if not missing(duty.names, fact.given):
            yield _kind(duty.trigger.event), fact


def _kind(event: str) -> Kind:
    if event.startswith("interim"):
        return Kind.PERIOD
    if event.endswith("_start"):
        return Kind.FISCAL_YEAR_AHEAD
    return Kind.PAYMENT if event == "bonus_payment" else Kind.FISCAL_YEAR


def _quarter_ends(duty: Duty, asked: _Asked) -> Iterator[date]:
    """四半期の末の月: of the calendar year where the law says so, of the fiscal year for what the house closes."""
    end = asked.profile.fiscal_year_end if duty.kind is DutyKind.CUSTOMARY else None
    shift = end[0] % 3 if end else 0
    return (month for month in asked.months() if month.month % 3 == shift)


def _paydays(name: str, asked: _Asked) -> Iterator[tuple[Kind, Fact]]:
    if asked.profile.payday is not None:
        for month in asked.months():
            yield Kind.MONTH, Fact({name: day_of_month(month.year, month.month, asked.profile.payday)}, month)


def _once_a_year(name: str, asked: _Asked) -> Iterator[tuple[Kind, Fact]]:
    for year in asked.years:
        given = {YEAR: date(year, 1, 1)}
        if on := company_dates.derived(name, given, asked.profile, asked.calendar):
            kind = Kind.FISCAL_YEAR if name == "fiscal_year_end" else Kind.YEAR
            yield kind, Fact({name: on}, on if kind is Kind.FISCAL_YEAR else date(year, 1, 1))


def _by_interval(duty: Duty, interval: Interval, last_on: date, asked: _Asked) -> Iterator[tuple[For, Given, DueDay]]:
    """次の回、その次の回: each counted from the last time that is known."""
    times = 1
    while True:
        each = Interval(interval.n * times, interval.unit, interval.use)
        days = interval_day(last_on, each, duty.roll, asked.calendar)
        if days.nominal_on is None or days.nominal_on.year > min(asked.last.year + YEARS_ON, LAST_YEAR):
            return
        yield For(Kind.DAY, days.nominal_on), {"last_on": last_on}, days
        times += 1


def _without_day(duty: Duty, asked: _Asked) -> WithoutDay | None:
    """日のないわけ; None for what only waits for its event, its month or its year."""
    if duty.due.form in {Form.BUNDLE, Form.SAME_AS}:
        return None
    if duty.due.form is Form.INTERVAL:
        return None if asked.house.last_on else WithoutDay(duty, Undated.LAST_TIME_UNKNOWN)
    if not duty.due.is_counted:
        return WithoutDay(duty, Undated.NO_COUNTED_DAY)
    named = (duty.trigger.event, *duty.names) if duty.due.reckonings else ()
    if keys := tuple(dict.fromkeys(key for name in named for key in company_dates.unknown_keys(name, asked.profile))):
        return WithoutDay(duty, Undated.PROFILE_UNKNOWN, keys)
    tells = duty.trigger.event or duty.due.fixed or next(_facts(duty, asked), None)
    return None if tells else WithoutDay(duty, Undated.NO_COUNTED_DAY)  # by a contract, which no profile knows
