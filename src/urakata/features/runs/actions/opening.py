"""実行をはじめる: by hand, or by the sweep when the first start day of a 周期 comes near."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError
from django.db.models.functions import Coalesce

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.backplan import PlannedStep, opening_day, plan
from urakata.core.flow import State, settle
from urakata.core.outline import GateKind, Outline, Step, WhoKind
from urakata.core.recurrence import Anchor, Occurrence, occurrences
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.models import Procedure
from urakata.features.runs.actions import indexing, rows
from urakata.features.runs.actions.reasons import without_number
from urakata.features.runs.actions.settling import settle_run
from urakata.features.runs.models import Run, Task
from urakata.features.runs.queries.steps import places
from urakata.features.runs.wording import period_label

FIXED = frozenset({Anchor.PAYDAY, Anchor.BONUS_DAY})  # 動かせない: promised to people by contract
MAX_LABEL = 100
ROLES = frozenset(RoleName)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CalledFor:
    """もと of a run that the clock opens for something above: what hears how it ends, and what that says of the run."""

    kind: str
    key: str
    label: str
    is_fixed: bool = False
    clearance: str = ""  # beside that of the procedure
    plan_to: date | None = None  # 社内の期限: the steps are counted back from it, the day of the run stays

    def columns(self) -> dict[str, str]:
        return {"origin_kind": self.kind, "origin_key": self.key, "origin_label": self.label[:200]}


@dataclass(frozen=True, slots=True)
class Before:
    """前回: whose each step and its 関所 were last time, and who had the run in charge.

    Whoever stood in for somebody away did it once; the next time it is not theirs.
    """

    in_charge_id: int | None
    doers: Mapping[str, int]
    checkers: Mapping[str, int]


def open_run(
    procedure: Procedure,
    *,
    anchor_on: date,
    label: str = "",
    occurrence: str = "",
    in_charge: Person | None = None,
    names: Sequence[str] = (),
    called_for: CalledFor | None = None,
    by: Viewer,
    at: datetime,
) -> Run:
    """はじめる: a run of the published edition, with a task per step and its days counted back from the anchor.

    Raises IntegrityError when the same occurrence was opened meanwhile, NotAllowed TOO_MANY_SUBJECTS.
    """
    outline = procedures.published_outline(procedure)
    before, edition = _before(procedure), procedures.published(procedure)
    asked = _asked_clearance(procedure, called_for)
    charge_id = in_charge.pk if in_charge else _still(procedure, asked, before.in_charge_id, at) or _self(by)
    with audit.act(by=by, at=at) as record:
        run = Run.objects.create(
            code=new_code(), procedure=procedure, edition=edition, title=procedure.title,
            label=without_number(label.strip()[:MAX_LABEL]), occurrence=occurrence,
            department_id=procedure.department_id,
            clearance=asked, seal_id=procedure.seal_id, anchor_on=anchor_on,
            is_fixed=called_for.is_fixed if called_for else _is_promised(outline),
            **(called_for.columns() if called_for else {}),
            opened_by_id=by.person_id, opened_at=at, in_charge_id=charge_id, step_count=len(outline.steps),
        )  # fmt: skip
        days = (
            days_of(outline, anchor_on, at.date()) if called_for is None else _days_ahead(outline, run, called_for, at)
        )
        line = Task.objects.bulk_create(_tasks(run, outline, before, days, at))
        facts: dict[str, Any] = {"label": run.label, "anchor_on": anchor_on}
        if outline.has_grid:
            facts["people"] = len(rows.fill(run, line, rows.called(outline, anchor_on, names)))
            settle_run(run, at=at, record=record)
        record("run.opened", about=run, **facts)
        indexing.index(run)
    return run


def _is_promised(outline: Outline) -> bool:
    return outline.cadence is not None and outline.cadence.anchor in FIXED


def _asked_clearance(procedure: Procedure, called_for: CalledFor | None) -> str:
    return called_for.clearance if called_for and called_for.clearance else procedure.clearance


def _days_ahead(outline: Outline, run: Run, called_for: CalledFor, at: datetime) -> list[PlannedStep]:
    """工程の日 back from the day of our own; what is opened late begins today, and no step is late from the start."""
    by = called_for.plan_to or run.anchor_on
    first = min(at.date(), run.anchor_on)
    planned = days_of(outline, by, at.date())
    return [replace(step, start_on=max(step.start_on, first), due_on=max(step.due_on, first)) for step in planned]


def _tasks(run: Run, outline: Outline, before: Before, days: Sequence[PlannedStep], at: datetime) -> list[Task]:
    planned = {step.key: step for step in days}
    named = _Named(run, before, at)
    made = [named.task(number, step, planned[step.key]) for number, step in enumerate(outline.steps, start=1)]
    settled = settle(places(run, made))
    for task in made:
        task.state = settled[task.step_key]
    return made


def tasks_anew(run: Run, outline: Outline, at: datetime) -> dict[str, Task]:
    """作業 of each step as if the run were opened now with this edition, by key and not yet saved."""
    planned = {step.key: step for step in days_of(outline, run.anchor_on, run.opened_at.date())}
    named = _Named(run, _before(run.procedure), at)
    return {step.key: named.task(number, step, planned[step.key]) for number, step in enumerate(outline.steps, start=1)}


def days_of(outline: Outline, anchor_on: date, today: date) -> list[PlannedStep]:
    """逆算: the days of the steps for an anchor, in the calendars of this company."""
    calendar = company.calendars()
    opening = outline.opening
    start = opening_day(anchor_on, opening.before, opening.unit, calendar("company")) if opening else today
    return plan(outline.steps, anchor=anchor_on, start=start, calendar=calendar)


@dataclass(slots=True)
class _Named:
    """Puts each step into somebody's hands: who is named, else who did it last time, else the one in charge."""

    run: Run
    before: Before
    at: datetime
    asked: dict[int | None, int | None] = field(default_factory=dict)

    def task(self, number: int, step: Step, planned: PlannedStep) -> Task:
        department_id, role = self._asked(step)
        assignee_id = self._assignee(step, department_id, role)
        checker_id = self._checker(step, assignee_id)
        return Task(
            run=self.run, edition_id=self.run.edition_id, number=number, step_key=step.key, title=step.title,
            gate=step.gate.kind, is_head=step.is_per_subject, assignee_id=assignee_id, checker_id=checker_id,
            department_id=department_id, role=role, start_on=planned.start_on, due_on=planned.due_on,
            minutes=step.minutes or 0, state=State.TODO,
        )  # fmt: skip

    def _asked(self, step: Step) -> tuple[int | None, str]:
        if step.who is None:
            return self.run.department_id, ""
        if step.who.kind is WhoKind.DEPARTMENT:
            return company.department_named(step.who.name) or self.run.department_id, ""
        role = step.who.name if step.who.kind is WhoKind.ROLE else ""
        return self.run.department_id, role if role in ROLES else ""

    def _assignee(self, step: Step, department_id: int | None, role: str) -> int | None:
        if step.who and step.who.kind is WhoKind.PERSON and (person := company.person_named(step.who.name)):
            return self._may(person.pk)
        if doer := self._may(self.before.doers.get(step.key)):
            return doer
        in_own_house = department_id == self.run.department_id and role in {"", RoleName.OFFICE}
        return self._may(self.run.in_charge_id) if in_own_house else None

    def _checker(self, step: Step, assignee_id: int | None) -> int | None:
        if step.gate.kind in {GateKind.NONE, GateKind.NEXT_DAY_SELF}:
            return None
        checker = self._may(self.before.checkers.get(step.key))
        return checker if checker != assignee_id else None

    def _may(self, person_id: int | None) -> int | None:
        if person_id not in self.asked:
            self.asked[person_id] = _still(self.run.procedure, self.run.clearance, person_id, self.at)
        return self.asked[person_id]


