"""会社を読む: the one row, its profile and its days."""

from collections.abc import Iterable
from datetime import date

from urakata.core.profile import ClosedDay as ProfileDay
from urakata.core.profile import Profile
from urakata.features.company.models import ClosedDay, Company
from urakata.rules.calendars import Calendars
from urakata.rules.calendars import calendars as _calendars


def company() -> Company | None:
    return Company.objects.order_by("pk").first()


def profile() -> Profile | None:
    """会社のこと with its closed days; None before there is a company."""
    found = company()
    return profile_of(found, ClosedDay.objects.order_by("on").values_list("on", flat=True)) if found else None


def profile_of(found: Company, closed: Iterable[date]) -> Profile:
    """会社のこと where company and single closed days are at hand."""
    plain = found.profile | {"name": found.name}
    once = [day.isoformat() for day in closed]
    return Profile.from_plain(plain | ({"closed_days": [*once, *plain.get("closed_days", [])]} if once else {}))


def closed_days() -> tuple[ProfileDay, ...]:
    """会社の休日: single days stand in ClosedDay, those of every year in the profile."""
    found = profile()
    return (found.closed_days or ()) if found else ()


def calendars() -> Calendars:
    """暦: the calendars of this company; the days are worked out once and kept by `rules.calendars`."""
    return _calendars(closed_days())


def calendars_of(found: Company | None, closed: Iterable[date]) -> Calendars:
    """暦 where company and single closed days are at hand."""
    return _calendars((profile_of(found, closed).closed_days or ()) if found else ())
