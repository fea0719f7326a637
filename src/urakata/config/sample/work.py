"""仕事: one step of one run, done through the same actions that people's presses reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from urakata.common.audit.about import About
from urakata.common.files import queries as files
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
    story: Story | None = None
    note: str = ""

    def task(self) -> Task:
        return Task.objects.select_related("run").get(run=self.run, step_key=self.step.key)

    def finish(self, at: datetime) -> None:
        """終える, after what it takes: somebody else's hands, papers, a note."""
        task, by = self.task(), self.cast.viewer(self.doer, at)
        if task.is_ruled_out:
            return
        if reason := self.skipped:
            sideways.skip(task, reason=reason, by=by, at=at)
            return
        if task.assignee_id not in {None, by.person_id}:
            sideways.take_over(task, by=by, at=at)
        self._attach(task, at)
        doing.finish(task, self.answers(at), took=self._took(), by=by, at=at)
        if self.note:
            papers.note(task, self.note, by=by, at=at)

    def undo(self, at: datetime) -> None:
        sideways.undo(self.task(), by=self.cast.viewer(self.doer, at), at=at)

    def redo(self, at: datetime) -> None:
        sideways.redo(self.task(), reason=self._reason, by=self.cast.viewer(self.doer, at), at=at)

    def send_back(self, at: datetime) -> None:
        gates.send_back(self.task(), reason=self._reason, by=self._checker(at), at=at)

    def confirm(self, at: datetime) -> None:
        """確かめる: the second person finds the same figure."""
        task = self.task()
        if not task.is_ruled_out:
            gates.confirm(task, figure=self.answers(at).get(self.step.gate.of, ""), by=self._checker(at), at=at)

    def differ(self, at: datetime) -> None:
        """違う数字を入れる."""
        first = read_figure(self.answers(at)[self.step.gate.of]) or Decimal(0)
        away = AWAY if first > AWAY else 1
        gates.confirm(self.task(), figure=f"{first - away:,}", by=self._checker(at), at=at)

    def explain(self, at: datetime) -> None:
        gates.confirm(self.task(), reason=self._reason, by=self._checker(at), at=at)

    def answers(self, at: datetime) -> Mapping[str, str]:
        return answers(self._procedure, self.step, self.run.anchor_on, at.date())

    @property
    def _procedure(self) -> str:
        return self.run.procedure.key

    @property
    def _reason(self) -> str:
        return self.story.reason if self.story else ""

    def _checker(self, at: datetime) -> Viewer:
        return self.cast.viewer(self.hands.confirmer(self.step.key), at)

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
                if not self._is_kept(about, slot, number):
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
            counterparty=partner, by=self.cast.viewer(self.doer, at), at=at,
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
