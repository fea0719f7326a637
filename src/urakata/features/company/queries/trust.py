"""頼めるか: of many people at once, who of the office may be given work with which clearance and 封."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, Q, QuerySet, Value
from django.db.models.fields import BigIntegerField, CharField

from urakata.core.viewer import RoleName
from urakata.features.company.models import Grant, Person, Seal
from urakata.features.company.queries.people import here
from urakata.features.company.queries.postings import in_roles

Row = tuple[str, int | None, int | None, str]
NONE, NO_TEXT = Value(None, BigIntegerField()), Value("", CharField())
ASKED = (RoleName.LEAD, RoleName.OFFICE)  # a temp works on what was given, and stands in for nobody


@dataclass(slots=True)
class Trust:
    """信: what is known of those asked about; whoever is not of the office or has left is not in `names`."""

    names: dict[int, str] = field(default_factory=dict)
    clearances: dict[int, set[str]] = field(default_factory=dict)
    named: dict[int, set[int]] = field(default_factory=dict)  # 封 → whom it names
    shut: set[int] = field(default_factory=set)

    def able(self, *, clearances: Collection[str], seal_id: int | None) -> set[int]:
        """頼める人."""
        asked = set(filter(None, clearances))
        held = {person for person in self.names if asked <= self.clearances.get(person, set())}
        return held & self.named.get(seal_id, set()) if seal_id is not None and seal_id in self.shut else held


def trust_rows(people: Q, on: date) -> list[QuerySet[Any, Row]]:
    """Rows of one shape (kind, person, number, text) that another feature may put into a question of its own.

    `people` narrows Person. Grants, roles and 封 hold on the day, as in `viewers.STANDING`.
    """
    found = _asked(on).filter(people).order_by()
    among = found.values("pk")
    shut = Seal.objects.filter(until__gte=on)
    return [
        found.values_list(_kind("here"), F("pk"), NONE, F("name")),
        _held(on).filter(person__in=among).values_list(_kind("grant"), F("person"), NONE, F("clearance")),
        shut.values_list(_kind("shut"), NONE, F("pk"), NO_TEXT),
        shut.filter(people__in=among).values_list(_kind("named"), F("people"), F("pk"), NO_TEXT),
    ]


def _kind(kind: str) -> Value:
    return Value(kind, CharField())


def trust_of(rows: Collection[Row]) -> Trust:
    """What the rows of `trust_rows` say; rows of another kind are left to whoever put them there."""
    found = Trust()
    for kind, person, number, text in rows:
        match kind, person, number:
            case "here", int(), _:
                found.names[person] = text
            case "grant", int(), _:
                found.clearances.setdefault(person, set()).add(text)
            case "shut", _, int():
                found.shut.add(number)
            case "named", int(), int():
                found.named.setdefault(number, set()).add(person)
    return found


def may_stand_in(on: date, *, clearance: str, seal_id: int | None) -> QuerySet[Person]:
    """代わりを頼める人: of the office, here, with the clearance and named in the 封."""
    found = _asked(on)
    if clearance:
        found = found.filter(pk__in=_held(on).filter(clearance=clearance).values("person"))
    if seal_id is None:
        return found
    return found.exclude(Exists(Seal.objects.filter(pk=seal_id, until__gte=on)) & ~Q(seals=seal_id))


def _asked(on: date) -> QuerySet[Person]:
    return here(on).filter(in_roles(ASKED, on))


def _held(on: date) -> QuerySet[Grant]:
    held = Grant.objects.filter(Q(until=None) | Q(until__gte=on), revoked_at=None)
    return held.exclude(confirmed_at=None)
