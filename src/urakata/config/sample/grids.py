"""人と工程: a run for many people: each answers on a day of their own, and the office takes on whoever is ready."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from urakata.config.sample.absences import SECOND
from urakata.config.sample.asking import Asking
from urakata.config.sample.cast import Cast
from urakata.config.sample.chance import chance
from urakata.config.sample.diary import Act, Diary, moment, morning
from urakata.config.sample.work import Work, write_down
from urakata.core.business_days import ClosedDays, Way
from urakata.core.flow import State
from urakata.core.outline import GateKind
from urakata.features.runs.actions import gates, many
from urakata.features.runs.models import Run, Subject, Task

LONGEST = 9  # business days over which a column fills


@dataclass(frozen=True, slots=True)
class Grid:
    """人と工程 of one run."""

    cast: Cast
    diary: Diary
    calendar: ClosedDays
    today: date
    run: Run

    def write_down(self, planned: Iterable[tuple[Work, date]], opened_on: date) -> None:
        """予定に書く: steps of the run one after the other, columns over the days since the last of these."""
        last, since, looked_at = moment(opened_on, 10, 30), opened_on, opened_on
        for number, (work, day) in enumerate(planned, start=1):
            if work.step.is_asked_of_subject:
                Asking(self.cast, self.diary, self.calendar, self.today, self.run).write_down(work, day)
            elif work.step.is_per_subject:
                day = max(self._due(work, day), looked_at)
                last = max(last, self._fill(work, since, day, number))
                if work.step.gate.kind is not GateKind.NONE:
                    looked_at = self.calendar.add(day, 1)  # what follows waits until the second person has seen all
                    last = moment(looked_at, 9, 5)
            elif day < self.today:
                at = max(morning(day, f"{self.run.title} {self.run.label} {work.step.key}"), last)
                last, since = write_down(work, at) + timedelta(minutes=12), day

    def _due(self, work: Work, day: date) -> date:
        """A column has its own day, whatever stands after it in the file."""
        return max(day, self.calendar.shift(work.task().due_on, Way.PREVIOUS))

    def _fill(self, work: Work, since: date, day: date, number: int) -> datetime:
        """列が埋まる: every afternoon of these days those who are ready, on the last one everybody."""
        spread = min(len(self.calendar.between(since, day)) - 1, LONGEST)
        at = moment(day, 16)
        for left in range(spread, -1, -1):
            on = self.calendar.add(day, -left) if left else day
            at = moment(on, 16, number)
            if on < self.today:
                self.diary.add(at, self._takes_on(work, -left))
        return at

    def _takes_on(self, work: Work, offset: int) -> Act:
        def act(at: datetime) -> None:
            head = work.task()
            if work.is_too_early(head, at):
                return  # the next afternoons catch up
            open_now = head.cells.filter(state=State.NOW, subject__left_at=None).select_related("subject")
            ready = [cell.subject for cell in open_now.order_by("pk") if cell.subject and offset >= _comes(work, cell)]
            if not ready:
                return
            if work.step.is_only_ticks:
                many.finish(head, ready, by=self.cast.viewer(work.hand(at), at), at=at)
            else:
                for row in ready:
                    work.finish_for(self._cell(head, row), at)
            if work.step.gate.kind is not GateKind.NONE:
                self._second_look(work, head, ready, at)

        return act

    def _second_look(self, work: Work, head: Task, ready: Iterable[Subject], at: datetime) -> None:
        """別の人: one after the other, a minute each."""
        checker = work.hands.confirmer(work.step.key)
        checker = SECOND if checker == work.hand(at) else checker
        for minutes, row in enumerate(ready, start=25):
            self.diary.add(at + timedelta(minutes=minutes), self._confirms(head, row, checker))

    def _confirms(self, head: Task, row: Subject, checker: str) -> Act:
        def act(at: datetime) -> None:
            gates.confirm(self._cell(head, row), by=self.cast.viewer(checker, at), at=at)

        return act

    def _cell(self, head: Task, row: Subject) -> Task:
        return head.cells.select_related("run", "subject", "head").get(subject=row)


def _comes(work: Work, cell: Task) -> int:
    """いつ届くか: business days before the day of the step; what not everybody has to bring comes later."""
    by = chance(f"{work.step.key} {cell.subject}")
    once = by.randint(-LONGEST, 0)
    return once if work.step.when else min(once, by.randint(-LONGEST, 0))
