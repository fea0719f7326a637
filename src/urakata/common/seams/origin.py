"""Origin もと: where a run came from; whoever stands there hears what became of it, in the same transaction.

A feature fills this seam in `AppConfig.ready()`: `origin.register(FromTask())`. A run keeps kind, key and label.
A run that a 周期 or a person opened came from nowhere; whoever counts on such runs listens: `origin.listen(hear)`.
"""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Protocol

from urakata.common.audit.acts import Record
from urakata.core.viewer import Viewer


class Became(StrEnum):
    """どうなったか."""

    FINISHED = "finished"
    STOPPED = "stopped"
    REOPENED = "reopened"


class Origin(Protocol):
    """もと: one kind of thing from which runs are opened."""

    @property
    def kind(self) -> str: ...

    def paths(self, viewer: Viewer, keys: Collection[str]) -> Mapping[str, str]:
        """Where each of these is to be seen; those the viewer may not know of are left out."""

    def tell(self, key: str, became: Became, title: str, *, record: Record) -> None:
        """The run of that title, which came from here, was finished, stopped or opened again: inside that act."""


Hear = Callable[..., None]  # the id of the run, what became of it, and the record of that act

_kinds: dict[str, Origin] = {}
_listening: list[Hear] = []


def register(origin: Origin) -> None:
    """Fill the seam; one feature per kind, the last one counts."""
    _kinds[origin.kind] = origin


def path(viewer: Viewer, kind: str, key: str) -> str:
    """どこから来たか: the path of one origin; empty where there is none, or none for this viewer."""
    return _kinds[kind].paths(viewer, [key]).get(key, "") if kind in _kinds else ""


def tell(kind: str, key: str, became: Became, title: str, *, record: Record) -> None:
    if kind in _kinds:
        _kinds[kind].tell(key, became, title, record=record)


def listen(hear: Hear) -> None:
    """聞く: what became of every run that came from nowhere, as `hear(run, became, record=record)`, inside that act."""
    if hear not in _listening:
        _listening.append(hear)


def tell_all(run: int, became: Became, *, record: Record) -> None:
    for hear in _listening:
        hear(run, became, record=record)
