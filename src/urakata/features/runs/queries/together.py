"""一緒に回すものを読む: whom one may ask along, and who goes through a run with whom."""

from dataclasses import dataclass
from datetime import date

from urakata.common.seams import slot
from urakata.core.recurrence import Occurrence
from urakata.core.together import Facts
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.procedures.models import Procedure
from urakata.features.runs.models import Run, Together
from urakata.features.runs.queries.visible import beside, cleared_runs, visible_to

TASKS = "runs.tasks"  # a place that upper features fill: panels among one's own tasks, by the key of the person
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """二人: as one of them sees it."""

    row: Together
    is_invited: bool
    is_inviting: bool
    has_run: bool  # has it in charge

    @property
    def other(self) -> Person:
        return self.row.inviting if self.is_invited else self.row.invited


def to_invite(viewer: Viewer, procedure: Procedure) -> list[Person]:
    """誘える人: whoever of the office may be shown the procedure: clearance and 封 are asked, not the department."""
    able = company.may_stand_in(viewer.on, clearance=procedure.clearance, seal_id=procedure.seal_id)
    return list(able.exclude(pk=viewer.person_id or 0).select_related("department").order_by("kana", "name"))


def together_facts(procedure: Procedure, invited: Person, run: Run | None, *, by: Viewer, on: date) -> Facts:
    able = company.may_stand_in(on, clearance=procedure.clearance, seal_id=procedure.seal_id)
    return Facts(
        invited_id=invited.pk,
        inviting_id=by.person_id,
        is_able=able.filter(pk=invited.pk).exists(),
        is_taken=run is not None and run.together.filter(ended_at=None).exists(),
    )


def facts_of(row: Together) -> Facts:
    return Facts(row.invited_id, row.inviting_id, is_open=row.ended_at is None and row.run.is_open)


def open_for(
    viewer: Viewer, procedure: Procedure, occurrence: Occurrence | None, *, anchor_on: date, label: str
) -> Run | None:
    """The run of that occurrence, if it is open and this viewer sees it; of what does not come round, the one to which
    this viewer asked somebody along already.
    """
    found = visible_to(viewer).filter(procedure=procedure, finished_at=None, stopped_at=None)
    if occurrence is not None:
        return found.filter(occurrence=occurrence.key).first()
    asked = Together.objects.filter(inviting=viewer.person_id, ended_at=None).values("run")
    return found.filter(occurrence="", anchor_on=anchor_on, label=label, pk__in=asked).first()


def pair_of(viewer: Viewer, run: Run) -> Pair | None:
    """一緒に回す二人 of a run that the viewer sees."""
    row = run.together.filter(ended_at=None).select_related("invited", "inviting").first()
    if row is None:
        return None
    row.run = run
    return _seen(viewer, row)


def going_together(viewer: Viewer) -> list[Pair]:
    """わたしが一緒に回すもの: open ones, the next first."""
    open_now = beside(viewer).filter(run__finished_at=None, run__stopped_at=None)
    seen = open_now.filter(run__in=cleared_runs(viewer)).select_related("run", "invited", "inviting")
    return [_seen(viewer, row) for row in seen.order_by("run__anchor_on", "pk")[:SHOWN]]


def panels(viewer: Viewer) -> list[dict[str, object]]:
    """わたしの作業の面: what upper features show among one's own tasks."""
    return slot.panels(TASKS, viewer, viewer.person_id) if viewer.person_id is not None else []


def _seen(viewer: Viewer, row: Together) -> Pair:
    mine = viewer.person_id
    return Pair(row, row.invited_id == mine, row.inviting_id == mine, row.run.in_charge_id == mine)
