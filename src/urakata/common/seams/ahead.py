"""Ahead 先に見えること: what an absence would touch, told before it is entered; nothing is held up by it.

The upper feature whose work it touches fills this seam in `AppConfig.ready()`: `ahead.register(of_absence)`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from urakata.core.cover import Stretch
from urakata.core.viewer import Viewer

Facts = Mapping[str, Any]
Tell = Callable[[Viewer, int, Stretch], Facts]  # the viewer, the key of the person, the days

_fillers: list[Tell] = []


def register(tell: Tell) -> None:
    """Fill the seam; several features may, each with a panel of its own."""
    _fillers.append(tell)


def panels(viewer: Viewer, person: int, stretch: Stretch) -> list[dict[str, Any]]:
    """先に見える面: facts that name their `template`, as far as the viewer may know of them."""
    return [dict(tell(viewer, person, stretch)) for tell in _fillers]
