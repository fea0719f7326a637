"""配属を読む: where people stand on a day, and the changes ahead that a viewer may know of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from urakata.core.postings import holding, spans
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company.models import Department, Person, Posting, Role
from urakata.features.company.queries.viewers import current, still_here


@dataclass(frozen=True, slots=True)
class Spell:
    """配属の一行: one posting with its last day, and whether it is over, holds, or lies ahead."""

    posting: Posting
    last: date | None
    is_now: bool
    is_ahead: bool


def visible_to(viewer: Viewer) -> QuerySet[Posting]:
    """見える配属: what has begun stands open; what is ahead under 封 is for those named alone."""
    found = Posting.objects.select_related("department", "seal", "person__department")
    if viewer.is_operator:
        return found
    begun = Q(since__lte=viewer.on) | Q(begun_at__isnull=False)
    return found.filter(begun | Q(seal=None) | ~Q(seal__in=viewer.shut_seals))


def postings_of(viewer: Viewer, person: Person) -> QuerySet[Posting]:
    """配属 of one person as this viewer knows them, in the order in which they were entered."""
    return visible_to(viewer).filter(person=person).order_by("pk")


def spells(viewer: Viewer, person: Person) -> list[Spell]:
    """配属のうつりかわり as this viewer knows it, the latest first: a hidden change ahead ends nothing."""
    known = list(postings_of(viewer, person))
    now = holding(known, viewer.on)
    rows = [Spell(each, last, each is now, each.since > viewer.on) for each, last in spans(known)]
    return rows[::-1]


def posting(viewer: Viewer, person: Person, code: str) -> Posting:
    """One change ahead, or 404."""
    found = visible_to(viewer).filter(person=person, code=code, since__gt=viewer.on).first()
    if found is None:
        raise Http404
    found.person = person
    return found


def coming_into(viewer: Viewer, department: Department) -> list[Posting]:
    """これから来る人 of a department, the nearest first."""
    found = visible_to(viewer).filter(department=department, begun_at=None, since__gt=viewer.on)
    return list(found.order_by("since", "pk"))


def standing_after(viewer: Viewer, department: Department, on: date) -> list[str]:
    """その日の終わりにいる人 of a department by name, as this viewer knows it."""
    places = dict(Person.objects.filter(still_here(on), is_outside=False).values_list("pk", "department"))
    ahead = visible_to(viewer).filter(begun_at=None, since__lte=on).order_by("since", "pk")
    places |= {person: at for person, at in ahead.values_list("person", "department") if person in places}
    inside = [person for person, at in places.items() if at == department.pk]
    return list(Person.objects.filter(pk__in=inside).values_list("name", flat=True))


def standing(viewer: Viewer, person: Person, on: date) -> Posting | None:
    """その日の配属, as this viewer knows it; None where nothing was ever written down."""
    return holding(postings_of(viewer, person), on)


def begun(on: date) -> QuerySet[Posting]:
    """始まったのに取り込んでいないもの: what the sweep takes in, in order."""
    return Posting.objects.filter(begun_at=None, since__lte=on).order_by("since", "pk")


def standing_in(departments: Iterable[int], on: date) -> Q:
    """その部署にいる人 on the day, of Person: as rights see it, whether or not the sweep ran."""
    wanted, moved = list(departments), _last(begun(on))
    stays = Q(department__in=wanted) & ~Q(pk__in=moved.values("person"))
    return stays | Q(pk__in=moved.filter(department__in=wanted).values("person"))


def in_roles(names: Iterable[str], on: date) -> Q:
    """その役割の人 on the day, of Person, in the same way."""
    wanted, turned = list(names), _last(begun(on).exclude(role=""))
    by_posting = Q(pk__in=turned.filter(role__in=wanted).values("person"))
    return Q(pk__in=held_roles(on).filter(name__in=wanted).values("person")) | by_posting


def held_roles(on: date) -> QuerySet[Role]:
    """その日の役割, but for those that a posting put another in place of; 設定の持ち主 stays, and what began later."""
    over = _last(begun(on).exclude(role="")).filter(person=OuterRef("person"))
    begun_since = Q(~Exists(over.filter(since__gt=OuterRef("since"))), since__isnull=False)
    return Role.objects.filter(current(on)).filter(Q(name=RoleName.OWNER) | ~Exists(over) | begun_since)


def _last(found: QuerySet[Posting]) -> QuerySet[Posting]:
    """Of each person the one that holds: the latest, of one day the one entered later."""
    after = Q(since__gt=OuterRef("since")) | Q(since=OuterRef("since"), pk__gt=OuterRef("pk"))
    return found.filter(~Exists(found.filter(after, person=OuterRef("person"))))
