"""封をする・開ける."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.clearance import Problem
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company.models import Person, Seal


def seal(*, label: str, people: Iterable[Person], until: date, by: Viewer, at: datetime) -> Seal:
    """封をする: for the people named and oneself, until that day."""
    if by.person_id is None or not by.in_office:
        raise NotAllowed([Problem.NOT_YOURS])
    if until < by.on:
        raise NotAllowed([Problem.UNTIL_PASSED])
    with audit.act(by=by, at=at) as record:
        made = Seal.objects.create(code=new_code(), label=label, until=until)
        made.people.set({by.person_id, *(person.pk for person in people)})
        record("seal.made", about=made, until=until)
    return made


def lift_seal(seal: Seal, *, by: Viewer, at: datetime) -> None:
    """封を開ける: before its day, by one of those named."""
    yesterday = at.date() - timedelta(days=1)
    with audit.act(by=by, at=at) as record:
        if not Seal.objects.filter(pk=seal.pk, until__gte=at.date()).update(until=yesterday):
            raise NotAllowed([Problem.ENDED])
        record("seal.lifted", about=seal)
