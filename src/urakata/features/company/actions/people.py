"""人: added, changed, leaving, invited."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from urakata.common.accounts import actions as accounts
from urakata.common.accounts.actions.invitations import RESET_HOURS
from urakata.common.accounts.models import Invitation
from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.clearance import PersonAct, Problem, person_problems
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import RoleName, Viewer, operator
from urakata.features.company import queries
from urakata.features.company.actions.guards import guard
from urakata.features.company.actions.postings import begin_postings, stand_here
from urakata.features.company.models import Department, Person, Role

COLUMNS = ("name", "kana", "number", "title", "department", "hired_on", "birth_on")


def add_person(*, name: str, role: str, by: Viewer, at: datetime, address: str = "", **columns: Any) -> Person:
    """足す: a person with their first role; with an address also an account, still without a key."""
    guard(PersonAct.GIVE_ROLE, None, by=by, role=role)
    with audit.act(by=by, at=at) as record:
        made = Person.objects.create(
            code=new_code(),
            name=name,
            account=accounts.open_account(address) if address else None,
            is_outside=role == RoleName.OUTSIDE,
            **columns,
        )
        Role.objects.create(person=made, name=role, since=columns.get("hired_on"))
        if made.department or made.title:
            stand_here(made, since=columns.get("hired_on") or at.date(), at=at)
        record("person.added", about=made, role=role)
    return made


def change_person(person: Person, *, by: Viewer, at: datetime, address: str | None = None, **columns: Any) -> list[str]:
    """変える: answers the names of what changed; nothing changed, nothing recorded. `address` None leaves it.

    Another department or post holds from today on.
    """
    if begin_postings(at, person):
        person.refresh_from_db()
    changed = [name for name, value in columns.items() if getattr(person, name) != value]
    old_address = (person.account.email if person.account else None) or ""
    if address is not None and address != old_address:
        guard(PersonAct.MAKE_KEY, person, by=by)
        changed.append("address")
    if not changed:
        return []
    guard(PersonAct.CHANGE, person, by=by)
    with audit.act(by=by, at=at) as record:
        if "address" in changed:
            _set_address(person, address or None)
        for name in changed:
            if name != "address":
                setattr(person, name, columns[name])
        person.save()
        if {"department", "title"} & set(changed):
            stand_here(person, since=at.date(), at=at)
        record("person.changed", about=person, changed=changed)
    return changed


def name_oneself(
    person: Person, invitation: Invitation, password: str, *, name: str, address: str, by: Viewer, at: datetime
) -> None:
    """名乗る: the first owner, invited without an address, takes the link and says who they are."""
    with audit.act(by=by, at=at):
        person.name = name
        person.save(update_fields=["name"])
        invitation.account.email = address.strip().lower()
        invitation.account.save(update_fields=["email"])
        accounts.accept(invitation, password=password, by=by, at=at, about=person.about())


def leave(person: Person, *, on: date | None, by: Viewer, at: datetime) -> None:
    """退職の日: the account closes after that day; without one the person stays."""
    guard(PersonAct.LEAVE if on else PersonAct.CHANGE, person, by=by)
    with audit.act(by=by, at=at) as record:
        person.leaves_on = on
        person.save(update_fields=["leaves_on"])
        record("person.leaves", about=person, on=on)
        if person.account and queries.is_here(person, at.date()):
            accounts.reopen(person.account, by=by, at=at, about=person.about())
        elif person.account:
            accounts.close(person.account, by=by, at=at, about=person.about())


def invite(person: Person, *, by: Viewer, at: datetime) -> tuple[Invitation, str]:
    """招く: the link's token is in the answer and nowhere else."""
    _guard_invitation(person, by=by, at=at)
    with audit.act(by=by, at=at):
        account = person.account or _set_address(person, None)
        return accounts.invite(account, by=by, at=at, about=person.about())


def invite_by_mail(person: Person, *, by: Viewer, at: datetime) -> Invitation:
    """メールで招く: the link goes to the person's own address and nobody else sees it."""
    facts = queries.facts(person, by.on)
    if found := person_problems(PersonAct.CHANGE, by, facts):
        raise NotAllowed(found)
    if person.account is None or not person.account.email or not queries.is_here(person, at.date()):
        raise NotAllowed([Problem.NOT_HERE])
    return accounts.ask_mail(
        person.account, by=by, at=at, about=person.about(), act="person.invited", lasts=timedelta(days=7)
    )


def ask_reset(person: Person, *, at: datetime) -> None:
    """パスワードの決め直し: asked at the entrance by somebody nobody knows yet; the mail goes to the address."""
    if person.account is not None and queries.is_here(person, at.date()):
        accounts.ask_mail(
            person.account,
            by=operator(at.date()),
            at=at,
            about=person.about(),
            act="account.reset_asked",
            lasts=timedelta(hours=RESET_HOURS),
        )


def close_leavers(at: datetime) -> int:
    """退職した人の入口を閉じる: the sweep; a second time closes nothing."""
    gone = Person.objects.filter(leaves_on__lt=at.date(), account__is_active=True).select_related("account")
    by = operator(at.date())
    return sum(accounts.close(person.account, by=by, at=at, about=person.about()) for person in gone if person.account)


def give_role(
    person: Person, *, name: str, by: Viewer, at: datetime, department: Department | None = None,
    since: date | None = None, until: date | None = None,
) -> Role:  # fmt: skip
    """役割を渡す: from a day until a day."""
    guard(PersonAct.GIVE_ROLE, person, by=by, role=name)
    with audit.act(by=by, at=at) as record:
        made = Role.objects.create(person=person, name=name, department=department, since=since, until=until)
        Person.objects.filter(pk=person.pk).update(is_outside=name == RoleName.OUTSIDE)
        record("role.given", about=person, role=name, since=since, until=until)
    return made


def end_role(role: Role, *, by: Viewer, at: datetime) -> None:
    """役割を終える: yesterday was its last day; one that had not begun goes away."""
    guard(PersonAct.END_ROLE, role.person, by=by, role=role.name)
    yesterday = at.date() - timedelta(days=1)
    with audit.act(by=by, at=at) as record:
        if role.since is not None and role.since > yesterday:
            role.delete()
        else:
            role.until = yesterday
            role.save(update_fields=["until"])
        record("role.ended", about=role.person, role=role.name)


def _guard_invitation(person: Person, *, by: Viewer, at: datetime) -> None:
    guard(PersonAct.MAKE_KEY, person, by=by)
    if not queries.is_here(person, at.date()):
        raise NotAllowed([Problem.NOT_HERE])
    if not person.number and not (person.account and person.account.email):
        raise NotAllowed([Problem.NO_WAY_IN])


def _set_address(person: Person, address: str | None) -> Any:
    """The person's account with that address; opened where there is none."""
    if person.account is None:
        person.account = accounts.open_account(address)
        person.save(update_fields=["account"])
    else:
        accounts.change_address(person.account, address)
    return person.account


def plain_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """Of many values, those that are columns of a person."""
    return {name: value for name, value in values.items() if name in COLUMNS}
