"""してよいか: the reasons against an act on a task; button, guard and message all ask here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from urakata.core.flow import FROM, Act, State
from urakata.core.outline import GateKind
from urakata.core.viewer import RoleName, Viewer

OF_HEADS = frozenset({Act.TAKE_OVER, Act.REASSIGN, Act.PREPARE, Act.NOTE})  # the rest is done cell by cell
OF_EMPTY_HEADS = frozenset({Act.SKIP, Act.UNDO, Act.REDO})  # nobody in the grid: the step may be left out
UNDO_FOR = timedelta(minutes=30)
TOKYO = ZoneInfo("Asia/Tokyo")
Rule = Callable[[Viewer, "Facts"], "list[Problem]"]


class Problem(StrEnum):
    """なぜいけないか: worded in features/runs/wording.py."""

    RUN_CLOSED = "run_closed"
    WRONG_STATE = "wrong_state"
    NOT_YET = "not_yet"  # まだ: something before it is open
    ALREADY_DONE = "already_done"  # somebody was first
    OF_ANOTHER = "of_another"  # it is in another person's hands: take over first
    NOT_ASKED = "not_asked"  # it is asked of another department or role
    OWN_WORK = "own_work"  # the checker cannot be the doer
    SAME_DAY = "same_day"  # 翌日の自分: a night lies between
    FOR_ANOTHER_CHECKER = "for_another_checker"
    CHECKS_LEFT = "checks_left"
    EVIDENCE_LEFT = "evidence_left"
    BAD_ANSWER = "bad_answer"
    ANSWER_CHANGED = "answer_changed"
    NO_REASON = "no_reason"
    NO_FIGURE = "no_figure"
    NOT_OWN_ACT = "not_own_act"
    UNDO_TOO_LATE = "undo_too_late"
    ACTED_ON = "acted_on"
    RULED_OUT = "ruled_out"  # 対象外 by a condition: its answer decides, not a press here
    NOTHING_TO_PREPARE = "nothing_to_prepare"
    CANNOT_TAKE = "cannot_take"  # the person named may not be given this
    PERSONAL_NUMBER = "personal_number"
    EMPTY_NOTE = "empty_note"
    TOO_LONG = "too_long"
    OPEN_ALREADY = "open_already"  # the run of that occurrence was opened before
    NO_FILE = "no_file"
    BAD_PAPER = "bad_paper"  # its date or amount cannot be read
    MAY_NOT_MOVE = "may_not_move"  # to another edition: whoever may publish the procedure does that
    MOVED_ALREADY = "moved_already"  # somebody moved the run first
    NEWER_EDITION = "newer_edition"  # published while the page was open
    MOVED_MEANWHILE = "moved_meanwhile"  # another step stands at that number since the page was shown
    NO_CHOICE = "no_choice"
    BY_SUBJECT = "by_subject"  # a step 人ごと is done in its grid, person by person
    BY_STEP = "by_step"  # who does a cell is who has its step
    SUBJECT_LEFT = "subject_left"
    ONE_BY_ONE = "one_by_one"  # it asks for more than a tick: not for many at once
    NOT_ALL = "not_all"  # of those chosen some cannot follow: nobody does
    NOBODY_CHOSEN = "nobody_chosen"
    TOO_MANY_SUBJECTS = "too_many_subjects"
    NO_GRID = "no_grid"  # no step of this run is 人ごと
    IN_GRID_ALREADY = "in_grid_already"
    NO_WORDS = "no_words"  # a reminder without a text
    NOBODY_LEFT = "nobody_left"  # nobody is まだ
    REMINDED_TODAY = "reminded_today"  # all who are まだ were reminded on this day
    PART_WRONG = "part_wrong"  # a form or another part of the step is not content; it says why itself


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need to know of one task; made by `Task.facts()`."""

    state: State
    gate: GateKind
    run_open: bool  # neither finished nor stopped
    assignee_id: int | None
    department_id: int | None
    role: str
    done_by_id: int | None
    done_at: datetime | None
    checker_id: int | None
    confirmed_by_id: int | None = None
    confirmed_at: datetime | None = None
    acted_on: bool = False  # somebody has acted on what followed
    written_by: frozenset[int] = frozenset()  # whose answers stand in it
    is_set_aside: bool = False  # its doer wants to leave it out
    run_stopped: bool = False  # とりやめ: nothing begins again
    ruled_out: bool = False  # 対象外 by a condition, by nobody
    keeper_id: int | None = None  # who has the step; of a cell that its subject answers another than the assignee
    is_head: bool = False
    is_empty: bool = False  # a head without cells
    is_cell: bool = False
    has_left: bool = False  # the subject of the cell was taken out
    covered_by: frozenset[int] = frozenset()  # 代わりの人: who is asked while assignee or checker is away
    uncovered: bool = False  # away, and nobody is named who could: whoever it is asked of

    @property
    def asked_to_check(self) -> int | None:
        """Who is named to check; not one who did it or wrote in it, or nobody could."""
        wrote = self.checker_id in {self.done_by_id, *self.written_by}
        stays = self.gate is GateKind.NEXT_DAY_SELF and not self.is_set_aside
        return None if wrote and not stays else self.checker_id


def is_asked(viewer: Viewer, facts: Facts) -> bool:
    """Whether a task that nobody has yet may be taken by this person."""
    if viewer.is_lead:
        return True
    if facts.role not in {"", RoleName.OFFICE}:
        return facts.role in viewer.roles and viewer.in_office
    if not viewer.has(RoleName.OFFICE):
        return False
    return facts.department_id is None or facts.department_id in viewer.departments


