"""Slot 枠: facts that an upper feature shows on a page of a lower one, such as the last run on the shelf.

A feature fills this seam in `AppConfig.ready()`: `slot.register(LastRuns())`. The page that has the place says in
its `queries` which names it draws; whatever else is filled in is ignored.
"""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from urakata.core.viewer import Viewer

Facts = Mapping[str, Any]


class Slot(Protocol):
    """枠: fills one place, for many things at once, with what this viewer may know."""

    @property
    def place(self) -> str:
        """Where the facts are shown, such as `procedures.shelf`."""

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        """The facts of each of these things by primary key; a thing without facts may be left out."""


_slots: list[Slot] = []


def register(slot: Slot) -> None:
    """Fill the seam; several features may fill one place."""
    _slots.append(slot)


def all() -> tuple[Slot, ...]:
    return tuple(_slots)


def facts(place: str, viewer: Viewer, keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """枠の中身: for every key, what all who fill this place say of it."""
    filled: dict[int, dict[str, Any]] = {key: {} for key in keys}
    for each in _slots:
        if each.place == place and filled:
            for key, said in each.facts(viewer, keys).items():
                filled.setdefault(key, {}).update(said)
    return filled


def panels(place: str, viewer: Viewer, key: int) -> list[dict[str, Any]]:
    """枠の面: of each who fills this place one panel for the page of one thing: facts that name their `template`."""
    said = (each.facts(viewer, [key]).get(key) for each in _slots if each.place == place)
    return [dict(panel) for panel in said if panel and "template" in panel]
