"""代わりの順を決める: put in, move, take out; by whoever may publish the procedure."""

from collections.abc import Callable
from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.core.procedure_rules import Problem, problems
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company.models import Person
from urakata.features.procedures import queries
from urakata.features.procedures.models import Deputy, Procedure

Order = list[Deputy]
Change = Callable[[Order], Order]


def add_deputy(procedure: Procedure, person: Person, *, by: Viewer, at: datetime) -> None:
    """代わりの順に加える, at its end."""

    def add(order: Order) -> Order:
        if queries.candidate(by, procedure, person.code) is None:
            raise NotAllowed([Problem.CANNOT_STAND_IN])
        return [*order, Deputy(procedure=procedure, person=person)]

    _reorder("procedure.deputy_added", procedure, person, add, by=by, at=at)


def move_deputy(procedure: Procedure, person: Person, to: int, *, by: Viewer, at: datetime) -> None:
    """順を変える: to that place, counted from 1; pressed twice it stays there."""

    def move(order: Order) -> Order:
        moved = _standing(order, person)
        rest = [each for each in order if each is not moved]
        place = min(max(to, 1), len(order)) - 1
        return [*rest[:place], moved, *rest[place:]]

    _reorder("procedure.deputy_moved", procedure, person, move, by=by, at=at)


def remove_deputy(procedure: Procedure, person: Person, *, by: Viewer, at: datetime) -> None:
    """代わりの順から外す."""

    def remove(order: Order) -> Order:
        gone = _standing(order, person)
        gone.delete()
        return [each for each in order if each is not gone]

    _reorder("procedure.deputy_removed", procedure, person, remove, by=by, at=at)


def _reorder(act: str, procedure: Procedure, person: Person, change: Change, *, by: Viewer, at: datetime) -> None:
    """The order is read anew under the lock of the procedure and numbered anew."""
    if refused := problems(by, departments=[procedure.department_id], clearances=[procedure.clearance]):
        raise NotAllowed(refused)
    with audit.act(by=by, at=at) as record:
        Procedure.objects.select_for_update().get(pk=procedure.pk)
        order = change(list(Deputy.objects.filter(procedure=procedure)))
        for position, deputy in enumerate(order, start=1):
            deputy.position = position
            deputy.save()
        record(act, about=procedure, person=person.pk, order=[deputy.person_id for deputy in order])


def _standing(order: Order, person: Person) -> Deputy:
    found = next((deputy for deputy in order if deputy.person_id == person.pk), None)
    if found is None:
        raise NotAllowed([Problem.SOMEBODY_WAS_FIRST])
    return found
