"""どの実行がする締切か: its own, that of its happening, or the time of a 周期 that falls on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from urakata.core.duty import Duty
from urakata.core.rounds import NEAR, nearest
from urakata.core.viewer import Viewer
from urakata.features.duties.models import Happening
from urakata.features.duties.queries.happenings import group_of
from urakata.features.procedures import queries as procedures
from urakata.features.runs import queries as runs
from urakata.features.runs.queries import Run

DUTY, HAPPENING = "duty", "happening"  # origins of runs
PROCEDURE = "procedure"


class Due(Protocol):
    """締切 as far as its run is concerned."""

    @property
    def duty(self) -> Duty: ...
    @property
    def happening(self) -> Happening | None: ...
    @property
    def key(self) -> str: ...
    @property
    def act_by(self) -> date | None: ...


def procedures_of(due: Due) -> list[str]:
    """手順の鍵: the procedure that the duty names, then that of the group of what happened."""
    named = [due.duty.procedure, group_of(due.happening).procedure if due.happening else ""]
    return list(dict.fromkeys(filter(None, named)))


def together_key(procedure: str, happening: Happening) -> str:
    """何の回か: of what has happened one run of a procedure, whichever of its deadlines it does."""
    return f"{procedure}:{happening.code}"


def occurrences_of(due: Due) -> list[str]:
    """Under which of the runs it may stand."""
    shared = [together_key(key, due.happening) for key in procedures_of(due)] if due.happening else []
    return [due.key, *shared]


def runs_of(viewer: Viewer, found: Sequence[Due]) -> dict[str, Run]:
    """実行 by the key of the deadline, as far as the viewer may see them; a stopped one does nothing any more."""
    alive = runs.visible_to(viewer).filter(stopped_at=None)
    wanted = {key for due in found for key in occurrences_of(due)}
    own = {run.occurrence: run for run in alive.filter(occurrence__in=wanted)}
    rounds = _Rounds.of(viewer, found)
    return {due.key: run for due in found if (run := _own(due, own) or rounds.run(due))}


def _own(due: Due, known: dict[str, Run]) -> Run | None:
    return next((known[key] for key in occurrences_of(due) if key in known), None)


@dataclass(frozen=True, slots=True)
class _Rounds:
    """めぐった回 of procedures with a 周期, by the procedure's key or the duty it says it does, and the day."""

    known: dict[tuple[str, str], dict[date, Run]]

    @classmethod
    def of(cls, viewer: Viewer, found: Sequence[Due]) -> "_Rounds":
        days = [due.act_by for due in found if due.act_by]
        known: defaultdict[tuple[str, str], dict[date, Run]] = defaultdict(dict)
        around = came_round(viewer, min(days), max(days)) if days else []
        said = procedures.outlines({run.edition_id for run in around})
        for run in around:
            for key in (
                (PROCEDURE, procedures.file_key(run.procedure)),
                *((DUTY, id) for id in said[run.edition_id].duties),
            ):
                known[key][run.anchor_on] = run
        return cls(known)

    def run(self, due: Due) -> Run | None:
        does = {**self.known.get((PROCEDURE, due.duty.procedure), {}), **self.known.get((DUTY, due.duty.id), {})}
        day = nearest(due.act_by, does) if due.act_by else None
        return does[day] if day else None


def came_round(viewer: Viewer, first: date, last: date) -> list[Run]:
    """実行 that a 周期 opened for about those days, the oldest last: of two on one day it is the one."""
    around = runs.visible_to(viewer).filter(anchor_on__range=(first - NEAR, last + NEAR))
    found = around.filter(origin_kind="", stopped_at=None).exclude(occurrence="")
    return list(found.select_related("procedure").order_by("-pk"))
