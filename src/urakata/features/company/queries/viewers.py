"""見る人をつくる: from an account to the frozen Viewer, in one query beside that of the account."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from urakata.common.accounts import queries as accounts
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company.models import Person

# One statement, because every request begins with it: through the ORM its union cost 3 ms of each.
# 配属 that has begun and was not taken in yet goes before the columns, so that midnight is midnight whether or not a
# sweep ran. 役割 and 機密区分 that hold on the day, 封 still shut, and departments one or two levels below one's own.
STANDING = """
WITH begun AS (
  SELECT id, department_id, role, since FROM company_posting
  WHERE person_id = %(person)s AND begun_at IS NULL AND since <= %(on)s
), moved AS (
  SELECT department_id FROM begun ORDER BY since DESC, id DESC LIMIT 1
), turned AS (
  SELECT role, since FROM begun WHERE role <> '' ORDER BY since DESC, id DESC LIMIT 1
), held AS (
  SELECT name, department_id FROM company_role AS given
  WHERE person_id = %(person)s AND (since IS NULL OR since <= %(on)s) AND (until IS NULL OR until >= %(on)s)
    AND (name = 'owner' OR NOT EXISTS (SELECT 1 FROM turned WHERE given.since IS NULL OR given.since < turned.since))
), own AS (
  SELECT department_id FROM moved WHERE department_id IS NOT NULL
  UNION
  SELECT department_id FROM company_person
  WHERE id = %(person)s AND department_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM moved)
  UNION
  SELECT department_id FROM held WHERE department_id IS NOT NULL
)
SELECT 'role' AS kind, name, CAST(NULL AS bigint) AS number FROM held
UNION ALL
SELECT 'role', role, NULL FROM turned
UNION ALL
SELECT 'grant', clearance, NULL FROM company_grant
WHERE person_id = %(person)s AND revoked_at IS NULL AND confirmed_at IS NOT NULL
  AND (until IS NULL OR until >= %(on)s)
UNION ALL
SELECT 'seal', '', id FROM company_seal
WHERE until >= %(on)s AND NOT EXISTS (
  SELECT 1 FROM company_seal_people AS named
  WHERE named.seal_id = company_seal.id AND named.person_id = %(person)s
)
UNION ALL
SELECT 'own', '', department_id FROM own
UNION ALL
SELECT 'own', '', below.id FROM company_department AS below
LEFT JOIN company_department AS upper ON upper.id = below.parent_id
WHERE below.parent_id IN (SELECT department_id FROM own) OR upper.parent_id IN (SELECT department_id FROM own)
"""


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
    """この日のこの人: what one may be to the company on that day."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"person": person.pk, "on": connection.ops.adapt_datefield_value(on)})
        rows: list[tuple[str, str, int | None]] = cursor.fetchall()
    roles = frozenset(name for kind, name, _ in rows if kind == "role")
    return Viewer(
        person_id=person.pk,
        roles=roles or frozenset({"outside" if person.is_outside else "employee"}),
        departments=frozenset(number for kind, _, number in rows if kind == "own" and number is not None),
        clearances=frozenset(name for kind, name, _ in rows if kind == "grant"),
        shut_seals=frozenset(number for kind, _, number in rows if kind == "seal" and number is not None),
        on=on,
    )


def nobody() -> Person:
    """だれでもない人: asked about in place of somebody who is not there, so that the answer takes as long."""
    return Person(pk=0)


def may_be_given(person: Person, *, clearance: str, seal_id: int | None, on: date) -> bool:
    """頼めるか: whether work with this clearance and 封 may be put into this person's hands.

    Into the hands of somebody from outside it comes by a share alone, with a keeper and a last day.
    """
    if person.is_outside or not is_here(person, on):
        return False
    seen = viewer(person, on)
    return (not clearance or clearance in seen.clearances) and seal_id not in seen.shut_seals


def current(on: date) -> Q:
    """Of dated rows, those that hold on the day."""
    return (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gte=on))


def still_here(on: date) -> Q:
    """いまいる人, of Person: not left; who comes later counts already."""
    return Q(leaves_on=None) | Q(leaves_on__gte=on)
