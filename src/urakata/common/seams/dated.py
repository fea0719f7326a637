"""Dated 日のあるもの: what has a day between two days, for 今日, 予定 and calendars.

A feature fills this seam in `AppConfig.ready()`: `dated.register(DatedWork())`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from urakata.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class DatedThing:
    """日のあるもの: one thing on one day, as it is shown."""

    kind: str
    key: str
    title: str
    on: date
    path: str
    is_fixed: bool = False  # 動かせない
    is_done: bool = False


class Dated(Protocol):
    """日のあるもの: one feature's things; viewer first, and bounded by the days."""

    @property
    def kind(self) -> str: ...

    def days(self, viewer: Viewer, first: date, last: date, *, own: bool) -> Iterable[DatedThing]:
        """Those from `first` to `last` that the viewer may know of; `own`: only what is in the viewer's hands."""


_kinds: dict[str, Dated] = {}


def register(dated: Dated) -> None:
    """Fill the seam; one feature per kind, the last one counts."""
    _kinds[dated.kind] = dated


def days(
    viewer: Viewer, first: date, last: date, *, own: bool = False, without: Collection[str] = ()
) -> list[DatedThing]:
    """日の順に: of all who fill this seam, but for those kinds that whoever asks has read already."""
    asked = [_kinds[kind] for kind in sorted(_kinds) if kind not in without]
    found = [thing for filler in asked for thing in filler.days(viewer, first, last, own=own)]
    return sorted(found, key=lambda thing: (thing.on, thing.title, thing.key))
