"""部署を足す・変える・しまう."""

from datetime import date, datetime
from enum import StrEnum

from django.db.models import ProtectedError

from urakata.common.audit import acts as audit
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company.models import Department


class DepartmentProblem(StrEnum):
    """変えられない・しまえないわけ."""

    IN_USE = "department_in_use"
    ROUND = "department_round"


def save_department(
    department: Department | None, *, name: str, parent: Department | None, position: int, since: date | None = None,
    until: date | None = None, by: Viewer, at: datetime,
) -> Department:  # fmt: skip
    """部署を足す・変える: it opens and closes on days of its own; closing moves nobody."""
    found = department or Department()
    if parent is not None and found.pk and found.pk in _upwards(parent):
        raise NotAllowed([DepartmentProblem.ROUND])
    with audit.act(by=by, at=at) as record:
        found.name, found.parent, found.position = name, parent, position
        found.since, found.until = since, until
        found.save()
        record("department.changed" if department else "department.added", about=found, since=since, until=until)
    return found


def remove_department(department: Department, *, by: Viewer, at: datetime) -> None:
    """部署をしまう: only where nobody and nothing stands in it."""
    with audit.act(by=by, at=at) as record:
        about = department.about()
        try:
            department.delete()
        except ProtectedError:
            raise NotAllowed([DepartmentProblem.IN_USE]) from None
        record("department.removed", about=about)


def _upwards(department: Department | None) -> set[int]:
    seen: set[int] = set()
    while department is not None and department.pk not in seen:
        seen.add(department.pk)
        department = department.parent
    return seen