def problems(act: Act, viewer: Viewer, facts: Facts, *, at: datetime) -> list[Problem]:
    """Every reason why `viewer` may not do `act` at this moment; an empty list means yes."""
    found = [*_of_state(act, facts), *_OF_PERSON[act](viewer, facts)]
    return found or _of_time(act, facts, at, viewer)


def _of_state(act: Act, facts: Facts) -> list[Problem]:
    if facts.is_head and act not in (OF_HEADS | OF_EMPTY_HEADS if facts.is_empty else OF_HEADS):
        return [Problem.BY_SUBJECT]
    if facts.is_cell and act in {Act.TAKE_OVER, Act.REASSIGN}:
        return [Problem.BY_STEP]
    if facts.has_left and act is not Act.NOTE:
        return [Problem.SUBJECT_LEFT]
    if act is not Act.NOTE and (facts.run_stopped or (not facts.run_open and act not in {Act.UNDO, Act.REDO})):
        return [Problem.RUN_CLOSED]
    if facts.ruled_out and act in {Act.UNDO, Act.REDO}:
        return [Problem.RULED_OUT]
    if facts.state in FROM[act]:
        return []
    if facts.state is State.TODO:
        return [Problem.NOT_YET]
    done = {State.DONE, State.WAITING, State.NOT_APPLICABLE}
    return [Problem.ALREADY_DONE if facts.state in done and act not in {Act.UNDO, Act.REDO} else Problem.WRONG_STATE]


def _covers(viewer: Viewer, facts: Facts) -> bool:
    """Whether this person is asked in place of somebody who is away."""
    return viewer.person_id in facts.covered_by or (facts.uncovered and is_asked(viewer, facts))


def _doer(viewer: Viewer, facts: Facts) -> list[Problem]:
    if viewer.person_id is not None and viewer.person_id in {facts.assignee_id, facts.keeper_id}:
        return []
    if _covers(viewer, facts) or (facts.is_cell and facts.keeper_id is None and is_asked(viewer, facts)):
        return []
    if facts.assignee_id is not None:
        return [Problem.OF_ANOTHER]
    return [] if is_asked(viewer, facts) else [Problem.NOT_ASKED]


def _checker(viewer: Viewer, facts: Facts) -> list[Problem]:
    own = facts.done_by_id == viewer.person_id or viewer.person_id in facts.written_by
    if own and (facts.gate is not GateKind.NEXT_DAY_SELF or facts.is_set_aside):
        return [Problem.OWN_WORK]
    if facts.asked_to_check is not None:
        own = facts.asked_to_check == viewer.person_id or viewer.is_lead
        return [] if own or _covers(viewer, facts) else [Problem.FOR_ANOTHER_CHECKER]
    return [] if is_asked(viewer, facts) else [Problem.NOT_ASKED]


def _colleague(viewer: Viewer, _facts: Facts) -> list[Problem]:
    """Anyone of the office who can see the run takes over with one press; a temp works on what was given."""
    return [] if viewer.has(RoleName.LEAD, RoleName.OFFICE) or viewer.is_operator else [Problem.NOT_ASKED]


def _giver(viewer: Viewer, facts: Facts) -> list[Problem]:
    own = facts.assignee_id is not None and facts.assignee_id == viewer.person_id and viewer.in_office
    return [] if own else _colleague(viewer, facts)


def _skipper(viewer: Viewer, facts: Facts) -> list[Problem]:
    """A 関所 is set aside in its turn: handed back before it, it would be open out of turn."""
    if facts.gate is not GateKind.NONE and facts.state is State.TODO:
        return [Problem.NOT_YET]
    return _doer(viewer, facts) if viewer.in_office else [Problem.NOT_ASKED]


def _redoer(viewer: Viewer, facts: Facts) -> list[Problem]:
    own = facts.done_by_id is not None and facts.done_by_id == viewer.person_id and viewer.in_office
    return [] if own or is_asked(viewer, facts) else [Problem.NOT_ASKED]


def _undoer(viewer: Viewer, facts: Facts) -> list[Problem]:
    last = facts.confirmed_by_id if facts.confirmed_at else facts.done_by_id
    return [] if last is not None and last == viewer.person_id else [Problem.NOT_OWN_ACT]


def _preparer(viewer: Viewer, facts: Facts) -> list[Problem]:
    """What is got ready ahead is no answer and no stamp: whoever does the step, and anyone of the office."""
    return _doer(viewer, facts) and _colleague(viewer, facts)


def _anyone(_viewer: Viewer, _facts: Facts) -> list[Problem]:
    return []


_OF_PERSON: Mapping[Act, Rule] = {
    Act.CHECK: _doer,
    Act.FINISH: _doer,
    Act.ATTACH: _doer,
    Act.SKIP: _skipper,
    Act.CONFIRM: _checker,
    Act.SEND_BACK: _checker,
    Act.TAKE_OVER: _colleague,
    Act.REASSIGN: _giver,
    Act.REDO: _redoer,
    Act.UNDO: _undoer,
    Act.PREPARE: _preparer,
    Act.NOTE: _anyone,
}


def _of_time(act: Act, facts: Facts, at: datetime, viewer: Viewer) -> list[Problem]:
    if act is Act.CONFIRM and facts.done_by_id == viewer.person_id and facts.done_at:  # next_day_self
        return [] if at.astimezone(TOKYO).date() > facts.done_at.astimezone(TOKYO).date() else [Problem.SAME_DAY]
    return _of_undo(facts, at) if act is Act.UNDO else []


def _of_undo(facts: Facts, at: datetime) -> list[Problem]:
    acted_at = facts.confirmed_at or facts.done_at
    if acted_at is None or at - acted_at > UNDO_FOR:
        return [Problem.UNDO_TOO_LATE]
    return [Problem.ACTED_ON] if facts.acted_on else []
