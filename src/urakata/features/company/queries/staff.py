"""その日のだれがどこに: where everybody will stand on the days around a change, as one viewer knows it; two queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from urakata.core.postings import Candidate, Held, holding
from urakata.core.viewer import OFFICE_ROLES, Viewer
from urakata.features.company.models import Grant, Person, Posting, Role, Seal
from urakata.features.company.queries.postings import visible_to


@dataclass(frozen=True, slots=True)
class Staff:
    """役割と、まだ取り込んでいない配属: the columns of a person hold until a posting that begins before the day."""

    roles: dict[int, list[Role]]
    ahead: dict[int, list[Posting]]

    @classmethod
    def around(cls, viewer: Viewer, first: date, last: date) -> "Staff":
        roles, ahead = defaultdict(list), defaultdict(list)
        for role in (
            Role.objects.filter(_overlapping(first, last)).select_related("person").order_by("person__kana", "pk")
        ):
            roles[role.person_id].append(role)
        for posting in visible_to(viewer).filter(begun_at=None, since__lte=last).order_by("pk"):
            ahead[posting.person_id].append(posting)
        return cls(dict(roles), dict(ahead))

    def department(self, person: Person, on: date) -> int | None:
        found = holding(self.ahead.get(person.pk, ()), on)
        return found.department_id if found else person.department_id

    def roles_of(self, person: Person, on: date) -> frozenset[str]:
        turned = self._turned(person, on)
        return frozenset([turned.role]) if turned else frozenset(role.name for role in self._given(person, on))

    def further(self, person: Person, on: date) -> frozenset[int]:
        """兼務: departments that come with a role, unless a posting put another role in its place."""
        given = [] if self._turned(person, on) else self._given(person, on)
        return frozenset(role.department_id for role in given if role.department_id)

    def in_office(self, on: date) -> Iterator[Person]:
        """Those of the office who are here on that day."""
        for rows in self.roles.values():
            person = rows[0].person
            if OFFICE_ROLES & self.roles_of(person, on) and (person.leaves_on is None or on <= person.leaves_on):
                yield person

    def _turned(self, person: Person, on: date) -> Posting | None:
        return holding((each for each in self.ahead.get(person.pk, ()) if each.role), on)

    def _given(self, person: Person, on: date) -> list[Role]:
        rows = self.roles.get(person.pk, ())
        return [row for row in rows if (row.since or on) <= on <= (row.until or on)]


def candidates(staff: Staff, held: Iterable[Held], on: date, without: int | None = None) -> list[Candidate]:
    """頼めそうな人 on that day; clearances and 封 are read only where something asks for them."""
    people = {person.pk: person for person in staff.in_office(on) if person.pk != without}
    asked = list(held)
    cleared = _clearances(people, on) if any(each.clearance for each in asked) else {}
    closed = _closed(people, on) if any(each.seal_id for each in asked) else {}
    return [
        Candidate(
            person.name,
            staff.further(person, on) | {at for at in [staff.department(person, on)] if at},
            frozenset(cleared.get(pk, ())),
            frozenset(closed.get(pk, ())),
        )
        for pk, person in people.items()
    ]


def _overlapping(first: date, last: date) -> Q:
    return (Q(since=None) | Q(since__lte=last)) & (Q(until=None) | Q(until__gte=first))


def _clearances(people: Collection[int], on: date) -> dict[int, set[str]]:
    """Those confirmed that still hold on the day."""
    held: dict[int, set[str]] = {pk: set() for pk in people}
    given = Grant.objects.filter(Q(until=None) | Q(until__gte=on), person__in=people, revoked_at=None)
    for person, clearance in given.exclude(confirmed_at=None).values_list("person", "clearance"):
        held[person].add(clearance)
    return held


def _closed(people: Collection[int], on: date) -> dict[int, set[int]]:
    """封 still shut on the day to each of them."""
    named: dict[int, set[int]] = defaultdict(set)
    for seal, person in Seal.objects.filter(until__gte=on).values_list("pk", "people"):
        named[seal].add(person)
    return {pk: {seal for seal, known in named.items() if pk not in known} for pk in people}
