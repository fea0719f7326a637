"""社外の人: somebody to share with; they get no way in of their own by this."""

from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.clearance import Problem
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company.actions.postings import stand_here
from urakata.features.company.models import Person, Role


def add_outsider(*, name: str, firm: str, by: Viewer, at: datetime) -> Person:
    """社外の人を足す: by the office; whatever they see is shared with them, an account is given in the settings."""
    if not by.has(RoleName.LEAD, RoleName.OFFICE):
        raise NotAllowed([Problem.NOT_YOURS])
    with audit.act(by=by, at=at) as record:
        made = Person.objects.create(code=new_code(), name=name, title=firm, is_outside=True)
        Role.objects.create(person=made, name=RoleName.OUTSIDE, since=at.date())
        if firm:
            stand_here(made, since=at.date(), at=at)
        record("person.added", about=made, role=RoleName.OUTSIDE)
    return made
