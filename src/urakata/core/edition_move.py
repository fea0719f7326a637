"""版を移す: what becomes of the tasks of an open run when it follows a newer edition (design §4.2).

What a person has done stays as it was done: 済み, 確認待ち and 対象外 keep their edition, key and 関所. What is open
follows the newer edition; an open step that is gone becomes 対象外. A new step joins only after いまここ, and only if
nothing that was done already builds on it, unless さかのぼって is chosen.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from urakata.core.flow import Place, State, settle
from urakata.core.outline import GateKind, Outline, Step
from urakata.core.outline_diff import pairs

FOLLOWING = frozenset({State.TODO, State.NOW, State.SENT_BACK})  # nobody has finished these yet
HERE = frozenset({State.NOW, State.WAITING, State.SENT_BACK})
NOWHERE = "~"  # before a key: no file can have it in one
FINISHED_BY_DOER = frozenset({State.DONE, State.WAITING})


class Fate(StrEnum):
    """どうなるか."""

    KEPT = "kept"  # stays as it was done, with its edition
    FOLLOWS = "follows"  # open: what it says is the newer edition's
    GONE = "gone"  # open, and the newer edition has it no more
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Standing:
    """いまの作業: a task as it stands, `edition` being the number of the edition it was made or done under."""

    key: str
    state: State
    edition: int
    gate: GateKind = GateKind.NONE


@dataclass(frozen=True, slots=True)
class Placed:
    """移したあとの作業: `was` is its key so far, empty where it is new; places count from 1."""

    key: str
    was: str
    number: int
    state: State
    gate: GateKind
    fate: Fate
    gate_before: GateKind = GateKind.NONE

    @property
    def is_gate_changed(self) -> bool:
        return self.fate is Fate.FOLLOWS and self.gate is not self.gate_before

    @property
    def is_renamed(self) -> bool:
        return self.fate is Fate.FOLLOWS and self.key != self.was


@dataclass(frozen=True, slots=True)
class Move:
    """移し方: every task after the move, in its order, and the steps of the newer edition that stay out of this run."""

    places: tuple[Placed, ...]
    held_back: tuple[str, ...] = ()

    def of(self, fate: Fate) -> list[Placed]:
        return [place for place in self.places if place.fate is fate]


def plan_move(tasks: Sequence[Standing], editions: Mapping[int, Outline], to: int, *, backdated: bool = False) -> Move:
    """移し方: `tasks` in the order of their numbers; `editions` by number, from the oldest that a task has to `to`."""
    steps = {step.key: step for step in editions[to].steps}
    now = keys_under(tasks, editions, to)
    line = _line(now, list(steps))
    fates = [_fate(task, key, steps, {each.key for each in tasks}) for task, key in zip(tasks, now, strict=True)]
    taken = {_key(task, key, fate) for task, key, fate in zip(tasks, now, fates, strict=True)}
    missing = [key for key in steps if key not in now]
    joining = {key for key in missing if key not in taken and (backdated or _joins(key, line, tasks, now, steps))}
    standing = [entry for entry in line if isinstance(entry, int) or entry in joining]
    placed = [
        _new(number, steps[entry])
        if isinstance(entry, str)
        else _old(number, tasks[entry], now[entry], fates[entry], steps)
        for number, entry in enumerate(standing, start=1)
    ]
    under = [entry if isinstance(entry, str) else now[entry] for entry in standing]
    return Move(tuple(_settled(placed, under, steps)), tuple(key for key in missing if key not in joining))


def keys_under(tasks: Sequence[Standing], editions: Mapping[int, Outline], to: int) -> list[str]:
    """いまの鍵: under which key each task's step stands in edition `to`; a key with ~ stands for none of its steps.

    Renames are followed from edition to edition; a key that is there again after a pause is the same step.
    """
    known = {step.key for step in editions[to].steps}
    found = _once([_followed(task, editions, to) for task in tasks])
    for at, task in enumerate(tasks):
        if not found[at] and task.key in known.difference(found):
            found[at] = task.key
    return [key or f"{NOWHERE}{task.key}" for key, task in zip(found, tasks, strict=True)]


def _followed(task: Standing, editions: Mapping[int, Outline], to: int) -> str:
    key, numbers = task.key, sorted(number for number in editions if task.edition <= number <= to)
    for before, after in pairwise(numbers):
        came_from = pairs(editions[before], editions[after])
        key = next((new for new, old in came_from.items() if old == key), "")
    return key if any(step.key == key for step in editions[to].steps) else ""


def _once(keys: Sequence[str]) -> list[str]:
    """Of two that claim one step the first has it."""
    return [key if keys.index(key) == at else "" for at, key in enumerate(keys)]


def _line(now: Sequence[str], keys: Sequence[str]) -> list[int | str]:
    """並び: the newer order; a task as its index, a step without one as its key. What the newer edition has no more
    stays behind the task that it stood behind.
    """
    owner = {key: at for at, key in enumerate(now)}
    line: list[int | str] = [owner.get(key, key) for key in keys]
    for at, key in enumerate(now):
        if key.startswith(NOWHERE):
            line.insert(line.index(at - 1) + 1 if at else 0, at)
    return line


def _joins(
    key: str, line: Sequence[int | str], tasks: Sequence[Standing], now: Sequence[str], steps: Mapping[str, Step]
) -> bool:
    """Behind the first いまここ, and nobody has finished what builds on it."""
    here = next((at for at, entry in enumerate(line) if isinstance(entry, int) and tasks[entry].state in HERE), None)
    finished = {name for task, name in zip(tasks, now, strict=True) if task.state in FINISHED_BY_DOER}
    return here is not None and line.index(key) > here and not finished & _built_on(key, steps)


def _built_on(key: str, steps: Mapping[str, Step]) -> set[str]:
    """Every step that needs this one, by one step or several."""
    found: set[str] = set()
    fresh = {key}
    while fresh:
        fresh = {step.key for step in steps.values() if fresh.intersection(step.needs)} - found
        found |= fresh
    return found


def _fate(task: Standing, key: str, steps: Mapping[str, Step], taken: Collection[str]) -> Fate:
    if task.state not in FOLLOWING or (key != task.key and key in taken):  # no two tasks of a run have one key
        return Fate.KEPT
    return Fate.FOLLOWS if key in steps else Fate.GONE


def _key(task: Standing, key: str, fate: Fate) -> str:
    return key if fate is Fate.FOLLOWS else task.key


def _new(number: int, step: Step) -> Placed:
    return Placed(step.key, "", number, State.TODO, step.gate.kind, Fate.NEW)


def _old(number: int, task: Standing, key: str, fate: Fate, steps: Mapping[str, Step]) -> Placed:
    gate = steps[key].gate.kind if fate is Fate.FOLLOWS else task.gate
    state = State.NOT_APPLICABLE if fate is Fate.GONE else task.state
    return Placed(_key(task, key, fate), task.key, number, state, gate, fate, task.gate)


def _settled(placed: Sequence[Placed], under: Sequence[str], steps: Mapping[str, Step]) -> list[Placed]:
    """まだ and いまここ anew, each step under the key that the newer edition's needs speak of."""
    needs = [steps[key].needs if key in steps else () for key in under]
    both = zip(placed, under, needs, strict=True)
    states = settle([Place(key, place.state, need, place.gate) for place, key, need in both])
    return [replace(place, state=states[key]) for place, key in zip(placed, under, strict=True)]
