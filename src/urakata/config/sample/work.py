"""仕事: one step of one run, done through the same actions that people's presses reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from urakata.common.audit.about import About
from urakata.common.files import queries as files
from urakata.config.sample.absences import SECOND, Away
from urakata.config.sample.answers import answers
from urakata.config.sample.cast import Cast
from urakata.config.sample.chance import amount
from urakata.config.sample.diary import Diary
from urakata.config.sample.hands import BILLS, PARTNERS, Hands, Story, Turn
from urakata.config.sample.papers import paper
from urakata.core.gate import figure as read_figure
from urakata.core.outline import CheckKind, GateKind, Step
from urakata.core.viewer import Viewer
from urakata.features.runs.actions import doing, gates, papers, sideways
from urakata.features.runs.models import Run, Task
from urakata.features.runs.queries.spots import step_asked

AWAY = 4_730  # by how much the second person's figure differs, where it does


@dataclass(frozen=True, slots=True)
class Work:
    """仕事: a step of a run in somebody's hands."""

    cast: Cast
    diary: Diary
    run: Run
    step: Step
    hands: Hands
    doer: str
    away: Away
    story: Story | None = None
    note: str = ""

    def task(self) -> Task:
        found = self.run.line().select_related("checker").get(step_key=self.step.key)
        found.run = self.run  # whose name and clearance stay as they are; the acts read it anew
        return found

    def finish(self, at: datetime) -> None:
        """終える, after what it takes: somebody else's hands, papers, a note."""
        task, by = self.task(), self.cast.viewer(self.hand(at), at)
        if task.is_ruled_out:
            return
        if reason := self.skipped:
            sideways.skip(task, reason=reason, by=by, at=at)
            return
        stands_in = self.hand(at) != self.doer and not self.is_too_early(task, at)
        if task.assignee_id not in {None, by.person_id} and not stands_in:
            sideways.take_over(task, by=by, at=at)
        self._attach(task, at)
        doing.finish(task, self.answers(at, step_asked(task)), took=self._took(), by=by, at=at)
        if self.note:
            papers.note(task, self.note, by=by, at=at)

    def finish_for(self, cell: Task, at: datetime) -> None:
        """ひとりの分を終える, where more is asked than a tick."""
        asked = step_asked(cell)
        said = answers(self._procedure, asked, self.run.anchor_on, at.date(), str(cell.subject))
        doing.finish(cell, said, by=self.cast.viewer(self.hand(at), at), at=at)

    def undo(self, at: datetime) -> None:
        sideways.undo(self.task(), by=self.cast.viewer(self.hand(at), at), at=at)

    def redo(self, at: datetime) -> None:
        sideways.redo(self.task(), reason=self._reason, by=self.cast.viewer(self.hand(at), at), at=at)

    def send_back(self, at: datetime) -> None:
        task = self.task()
        gates.send_back(task, reason=self._reason, by=self._checker(task, at), at=at)

    def confirm(self, at: datetime) -> None:
        """確かめる: the second person finds the same figure."""
        task = self.task()
        if not task.is_ruled_out:
            gates.confirm(task, figure=self.answers(at).get(self.step.gate.of, ""), by=self._checker(task, at), at=at)

    def differ(self, at: datetime) -> None:
        """違う数字を入れる."""
        first = read_figure(self.answers(at)[self.step.gate.of]) or Decimal(0)
        away, task = AWAY if first > AWAY else 1, self.task()
        gates.confirm(task, figure=f"{first - away:,}", by=self._checker(task, at), at=at)

    def explain(self, at: datetime) -> None:
        task = self.task()
        gates.confirm(task, reason=self._reason, by=self._checker(task, at), at=at)

    def answers(self, at: datetime, asked: Step | None = None) -> Mapping[str, str]:
        """Of the step as it is asked that day: an edition may have come in between."""
        return answers(self._procedure, asked or self.step, self.run.anchor_on, at.date())

    @property
    def _procedure(self) -> str:
        return self.run.procedure.key

    @property
    def _reason(self) -> str:
        return self.story.reason if self.story else ""

    def _checker(self, task: Task, at: datetime) -> Viewer:
        """Whom the step names since last time; never whoever did it: the lead looks where the checker stands in."""
        checker = task.checker.code if task.checker else self.hands.confirmer(self.step.key)
        return self.cast.viewer(SECOND if checker == self.hand(at) else checker, at)

    def hand(self, at: datetime) -> str:
        """だれの手で, on that day."""
        return self.away.hand(self.doer, self._procedure, at)

    def is_too_early(self, task: Task, at: datetime) -> bool:
        """Whoever stands in is asked from the day on which a step should begin; before it they take it over."""
        return self.hand(at) != self.doer and at.date() < task.start_on

    @property
    def skipped(self) -> str:
        """Why the step does not apply, if it does not; where it has a 関所, another agrees."""
        if self.story and self.story.turn is Turn.SKIPPED:
            return self.story.reason
        return ""

    def _took(self) -> str:
        minutes = self.step.minutes or 0
        return "15" if minutes <= 15 else "30" if minutes <= 30 else "60" if minutes <= 60 else "more"

    def _attach(self, task: Task, at: datetime) -> None:
        wanted = [*self.step.evidence, *(check.text for check in self.step.checks if check.kind is CheckKind.FILE)]
        about: About = task.about()
        for slot in wanted:
            for number in range(BILLS.get(slot, 1)):
                if not (self.story and self._is_kept(about, slot, number)):
                    self._keep(task, slot, number, at)

    def _is_kept(self, about: About, slot: str, number: int) -> bool:
        """A step that is done again has its papers already."""
        return files.of(about.kind, [about.key]).filter(slot=slot).count() > number

    def _keep(self, task: Task, slot: str, number: int, at: datetime) -> None:
        is_bill = slot in BILLS
        partner = PARTNERS[number % len(PARTNERS)] if is_bill else ""
        yen = amount(f"{self._procedure} {self.run.anchor_on} {slot} {number}")
        label = f"{self.run.anchor_on:%Y%m%d}" + (f"_{partner}" if partner else "")
        lines = [f"日付,{at:%Y-%m-%d}", f"金額,{yen}", f"相手先,{partner}"] if is_bill else self._lines(at)
        name, content = paper(slot, label, lines)
        papers.attach(
            task, name, content, slot=slot, on=at.date(), amount=Decimal(yen) if is_bill else None,
            counterparty=partner, by=self.cast.viewer(self.hand(at), at), at=at,
        )  # fmt: skip

    def _lines(self, at: datetime) -> list[str]:
        """Never the figure that a second person is to find without seeing it."""
        said, hidden = self.answers(at), self.step.gate.of
        told = [check for check in self.step.checks if check.key in said and check.key != hidden]
        return [f"{check.text},{said[check.key].replace(',', '')}" for check in told]


def write_down(work: Work, at: datetime) -> datetime:
    """予定に書く: the acts of a step from `at` on; answers when the last of them has happened."""
    script = _MINUTES.get(work.story.turn if work.story else None, _PLAIN)
    alone = work.step.gate.kind is GateKind.NONE
    acts = [(after, name) for after, name in script if not (alone and name in OF_A_SECOND)]
    for after, name in acts:
        work.diary.add(at + timedelta(minutes=after), getattr(work, name))
    return at + timedelta(minutes=acts[-1][0])


OF_A_SECOND = frozenset({"confirm", "send_back", "differ", "explain"})
Script = tuple[tuple[int, str], ...]
_PLAIN: Script = ((0, "finish"), (47, "confirm"))
_MINUTES: Mapping[Turn | None, Script] = {
    Turn.DIFFERS: ((0, "finish"), (38, "differ"), (66, "explain")),
    Turn.SENT_BACK: ((0, "finish"), (34, "send_back"), (59, "finish"), (81, "confirm")),
    Turn.REDONE: ((0, "finish"), (29, "confirm"), (58, "redo"), (83, "finish"), (104, "confirm")),
    Turn.UNDONE: ((0, "finish"), (9, "undo"), (24, "finish"), (51, "confirm")),
}
