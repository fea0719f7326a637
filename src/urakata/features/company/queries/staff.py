"""その日のだれがどこに: where everybody will stand on the days around a change, as one viewer knows it; two queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from urakata.core.postings import Candidate, Held, holding
from urakata.core.viewer import OFFICE_ROLES, Viewer
from urakata.features.company.models import Grant, Person, Posting, Role, Seal
from urakata.features.company.queries.postings import visible_to

Lasting = tuple[str, date | None]  # 機密区分 with its last day


@dataclass(frozen=True, slots=True)
class Staff:
    """役割と、まだ取り込んでいない配属: the columns of a person hold until a posting that begins before the day."""

    roles: dict[int, list[Role]]
    ahead: dict[int, list[Posting]]

    @classmethod
    def from_day(cls, viewer: Viewer, first: date) -> "Staff":
        roles, ahead = defaultdict(list), defaultdict(list)
        given = Role.objects.filter(Q(until=None) | Q(until__gte=first)).select_related("person")
        for role in given.order_by("person__kana", "pk"):
            roles[role.person_id].append(role)
        for posting in visible_to(viewer).filter(begun_at=None).order_by("pk"):
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


@dataclass(frozen=True, slots=True)
class Choice:
    """頼めそうな人 by day: somebody who goes away before a thing is due is no suggestion for it.

    Clearances and 封 are read only where something asks for them.
    """

    staff: Staff
    without: int
    cleared: dict[int, list[Lasting]]
    named: dict[int, tuple[date, set[int]]]

    @classmethod
    def among(cls, staff: Staff, held: Collection[Held], first: date, without: int) -> "Choice":
        cleared = _clearances(first) if any(each.clearance for each in held) else {}
        named = _seals(first) if any(each.seal_id for each in held) else {}
        return cls(staff, without, cleared, named)

    def on(self, on: date) -> list[Candidate]:
        found = (person for person in self.staff.in_office(on) if person.pk != self.without)
        return [self._candidate(person, on) for person in found]

    def _candidate(self, person: Person, on: date) -> Candidate:
        own, further = self.staff.department(person, on), self.staff.further(person, on)
        held = (name for name, until in self.cleared.get(person.pk, ()) if until is None or on <= until)
        shut = (seal for seal, (until, people) in self.named.items() if on <= until and person.pk not in people)
        return Candidate(person.name, further | ({own} if own else set()), frozenset(held), frozenset(shut))


def _clearances(first: date) -> dict[int, list[Lasting]]:
    """Those confirmed, by person."""
    found: dict[int, list[Lasting]] = defaultdict(list)
    given = Grant.objects.filter(Q(until=None) | Q(until__gte=first), revoked_at=None).exclude(confirmed_at=None)
    for person, clearance, until in given.values_list("person", "clearance", "until"):
        found[person].append((clearance, until))
    return dict(found)


def _seals(first: date) -> dict[int, tuple[date, set[int]]]:
    """封 still shut, with the people they name."""
    found: dict[int, tuple[date, set[int]]] = {}
    for seal, until, person in Seal.objects.filter(until__gte=first).values_list("pk", "until", "people"):
        found.setdefault(seal, (until, set()))[1].add(person)
    return found
