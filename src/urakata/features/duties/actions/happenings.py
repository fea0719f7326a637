"""出来事をする: kept with its days, changed, taken back and put back; its deadlines are worked out at reading."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.events import EventGroup, Problem
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company.models import Company, Person
from urakata.features.duties import queries
from urakata.features.duties.models import WITHOUT, Happening

Days = Mapping[str, date]
BIRTHDAY = "birth_on"


def keep(
    group: EventGroup, *, person: Person | None = None, label: str = "", days: Days,
    without: Collection[str] = (), by: Viewer, at: datetime,
) -> Happening:  # fmt: skip
    """出来事を足す. Pressed twice, the second time finds the first."""
    _guard(by, group.clearance, days)
    given = _given(days, without)
    with audit.act(by=by, at=at) as record:
        said: dict[str, Any] = {"group": group.key, "person": person, "label": label, "given": given}
        Company.objects.select_for_update().first()  # one at a time, so that a second press finds what the first kept
        if same := Happening.objects.filter(taken_back_at=None, **said).first():
            return same
        made: Happening = Happening.objects.create(
            code=new_code(10), clearance=group.clearance, made_by_id=by.person_id, made_at=at, **said
        )
        record("happening.added", about=made, days=_told(given))
    return made


def change(
    happening: Happening, *, days: Days, without: Collection[str] = (), seen: str, by: Viewer, at: datetime
) -> bool:
    """日を変える; `seen` is how it stood on the page. Answers whether anything changed."""
    _guard(by, happening.clearance, days)
    with audit.act(by=by, at=at) as record:
        found = Happening.objects.select_for_update().get(pk=happening.pk)
        if found.taken_back_at is not None:
            raise NotAllowed([Problem.TAKEN_BACK])
        if found.stands != seen:
            raise NotAllowed([Problem.CHANGED_MEANWHILE])
        before, found.given = found.given, _given(days, without)
        if found.given == before:
            return False
        found.save(update_fields=["given"])
        record("happening.changed", about=found, before=_told(before), after=_told(found.given))
    return True


def take_back(happening: Happening, *, by: Viewer, at: datetime) -> bool:
    """取り消す: its deadlines are gone; what was handed in for it stays. A second time changes nothing."""
    return _turn(happening, "happening.taken_back", at, by=by, at=at)


def put_back(happening: Happening, *, by: Viewer, at: datetime) -> bool:
    """取り消したものを戻す."""
    return _turn(happening, "happening.put_back", None, by=by, at=at)


def _turn(happening: Happening, act: str, taken_back_at: datetime | None, *, by: Viewer, at: datetime) -> bool:
    _guard(by, happening.clearance, happening.days())
    with audit.act(by=by, at=at) as record:
        others = Happening.objects.filter(pk=happening.pk, taken_back_at__isnull=taken_back_at is not None)
        if not others.update(taken_back_at=taken_back_at):
            return False
        record(act, about=happening)
    return True


def _guard(by: Viewer, clearance: str, days: Days) -> None:
    wrong = {Problem.NOT_YOURS: not queries.may_keep(by, clearance), Problem.NO_DAY: not days}
    if found := [problem for problem, is_so in wrong.items() if is_so]:
        raise NotAllowed(found)


def _given(days: Days, without: Collection[str]) -> dict[str, Any]:
    given: dict[str, Any] = {name: days[name].isoformat() for name in sorted(days)}
    taken_out = sorted(set(without) & queries.known().keys())  # whatever else a form may have sent is no duty
    return given | ({WITHOUT: taken_out} if taken_out else {})


def _told(given: Mapping[str, Any]) -> dict[str, Any]:
    """As the record keeps it: a birthday stands in 社員台帳, and is not copied for ever."""
    return {name: said for name, said in given.items() if name != BIRTHDAY}
