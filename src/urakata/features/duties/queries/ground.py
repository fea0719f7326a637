"""足もと: what every page of deadlines stands on, read once: the company, its closed days, what it decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from urakata.core.profile import ClosedDay, Profile
from urakata.features.company import queries as company
from urakata.features.duties.models import Choice
from urakata.features.duties.queries.house import choices
from urakata.rules.calendars import Calendars, calendars
from urakata.rules.closed import why_closed

COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Ground:
    """足もと."""

    profile: Profile
    said: Mapping[str, Choice]  # by duty
    calendars: Calendars
    own: Mapping[ClosedDay, str]  # 会社の休み, by the names the company gave them
    company_name: str = ""
    is_there: bool = True  # whether there is a company at all

    def closed_by(self, calendar: str, on: date) -> str:
        """休みのわけ, as that calendar closes the day; empty on an open one."""
        return why_closed(self.calendars(calendar or COMPANY), on, self.own)

    def closed_by_any(self, calendar: str, on: date) -> str:
        """As that calendar or the company closes it."""
        return self.closed_by(calendar, on) or self.closed_by(COMPANY, on)


def ground() -> Ground:
    """Three questions."""
    found, own = company.company(), company.closed_names()
    profile = company.profile_of(found, own) if found else Profile()
    name = found.name if found else ""
    return Ground(profile, choices(), calendars(profile.closed_days or ()), own, name, found is not None)
