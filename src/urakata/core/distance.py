"""近さ: how far a day is in business days, and whether it is near or past."""

from dataclasses import dataclass
from datetime import date

from urakata.core.business_days import ClosedDays

NEAR = 2  # business days (ux §1: 琥珀)


@dataclass(frozen=True, slots=True)
class Distance:
    """近さ of a day as seen from today: 0 = today, 1 = the next open day; -1 = past."""

    on: date
    days: int

    @property
    def late(self) -> bool:
        return self.days < 0

    @property
    def near(self) -> bool:
        return 0 <= self.days <= NEAR


def distance(on: date, today: date, calendar: ClosedDays) -> Distance:
    """Open days after today up to `on`, the day itself among them; what is past is -1 however long."""
    if on < today:
        return Distance(on, -1)
    if on == today:
        return Distance(on, 0)
    return Distance(on, len(calendar.between(today, on)) - calendar.is_open(today))
