"""Moved 動く日: what would fall on another day if the calendars were others.

Whoever works out days from the calendars of the company fills this seam in `AppConfig.ready()`:
`moved.register(moved_days)`. Asked before closed days are entered, and when a newer list of holidays is taken in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from urakata.core.recurrence import Calendars
from urakata.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Move:
    """動く日: one thing that leaves a day, comes to one, or both."""

    kind: str
    key: str
    title: str
    was: date | None
    now: date | None
    path: str = ""
    is_open: bool = False  # begun already, and begun things keep their day


Tell = Callable[[Viewer, Calendars, Calendars, date, date], Iterable[Move]]

_fillers: list[Tell] = []


def register(tell: Tell) -> None:
    """Fill the seam; several features may."""
    _fillers.append(tell)


def moves(viewer: Viewer, before: Calendars, after: Calendars, first: date, last: date) -> list[Move]:
    """動く日 from `first` to `last`, before or after, in order of the day they leave; as far as the viewer may know."""
    found = [move for tell in _fillers for move in tell(viewer, before, after, first, last)]
    return sorted(found, key=lambda move: (move.was or move.now or first, move.title, move.key))
