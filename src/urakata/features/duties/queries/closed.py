"""休みの名: why a day is closed for a duty, as a calendar on the screen names it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from urakata.features.company import queries as company
from urakata.features.company.models import ClosedDay
from urakata.rules.calendars import Calendars
from urakata.rules.closed import why_closed

COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Closings:
    """休みのわけ of every calendar of this company, read once for a page."""

    calendars: Calendars
    own: Mapping[date, str]

    def by(self, calendar: str, on: date) -> str:
        """As that calendar closes the day."""
        return why_closed(self.calendars(calendar or COMPANY), on, self.own)

    def by_any(self, calendar: str, on: date) -> str:
        """As that calendar or the company closes it."""
        return self.by(calendar, on) or self.by(COMPANY, on)


def closings() -> Closings:
    """休み, with the names that the company gave its own."""
    named = ClosedDay.objects.exclude(name="").values_list("on", "name")
    return Closings(company.calendars(), dict(named))
