"""代わりの順を読む: who stands in it, who may be put into it, and of many procedures at once who can be asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast

from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.procedures.models import Deputy, Procedure


@dataclass(frozen=True, slots=True)
class Standing:
    """代わりの順の一人."""

    person: Person
    place: int
    is_able: bool  # holds what the procedure asks for, today


@dataclass(frozen=True, slots=True)
class Deputies:
    """代わりの順, as the page of a procedure shows it."""

    order: list[Standing]
    candidates: list[Person]  # who may be put into it


@dataclass(frozen=True, slots=True)
class StandIns:
    """代われる人: the order of each procedure, and who of all those named may be given what."""

    order: dict[int, list[int]]
    trust: company.Trust


def deputies(viewer: Viewer, procedure: Procedure, *, may_change: bool) -> Deputies:
    """Those who can be asked; who keeps the order also sees whom it passes over, and whom else it could name."""
    rows = list(Deputy.objects.filter(procedure=procedure).select_related("person"))
    able = list(company.may_stand_in(viewer.on, clearance=procedure.clearance, seal_id=procedure.seal_id))
    order = [Standing(row.person, place, row.person in able) for place, row in enumerate(rows, start=1)]
    known = [row.person for row in rows]
    return Deputies(
        order=[each for each in order if each.is_able or may_change],
        candidates=[person for person in able if person not in known],
    )


def candidate(viewer: Viewer, procedure: Procedure, code: str) -> Person | None:
    """The person of that code, if that person may be put into the order."""
    found = deputies(viewer, procedure, may_change=True).candidates
    return next((person for person in found if person.code == code), None)


def deputy(procedure: Procedure, code: str) -> Person | None:
    """Whoever stands in the order under that code."""
    written = code.replace("\0", "")  # PostgreSQL takes none
    return Person.objects.filter(pk__in=procedure.deputies.values("person"), code=written).first()


def deputised(viewer: Viewer) -> QuerySet[Deputy, int]:
    """代わりを頼まれうる手順: ids, for questions of others; a deputy reads along before the day comes."""
    if not viewer.has(RoleName.OFFICE, RoleName.LEAD):
        return Deputy.objects.none().values_list("procedure_id", flat=True)
    return Deputy.objects.filter(person=viewer.person_id).order_by().values_list("procedure_id", flat=True)


def stand_ins(procedures: Collection[int], also: Collection[int], on: date) -> StandIns:
    """Of these procedures and of the people in charge, in one question."""
    asked = Deputy.objects.filter(procedure__in=procedures).order_by()
    place = Cast("position", CharField())
    orders = asked.values_list(Value("order", CharField()), F("person"), F("procedure"), place)
    people = Q(pk__in=asked.values("person")) | Q(pk__in=also)
    rows = list(orders.union(*company.trust_rows(people, on), all=True))
    named = sorted((int(text), person, procedure) for kind, person, procedure, text in rows if kind == "order")
    order: dict[int, list[int]] = {}
    for _, person, procedure in named:
        order.setdefault(procedure, []).append(person)
    return StandIns(order, company.trust_of(rows))
