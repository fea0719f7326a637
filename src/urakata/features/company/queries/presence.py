"""いる日・いない日: the calendar of the company with the absences of its people, in two statements."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, DateField, F, QuerySet, Value, When
from django.db.models.fields import BigIntegerField, CharField

from urakata.core.business_days import ClosedDays
from urakata.core.cover import Away, Presence, Stretch
from urakata.core.profile import ClosedDay as ProfileDay
from urakata.features.company.models import Absence, ClosedDay, WorkingDays
from urakata.features.company.queries.profiles import company
from urakata.rules.calendars import calendar as calendar_of

NOBODY, NO_DAY, NO_TEXT = (
    Value(None, BigIntegerField()),
    Value(None, DateField()),
    Value("", CharField()),
)
YEARLY = "yearly"  # said of a closed day of every year


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """この日の会社: its calendar, who is away, and its name."""

    calendar: ClosedDays
    away: dict[int, Away]
    name: str = ""


def office_day(on: date) -> OfficeDay:
    """Costs what the calendar alone does."""
    house = company()
    calendar, presence = calendar_and_presence(on)
    return OfficeDay(calendar, presence.away(on), house.name if house else "")


def away(on: date) -> dict[int, Away]:
    """いない人: by key, until when."""
    return office_day(on).away


def calendar_and_presence(since: date) -> tuple[ClosedDays, Presence]:
    """暦といる日, with the absences that have not ended by `since`."""
    closed: list[ProfileDay] = []
    stretches: dict[int, list[Stretch]] = {}
    weekdays: dict[int, frozenset[int]] = {}
    for person, first, last, said in _days(since):
        if person is None:
            closed.append((first.month, first.day) if said == YEARLY else first)
        elif first is None:
            weekdays[person] = weekdays_of(said)
        else:
            stretches.setdefault(person, []).append(Stretch(first, last, said))
    calendar = calendar_of("company", closed_days=closed)
    return calendar, Presence(stretches, weekdays, calendar.is_open)


def _days(since: date) -> "QuerySet[ClosedDay, tuple[int | None, date, date, str]]":
    """会社の休日 · 不在 · 働く曜日 as rows of one shape: person, first, last, half or weekdays."""
    yearly = Case(When(is_yearly=True, then=Value(YEARLY)), default=NO_TEXT)
    closed = ClosedDay.objects.filter(half="").order_by().values_list(NOBODY, F("on"), F("on"), yearly)
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
