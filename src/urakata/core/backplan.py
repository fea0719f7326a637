"""逆算: the days of the steps of a run, counted back from its day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import Protocol

from urakata.core.business_days import ClosedDays, Way
from urakata.core.calendar_days import add_days, add_months
from urakata.core.errors import InputMistake
from urakata.core.knots import knots


class Unit(StrEnum):
    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class DueRule:
    """いつ: a step's due day as an offset from the anchor, the start, another step or a field."""

    origin: str  # anchor | start | step:<key> | field:<name>   (`from` in the file)
    offset: int = 0  # negative = before
    unit: Unit = Unit.BUSINESS_DAYS
    calendar: str = "company"


DAY_OF_WORK = 480  # minutes

ANCHOR, START = "anchor", "start"
STEP, FIELD = "step:", "field:"


class Plannable(Protocol):
    """工程 as far as its days are concerned."""

    @property
    def key(self) -> str: ...
    @property
    def due(self) -> DueRule | None: ...
    @property
    def minutes(self) -> int | None: ...
    @property
    def needs(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """工程の日: when a step starts and when it is due; the same day unless it takes more than a day of work."""

    key: str
    start_on: date
    due_on: date
    minutes: int | None


Calendars = Callable[[str], ClosedDays]
Waits = dict[str, set[str]]


def plan(
    steps: Sequence[Plannable],
    *,
    anchor: date,
    start: date,
    calendar: Calendars,
    fields: Mapping[str, date] | None = None,
) -> list[PlannedStep]:
    """逆算: the days of all steps of a run whose day is `anchor`, in the order of the file.

    `start` is the day the run opens (`opening_day`, or today where the procedure does not say). `fields` are the days
    that `field:<name>` may stand on; one that is not known yet falls back to the anchor. A step without a rule is due
    when the first step that needs it starts, else on the anchor; of the steps that need it, those whose own day is
    counted from it do not ask for it earlier. Work that takes longer than a day starts whole open days earlier, in
    the calendar of the step.
    Raises InputMistake `step_twice`, `unknown_step`, `unknown_origin`, `circle`, `unknown_calendar`, `out_of_range`.
    """
    by_key = _by_key(steps)
    counted_from = {step.key: _reference(step) for step in steps}
    _refuse_unknown(steps, counted_from)
    _order({step.key: set(step.needs) for step in steps}, "needs")
    _order({key: set() if other is None else {other} for key, other in counted_from.items()}, "due")
    waits = _loosened(_waits(steps, counted_from), counted_from)
    origins = _Origins(anchor, start, fields or {}, {})
    for key in _order(waits, "due"):
        origins.planned[key] = _planned(by_key[key], waits[key], origins, calendar)
    return [origins.planned[step.key] for step in steps]


def opening_day(anchor: date, before: int, unit: Unit, closed_days: ClosedDays) -> date:
    """開く日: the day a run is opened, counted back from its anchor."""
    return counted(anchor, -before, unit, closed_days)


def counted(origin: date, offset: int, unit: Unit, closed_days: ClosedDays) -> date:
    """数えた日: `offset` units after the origin, before it where negative; a closed day moves earlier."""
    if unit is Unit.BUSINESS_DAYS and offset:
        return closed_days.add(origin, offset)
    day = add_months(origin, offset) if unit is Unit.MONTHS else add_days(origin, offset)
    return closed_days.shift(day, Way.PREVIOUS)


def is_late(planned: Sequence[PlannedStep], on: date) -> bool:
    """間に合わない: a step should have started before that day."""
    return any(step.start_on < on for step in planned)


@dataclass(frozen=True, slots=True)
class _Origins:
    anchor: date
    start: date
    fields: Mapping[str, date]
    planned: dict[str, PlannedStep]

    def day(self, origin: str) -> date:
        if origin.startswith(STEP):
            return self.planned[origin.removeprefix(STEP)].due_on
        if origin.startswith(FIELD):
            return self.fields.get(origin.removeprefix(FIELD), self.anchor)
        return self.start if origin == START else self.anchor


def _planned(step: Plannable, waits: set[str], origins: _Origins, calendar: Calendars) -> PlannedStep:
    rule = step.due or DueRule(ANCHOR)
    closed_days = calendar(rule.calendar)
    origin = origins.day(rule.origin)
    if step.due is None and waits:
        origin = min(origins.planned[key].start_on for key in waits)
    due_on = counted(origin, rule.offset, rule.unit, closed_days)
    days = -(-(step.minutes or 0) // DAY_OF_WORK)
    start_on = closed_days.add(due_on, 1 - days) if days > 1 else due_on
    return PlannedStep(step.key, start_on, due_on, step.minutes)


def _by_key(steps: Sequence[Plannable]) -> dict[str, Plannable]:
    by_key: dict[str, Plannable] = {}
    for step in steps:
        if step.key in by_key:
            raise InputMistake("step_twice", {"step": step.key})
        by_key[step.key] = step
    return by_key


def _reference(step: Plannable) -> str | None:
    """The step from which this one's day is counted."""
    if step.due is None:
        return None
    origin = step.due.origin
    if origin not in (ANCHOR, START) and not origin.startswith((STEP, FIELD)):
        raise InputMistake("unknown_origin", {"step": step.key, "origin": origin})
    return origin.removeprefix(STEP) if origin.startswith(STEP) else None


def _refuse_unknown(steps: Sequence[Plannable], counted_from: Mapping[str, str | None]) -> None:
    for step in steps:
        for other in (*step.needs, counted_from[step.key]):
            if other is not None and other not in counted_from:
                raise InputMistake("unknown_step", {"step": step.key, "other": other})


def _waits(steps: Sequence[Plannable], counted_from: Mapping[str, str | None]) -> Waits:
    """For each step, the steps whose days must be known first."""
    waits: Waits = {step.key: set() for step in steps}
    without_rule = {step.key for step in steps if step.due is None}
    for step in steps:
        reference = counted_from[step.key]
        if reference is not None:
            waits[step.key].add(reference)
        for needed in without_rule.intersection(step.needs):
            waits[needed].add(step.key)
    return waits


def _loosened(waits: Waits, counted_from: Mapping[str, str | None]) -> Waits:
    """`waits` without the steps whose own day is counted, over whatever way, from the step that waits for them."""
    knot = knots(waits)
    return {
        key: {other for other in others if other == counted_from[key] or knot[other] != knot[key]}
        for key, others in waits.items()
    }


def _order(waits: Mapping[str, set[str]], word: str) -> list[str]:
    """The keys so that each comes after those it waits for; InputMistake `circle` where there is no such order."""
    try:
        return list(TopologicalSorter(waits).static_order())
    except CycleError as error:
        raise InputMistake("circle", {"word": word, "steps": tuple(error.args[1])}) from None
