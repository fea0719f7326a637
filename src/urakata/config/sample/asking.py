"""本人が答える: what is asked of each person, on a day of their own; a paper that cannot be read is asked again."""

from dataclasses import dataclass
from datetime import date, datetime

from urakata.config.sample.cast import Cast
from urakata.config.sample.chance import chance
from urakata.config.sample.diary import Act, Diary, moment
from urakata.config.sample.work import Work
from urakata.core.business_days import ClosedDays
from urakata.core.flow import State
from urakata.core.outline import CheckKind
from urakata.features.runs.actions import doing, papers, reminding, sideways
from urakata.features.runs.models import Run, Subject, Task
from urakata.features.runs.queries.spots import step_asked

YEAR_END = "year_end_adjustment"  # whose answers take a fortnight and a reminder; what else is asked is told in a day
FIRST_TO_ANSWER, BY = 33, 4  # so many have answered four business days before the day, the rest in the last three
LATE = ("nakamura", "employee", "foreman")  # who answers last
REMINDED = 5  # business days before the day
REMINDER = "〈名前〉さん、年末調整の申告書がまだ届いていません。スマートフォンで10分ほどです。写真は1枚ずつ送れます。"
UNREADABLE = (6, 19)  # whose paper could not be read: asked once more
IN_USE = "メール、共有フォルダ、勤怠"  # the one thing that is asked in words
AGAIN = "証明書の写真の字が読めません。明るい所で、もう一度お願いします。"
NOTED = {  # of whom it was written down, and at which step
    4: ("loan", "残高の証明書は、月末に届くとのこと。"),
    9: ("insurance", "1枚だけ未着。保険会社に再発行を頼んだとのこと。"),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """本人が答える in one run."""

    cast: Cast
    diary: Diary
    calendar: ClosedDays
    today: date
    run: Run

    def write_down(self, work: Work, day: date) -> None:
        """予定に書く: at noon, on a telephone; a week before the day one word to those who are まだ."""
        asked = self._in_order_of_answering()
        if self.run.procedure.key != YEAR_END or len(asked) < FIRST_TO_ANSWER:  # a few are asked in a day
            for rank, row in enumerate(asked):
                self._at(moment(day, 12, 5 + rank), self._answers(work, row))
            return
        self._at(moment(self.calendar.add(day, -REMINDED), 16, 40), lambda at: self._reminds(work, at))
        for rank, row in enumerate(asked):
            early = rank < FIRST_TO_ANSWER
            offset = BY + 4 - rank * 5 // FIRST_TO_ANSWER if early else max(2 - (rank - FIRST_TO_ANSWER) // 5, 0)
            at = moment(self.calendar.add(day, -offset) if offset else day, 12, 5 + rank)
            self._at(at, self._answers(work, row))
            if rank in UNREADABLE:
                again = self.calendar.add(at.date(), 1)
                self._at(moment(again, 10, 40), self._asks_again(work, row))
                self._at(moment(day, 12, 20), self._answers(work, row))
            if rank in NOTED:
                self._at(moment(self.calendar.add(day, -BY), 15, 20), self._notes(work, row, *NOTED[rank]))

    def _at(self, at: datetime, act: Act) -> None:
        if at.date() < self.today:
            self.diary.add(at, act)

    def _in_order_of_answering(self) -> list[Subject]:
        """Always the same people first."""
        here = self.run.subjects.filter(left_at=None).select_related("person")
        own = [row for row in here if row.person and not row.person.code[1:].isdigit()]

        def place(row: Subject) -> tuple[bool, float]:
            return bool(row.person and row.person.code in LATE), chance(f"answers {row.name}").random()

        return sorted(own, key=place)

    def _answers(self, work: Work, row: Subject) -> Act:
        def act(at: datetime) -> None:
            cell = self._cell(work.task(), row)
            if cell.state == State.NOW and row.person:
                doing.finish(cell, _said(cell, row), by=self.cast.viewer(row.person.code, at), at=at)

        return act

    def _reminds(self, work: Work, at: datetime) -> None:
        reminding.remind(work.task(), REMINDER, by=self.cast.viewer(work.hand(at), at), at=at)

    def _asks_again(self, work: Work, row: Subject) -> Act:
        def act(at: datetime) -> None:
            sideways.redo(self._cell(work.task(), row), reason=AGAIN, by=self.cast.viewer(work.hand(at), at), at=at)

        return act

    def _notes(self, work: Work, row: Subject, key: str, words: str) -> Act:
        def act(at: datetime) -> None:
            cell = self.run.cells().filter(step_key=key, subject=row, state=State.NOW).select_related("run").first()
            if cell:
                papers.note(cell, words, by=self.cast.viewer(work.hand(at), at), at=at)

        return act

    def _cell(self, head: Task, row: Subject) -> Task:
        return head.cells.select_related("run", "subject", "head").get(subject=row)


def _said(cell: Task, row: Subject) -> dict[str, str]:
    """本人の答え: mostly the first choice, and what the person may leave out stays out."""
    lot = chance(f"said {row.name}").randint(0, 9_999)
    is_new = bool(row.person and row.person.hired_on and row.person.hired_on.year == cell.run.anchor_on.year)
    wanted = [check for check in step_asked(cell).checks if check.required]
    written = {check.key: IN_USE for check in wanted if check.kind is CheckKind.TEXT}
    chosen = [check for check in wanted if check.kind is CheckKind.CHOICE]
    return written | {check.key: check.choices[_choice(check.key, lot, is_new)] for check in chosen}


def _choice(key: str, lot: int, is_new: bool) -> int:
    """Nearly everybody has an insurance, a fifth a loan; whoever came this year had another employer before."""
    match key:
        case "insurance":
            return 0 if lot % 5 == 0 else 1 + lot % 2
        case "former":
            return int(is_new)
    return -1 if lot // 7 % 5 == 0 else 0
