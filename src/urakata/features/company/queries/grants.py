"""機密区分を読む: who holds what, what waits for a second person, and who may know."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from urakata.core.clearance import Act, Clearance, GrantFacts, confirmers, problems
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company.models import Grant, Person
from urakata.features.company.queries.people import here
from urakata.features.company.queries.postings import in_roles


@dataclass(frozen=True, slots=True)
class Circle:
    """周りの人たち: who is here, who of them leads or owns, and who holds which clearance; by id, in three queries."""

    here: frozenset[int]
    leads: frozenset[int]
    holders: Mapping[str, frozenset[int]]

    @classmethod
    def on(cls, on: date) -> "Circle":
        present = frozenset(here(on).values_list("pk", flat=True))
        upper = Person.objects.filter(in_roles([RoleName.LEAD, RoleName.OWNER], on))
        held: dict[str, set[int]] = defaultdict(set)
        for clearance, person in standing(on).exclude(confirmed_at=None).values_list("clearance", "person"):
            held[clearance].add(person)
        holders = {clearance: frozenset(people & present) for clearance, people in held.items()}
        return cls(present, present & frozenset(upper.values_list("pk", flat=True)), holders)


def standing(on: date) -> QuerySet[Grant]:
    """渡してあるもの: not taken back and not over, confirmed or waiting."""
    return Grant.objects.filter(Q(until=None) | Q(until__gte=on), revoked_at=None)


def grant_facts(grant: Grant, on: date, around: Circle | None = None) -> GrantFacts:
    around = around or Circle.on(on)
    return GrantFacts(
        clearance=grant.clearance,
        person_id=grant.person_id,
        giver_id=grant.granted_by_id,
        is_open=grant.revoked_at is None and (grant.until is None or grant.until >= on),
        is_confirmed=grant.confirmed_at is not None,
        is_here=grant.person_id in around.here,
        until=grant.until,
        holders=around.holders.get(grant.clearance, frozenset()),
        leads=around.leads,
    )


def giving_facts(clearance: str, person: Person, until: date | None, on: date) -> GrantFacts:
    """Facts for a clearance about to be given."""
    around = Circle.on(on)
    return GrantFacts(
        clearance=clearance,
        person_id=person.pk,
        is_open=standing(on).filter(person=person, clearance=clearance).exists(),
        is_here=person.pk in around.here,
        until=until,
        holders=around.holders.get(clearance, frozenset()),
        leads=around.leads,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """見える機密区分: a grant with what this viewer may do with it."""

    grant: Grant
    is_confirmable: bool
    is_endable: bool


def shown_grants(viewer: Viewer) -> list[Shown]:
    """One's grants with their buttons, in a fixed number of queries."""
    around = Circle.on(viewer.on)
    facts = [(grant, grant_facts(grant, viewer.on, around)) for grant in grants(viewer)]
    return [
        Shown(grant, not problems(Act.CONFIRM, viewer, known), not problems(Act.REVOKE, viewer, known))
        for grant, known in facts
    ]


def grants(viewer: Viewer) -> list[Grant]:
    """visible_to: the owner all; the others those of clearances they hold, gave, received, or are to confirm."""
    found = standing(viewer.on).select_related("person", "granted_by", "confirmed_by")
    found = found.filter(person__in=here(viewer.on)).order_by("person__kana", "person__name", "pk")
    around = Circle.on(viewer.on)
    return [grant for grant in found if _may_see(viewer, grant, around)]


def grant(viewer: Viewer, code: str) -> Grant:
    """The grant, or 404."""
    found = Grant.objects.select_related("person").filter(code=code).first()
    if found is None or not _may_see(viewer, found, Circle.on(viewer.on)):
        raise Http404
    return found


def givable(viewer: Viewer) -> list[str]:
    """渡せる区分: those one holds; for the owner also those that nobody holds yet."""
    held = set(standing(viewer.on).exclude(confirmed_at=None).values_list("clearance", flat=True))
    return [name for name in Clearance if name in viewer.clearances or (viewer.is_owner and name not in held)]


def _may_see(viewer: Viewer, grant: Grant, around: Circle) -> bool:
    concerned = viewer.person_id in {grant.person_id, grant.granted_by_id}
    if viewer.is_owner or concerned or grant.clearance in viewer.clearances:
        return True
    waits = grant.confirmed_at is None and grant.revoked_at is None
    return waits and viewer.person_id in confirmers(grant_facts(grant, viewer.on, around))
