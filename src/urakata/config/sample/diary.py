"""日々: acts of twelve months in the order of time, each leading to the next."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from zoneinfo import ZoneInfo

from urakata.common.audit import acts as audit
from urakata.config.sample.chance import chance
from urakata.core.viewer import operator

TOKYO = ZoneInfo("Asia/Tokyo")
Act = Callable[[datetime], object]
NEW_EDITION = "new edition"  # what an act answers that must be written before the next ones read it


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """時刻: in the office's own time."""
    return datetime.combine(day, time(hour, minute), TOKYO)


def morning(day: date, words: str) -> datetime:
    """朝のうち: a moment between 9:05 and 10:20, the same for the same words."""
    return moment(day, 9, 5) + timedelta(minutes=chance(words).randint(0, 75))


class Diary:
    """日々: an act is written down for its moment; what lies after `until` does not happen."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._coming: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def add(self, at: datetime, act: Act) -> None:
        if at <= self.until:
            heappush(self._coming, (at, next(self._order), act))

    def live(self, warm: Callable[[], None]) -> None:
        """過ごす: many acts in one transaction, since the disk is asked once for all of them.

        Each inner act keeps its own person and moment; the chain follows the order of time. A published edition ends
        the transaction, and `warm` reads it into memory, where nothing of an open transaction is kept.
        """
        while self._coming:
            with audit.act(by=operator(self.until.date()), at=self.until):
                self._live_on()
            warm()

    def _live_on(self) -> None:
        while self._coming:
            at, _, act = heappop(self._coming)
            if act(at) == NEW_EDITION:
                return