def _still(procedure: Procedure, clearance: str, person_id: int | None, at: datetime) -> int | None:
    """The person, if still here and still cleared for this."""
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    if person is None:
        return None
    cleared = company.may_be_given(person, clearance=clearance, seal_id=procedure.seal_id, on=at.date())
    return person.pk if cleared else None


def _self(by: Viewer) -> int | None:
    return by.person_id if by.has(RoleName.OFFICE, RoleName.LEAD) else None


def _before(procedure: Procedure) -> Before:
    last = Run.objects.filter(procedure=procedure).exclude(finished_at=None).order_by("-anchor_on", "-pk").first()
    if last is None:
        return Before(None, {}, {})
    done = last.tasks.filter(state=State.DONE)
    line, cells = done.filter(subject=None), done.filter(subject__isnull=False)
    own = line.annotate(own=Coalesce("assignee_id", "done_by_id")).exclude(own=None)
    by_hand = cells.filter(assignee=None).exclude(done_by=None)  # not what the subjects answered themselves
    doers = dict(by_hand.values_list("step_key", "done_by_id")) | dict(own.values_list("step_key", "own"))
    checked = [found.exclude(checker=None).values_list("step_key", "checker_id") for found in (cells, line)]
    checkers = dict(checked[0]) | dict(checked[1])
    return Before(last.in_charge_id, doers, checkers)


