"""回す: runs open as the clock or a person opens them, and their steps are written into the diary."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from types import MappingProxyType

from urakata.config.sample import absences, outside
from urakata.config.sample.absences import Away
from urakata.config.sample.cast import Cast
from urakata.config.sample.chance import chance
from urakata.config.sample.diary import NEW_EDITION, Act, Diary, moment, morning
from urakata.config.sample.grids import Grid
from urakata.config.sample.hands import GIVEN_ONLY, HANDS, NOTES, STORIES, Story, Turn
from urakata.config.sample.manuals import FIRST, GIVEN_UP, TRIED, shelve
from urakata.config.sample.work import Work, write_down
from urakata.core.backplan import PlannedStep, opening_day
from urakata.core.business_days import ClosedDays, Way
from urakata.core.outline import Outline, Step
from urakata.core.recurrence import Occurrence, occurrences
from urakata.core.viewer import operator
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.actions.shelving import retire
from urakata.features.procedures.models import Procedure
from urakata.features.runs.actions import opening, sideways
from urakata.features.runs.jobs import LOOK_AHEAD, OPENS
from urakata.features.runs.models import Run, Task
from urakata.features.runs.wording import period_label

YEAR = timedelta(days=350)  # occurrences of twelve months: of what has a day by law or by contract
MONTHS = timedelta(days=95)  # occurrences of the last three months: of all the rest
LEAD = timedelta(days=35)  # before the first of them: when the company took up the rest of its procedures
BEGAN = timedelta(days=395)  # when it took up the first ones
TAIL = timedelta(days=21)  # the last run of what was given up was through by then

Lent = Mapping[str, str]  # step → the person who does it this time
NOBODY: Lent = MappingProxyType({})


@dataclass(frozen=True)
class Life:
    """回す: what all the runs of the sample share. `today` is the day the sample stands on; its acts are few.

    `outlines` is what the procedures say at first; `shelf` grows when the company takes up the rest of them.
    """

    cast: Cast
    diary: Diary
    outlines: Mapping[str, Outline]
    shelf: dict[str, Procedure]
    today: date
    calendar: ClosedDays

    def take_up(self) -> None:
        """手順を加える: three months ago, and what they replace is put away."""
        self.diary.add(moment(self._later, 10), self._takes_up)

    def _takes_up(self, at: datetime) -> str:
        later = [outline for key, outline in self.outlines.items() if key not in FIRST]
        self.shelf.update(shelve(later, at))
        for key in GIVEN_UP:
            retire(fresh(self.shelf[key]), by=self.cast.viewer(HANDS[key].charge, at), at=at)
        return NEW_EDITION

    @cached_property
    def _later(self) -> date:
        return self.calendar.shift(self.today - MONTHS - LEAD, Way.NEXT)

    def open_all(self) -> None:
        """周期の手順: every occurrence that was opened by now, each on its opening day, by the clock."""
        for key in sorted(self.outlines):
            coming = self.occurrences(key)
            past = [each.on for each in coming if each.on < self.today]
            for occurrence in coming:
                ago = sum(on >= occurrence.on for on in past)
                at = moment(self.opening_day(key, occurrence), 0, 1)
                self.diary.add(at, self._opens(key, occurrence, ago))

    def occurrences(self, key: str) -> list[Occurrence]:
        """Those of a year or of three months, and those ahead whose opening day has come."""
        cadence, profile = self.outlines[key].cadence, company.profile()
        if cadence is None or profile is None or key in TRIED:
            return []
        since, until = self._lived(key)
        found = occurrences(cadence, since, until, company=profile.company_days(), calendar=company.calendars())
        taken_up = self.today - BEGAN if key in FIRST else self._later
        return [each for each in found if taken_up < self.opening_day(key, each) <= self.today]

    def _lived(self, key: str) -> tuple[date, date]:
        """From which day to which its occurrences are told."""
        since = self.today - (YEAR if key in FIRST else MONTHS)
        return since, self._later - TAIL if key in GIVEN_UP else self.today + LOOK_AHEAD

    @cached_property
    def away(self) -> Away:
        """不在 of whoever runs the payroll."""
        return absences.before(self.past("payroll")[absences.AGO - 1].on, self.calendar)

    def past(self, key: str) -> list[Occurrence]:
        """済んだ回, the last one first."""
        return [each for each in self.occurrences(key) if each.on < self.today][::-1]

    def opening_day(self, key: str, occurrence: Occurrence) -> date:
        rule = self.outlines[key].opening or OPENS
        return opening_day(occurrence.on, rule.before, rule.unit, self.calendar)

    def _opens(self, key: str, occurrence: Occurrence, ago: int) -> Act:
        def act(at: datetime) -> None:
            procedure, known = fresh(self.shelf[key]), occurrence.key
            if Run.objects.filter(procedure=procedure, occurrence=known).exists():
                return  # somebody began it before its day
            person = self.cast.person(HANDS[key].at(ago).charge)
            run = opening.open_run(
                procedure, anchor_on=occurrence.on, label=period_label(occurrence.period), in_charge=person,
                occurrence=known, by=operator(at.date()), at=at,
            )  # fmt: skip
            self.hand_out(run, at, ago=ago)
            self.write_down(run, at.date(), ago)

        return act

    def hand_out(self, run: Run, at: datetime, lent: Lent = NOBODY, ago: int = 0) -> None:
        """頼む: steps that another person does are given to that person in the morning, and received."""
        hands = HANDS[run.procedure.key].at(ago)
        asked = max(morning(at.date(), f"ask {run.procedure.key} {run.anchor_on}"), at + timedelta(minutes=4))
        for task in run.line().order_by("number"):
            doer = self.cast.person(lent.get(task.step_key) or hands.doer(task.step_key))
            if doer.is_outside:
                outside.give(self.cast, self.diary, task, doer, hands.charge, asked)
            elif task.assignee_id != doer.pk and (task.assignee_id or doer.code in GIVEN_ONLY):
                self._hand_over(task, hands.charge, doer.code, asked)

    def _hand_over(self, task: Task, giver: str, doer: str, at: datetime) -> None:
        if giver == doer:
            self.diary.add(at, lambda at: sideways.take_over(task, by=self.cast.viewer(doer, at), at=at))
            return
        self.diary.add(at, self._asks(task, doer, giver))
        self.diary.add(at + timedelta(minutes=21), self._receives(task, doer))

    def _asks(self, task: Task, doer: str, giver: str) -> Act:
        return lambda at: sideways.reassign(task, self.cast.person(doer), by=self.cast.viewer(giver, at), at=at)

    def _receives(self, task: Task, doer: str) -> Act:
        return lambda at: sideways.receive(task, by=self.cast.viewer(doer, at), at=at)

    def write_down(self, run: Run, opened_on: date, ago: int = 0, until: str = "") -> None:
        """工程の日: each step on or before its day, one after the other; `until` names the first step left open."""
        if procedures.outline(run.edition_id).has_grid:
            planned = ((self.work(run, step, ago), day) for step, day in self.days(run, opened_on))
            Grid(self.cast, self.diary, self.calendar, self.today, run).write_down(planned, opened_on)
            return
        last = moment(opened_on, 10, 30)
        for step, day in self.days(run, opened_on):
            if day >= self.today or step.key == until:
                return
            key = f"{run.procedure.key} {run.anchor_on} {step.key}"
            at = max(morning(day, key), last + timedelta(minutes=chance(key).randint(12, 34)))
            last = write_down(self.work(run, step, ago), at)

    def work(self, run: Run, step: Step, ago: int = 0) -> Work:
        procedure = run.procedure.key
        hands = HANDS[procedure].at(ago)
        told: Story | None = STORIES.get((procedure, ago, step.key))
        doer = told.by if told and told.turn is Turn.TAKEN_OVER else hands.doer(step.key)
        note = NOTES.get((procedure, ago, step.key), "")
        return Work(self.cast, self.diary, run, step, hands, doer, self.away, told, note)

    def days(self, run: Run, opened_on: date) -> Iterator[tuple[Step, date]]:
        """工程とその日."""
        outline = procedures.outline(run.edition_id)
        planned = opening.days_of(outline, run.anchor_on, opened_on)
        hands = HANDS[run.procedure.key]
        ahead = hands.ahead
        before = self.calendar.shift(opened_on, Way.NEXT)
        for step, due in zip(outline.steps, _no_later_than_those_after(planned), strict=True):
            ahead = 0 if step.key in hands.on_the_day else ahead
            open_day = self.calendar.shift(due, Way.PREVIOUS)
            before = max(before, self.calendar.add(open_day, -ahead))
            yield step, before


def fresh(procedure: Procedure) -> Procedure:
    """As it is now: a newer edition may have been published."""
    return Procedure.objects.get(pk=procedure.pk)


def _no_later_than_those_after(planned: Sequence[PlannedStep]) -> list[date]:
    """A step that stands before another in the file is done no later than it."""
    days: list[date] = []
    for step in reversed(planned):
        days.append(min(step.due_on, days[-1]) if days else step.due_on)
    return days[::-1]
