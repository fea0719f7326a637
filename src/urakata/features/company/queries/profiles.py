"""会社を読む: the one row, its profile and its days."""

from collections.abc import Iterable

from urakata.core.profile import ClosedDay as ProfileDay
from urakata.core.profile import Kind, Profile, written
from urakata.features.company.models import ClosedDay, Company
from urakata.rules.calendars import Calendars
from urakata.rules.calendars import calendars as _calendars


def company() -> Company | None:
    return Company.objects.order_by("pk").first()


def profile() -> Profile | None:
    """会社のこと with its closed days; None before there is a company."""
    found = company()
    return profile_of(found, closed_days()) if found else None


def profile_of(found: Company, closed: Iterable[ProfileDay]) -> Profile:
    """会社のこと where company and closed days are at hand."""
    days = [written(day) for day in closed]
    return Profile.from_plain(found.profile | {"name": found.name, "closed_days": days or None})


def is_personal() -> bool:
    """ひとりで使う: nobody else is there, and no company's deadlines."""
    found = company()
    return found is not None and found.profile.get("kind") == Kind.PERSONAL


def closed_days() -> tuple[ProfileDay, ...]:
    """会社の休日, whole days alone: single ones in order, then those of every year."""
    return tuple(closed_names())


def closed_names() -> dict[ProfileDay, str]:
    """会社の休日 by day, with their names; empty where none was given."""
    return {row.day(): row.name for row in ClosedDay.objects.filter(half="")}


def calendars() -> Calendars:
    """暦: the calendars of this company; the days are worked out once and kept by `rules.calendars`."""
    return _calendars(closed_days())
