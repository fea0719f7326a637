"""頼める人: whom a piece of work may be given to, the office first."""

from dataclasses import dataclass

from django.http import Http404

from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person


@dataclass(frozen=True, slots=True)
class People:
    """頼める人: of the office, and everybody else who is here; under a clearance only those who hold it."""

    office: list[Person]
    others: list[Person]

    def __bool__(self) -> bool:
        return bool(self.office or self.others)

    def named(self, code: str) -> Person:
        """The person of that code, or 404: nobody learns of others by trying codes."""
        found = next((person for person in [*self.office, *self.others] if person.code == code), None)
        if found is None:
            raise Http404
        return found


def people_to_ask(viewer: Viewer, clearance: str = "", *, outside: bool = False) -> People:
    """A temp asks the office only; the portal asks nobody. People from outside only where that shares with them."""
    if viewer.portal_only:
        return People([], [])
    if clearance or not viewer.has(RoleName.LEAD, RoleName.OFFICE):
        return People(company.assignable(viewer, clearance=clearance), [])
    office, others = company.office_and_others(viewer)
    return People(office, [person for person in others if outside or not person.is_outside])
