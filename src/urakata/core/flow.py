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
    PREPARE = "prepare"
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
    A.PREPARE: frozenset({S.TODO, S.NOW, S.SENT_BACK}),
    A.ATTACH: ACTIONABLE,
    A.NOTE: frozenset(S),
}


@dataclass(frozen=True, slots=True)
class When:
    """条件の答え: the step that gives it, and whether the condition holds; None while it has no answer."""

    source: str
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One task's place in the file: what it needs, whether it is a 関所, and on what its being done depends."""

    key: str
    state: State
    needs: tuple[str, ...] = ()
    gate: GateKind = GateKind.NONE
    when: When | None = None
    led_to_by: tuple[When, ...] = ()  # the conditions of the steps that lead here by `then`
    ruled_out: bool = False  # 対象外 by a condition, by nobody
    fixed: bool = False  # a head: its state is read from its cells


def settle(places: Sequence[Place]) -> dict[str, State]:
    """The states after まだ and いまここ are worked out anew, and those that a condition rules out; every other stays.

    いまここ = open, applies, its needs passed, and no 関所 before it in the file still unpassed (design §5).
    A need that the file does not have (any more) holds nothing up.
    """
    applies = applying(places)
    states = {place.key: _by_condition(place, applies[place.key]) for place in places}
    passed = {key for key, state in states.items() if state in PASSED}
    known = {place.key for place in places}
    settled: dict[str, State] = {}
    held = False
    for place in places:
        state = states[place.key]
        if state in {S.TODO, S.NOW} and not place.fixed:
            ready = not held and all(need in passed for need in place.needs if need in known)
            ready = ready and applies[place.key] is not None
            state = S.NOW if ready else S.TODO
        settled[place.key] = state
        held = held or (place.gate is not GateKind.NONE and state not in PASSED)
    return settled


def applying(places: Sequence[Place]) -> dict[str, bool | None]:
    """いるかどうか of each step; None = not decided yet. One walk: a condition looks at an earlier step only.

    Decided when the step it looks at is passed. Passed by hand without an answer, a person decides: it applies.
    """
    states: dict[str, State] = {}
    found: dict[str, bool | None] = {}

    def said(when: When) -> bool | None:
        if found.get(when.source) is False and states.get(when.source) is S.NOT_APPLICABLE:
            return False  # the way to the answer was itself not taken
        if states.get(when.source, S.DONE) not in PASSED:
            return None
        return when.holds is not False

    for place in places:
        own = True if place.when is None else said(place.when)
        led = [said(when) for when in place.led_to_by]
        found[place.key] = _both(own, _any(led) if led else True)
        states[place.key] = _by_condition(place, found[place.key])
    return found


def _by_condition(place: Place, applies: bool | None) -> State:
    """Only what nobody has begun or set aside follows its condition."""
    if place.fixed:
        return place.state
    if place.state not in {S.TODO, S.NOW} and not place.ruled_out:
        return place.state
    if applies is False:
        return S.NOT_APPLICABLE
    return S.TODO if place.ruled_out else place.state


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _any(answers: Sequence[bool | None]) -> bool | None:
    if True in answers:
        return True
    return None if None in answers else False


def head_state(cells: Mapping[State, int]) -> State:
    """見出しの状態: of a step 人ごと, read from how many of its cells stand in each state."""
    if not any(cells.get(state) for state in OPEN):
        return S.DONE if cells.get(S.DONE) else S.NOT_APPLICABLE
    if any(cells.get(state) for state in ACTIONABLE):
        return S.NOW
    return S.WAITING if cells.get(S.WAITING) else S.TODO


def is_finished(states: Iterable[State]) -> bool:
    """A run is finished when nothing in it is open."""
    return all(state in PASSED for state in states)
