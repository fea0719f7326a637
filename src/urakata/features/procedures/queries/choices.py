"""選べるもの: departments and clearances that this viewer may put a procedure under."""

from urakata.core.clearance import Clearance
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries as company
from urakata.features.procedures.models import Procedure
from urakata.formats.documents import Names


def departments_of(viewer: Viewer) -> list[str]:
    """選べる部署 by name, in the company's order."""
    if not viewer.is_lead and not viewer.has(RoleName.OFFICE):
        return []
    own = viewer.departments
    return [each.name for each in company.offered(viewer.on) if viewer.is_lead or each.pk in own]


def clearances_held(viewer: Viewer) -> list[str]:
    return [each.value for each in Clearance if viewer.is_operator or each in viewer.clearances]


def department_id(name: str) -> int | None:
    """部署 by the name a file gives it; one that the company does not have stands for the whole office."""
    return company.department_named(name) if name else None


def office_people(viewer: Viewer, procedure: Procedure) -> list[str]:
    """頼める人 by name: those of the office who may see the procedure."""
    found = company.assignable(viewer, procedure.department_id, procedure.clearance)
    return [each.name for each in found]


def names_known(viewer: Viewer) -> Names:
    """知っている名: departments and people whom this viewer may know, to recognise in a table."""
    departments = [each.name for each in company.offered(viewer.on)]
    people = company.people(viewer).filter(pk__in=company.here(viewer.on)).values_list("name", flat=True)
    return Names(tuple(departments), tuple(people))