def open_once(
    procedure: Procedure,
    *,
    anchor_on: date,
    label: str,
    occurrence: str,
    in_charge: Person | None = None,
    called_for: CalledFor | None = None,
    by: Viewer,
    at: datetime,
) -> bool:
    """By the clock: True if it was opened now, False if it had been opened already."""
    if Run.objects.filter(procedure=procedure, occurrence=occurrence).exists():
        return False
    try:
        open_run(
            procedure, anchor_on=anchor_on, label=label, occurrence=occurrence, in_charge=in_charge,
            called_for=called_for, by=by, at=at,
        )  # fmt: skip
    except IntegrityError:
        return False
    except NotAllowed as refusal:  # such as more people than a grid holds: told to whoever opens it by hand
        log.warning("%s on %s was not opened: %s", procedure.code, anchor_on, refusal.problems)
        return False
    return True


def open_by_hand(
    procedure: Procedure, *, anchor_on: date, label: str = "", names: Sequence[str] = (), by: Viewer, at: datetime
) -> Run:
    """人がはじめる, with the names of those it is for where the procedure leaves them open.

    Opening the day of the 周期 by hand is that occurrence: the sweep then opens nothing more.

    Raises NotAllowed OPEN_ALREADY when that occurrence has been opened.
    """
    if not by.has(RoleName.LEAD, RoleName.OFFICE) and not by.is_operator:
        raise NotAllowed([Problem.NOT_ASKED])
    coming = occurrence_on(procedure, anchor_on)
    if coming is None:
        return open_run(procedure, anchor_on=anchor_on, label=label, names=names, by=by, at=at)
    occurrence = coming.key
    if Run.objects.filter(procedure=procedure, occurrence=occurrence).exists():
        raise NotAllowed([Problem.OPEN_ALREADY])
    label = label or period_label(coming.period)
    try:
        return open_run(procedure, anchor_on=anchor_on, label=label, occurrence=occurrence, by=by, at=at)
    except IntegrityError as first:
        raise NotAllowed([Problem.OPEN_ALREADY]) from first


def occurrence_on(procedure: Procedure, on: date) -> Occurrence | None:
    """The occurrence of the procedure's 周期 on that day, if it has one."""
    cadence, profile = procedures.published_outline(procedure).cadence, company.profile()
    if cadence is None or profile is None:
        return None
    found = occurrences(cadence, on, on, company=profile.company_days(), calendar=company.calendars())
    return found[0] if found else None
