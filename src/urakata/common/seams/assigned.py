"""Assigned 任されたもの: which procedures a person may read because work of them was given to them.

The upper feature that gives out work fills this seam in `AppConfig.ready()`: `assigned.register(procedure_ids)`.
"""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import QuerySet

from urakata.core.viewer import Viewer

Ids = QuerySet[Any, Any] | Collection[int]  # a queryset of ids becomes part of the asking query

_fillers: list[Callable[[Viewer], Ids]] = []


def register(procedure_ids: Callable[[Viewer], Ids]) -> None:
    _fillers.append(procedure_ids)


def procedure_ids(viewer: Viewer) -> list[Ids]:
    """任された手順: of each who gives out work, the ids of the procedures this viewer has or had a part in."""
    return [fill(viewer) for fill in _fillers] if viewer.person_id is not None else []
