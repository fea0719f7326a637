"""見る人をつくる: from an account to the frozen Viewer, in one query beside that of the account."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from urakata.common.accounts import queries as accounts
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company.models import Department, Grant, Person, Role, Seal

Row = tuple[str, str, int | None]


def viewer_of(account: Any, on: date, pin_device: int | None = None) -> Viewer | None:
    """The viewer behind a signed-in account; None for strangers, leavers and people not yet here.

    `pin_device` is the device of a session that was opened by PIN: such a session sees the portal alone, whatever the
    person may do elsewhere, and it ends when the device is taken back.
    """
    if not account.is_authenticated:
        return None
    person: Person | None = getattr(account, "person", None)
    if person is None or not is_here(person, on):
        return None
    if pin_device is None:
        return viewer(person, on)
    return by_pin(viewer(person, on)) if accounts.is_device_open(account, pin_device) else None


def by_pin(viewer: Viewer) -> Viewer:
    """番号で入った人: six figures open the portal, no office, no clearance and no approval."""
    portal = frozenset({RoleName.OUTSIDE if viewer.has(RoleName.OUTSIDE) else RoleName.EMPLOYEE})
    return replace(viewer, roles=portal, clearances=frozenset())


def is_here(person: Person, on: date) -> bool:
    """A leaver's account closes after the last day."""
    return person.leaves_on is None or on <= person.leaves_on


def viewer(person: Person, on: date) -> Viewer:
    others = (_grants(person, on), _seals(person, on), _below(person, on))
    rows: list[Row] = list(_roles(person, on).union(*others, all=True))
    roles = frozenset(name for kind, name, _ in rows if kind == "role")
    own = {number for kind, _, number in rows if kind in {"role", "below"} and number is not None}
    return Viewer(
        person_id=person.pk,
        roles=roles or frozenset({"outside" if person.is_outside else "employee"}),
        departments=frozenset(own | ({person.department_id} if person.department_id else set())),
        clearances=frozenset(name for kind, name, _ in rows if kind == "grant"),
        shut_seals=frozenset(number for kind, _, number in rows if kind == "seal" and number is not None),
        on=on,
    )


def may_be_given(person: Person, *, clearance: str, seal_id: int | None, on: date) -> bool:
    """頼めるか: whether work with this clearance and 封 may be put into this person's hands."""
    if not is_here(person, on):
        return False
    seen = viewer(person, on)
    return (not clearance or clearance in seen.clearances) and seal_id not in seen.shut_seals


def _row(rows: QuerySet[Any], kind: str, name: Any, number: Any) -> QuerySet[Any, Row]:
    return rows.order_by().values_list(
        Value(kind, output_field=CharField()), Cast(name, CharField()), Cast(number, IntegerField())
    )


def current(on: date) -> Q:
    """Of dated rows, those that hold on the day."""
    return (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gte=on))


def _roles(person: Person, on: date) -> QuerySet[Any, Row]:
    return _row(Role.objects.filter(current(on), person=person), "role", F("name"), F("department_id"))


def _grants(person: Person, on: date) -> QuerySet[Any, Row]:
    held = Grant.objects.filter(Q(until=None) | Q(until__gte=on), person=person, revoked_at=None)
    return _row(held.exclude(confirmed_at=None), "grant", F("clearance"), Value(0))


def _seals(person: Person, on: date) -> QuerySet[Any, Row]:
    shut = Seal.objects.filter(until__gte=on).exclude(people=person)
    return _row(shut, "seal", Value(""), F("pk"))


def _below(person: Person, on: date) -> QuerySet[Any, Row]:
    """Departments one or two levels below one's own."""
    own = [person.department_id] if person.department_id else []
    mine = Role.objects.filter(current(on), person=person).exclude(department=None).values("department")
    first = Q(parent__in=own) | Q(parent__in=mine)
    second = Q(parent__parent__in=own) | Q(parent__parent__in=mine)
    return _row(Department.objects.filter(first | second), "below", Value(""), F("pk"))
