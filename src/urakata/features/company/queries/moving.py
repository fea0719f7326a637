"""この変更で動くもの: what upper features have in somebody's hands, held against a change ahead."""

from dataclasses import dataclass
from datetime import date, timedelta

from urakata.common.seams import slot
from urakata.core.postings import Change, Departments, Held, HeldKind, change, moves, suggested
from urakata.core.viewer import Viewer
from urakata.features.company.models import Department, Person
from urakata.features.company.queries.staff import Choice, Staff

DAY = timedelta(days=1)
# Places that upper features fill, by the id of a person and of a department: `held.<feature>` → list[core.Held].
IN_HANDS = "company.change"
OF_DEPARTMENT = "company.closing"
MOST = 50


@dataclass(frozen=True, slots=True)
class Moving:
    """動くもの: one line, with the names of people who could be asked; when a department closes nobody is named."""

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
    staff = Staff.from_day(viewer, since - DAY)
    leaving = _change(staff, person, since, department, role)
    held = [each for each in _held(IN_HANDS, viewer, person.pk) if moves(each, leaving)]
    choice = Choice.among(staff, held[:MOST], since, person.pk)
    days = {on: choice.on(on) for on in {each.on or since for each in held[:MOST]}}
    return _told([Moving(each, suggested(each, days[each.on or since])) for each in held[:MOST]], len(held))


def left_by_closing(viewer: Viewer, department: Department, until: date) -> Moves:
    """閉じると残るもの: what is due after the last day of a department, and its procedures."""
    closing = Change(until + DAY, frozenset({department.pk}))
    held = [each for each in _held(OF_DEPARTMENT, viewer, department.pk) if moves(each, closing)]
    return _told([Moving(each, []) for each in held[:MOST]], len(held))


def _held(place: str, viewer: Viewer, key: int) -> list[Held]:
    filled = slot.facts(place, viewer, [key]).get(key, {})
    held = (each for told in filled.values() for each in told)
    return sorted(held, key=lambda each: (each.on or date.max, each.title))


def _told(lines: list[Moving], count: int) -> Moves:
    work = [line for line in lines if line.held.kind not in PROCEDURES]
    return Moves(work, [line for line in lines if line.held.kind in PROCEDURES], count - len(lines))


def _change(staff: Staff, person: Person, since: date, department: Department | None, role: str) -> Change:
    """Departments reached the day before and from that day on; further ones go with the role they came with."""
    eve = since - DAY
    further = staff.further(person, eve)
    tree = Departments(dict(Department.objects.values_list("pk", "parent")))
    before = tree.reach([staff.department(person, eve), *further])
    after = tree.reach([department.pk if department else None, *(() if role else further)])
    return change(since, before, after, staff.roles_of(person, eve), role)
