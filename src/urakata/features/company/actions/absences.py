"""休みを入れる・取り消す, and 働く曜日; the reason is never asked, and nothing else is moved by it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum

from urakata.common.audit import acts as audit
from urakata.core.cover import Half, Stretch
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company import queries
from urakata.features.company.models import Absence, Person, WorkingDays

LONGEST = timedelta(days=730)  # 育児休業 of two years
EVERY_DAY = frozenset(range(7))


class AbsenceProblem(StrEnum):
    """入れられないわけ."""

    NOT_YOURS = "absence_not_yours"
    BACKWARDS = "absence_backwards"
    PASSED = "absence_passed"
    TOO_LONG = "absence_too_long"
    ALREADY_AWAY = "absence_already_away"
    GONE = "absence_gone"
    NO_DAY = "absence_no_day"


def add_absence(person: Person, *, first: date, last: date, half: str = "", by: Viewer, at: datetime) -> Absence:
    """休みを入れる."""
    stretch = Stretch(first, last, Half(half))
    _refuse(_wrong_days(stretch, by.on))
    with audit.act(by=by, at=at) as record:
        _refuse_another(person, by)
        Person.objects.select_for_update().get(pk=person.pk)
        known = person.absences.filter(last__gte=first, first__lte=last)
        _refuse([AbsenceProblem.ALREADY_AWAY] * any(each.stretch().crosses(stretch) for each in known))
        made = Absence.objects.create(person=person, first=first, last=last, half=stretch.half)
        record("absence.added", about=person, first=first, last=last, half=str(stretch.half))
    return made


def take_back_absence(absence: Absence, *, by: Viewer, at: datetime) -> None:
    """休みを取り消す."""
    with audit.act(by=by, at=at) as record:
        _refuse_another(absence.person, by)
        gone, _ = Absence.objects.filter(pk=absence.pk).delete()
        _refuse([] if gone else [AbsenceProblem.GONE])
        record("absence.taken_back", about=absence.person, first=absence.first, last=absence.last, half=absence.half)


def set_working_days(person: Person, weekdays: Collection[int], *, by: Viewer, at: datetime) -> None:
    """働く曜日を決める; every weekday means as the company does."""
    chosen = frozenset(weekdays)
    _refuse([] if chosen else [AbsenceProblem.NO_DAY])
    with audit.act(by=by, at=at) as record:
        _refuse_another(person, by)
        if chosen == EVERY_DAY:
            WorkingDays.objects.filter(person=person).delete()
        else:
            digits = queries.digits_of(chosen)
            WorkingDays.objects.update_or_create(person=person, defaults={"weekdays": digits})
        record("working_days.set", about=person, weekdays=sorted(chosen))


def _wrong_days(stretch: Stretch, on: date) -> list[AbsenceProblem]:
    if stretch.last < stretch.first:
        return [AbsenceProblem.BACKWARDS]
    if stretch.last < on:
        return [AbsenceProblem.PASSED]
    return [AbsenceProblem.TOO_LONG] if stretch.last - stretch.first > LONGEST else []


def _refuse_another(person: Person, by: Viewer) -> None:
    _refuse([] if queries.keeps_absences_of(by, person) else [AbsenceProblem.NOT_YOURS])


def _refuse(problems: list[AbsenceProblem]) -> None:
    if problems:
        raise NotAllowed(problems)
