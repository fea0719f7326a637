"""会社の休みを入れる・外す: whole and half days, of one year and of every year."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from urakata.common.audit import acts as audit
from urakata.core.clearance import Problem
from urakata.core.closing import Closing
from urakata.core.dates_ja import LEAP_YEAR
from urakata.core.profile import ClosedDay as ProfileDay
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company import queries
from urakata.features.company.models import ClosedDay, Company
from urakata.features.company.queries.calendar import MOST_CLOSED, ClosingKind


class CalendarProblem(StrEnum):
    """変えられないわけ."""

    TOO_MANY = "closed_days_too_many"
    GONE = "closed_day_gone"


def close_days(company: Company, closings: Sequence[Closing], *, by: Viewer, at: datetime) -> Counter[ClosingKind]:
    """休みにする: a day that is there already takes the new name and half; answers how many were what."""
    _guard(by)
    with audit.act(by=by, at=at) as record:
        Company.objects.select_for_update().get(pk=company.pk)
        kept = queries.closings()
        said = {closing.key: closing for closing in closings}
        told = {closing: queries.closing_kind(closing, kept) for closing in said.values()}
        changed = [closing for closing, kind in told.items() if kind is not ClosingKind.SAME]
        if len(kept.keys() | said.keys()) > MOST_CLOSED:
            raise NotAllowed([CalendarProblem.TOO_MANY])
        _forget(closing.key for closing in changed)
        ClosedDay.objects.bulk_create(map(_row, changed))
        if changed:
            record("closed_days.closed", about=company, days=_written(changed), names=_names(changed))
    return Counter(told.values())


def open_days(company: Company, keys: Collection[tuple[bool, date]], *, by: Viewer, at: datetime) -> list[Closing]:
    """休みを外す: answers what they were, so that they can be put back."""
    _guard(by)
    with audit.act(by=by, at=at) as record:
        Company.objects.select_for_update().get(pk=company.pk)
        kept = queries.closings()
        gone = [kept[key] for key in dict.fromkeys(keys) if key in kept]
        if not gone:
            raise NotAllowed([CalendarProblem.GONE])
        _forget(closing.key for closing in gone)
        record("closed_days.opened", about=company, days=_written(gone), names=_names(gone))
    return gone


def close_only(days: Iterable[ProfileDay]) -> None:
    """The whole days as a file says them: names stay with the days that stay, half days stay as they are."""
    said = {_closing(day).key: _closing(day) for day in days}
    kept = queries.closings()
    _forget(key for key, closing in kept.items() if key not in said and not closing.half)
    new = [closing for key, closing in said.items() if key not in kept or kept[key].half]
    _forget(closing.key for closing in new)
    ClosedDay.objects.bulk_create(map(_row, new))


def _closing(day: ProfileDay) -> Closing:
    return Closing(False, day) if isinstance(day, date) else Closing(True, date(LEAP_YEAR, *day))


def _row(closing: Closing) -> ClosedDay:
    return ClosedDay(on=closing.on, is_yearly=closing.is_yearly, name=closing.name, half=closing.half)


def _forget(keys: Iterable[tuple[bool, date]]) -> None:
    known = list(keys)
    for is_yearly in (False, True):
        days = [on for yearly, on in known if yearly is is_yearly]
        ClosedDay.objects.filter(is_yearly=is_yearly, on__in=days).delete()


def _guard(by: Viewer) -> None:
    if not by.is_owner:
        raise NotAllowed([Problem.NOT_YOURS])


def _written(closings: Iterable[Closing]) -> list[str]:
    return [f"{closing.on:%m-%d}" if closing.is_yearly else closing.on.isoformat() for closing in closings]


def _names(closings: Iterable[Closing]) -> list[str]:
    return list(dict.fromkeys(closing.name for closing in closings if closing.name))
