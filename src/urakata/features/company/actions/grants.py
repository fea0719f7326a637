"""機密区分を渡す・確かめる・取り上げる."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.clearance import Act, Problem, problems
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company import queries
from urakata.features.company.models import Grant, Person


def give_clearance(person: Person, clearance: str, *, until: date | None, by: Viewer, at: datetime) -> Grant:
    """渡す: counts once a second person has confirmed it.

    By one who holds it, to somebody else. While nobody holds it the owner proposes it for another person, and that
    person or any lead confirms.
    """
    if found := problems(Act.GIVE, by, queries.giving_facts(clearance, person, until, by.on)):
        raise NotAllowed(found)
    with audit.act(by=by, at=at) as record:
        _tidy_away(person, clearance, by=by, at=at)
        made = _create(person, clearance, until=until, by=by, at=at)
        record("clearance.given", about=made, to=person.code, of=clearance, until=until)
    return made


def confirm_clearance(grant: Grant, *, by: Viewer, at: datetime) -> None:
    """確かめて渡す: from now on it counts; the first of two wins."""
    grant = Grant.objects.select_related("person").get(pk=grant.pk)
    if found := problems(Act.CONFIRM, by, queries.grant_facts(grant, by.on)):
        raise NotAllowed(found)
    with audit.act(by=by, at=at) as record:
        waiting = Grant.objects.filter(pk=grant.pk, confirmed_at=None, revoked_at=None)
        if not waiting.update(confirmed_by=by.person_id, confirmed_at=at):
            raise NotAllowed([Problem.NOT_WAITING])
        record("clearance.confirmed", about=grant, to=grant.person.code, of=grant.clearance)


def revoke_clearance(grant: Grant, *, by: Viewer, at: datetime) -> None:
    """取り上げる・渡さない・返す: at once."""
    grant = Grant.objects.select_related("person").get(pk=grant.pk)
    if found := problems(Act.REVOKE, by, queries.grant_facts(grant, by.on)):
        raise NotAllowed(found)
    with audit.act(by=by, at=at) as record:
        standing = Grant.objects.filter(pk=grant.pk, revoked_at=None)
        if not standing.update(revoked_by=by.person_id, revoked_at=at):
            raise NotAllowed([Problem.ENDED])
        record("clearance.revoked", about=grant, to=grant.person.code, of=grant.clearance)


def _tidy_away(person: Person, clearance: str, *, by: Viewer, at: datetime) -> None:
    """One whose day has passed is closed, so that a new one may be given."""
    over = Grant.objects.filter(person=person, clearance=clearance, revoked_at=None, until__lt=at.date())
    over.update(revoked_by=by.person_id, revoked_at=at)


def _create(person: Person, clearance: str, *, until: date | None, by: Viewer, at: datetime) -> Grant:
    try:
        with transaction.atomic():
            return Grant.objects.create(
                code=new_code(),
                person=person,
                clearance=clearance,
                granted_by_id=by.person_id,
                granted_at=at,
                until=until,
            )
    except IntegrityError:  # one_open_grant_per_clearance: somebody was first
        raise NotAllowed([Problem.ALREADY_GIVEN]) from None
