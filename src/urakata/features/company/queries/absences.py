"""不在を読む: one's own, and those of the people one works with."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from urakata.core.cover import Stretch
from urakata.core.viewer import OFFICE_ROLES, RoleName, Viewer
from urakata.features.company.models import Absence, Person
from urakata.features.company.queries.people import here, me
from urakata.features.company.queries.postings import held_roles, in_roles, standing_in
from urakata.features.company.queries.presence import working_days

MOST = 400
WEEKS_SHOWN = 8


def colleagues(viewer: Viewer) -> QuerySet[Person]:
    """休みを知ってよい人: a lead all of the office, the office that of its departments, a temp themselves."""
    office = here(viewer.on).filter(in_roles(OFFICE_ROLES, viewer.on))
    if viewer.is_lead:
        return office
    mine = Q(pk=viewer.person_id or 0)
    if viewer.has(RoleName.OFFICE):
        further = held_roles(viewer.on).filter(name__in=OFFICE_ROLES, department__in=viewer.departments)
        mine |= standing_in(viewer.departments, viewer.on) | Q(pk__in=further.values("person"))
    return office.filter(mine)


def keeps_absences_of(viewer: Viewer, person: Person | None) -> bool:
    """休みを入れてよいか: one's own, and a lead's for anybody of the office."""
    if person is None or not viewer.in_office:
        return False
    return person.pk == viewer.person_id or (viewer.is_lead and colleagues(viewer).filter(pk=person.pk).exists())


def absentee(viewer: Viewer, code: str) -> Person:
    """休む人: oneself where none is named; else somebody whose absences the viewer keeps, or 404."""
    if not code:
        return me(viewer)
    found = colleagues(viewer).filter(code=code).first()
    if found is None or not keeps_absences_of(viewer, found):
        raise Http404
    return found


def absence(viewer: Viewer, number: int) -> Absence:
    """One that the viewer may take back, or 404."""
    found = Absence.objects.filter(pk=number).select_related("person").first()
    if found is None or not keeps_absences_of(viewer, found.person):
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """一週間の中の休み: whose, and which of its days fall into the week."""

    person: Person
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Week:
    """一週間, by its Monday."""

    monday: date
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class AbsencesPage:
    """休みの頁."""

    weeks: list[Week]
    kept: list[Absence]  # those that the viewer may take back
    people: list[Person]  # for whom the viewer may enter one
    parted: list[tuple[Person, frozenset[int]]]  # who does not work on every open day
    own_weekdays: frozenset[int]


def absences_page(viewer: Viewer) -> AbsencesPage:
    people = list(colleagues(viewer).select_related("department"))
    by_key = {person.pk: person for person in people}
    found = list(Absence.objects.filter(last__gte=viewer.on, person__in=by_key).order_by("first", "pk")[:MOST])
    for each in found:
        each.person = by_key[each.person_id]
    mine = {person.pk for person in people if viewer.is_lead or person.pk == viewer.person_id}
    parted = working_days(by_key)
    return AbsencesPage(
        weeks=_weeks(found, viewer.on),
        kept=[each for each in found if each.person_id in mine],
        people=[person for person in people if person.pk in mine],
        parted=[(person, parted[person.pk]) for person in people if person.pk in parted],
        own_weekdays=parted.get(viewer.person_id or 0, frozenset()),
    )


def _weeks(found: list[Absence], on: date) -> list[Week]:
    """The weeks ahead in which somebody is away, this one first."""
    monday = on - timedelta(days=on.weekday())
    mondays = [monday + timedelta(weeks=n) for n in range(WEEKS_SHOWN)]
    weeks = [Week(first, _lines(found, max(first, on), first + timedelta(days=6))) for first in mondays]
    return [week for week in weeks if week.lines]


def _lines(found: list[Absence], first: date, last: date) -> list[Line]:
    week = Stretch(first, last)
    return [
        Line(each.person, Stretch(max(each.first, first), min(each.last, last), each.half))
        for each in found
        if each.stretch().crosses(week)
    ]
