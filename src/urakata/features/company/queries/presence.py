"""いる日・いない日: the calendar of the company with the absences of its people, in two statements."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, F, QuerySet, Value
from django.db.models.fields import BigIntegerField, CharField

from urakata.core.business_days import ClosedDays
from urakata.core.cover import Away, Presence, Stretch
from urakata.features.company.models import Absence, ClosedDay, Company, WorkingDays
from urakata.features.company.queries.profiles import calendars_of, company

NOBODY, NO_DAY, NO_TEXT = (
    Value(None, BigIntegerField()),
    Value(None, DateField()),
    Value("", CharField()),
)


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """この日の会社: its calendar, who is away, and its name."""

    calendar: ClosedDays
    away: dict[int, Away]
    name: str = ""


def office_day(on: date) -> OfficeDay:
    """Costs what the calendar alone does."""
    house = company()
    calendar, presence = _calendar_and_presence(on, house)
    return OfficeDay(calendar, presence.away(on), house.name if house else "")


def away(on: date) -> dict[int, Away]:
    """いない人: by key, until when."""
    return office_day(on).away


def calendar_and_presence(since: date) -> tuple[ClosedDays, Presence]:
    """暦といる日, with the absences that have not ended by `since`."""
    return _calendar_and_presence(since, company())


def _calendar_and_presence(since: date, house: Company | None) -> tuple[ClosedDays, Presence]:
    closed: list[date] = []
    stretches: dict[int, list[Stretch]] = {}
    weekdays: dict[int, frozenset[int]] = {}
    for person, first, last, said in _days(since):
        if person is None:
            closed.append(first)
        elif first is None:
            weekdays[person] = weekdays_of(said)
        else:
            stretches.setdefault(person, []).append(Stretch(first, last, said))
    calendar = calendars_of(house, sorted(closed))("company")
    return calendar, Presence(stretches, weekdays, calendar.is_open)


def _days(since: date) -> "QuerySet[ClosedDay, tuple[int | None, date, date, str]]":
    """会社の休日 · 不在 · 働く曜日 as rows of one shape: person, first, last, half or weekdays."""
    closed = ClosedDay.objects.values_list(NOBODY, F("on"), F("on"), NO_TEXT)
    absent = Absence.objects.filter(last__gte=since).values_list(F("person"), F("first"), F("last"), F("half"))
    weekly = WorkingDays.objects.values_list(F("person"), NO_DAY, NO_DAY, F("weekdays"))
    return closed.union(absent, weekly, all=True)


def weekdays_of(digits: str) -> frozenset[int]:
    return frozenset(int(digit) - 1 for digit in digits)


def digits_of(weekdays: Iterable[int]) -> str:
    return "".join(str(weekday + 1) for weekday in sorted(set(weekdays)))


def working_days(people: Collection[int]) -> dict[int, frozenset[int]]:
    """働く曜日 of those who do not work on every open day."""
    rows = WorkingDays.objects.filter(person__in=people).values_list("person_id", "weekdays")
    return {person: weekdays_of(digits) for person, digits in rows}
