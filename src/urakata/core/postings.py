"""配属: where somebody stands on a day, and what a change would move.

A posting says only from when it holds. It lasts until the day before the next one begins, so two can neither overlap
nor leave a day between them; of two that begin on one day the one entered later holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from urakata.core.viewer import OFFICE_ROLES

MOST_SUGGESTED = 3


class Problem(StrEnum):
    """予約できないわけ."""

    NOT_AHEAD = "posting_not_ahead"
    SAME_DAY = "posting_same_day"
    NOTHING_NEW = "posting_nothing_new"
    NOT_OPEN_THEN = "department_not_open_then"
    SEAL_OVER = "seal_over"
    BEGUN = "posting_begun"


class Beginning(Protocol):
    """Whatever holds from a day on."""

    @property
    def since(self) -> date: ...


P = TypeVar("P", bound=Beginning)


def holding(postings: Iterable[P], on: date) -> P | None:
    """その日の配属; `postings` stand in the order in which they were entered."""
    found: P | None = None
    for each in postings:
        if each.since <= on and (found is None or each.since >= found.since):
            found = each
    return found


def spans(postings: Sequence[P]) -> list[tuple[P, date | None]]:
    """いつまで: each with its last day, from the first to the one without an end; what never held is left out."""
    days = sorted({each.since for each in postings})
    ends = [*(day - timedelta(days=1) for day in days[1:]), None]
    held = [holding(postings, day) for day in days]
    return [(each, end) for each, end in zip(held, ends, strict=False) if each is not None]


@dataclass(frozen=True, slots=True)
class Departments:
    """部署の木: who stands in an upper one belongs to those one or two levels below it."""

    parents: Mapping[int, int | None]

    def reach(self, own: Iterable[int | None]) -> frozenset[int]:
        found = {pk for pk in own if pk is not None}
        for _level in (1, 2):
            found |= {pk for pk, parent in self.parents.items() if parent in found}
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Change:
    """変更: from `on` the person no longer works for the departments in `left`, or not in the office at all."""

    on: date
    left: frozenset[int] = frozenset()
    leaves_office: bool = False


def change(
    on: date, before: AbstractSet[int], after: AbstractSet[int], roles: AbstractSet[str], role: str = ""
) -> Change:
    """`before` and `after` are the departments reached; `role` replaces the `roles` held before, where it is given."""
    was_in, is_in = bool(OFFICE_ROLES & roles), not role or role in OFFICE_ROLES
    return Change(on, frozenset(before - after), was_in and not is_in)


class HeldKind(StrEnum):
    """何として手にあるか."""

    TASK = "task"
    CHECK = "check"  # the second person of a 関所
    CHARGE = "charge"  # 担当 of an open run
    NAMED = "named"  # the procedure names the person
    LAST_TIME = "last_time"  # had the last run in charge, and would be asked again
    OF_DEPARTMENT = "of_department"


@dataclass(frozen=True, slots=True)
class Held:
    """手にあるもの: one thing in somebody's hands, as the feature it belongs to tells of it."""

    kind: HeldKind
    title: str
    path: str
    on: date | None = None  # its day; a procedure has none
    department_id: int | None = None
    clearance: str = ""
    seal_id: int | None = None


def moves(held: Held, change: Change) -> bool:
    """動くか: what is due before the change is still done by the same person; on its day it is too late."""
    if held.on is not None and held.on < change.on:
        return False
    return change.leaves_office or held.department_id in change.left


@dataclass(frozen=True, slots=True)
class Candidate:
    """頼めそうな人 on the day of a change: `closed` are the 封 that do not name them."""

    name: str
    departments: frozenset[int]
    clearances: frozenset[str] = frozenset()
    closed: frozenset[int] = frozenset()


def suggested(held: Held, candidates: Iterable[Candidate]) -> list[str]:
    """案: names of those of the same department who may be given it; never decided for anybody."""
    found = (each.name for each in candidates if _may_take(held, each))
    return [name for _number, name in zip(range(MOST_SUGGESTED), found, strict=False)]


def _may_take(held: Held, candidate: Candidate) -> bool:
    near = held.department_id is None or held.department_id in candidate.departments
    cleared = not held.clearance or held.clearance in candidate.clearances
    return near and cleared and held.seal_id not in candidate.closed
