"""めぐりと締切: which time of a 周期 does a deadline is told by the day alone.

A period would not do: 給与 paid in the next month is for another month than its payday, and an agreement is for a year
from any day. Two weeks keep monthly times apart, whatever holidays move.
"""

from collections.abc import Iterable
from datetime import date, timedelta

NEAR = timedelta(days=14)


def nearest(on: date, days: Iterable[date]) -> date | None:
    """いちばん近い日 within two weeks; of two as near the earlier; None where there is none."""
    near = [day for day in days if abs(day - on) <= NEAR]
    return min(near, key=lambda day: (abs(day - on), day), default=None)
