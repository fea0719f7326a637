"""Searchable 探せるもの: what each feature lets people find, and who may find it.

A feature fills this seam in `AppConfig.ready()`: `searchable.register(SearchableProcedures())`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from urakata.core.viewer import Viewer


class Audience(StrEnum):
    """届く範囲: who may meet a document at all, before its feature is asked."""

    OFFICE = "office"  # whoever works behind the front, temps included
    ASSIGNED = "assigned"  # anybody may have a part in it: only the feature knows


@dataclass(frozen=True, slots=True)
class Document:
    """探せるもの: one thing as it is found.

    The fields below `text` only spare the feature questions it would answer with no. Where in doubt leave them
    empty: `visible_keys` alone decides.
    """

    key: str
    title: str
    path: str
    text: str = ""
    audience: Audience = Audience.ASSIGNED
    department: int | None = None  # shown first to its own people, never a barrier
    clearance: str = ""
    seal: int | None = None  # 封: as in Viewer.shut_seals
    person_ids: frozenset[int] = frozenset()  # these people only; empty: not narrowed


class Searchable(Protocol):
    """探せるもの: one kind of thing; bulk, and viewer first."""

    @property
    def kind(self) -> str: ...

    def documents(self, keys: Collection[str] | None) -> Iterable[Document]:
        """Those of these keys that still exist; all of the kind for None."""

    def visible_keys(self, viewer: Viewer, keys: Collection[str]) -> set[str]:
        """Those of these keys that the viewer may know of: the last word, asked at every search."""


_kinds: dict[str, Searchable] = {}


def register(searchable: Searchable) -> None:
    """Fill the seam; one feature per kind, the last one counts."""
    _kinds[searchable.kind] = searchable


def all() -> tuple[Searchable, ...]:
    return tuple(_kinds[kind] for kind in sorted(_kinds))


def of(kind: str) -> Searchable:
    """The feature that answers for this kind; KeyError for a kind nobody registered."""
    return _kinds[kind]
