"""会社のこと: started once, changed by its owner."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from urakata.common.accounts import actions as accounts
from urakata.common.accounts import beginning
from urakata.common.accounts.queries import invitation as waiting
from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.clearance import Clearance, Problem
from urakata.core.profile import Kind, Profile, written
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries
from urakata.features.company.actions.calendar import close_only
from urakata.features.company.actions.people import name_oneself
from urakata.features.company.models import Company, Grant, Person, Role

NAMELESS = "わたしの会社"


class CompanyProblem(StrEnum):
    """始められないわけ."""

    EXISTS = "company_exists"


def init_company(
    profile: Profile, owner_email: str | None = None, personal: bool = False, *, by: Viewer, at: datetime
) -> tuple[Person, str]:
    """会社を始める: the company and its owner, with the token of the owner's one-time link.

    The owner leads the office until somebody else does: else nobody could take the first procedure.
    `personal`: one person who owns, leads and works, with every clearance; no second person is there to confirm.
    Refused where there is a company already.
    """
    if Company.objects.exists():
        raise NotAllowed([CompanyProblem.EXISTS])
    with audit.act(by=by, at=at) as record:
        kept = replace(profile, kind=Kind.PERSONAL) if personal else profile
        made = Company.objects.create(name=kept.name or NAMELESS, made_at=at)
        _keep(made, kept)
        account = accounts.open_account(owner_email)
        owner = Person.objects.create(code=new_code(), name=queries.stand_in_name(owner_email), account=account)
        for role in (RoleName.OWNER, RoleName.LEAD, *([RoleName.OFFICE] if personal else [])):
            Role.objects.create(person=owner, name=role)
        for clearance in Clearance if personal else ():
            Grant.objects.create(code=new_code(), person=owner, clearance=clearance, granted_at=at, confirmed_at=at)
        record("company.started", about=made, personal=personal)
        _, token = accounts.invite(account, by=by, at=at, about=owner.about(), purpose="password")
    return owner, token


def begin_company(
    name: str, token: str, *, owner: str, address: str, password: str, by: Viewer, at: datetime
) -> Person:
    """画面で始める: the company, and its owner with a key; the link that led here is spent, by the first of two."""
    with beginning.spent(token), audit.act(by=by, at=at):
        made, key = init_company(Profile(name=name), address, by=by, at=at)
        viewer, link = queries.viewer(made, at.date()), waiting(key, at)
        assert link is not None, "made a moment ago"
        name_oneself(made, link, password, name=owner, address=address, by=viewer, at=at)
    made.refresh_from_db()  # with the key just made, or the session that follows would be for the old one
    return made


def answer(changed: Mapping[str, Any], *, by: Viewer) -> None:
    """答えを残す: the keys that changed as they are written (None: あとで), at once and without a line in the record.

    A page that keeps every answer as it is given writes one line when it is left: `note_answers`.
    """
    if not by.is_owner:
        raise NotAllowed([Problem.NOT_YOURS])
    with transaction.atomic():
        found = Company.objects.select_for_update().order_by("pk").get()
        kept = {**found.profile, **changed}
        found.profile = {key: value for key, value in kept.items() if value is not None}
        found.save(update_fields=["profile"])


def note_answers(changed: Iterable[str], *, by: Viewer, at: datetime) -> None:
    """答えたことを記録する: once, when the page is left."""
    if keys := sorted(changed):
        with audit.act(by=by, at=at) as record:
            record("company.changed", about=Company.objects.order_by("pk").get(), changed=keys)


def change_company(company: Company, profile: Profile, *, by: Viewer, at: datetime) -> list[str]:
    """会社のことを変える: answers the keys that changed; closed days that the profile does not say stay as they are."""
    if not by.is_owner:
        raise NotAllowed([Problem.NOT_YOURS])
    before = _whole(company)
    after = profile.to_plain()
    if profile.closed_days is None:
        after |= {"closed_days": before["closed_days"]}
    changed = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    if not changed:
        return []
    with audit.act(by=by, at=at) as record:
        company.name = profile.name or company.name
        _keep(company, profile)
        record("company.changed", about=company, changed=changed)
    return changed


def _whole(company: Company) -> dict[str, object]:
    plain: dict[str, object] = company.profile | {"name": company.name}
    return plain | {"closed_days": [written(day) for day in queries.closed_days()]}


def _keep(company: Company, profile: Profile) -> None:
    """The closed days are rows of their own."""
    company.profile = replace(profile, closed_days=None, name=None).to_plain()
    company.save()
    if profile.closed_days is not None:
        close_only(profile.closed_days)
