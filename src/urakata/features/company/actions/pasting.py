"""名簿を取り込む: everything that the preview showed, or nothing."""

from datetime import datetime
from typing import Any

from urakata.common.audit import acts as audit
from urakata.common.audit.about import About
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company.actions.people import add_person, change_person, give_role, leave, plain_columns
from urakata.features.company.models import Department, Person
from urakata.features.company.queries.pasting import CellProblem, Kind, Plan, PlannedRow, Value


def take_in(plan: Plan, *, by: Viewer, at: datetime) -> None:
    """取り込む: one act; a row that was refused stops all of it."""
    if plan.is_refused:
        raise NotAllowed({wrong.problem for planned in plan.rows for wrong in planned.wrong} or [CellProblem.MISSING])
    with audit.act(by=by, at=at) as record:
        departments = _departments(plan)
        for planned in plan.rows:
            if planned.kind is Kind.ADDED:
                _add(planned, departments, by=by, at=at)
            elif planned.kind is Kind.CHANGED and planned.person is not None:
                _change(planned.person, planned.changes, departments, by=by, at=at)
        about = About("people", "people", "", room="settings")
        counts = plan.counts
        record("people.pasted", about=about, added=counts[Kind.ADDED], changed=counts[Kind.CHANGED])


def _departments(plan: Plan) -> dict[str, Department]:
    position = Department.objects.count()
    for name in plan.new_departments:
        position += 1
        Department.objects.create(name=name, position=position)
    return {department.name: department for department in Department.objects.all()}


def _add(planned: PlannedRow, departments: dict[str, Department], *, by: Viewer, at: datetime) -> None:
    values: dict[str, Any] = {**planned.changes}
    role, address, leaves_on = values.pop("role", RoleName.EMPLOYEE), values.pop("email", ""), values.get("leaves_on")
    values["department"] = departments.get(values.get("department", ""))
    made = add_person(role=role, address=address, by=by, at=at, **plain_columns(values))
    if leaves_on:
        leave(made, on=leaves_on, by=by, at=at)


def _change(
    person: Person, changes: dict[str, Value], departments: dict[str, Department], *, by: Viewer, at: datetime
) -> None:
    values: dict[str, Any] = {**changes}
    if "department" in values:
        values["department"] = departments[values["department"]]
    change_person(person, address=values.pop("email", None), by=by, at=at, **plain_columns(values))
    if "leaves_on" in values:
        leave(person, on=values["leaves_on"], by=by, at=at)
    if "role" in values:
        give_role(person, name=values["role"], since=at.date(), by=by, at=at)
