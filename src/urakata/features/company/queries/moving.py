"""この変更で動くもの: what upper features have in somebody's hands, held against a change ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from urakata.common.seams import slot
from urakata.core.postings import Candidate, Change, Departments, Held, HeldKind, change, moves, suggested
from urakata.core.viewer import OFFICE_ROLES, Viewer
from urakata.features.company.models import Department, Grant, Person, Role, Seal
from urakata.features.company.queries.people import here
from urakata.features.company.queries.postings import in_roles, standing, visible_to
from urakata.features.company.queries.viewers import current

# Places that upper features fill, by the id of a person and of a department: `held.<feature>` → list[core.Held].
IN_HANDS = "company.change"
OF_DEPARTMENT = "company.closing"
MOST = 50


@dataclass(frozen=True, slots=True)
class Moving:
    """動くもの: one line, with the names of people who could be asked."""

    held: Held
    suggested: list[str]


@dataclass(frozen=True, slots=True)
class Moves:
    """動くもの of a change, the nearest first; `more` of them are not shown."""

    work: list[Moving]
    procedures: list[Moving]
    more: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.work or self.procedures)


PROCEDURES = frozenset({HeldKind.NAMED, HeldKind.LAST_TIME, HeldKind.OF_DEPARTMENT})


def moved_by(viewer: Viewer, person: Person, *, since: date, department: Department | None, role: str) -> Moves:
    """この変更で動くもの, as far as this viewer may know of it; nothing of it is changed by reading or by the day."""
    leaving = _change(viewer, person, since, department, role)
    held = [each for each in _held(IN_HANDS, viewer, person.pk) if moves(each, leaving)]
    return _told(viewer, held, since, without=person.pk)


def left_by_closing(viewer: Viewer, department: Department, until: date) -> Moves:
    """閉じると残るもの: what is due after the last day of a department, and its procedures."""
    closing = Change(until + timedelta(days=1), frozenset({department.pk}))
    held = [each for each in _held(OF_DEPARTMENT, viewer, department.pk) if moves(each, closing)]
    return _told(viewer, held, closing.on)


def _held(place: str, viewer: Viewer, key: int) -> list[Held]:
    filled = slot.facts(place, viewer, [key]).get(key, {})
    return sorted(
        (each for held in filled.values() for each in held), key=lambda each: (each.on or date.max, each.path)
    )


def _told(viewer: Viewer, held: list[Held], on: date, without: int | None = None) -> Moves:
    shown = held[:MOST]
    people = candidates(viewer, on, without) if shown else []
    lines = [Moving(each, suggested(each, people)) for each in shown]
    work = [line for line in lines if line.held.kind not in PROCEDURES]
    return Moves(work, [line for line in lines if line.held.kind in PROCEDURES], len(held) - len(shown))


def _change(viewer: Viewer, person: Person, since: date, department: Department | None, role: str) -> Change:
    """Departments reached the day before and from that day on; further ones go with the role they came with."""
    eve = since - timedelta(days=1)
    roles, further = _roles(viewer, person, eve)
    place = standing(viewer, person, eve)
    own = place.department_id if place else person.department_id
    tree = Departments(dict(Department.objects.values_list("pk", "parent")))
    before = tree.reach([own, *further])
    after = tree.reach([department.pk if department else None, *([] if role else further)])
    return change(since, before, after, roles, role)


def _roles(viewer: Viewer, person: Person, on: date) -> tuple[set[str], list[int | None]]:
    """役割 on a day that may lie ahead, and the further departments that come with them."""
    ahead = visible_to(viewer).filter(person=person, begun_at=None, since__lte=on).exclude(role="")
    if turned := ahead.order_by("since", "pk").last():
        return {turned.role}, []
    given = list(person.roles.filter(current(on)))
    return {role.name for role in given}, [role.department_id for role in given]


def candidates(viewer: Viewer, on: date, without: int | None = None) -> list[Candidate]:
    """頼めそうな人 on that day, as this viewer knows it: of the office, here, and where each of them will stand."""
    people = {
        person.pk: person for person in here(on).filter(in_roles(OFFICE_ROLES, viewer.on)).exclude(pk=without or 0)
    }
    places = {pk: {person.department_id} for pk, person in people.items()}
    for posting in visible_to(viewer).filter(person__in=people, begun_at=None, since__lte=on).order_by("since", "pk"):
        places[posting.person_id] = {posting.department_id}
        if posting.role and posting.role not in OFFICE_ROLES:
            people.pop(posting.person_id, None)
    for role in Role.objects.filter(current(on), person__in=people).exclude(department=None):
        places[role.person_id].add(role.department_id)
    held, closed = _clearances(people, on), _closed(people, on)
    return [
        Candidate(person.name, frozenset(at for at in places[pk] if at), frozenset(held[pk]), frozenset(closed[pk]))
        for pk, person in people.items()
    ]


def _clearances(people: Iterable[int], on: date) -> dict[int, set[str]]:
    """Those confirmed that still hold on the day."""
    held: dict[int, set[str]] = {pk: set() for pk in people}
    given = Grant.objects.filter(Q(until=None) | Q(until__gte=on), person__in=held, revoked_at=None)
    for person, clearance in given.exclude(confirmed_at=None).values_list("person", "clearance"):
        held[person].add(clearance)
    return held


def _closed(people: Iterable[int], on: date) -> dict[int, set[int]]:
    """封 still shut on the day to each of them."""
    found: dict[int, set[int]] = {pk: set() for pk in people}
    for seal in Seal.objects.filter(until__gte=on).prefetch_related("people"):
        for pk in found.keys() - {person.pk for person in seal.people.all()}:
            found[pk].add(seal.pk)
    return found
