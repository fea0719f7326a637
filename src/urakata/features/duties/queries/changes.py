"""変わること: rules whose version or remark lies ahead, what they change, and whom it concerns here."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from urakata.core.duty import Duty, current
from urakata.core.duty_standing import Concern, concern
from urakata.core.viewer import Viewer
from urakata.features.duties.queries.ground import Ground
from urakata.features.duties.queries.house import known
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.models import Procedure
from urakata.features.runs import queries as runs
from urakata.features.runs.queries import Run
from urakata.rules.duty_reasons import how_counted

SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Change:
    """変わることのひとつ."""

    on: date
    duty: Duty
    concern: Concern
    what: str
    whom: str = ""
    differences: tuple[tuple[str, str], ...] = ()  # いま, これから
    procedure: Procedure | None = None  # as far as the viewer may see them
    runs: Sequence[Run] = field(default=())

    def days_until(self, today: date) -> int:
        return (self.on - today).days


def changes(viewer: Viewer, here: Ground) -> list[Change]:
    """変わること from today on, in the order of their days, with the procedures and open runs they touch."""
    found = ahead(viewer.on, here)
    shown = procedures.visible_to(viewer).filter(key__in={each.duty.procedure for each in found} - {""})
    by_key = {procedures.file_key(each): each for each in shown}
    of_duty = _open_runs(viewer)
    return [
        Change(
            each.on, each.duty, each.concern, each.what, each.whom, each.differences,
            by_key.get(each.duty.procedure), of_duty.get(each.duty.id, ()),
        )
        for each in found
    ]  # fmt: skip


def soon(today: date, here: Ground) -> list[Change]:
    """まもなく変わること that concern this company, or may."""
    return [each for each in ahead(today, here) if each.on - today <= SOON and each.concern is not Concern.NOT]


def ahead(today: date, here: Ground) -> list[Change]:
    """先にある変更 of all rules, whatever the viewer sees of the work."""
    found = [each for versions in known().values() for each in changes_of(versions, today, here)]
    return sorted(found, key=lambda each: (each.on, each.duty.id))


def changes_of(versions: Sequence[Duty], today: date, here: Ground) -> Iterator[Change]:
    """One duty's: newer versions, and what its rule says is coming."""
    now = current(versions, today)
    profile, choice = here.profile, here.said.get(now.id)
    is_off = choice is not None and choice.is_off
    for coming in now.coming:
        if coming.on > today:
            yield Change(coming.on, now, concern(now, now, profile, is_off=is_off), coming.what, coming.whom)
    for newer in versions:
        if newer.since and newer.since > today:
            older = current(versions, newer.since - timedelta(days=1))
            is_new = older is newer
            meant = concern(None if is_new else older, newer, profile, is_off=is_off)
            told = newer.changes or newer.applies_when
            differences = () if is_new else tuple(_differences(older, newer))
            yield Change(newer.since, newer, meant, told, newer.applies_when, differences)


def _differences(older: Duty, newer: Duty) -> Iterator[tuple[str, str]]:
    for before, after in (
        (older.title, newer.title),
        (older.applies_when, newer.applies_when),
        (how_counted(older), how_counted(newer)),
        (older.office, newer.office),
    ):
        if before != after:
            yield before, after


def _open_runs(viewer: Viewer) -> dict[str, list[Run]]:
    """開いている実行 by the duty they do."""
    found: dict[str, list[Run]] = defaultdict(list)
    for run in runs.visible_to(viewer).filter(occurrence__contains=":", finished_at=None, stopped_at=None):
        found[run.occurrence.partition(":")[0]].append(run)
    return dict(found)
