"""こよみに描く: the weeks around a deadline with what each day is, and the days of a count one by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from urakata.core.due import Counted, DueDay, Op, Operation, Reading
from urakata.core.periods import DAYS_OF_WEEK, Unit, period
from urakata.rules.closed import is_plain_weekend

WhyClosed = Callable[[date], str]

LEAST, MOST = timedelta(weeks=4), timedelta(weeks=6)
AROUND = ("from", "start")  # the day of the fact, and the day on which the work begins
MOST_DAYS, MOST_MONTHS = 14, 12
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """こよみの一日: why it is closed, and which days of the deadline it is."""

    on: date
    closed: str = ""  # named; empty on an open day
    marks: tuple[str, ...] = ()  # nominal · legal · act · own · start · today
    is_buffer: bool = False  # 余白: an open day between ours and the day to act by
    tells_month: bool = False

    @property
    def is_weekend(self) -> bool:
        return bool(self.closed) and is_plain_weekend(self.on, self.closed)


def weeks(marked: Mapping[str, date | None], why: WhyClosed, today: date) -> list[list[Day]]:
    """四〜六週, Sunday first, around the days that are marked; what lies further back than that is left out."""
    days = {name: on for name, on in marked.items() if on}
    first, last = _span(days)
    buffer = (days.get("own"), days.get("act"))
    shown = [_day(first + timedelta(days=n), days, buffer, why, today) for n in range((last - first).days + 1)]
    told = [shown[0], *(each for _, each in pairwise(shown) if each.on.day == 1)]
    rows = [shown[at : at + DAYS_OF_WEEK] for at in range(0, len(shown), DAYS_OF_WEEK)]
    return [[_telling(each) if each in told else each for each in row] for row in rows]


def _span(days: Mapping[str, date]) -> tuple[date, date]:
    """From a Sunday to a Saturday: the days of the deadline, and where there is room what led to them."""
    own = [on for name, on in days.items() if name not in AROUND]
    last = _saturday(max(own))
    first = max(_sunday(min(own)), last - MOST + ONE_DAY)
    for on in (days[name] for name in AROUND if name in days):
        wider = min(first, _sunday(on)), max(last, _saturday(on))
        if wider[1] - wider[0] < MOST:
            first, last = wider
    return min(first, last - LEAST + ONE_DAY), last


def _day(
    on: date, days: Mapping[str, date], buffer: tuple[date | None, date | None], why: WhyClosed, today: date
) -> Day:
    marks = tuple(name for name, day in days.items() if day == on)
    closed = why(on)
    own, act = buffer
    between = own is not None and act is not None and own < on < act
    return Day(on, closed, (*marks, *(["today"] if on == today else [])), between and not closed)


def _telling(day: Day) -> Day:
    return Day(day.on, day.closed, day.marks, day.is_buffer, tells_month=True)


def counted_from(days: DueDay) -> date | None:
    """起点: the day of the fact; a month or a year from which was counted is no day on the wall."""
    reading = days.reading
    if reading is None or not reading.steps or reading.steps[0].operation.op not in {Op.ADD, Op.BEFORE}:
        return None
    return reading.start


def _sunday(on: date) -> date:
    return on - timedelta(days=(on.weekday() + 1) % DAYS_OF_WEEK)


def _saturday(on: date) -> date:
    return _sunday(on) + timedelta(days=DAYS_OF_WEEK - 1)


@dataclass(frozen=True, slots=True)
class CountedRow:
    """数え方の一行: the number that each day gets; the last is the day it leads to."""

    operation: Operation
    numbers: tuple[int, ...]  # 0: not counted
    end: date
    is_safe: bool = False


@dataclass(frozen=True, slots=True)
class CountTable:
    """日数で数える: every day from the first to the last, and what each reading calls it."""

    start: date
    days: tuple[Day, ...]
    rows: tuple[CountedRow, ...]


def count_table(days: DueDay, why: WhyClosed) -> CountTable | None:
    """数え方の表 of what is counted in days, at most fourteen; both readings where one is safe."""
    read = [(reading, safe) for reading, safe in ((days.reading, False), (days.safe_reading, True)) if reading]
    counts = [(_in_days(reading), safe) for reading, safe in read]
    found = [(start, step, safe) for (counted, safe) in counts if counted for start, step in [counted]]
    if not found or len(found) < len(counts):
        return None
    ends = [on for start, step, _ in found for on in (start, step.on)]
    line = [min(ends) + timedelta(days=n) for n in range((max(ends) - min(ends)).days + 1)]
    rows = tuple(CountedRow(step.operation, _numbers(line, start, step), step.on, safe) for start, step, safe in found)
    return CountTable(found[0][0], tuple(Day(on, why(on)) for on in line), rows)


def _in_days(reading: Reading) -> tuple[date, Counted] | None:
    """The one step that counts days, with the day it starts from."""
    start = reading.start
    for step in reading.steps:
        one = step.operation
        size = one.n * (DAYS_OF_WEEK if one.unit is Unit.WEEKS else 1)
        if one.op in {Op.ADD, Op.BEFORE} and one.unit in {Unit.DAYS, Unit.WEEKS} and 1 < size <= MOST_DAYS:
            return start, step
        start = step.on
    return None


def _numbers(line: Sequence[date], start: date, step: Counted) -> tuple[int, ...]:
    """その日が何日目か."""
    one, back = step.operation, step.operation.op is Op.BEFORE
    size = one.n * (DAYS_OF_WEEK if one.unit is Unit.WEEKS else 1)
    first = start if one.inclusive else start + (-ONE_DAY if back else ONE_DAY)
    passed = ((first - on).days if back else (on - first).days for on in line)
    return tuple(n + 1 if 0 <= n < size else 0 for n in passed)


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """月で数える一つ: the n-th month and the day on which it ends."""

    number: int
    on: date


def month_ends(days: DueDay) -> list[MonthEnd]:
    """月の区切り of what is counted in months, from the first to the last."""
    start = days.reading.start if days.reading else None
    for step in days.reading.steps if days.reading else ():
        one = step.operation
        if one.op is Op.ADD and one.unit is Unit.MONTHS and 1 <= one.n <= MOST_MONTHS and start:
            ends = (period(start, n, one.unit, inclusive=one.inclusive).last for n in range(1, one.n + 1))
            return [MonthEnd(n, on) for n, on in enumerate(ends, start=1)]
        start = step.on
    return []
