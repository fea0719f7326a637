"""控えのようす: when the last good one was, and the last fortnight."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from urakata.common.backup import history
from urakata.common.backup.place import place

DAYS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class Night:
    """一日: whether a backup succeeded."""

    on: date
    has_one: bool


@dataclass(frozen=True, slots=True)
class State:
    """控えのようす; `last` is None while there was never one."""

    last: history.Backup | None
    days: int | None  # since then
    nights: list[Night]

    @property
    def name(self) -> str:
        return Path(self.last.file).name if self.last else ""


def state(on: date) -> State:
    taken = history.backups(place())
    good = {timezone.localtime(backup.at).date() for backup in taken}
    shown = [on - timedelta(days=back) for back in reversed(range(DAYS_SHOWN))]
    last = max(taken, key=lambda backup: backup.at, default=None)
    days = (on - timezone.localtime(last.at).date()).days if last else None
    return State(last, days, [Night(day, day in good) for day in shown])
