"""見る人: who is asking, as a frozen value that every read and every act begins with."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RoleName(StrEnum):
    """役割: what a person may be to the company."""

    OWNER = "owner"
    LEAD = "lead"
    OFFICE = "office"
    TEMP = "temp"
    MANAGER = "manager"
    EMPLOYEE = "employee"
    OUTSIDE = "outside"


OFFICE_ROLES: frozenset[str] = frozenset({RoleName.LEAD, RoleName.OFFICE, RoleName.TEMP})


@dataclass(frozen=True, slots=True)
class Viewer:
    """見る人: built once per request; `departments` holds the ids of one's own departments and those below them.

    The operator at the command line is a viewer without a person who sees everything.
    """

    person_id: int | None
    roles: frozenset[str] = frozenset()
    departments: frozenset[int] = frozenset()
    clearances: frozenset[str] = frozenset()
    on: date = date.min
    shut_seals: frozenset[int] = frozenset()  # 封: those still closed to this person
    is_operator: bool = False
    share_id: int | None = None  # came in by the link of a 共有: that one, and nothing else of the house

    def has(self, *names: RoleName) -> bool:
        return any(name in self.roles for name in names)

    @property
    def is_lead(self) -> bool:
        return self.is_operator or RoleName.LEAD in self.roles

    @property
    def is_owner(self) -> bool:
        return self.is_operator or RoleName.OWNER in self.roles

    @property
    def in_office(self) -> bool:
        """Whoever works behind the front: has the rail and the shelf; the others have the portal."""
        return self.is_operator or bool(OFFICE_ROLES & self.roles)

    @property
    def portal_only(self) -> bool:
        return not self.in_office and not self.is_owner

    @property
    def is_outside(self) -> bool:
        """社外の人: sees what is shared with them, and of the house nothing."""
        return self.portal_only and RoleName.OUTSIDE in self.roles


def operator(on: date) -> Viewer:
    """The person at the command line of the machine, who holds the database anyway."""
    return Viewer(person_id=None, on=on, is_operator=True)
