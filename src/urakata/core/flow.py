"""流れ: the six states of a task, the acts between them, and which step is いまここ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from urakata.core.outline import GateKind


class State(StrEnum):
    TODO = "todo"  # まだ
    NOW = "now"  # いまここ
    WAITING = "waiting"  # 確認待ち
    DONE = "done"  # 済み
    SENT_BACK = "sent_back"  # 差し戻し
    NOT_APPLICABLE = "not_applicable"  # 対象外


class Act(StrEnum):
    CHECK = "check"
    FINISH = "finish"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    SKIP = "skip"
    UNDO = "undo"
    REDO = "redo"
    TAKE_OVER = "take_over"
    REASSIGN = "reassign"
    ATTACH = "attach"
    NOTE = "note"


S, A = State, Act
PASSED = frozenset({S.DONE, S.NOT_APPLICABLE})
ACTIONABLE = frozenset({S.NOW, S.SENT_BACK})
OPEN = frozenset({S.TODO, S.NOW, S.WAITING, S.SENT_BACK})

# From which states an act may be done. The documentation of the states is generated from this table.
FROM: Mapping[Act, frozenset[State]] = {
    A.CHECK: ACTIONABLE,
    A.FINISH: ACTIONABLE,
    A.CONFIRM: frozenset({S.WAITING}),
    A.SEND_BACK: frozenset({S.WAITING}),
    A.SKIP: frozenset({S.TODO, S.NOW, S.SENT_BACK}),
    A.UNDO: frozenset({S.DONE, S.WAITING, S.NOT_APPLICABLE}),
    A.REDO: frozenset({S.DONE, S.NOT_APPLICABLE}),
    A.TAKE_OVER: OPEN,
    A.REASSIGN: OPEN,
    A.ATTACH: ACTIONABLE,
    A.NOTE: frozenset(S),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One task's place in the file: what it needs and whether it is a 関所."""

    key: str
    state: State
    needs: tuple[str, ...] = ()
    gate: GateKind = GateKind.NONE


def settle(places: Sequence[Place]) -> dict[str, State]:
    """The states after まだ and いまここ are worked out anew; every other state stays.

    いまここ = open, its needs passed, and no 関所 before it in the file still unpassed (design §5).
    A need that the file does not have (any more) holds nothing up.
    """
    passed = {place.key for place in places if place.state in PASSED}
    known = {place.key for place in places}
    settled: dict[str, State] = {}
    held = False
    for place in places:
        state = place.state
        if state in {S.TODO, S.NOW}:
            ready = not held and all(need in passed for need in place.needs if need in known)
            state = S.NOW if ready else S.TODO
        settled[place.key] = state
        held = held or (place.gate is not GateKind.NONE and place.state not in PASSED)
    return settled


def is_finished(states: Iterable[State]) -> bool:
    """A run is finished when nothing in it is open."""
    return all(state in PASSED for state in states)
