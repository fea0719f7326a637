"""名簿の下見: what a pasted list would add, change or leave as it is, row by row, before anything is written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from urakata.common.accounts import queries as accounts
from urakata.common.accounts.tokens import digest_of
from urakata.core.clearance import PersonAct, PersonFacts, person_problems
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company.models import Department, Person
from urakata.features.company.queries.departments import is_open
from urakata.features.company.queries.people import facts as facts_of

COLUMNS = ("name", "kana", "number", "department", "title", "email", "hired_on", "leaves_on", "birth_on", "role")
Value = str | date


class CellProblem(StrEnum):
    """読めないわけ・断るわけ of one cell."""

    MISSING = "missing"
    NOT_A_DAY = "not_a_day"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_ROLE = "not_a_role"
    TOO_LONG = "too_long"
    TWICE = "twice"
    TAKEN = "taken"
    AMBIGUOUS = "ambiguous"
    UPPER_ROLE = "upper_role"
    OWNER_ONLY = "owner_only"
    HOLDS_MORE = "holds_more"
    LEAVES_BEFORE = "leaves_before"
    NOT_OPEN = "not_open"


@dataclass(frozen=True, slots=True)
class Wrong:
    """直すところ: a cell by its column, with what stands there."""

    column: str
    problem: CellProblem
    text: str = ""


@dataclass(frozen=True, slots=True)
class PastedRow:
    """貼られた行: the cells that were filled, read; an empty cell changes nothing."""

    line: int
    values: dict[str, Value]
    wrong: tuple[Wrong, ...] = ()
    may_be_personal_number: bool = False

    def text(self, column: str) -> str:
        return str(self.values.get(column, ""))


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """その行がすること."""

    row: PastedRow
    kind: Kind
    person: Person | None = None
    changes: dict[str, Value] = field(default_factory=dict)
    wrong: tuple[Wrong, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """下見: all or nothing; `seal` is the same as long as nothing changed in between."""

    rows: list[PlannedRow]
    new_departments: list[str]

    @property
    def counts(self) -> Counter[Kind]:
        return Counter(planned.kind for planned in self.rows)

    @property
    def is_refused(self) -> bool:
        return any(planned.kind is Kind.REFUSED for planned in self.rows)

    @property
    def asks(self) -> bool:
        """Whether a cell may be a マイナンバー and has to be asked about first."""
        return any(planned.row.may_be_personal_number for planned in self.rows)

    @property
    def seal(self) -> str:
        told = [(planned.kind, planned.person and planned.person.pk, planned.changes) for planned in self.rows]
        return digest_of(repr((told, self.new_departments)))


def plan(viewer: Viewer, rows: Sequence[PastedRow]) -> Plan:
    """下見をする: rows find their person by 社員番号, else by address, else by the whole name."""
    known = _Known(rows, viewer.on)
    twice = _twice(rows)
    planned = [_planned(viewer, row, known, twice) for row in rows]
    wanted = dict.fromkeys(row.text("department") for row in rows if row.text("department"))
    return Plan(planned, [name for name in wanted if name not in known.departments])


class _Known:
    """Who is there already, by each of the three keys."""

    def __init__(self, rows: Sequence[PastedRow], on: date) -> None:
        people = list(Person.objects.select_related("department", "account"))
        self.by_number = {person.number: person for person in people if person.number}
        self.by_address = {person.account.email: person for person in people if person.account and person.account.email}
        self.by_name: dict[str, list[Person]] = {}
        for person in people:
            self.by_name.setdefault(_squeezed(person.name), []).append(person)
        self.departments = {each.name: is_open(each, on) for each in Department.objects.all()}
        self.taken = accounts.addresses(row.text("email") for row in rows)

    def match(self, row: PastedRow) -> list[Person]:
        if found := self.by_number.get(row.text("number")) or self.by_address.get(row.text("email")):
            return [found]
        named = self.by_name.get(_squeezed(row.text("name")), [])
        # somebody of that name with another number is somebody else
        return [person for person in named if not (row.text("number") and person.number)]


def _planned(viewer: Viewer, row: PastedRow, known: _Known, twice: set[tuple[str, str]]) -> PlannedRow:
    wrong = [*row.wrong]
    wrong += [Wrong(name, CellProblem.TWICE, row.text(name)) for name in _KEYS if (name, row.text(name)) in twice]
    matches = known.match(row)
    if len(matches) > 1:
        wrong.append(Wrong("name", CellProblem.AMBIGUOUS, row.text("name")))
    person = matches[0] if len(matches) == 1 else None
    if person is None and not row.values.get("name") and not wrong:
        wrong.append(Wrong("name", CellProblem.MISSING))
    changes = {name: value for name, value in row.values.items() if value != _now(person, name)}
    if not wrong:
        wrong += _refusals(viewer, person, changes, known)
    if wrong:
        return PlannedRow(row, Kind.REFUSED, person, wrong=tuple(wrong))
    kind = Kind.ADDED if person is None else Kind.CHANGED if changes else Kind.SAME
    return PlannedRow(row, kind, person, changes)


def _refusals(viewer: Viewer, person: Person | None, changes: dict[str, Value], known: _Known) -> Iterable[Wrong]:
    """The same rules as on a person's own page."""
    if person is not None and not changes:
        return
    owned_by = known.taken.get(str(changes.get("email", "")))
    if owned_by is not None:
        yield Wrong("email", CellProblem.TAKEN, str(changes["email"]))
    if not known.departments.get(str(changes.get("department")), True):
        yield Wrong("department", CellProblem.NOT_OPEN, str(changes["department"]))
    hired, leaves = changes.get("hired_on", person and person.hired_on), changes.get("leaves_on")
    if isinstance(hired, date) and isinstance(leaves, date) and leaves < hired:
        yield Wrong("leaves_on", CellProblem.LEAVES_BEFORE, str(leaves))
    role = str(changes.get("role", ""))
    if role in {RoleName.OWNER, RoleName.LEAD} and not viewer.is_owner:
        yield Wrong("role", CellProblem.UPPER_ROLE)
    if person is None:
        return
    facts: PersonFacts = facts_of(person, viewer.on)
    acts = [
        PersonAct.CHANGE,
        *[PersonAct.MAKE_KEY] * ("email" in changes),
        *[PersonAct.LEAVE] * ("leaves_on" in changes),
    ]
    for act in acts:
        for problem in person_problems(act, viewer, facts):
            yield Wrong("name", CellProblem.HOLDS_MORE if problem == "holds_more" else CellProblem.OWNER_ONLY)


_KEYS = ("number", "email")


def _twice(rows: Sequence[PastedRow]) -> set[tuple[str, str]]:
    seen = Counter((name, row.text(name)) for row in rows for name in _KEYS if row.text(name))
    return {key for key, count in seen.items() if count > 1}


def _squeezed(name: str) -> str:
    return "".join(name.split())


def _now(person: Person | None, column: str) -> Value | None:
    """What stands there now; a role that the person has already is no change."""
    if person is None:
        return None
    match column:
        case "department":
            return person.department.name if person.department else None
        case "email":
            return person.account.email if person.account else None
        case "role":
            latest = person.roles.order_by("-pk").values_list("name", flat=True).first()
            return latest or RoleName.EMPLOYEE.value
        case _:
            found: Value | None = getattr(person, column)
            return found
