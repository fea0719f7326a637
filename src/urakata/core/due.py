"""期限: the day a duty is due, counted by its rule from given days, and moved by the calendar that binds it.

`nominal_on` is counted by the text. `legal_on` is the nominal day moved by the roll (rule unknown or none: not moved).
`act_by` is the earlier reading where counting is disputed, not moved later where only practice moves it, and brought
back to a day on which office and company are both open: never after `legal_on`. Plans use `act_by`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from urakata.core.business_days import ClosedDays, Way
from urakata.core.calendar_days import MonthDay, add_days, add_months, day_of_month
from urakata.core.errors import InputMistake
from urakata.core.periods import Unit, end_of_month, period, period_before

Calendars = Callable[[str], ClosedDays]
Given = Mapping[str, date]  # name of a day → the day; `year` stands for its 1 January, a month for its first day

YEAR = "year"
MONTH_SUFFIX = "_month"
COMPANY = "company"
ONE_DAY = timedelta(days=1)


class Op(StrEnum):
    """数え方の一歩."""

    ADD = "add"  # n units after; `inclusive`: the day itself is day 1
    BEFORE = "before"  # n units before; `clear`: n full days lie between
    DAY_OF_MONTH = "day_of_month"  # of the month `months` later
    NTH_BUSINESS_DAY = "nth_business_day"  # of the month `months` later, in the company's calendar
    MONTH_DAY = "month_day"  # of that year
    NEXT_DAY = "next_day"
    PREVIOUS_DAY = "previous_day"
    END_OF_MONTH = "end_of_month"


@dataclass(frozen=True, slots=True)
class Operation:
    """数え方の一歩: one step on the way from the day it starts from to the day by the text."""

    op: Op
    n: int = 0
    unit: Unit = Unit.DAYS
    inclusive: bool = False
    clear: bool = False
    months: int = 0
    month: int = 0
    day: int = 0


class Pick(StrEnum):
    ONE = "one"
    EARLIER = "earlier_of"
    LATER = "later_of"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """数え方: from a named day (or the earlier or later of several) through the operations."""

    names: tuple[str, ...]
    operations: tuple[Operation, ...] = ()
    pick: Pick = Pick.ONE


class Form(StrEnum):
    """期限の形 as the rule file writes it."""

    OFFSET = "offset"
    MONTHLY = "monthly"
    ANNUAL = "annual"
    BEFORE = "before"
    CHAIN = "chain"
    EARLIEST = "earliest"
    NTH_BUSINESS_DAY = "nth_business_day"
    FIXED = "fixed"
    FIXED_SERIES = "fixed_series"
    INTERVAL = "interval"
    SAME_AS = "same_as"
    BUNDLE = "bundle"
    PROMPT = "prompt"
    CHOICE = "choice"
    WINDOW = "window"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FixedDay:
    """決まった日: one day of the law, with what begins on it."""

    on: date
    what: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """間隔: so often after the last time, for one use of the thing where that decides."""

    n: int
    unit: Unit
    use: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """枠: a stretch of days in which something may be done, each end counted for itself."""

    opens: Reckoning
    closes: Reckoning
    title: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """期限の決まり: how the day is counted; without a reckoning there is no counted day."""

    form: Form
    reckonings: tuple[Reckoning, ...] = ()  # several: the earliest of them counts
    then: tuple[Operation, ...] = ()
    safe_side: tuple[Operation, ...] | None = None  # the earlier reading of the first reckoning
    other_reading: str = ""  # a later reading that the rule does not follow, in words
    first_of_fiscal_year: tuple[Operation, ...] | None = None  # where the period is the first of a fiscal year
    extended_by: str = ""  # the answer of the profile that says by how many months more
    variants: Mapping[str, tuple[Operation, ...]] = field(default_factory=dict)
    prompt_from: str = ""
    suggested_days: int | None = None  # ours, not the law's
    fixed: tuple[FixedDay, ...] = ()
    intervals: tuple[Interval, ...] = ()
    options: tuple[str, ...] = ()
    same_as: Mapping[str, str] = field(default_factory=dict)  # hire | leave → the duty that counts
    includes: tuple[str, ...] = ()
    frame: Frame | None = None
    wording: str = ""
    exception: str = ""
    note: str = ""
    approximate: bool = False

    @property
    def is_counted(self) -> bool:
        return bool(self.reckonings or self.fixed)

    @property
    def names(self) -> tuple[str, ...]:
        """The days that must be given."""
        named = [name for reckoning in self.reckonings for name in reckoning.names]
        if self.frame:
            named += [*self.frame.opens.names, *self.frame.closes.names]
        return tuple(dict.fromkeys([*named, *([self.prompt_from] if self.prompt_from else [])]))


class RollRule(StrEnum):
    """休みの日: to which side a day moves that falls on one."""

    NEXT = "next_business_day"
    PREVIOUS = "previous_business_day"
    NONE = "none"
    UNKNOWN = "unknown"


PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Roll:
    """休みの日にあたるとき: the rule, the calendar whose closed days count, and where that is written."""

    rule: RollRule = RollRule.NONE
    calendar: str = ""
    basis: str = ""
    certainty: str = ""  # practice | customary | safe_side | company_rule; empty: written in the law

    @property
    def moves_surely(self) -> bool:
        return self.rule in {RollRule.NEXT, RollRule.PREVIOUS} and self.certainty != PRACTICE


@dataclass(frozen=True, slots=True)
class Counted:
    """数えた一歩: an operation and the day it led to."""

    operation: Operation
    on: date


@dataclass(frozen=True, slots=True)
class Reading:
    """読み方: the day from which was counted, the steps, and the day by the text."""

    name: str
    start: date
    steps: tuple[Counted, ...] = ()

    @property
    def on(self) -> date:
        return self.steps[-1].on if self.steps else self.start


@dataclass(frozen=True, slots=True)
class DueDay:
    """期限の日: by the text, by law, and the day to act by; None where nothing is counted."""

    nominal_on: date | None = None
    legal_on: date | None = None
    act_by: date | None = None
    reading: Reading | None = None
    safe_reading: Reading | None = None

    @property
    def moved(self) -> bool:
        return self.legal_on != self.nominal_on


def due_day(
    due: Due,
    roll: Roll,
    given: Given,
    calendar: Calendars,
    *,
    variant: str = "",
    first: bool = False,
    months_more: int = 0,
) -> DueDay:
    """期限の日 from the given days; `first`: the period is the first of a fiscal year, `months_more`: 延長.

    Raises InputMistake `day_missing` with the names, `unknown_variant`, `out_of_range`.
    """
    if not due.reckonings:
        return _uncounted(due, given)
    if variant and variant not in due.variants:
        raise InputMistake("unknown_variant", {"variant": variant[:40], "known": tuple(due.variants)})
    main, *more = due.reckonings
    other = due.variants[variant] if variant else due.first_of_fiscal_year if first else None
    chosen = _extended(replace(main, operations=other) if other is not None else main, months_more)
    reading = _then(min((_read(each, given, calendar) for each in (chosen, *more)), key=lambda found: found.on), due)
    safe = due.safe_side if other is None else None
    safe_reading = _then(_read(replace(main, operations=safe), given, calendar), due) if safe is not None else None
    return _placed(reading, safe_reading, roll, calendar)


def fixed_day(on: date, roll: Roll, calendar: Calendars) -> DueDay:
    """決まった日, moved as every other."""
    return _placed(Reading("", on), None, roll, calendar)


def interval_day(last_on: date, interval: Interval, roll: Roll, calendar: Calendars) -> DueDay:
    """次の回: an interval after the last time, the day itself not counted."""
    step = Operation(Op.ADD, interval.n, interval.unit)
    return _placed(_read(Reckoning(("last_on",), (step,)), {"last_on": last_on}, calendar), None, roll, calendar)


def frame_days(frame: Frame, given: Given, calendar: Calendars) -> tuple[date, date]:
    """枠の始まりと終わり."""
    return _read(frame.opens, given, calendar).on, _read(frame.closes, given, calendar).on


def missing(names: tuple[str, ...], given: Given) -> tuple[str, ...]:
    return tuple(name for name in names if name not in given)


def _extended(reckoning: Reckoning, months: int) -> Reckoning:
    """申告期限の延長: so many months more in the first count, where it is one of months."""
    if not months or not reckoning.operations:
        return reckoning
    count, *after = reckoning.operations
    return replace(reckoning, operations=(replace(count, n=count.n + months), *after))


def _uncounted(due: Due, given: Given) -> DueDay:
    on = given.get(due.prompt_from) if due.prompt_from else next(iter(given.values()), None)
    if due.prompt_from and on is None:
        raise InputMistake("day_missing", {"names": (due.prompt_from,)})
    if on is None or due.suggested_days is None:
        return DueDay()
    return DueDay(act_by=add_days(on, due.suggested_days))


def _read(reckoning: Reckoning, given: Given, calendar: Calendars) -> Reading:
    if absent := missing(reckoning.names, given):
        raise InputMistake("day_missing", {"names": absent})
    best = max if reckoning.pick is Pick.LATER else min
    name = best(reckoning.names, key=lambda each: given[each])
    steps: list[Counted] = []
    on = given[name]
    for operation in reckoning.operations:
        on = _counted(on, operation, calendar)
        steps.append(Counted(operation, on))
    return Reading(name, given[name], tuple(steps))


def _then(reading: Reading, due: Due) -> Reading:
    steps, on = list(reading.steps), reading.on
    for operation in due.then:
        on = _counted(on, operation, None)
        steps.append(Counted(operation, on))
    return replace(reading, steps=tuple(steps))


def _counted(on: date, step: Operation, calendar: Calendars | None) -> date:
    match step.op:
        case Op.ADD:
            if step.n == 0:
                return on
            return period(on, step.n, step.unit, inclusive=step.inclusive).last
        case Op.BEFORE:
            if step.n == 0:
                return on
            return period_before(on, step.n, step.unit, clear=step.clear).first
        case Op.DAY_OF_MONTH:
            later = add_months(on.replace(day=1), step.months)
            return day_of_month(later.year, later.month, step.day)
        case Op.NTH_BUSINESS_DAY:
            return _nth_business_day(on, step, calendar)
        case Op.MONTH_DAY:
            return day_of_month(on.year, step.month, step.day)
        case Op.NEXT_DAY:
            return add_days(on, 1)
        case Op.PREVIOUS_DAY:
            return add_days(on, -1)
        case Op.END_OF_MONTH:
            return end_of_month(on)


def _nth_business_day(on: date, step: Operation, calendar: Calendars | None) -> date:
    """The n-th open day of the company; in a month with fewer the last, in one without the open day before its end."""
    assert calendar is not None, "counted in the company's calendar"
    days, later = calendar(COMPANY), add_months(on.replace(day=1), step.months)
    found = days.between(later, end_of_month(later))
    return found[min(step.n, len(found)) - 1] if found else days.shift(end_of_month(later), Way.PREVIOUS)


def _placed(reading: Reading, safe: Reading | None, roll: Roll, calendar: Calendars) -> DueDay:
    nominal_on = reading.on
    legal_on = _rolled(nominal_on, roll, calendar)
    earlier = min(nominal_on, safe.on) if safe else nominal_on
    planned = _rolled(earlier, roll, calendar) if roll.moves_surely else earlier
    act_by = _both_open(min(planned, legal_on), roll, calendar)
    return DueDay(nominal_on, legal_on, act_by, reading, safe)


def _rolled(on: date, roll: Roll, calendar: Calendars) -> date:
    match roll.rule:
        case RollRule.NEXT:
            return calendar(roll.calendar).shift(on, Way.NEXT)
        case RollRule.PREVIOUS:
            return calendar(roll.calendar).shift(on, Way.PREVIOUS)
        case _:
            return on


def _both_open(on: date, roll: Roll, calendar: Calendars) -> date:
    """出せる日: the last day up to `on` on which office and company are both open."""
    calendars = [calendar(COMPANY), *([calendar(roll.calendar)] if roll.calendar else [])]
    while not all(each.is_open(on) for each in calendars):
        on = min(each.shift(on, Way.PREVIOUS) for each in calendars)
    return on


def window_days(year: int, opens: MonthDay, closes: MonthDay, roll: Roll, calendar: Calendars) -> tuple[date, date]:
    """受付の期間 that closes in `year`, by the words of the text.

    Where an office receives it (行政機関の休日), the window opens when the office does; in tax law only the end moves.
    """
    closes_on = day_of_month(year, *closes)
    opens_on = day_of_month(year - (opens > closes), *opens)
    if roll.calendar in OFFICES and roll.rule is RollRule.NEXT:
        opens_on = calendar(roll.calendar).shift(opens_on, Way.NEXT)
    return opens_on, closes_on


OFFICES = frozenset({"gov_office", "local_gov", "bank"})
