"""どの実行がする締切か: its own, that of its happening, or one that a 周期 or a person opened for it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q

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
AFTER_A_NAME = r"$|\W|さん|くん|ちゃん|さま|様|氏|殿|君|(?<=[一-鿿々])の"  # else it goes on, and is another's


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
    wanted = {key for due in found for key in occurrences_of(due)}
    alive = _about(viewer, wanted, [on for due in found for on in _days(due)]) if found else []
    own = {run.occurrence: run for run in alive if run.occurrence in wanted}
    others = _Others.of([run for run in alive if not run.origin_kind])
    return {due.key: run for due in found if (run := _own(due, own) or others.run(due))}


def _about(viewer: Viewer, wanted: Collection[str], days: Collection[date]) -> list[Run]:
    """Those of these deadlines, and those from nowhere for about their days, the oldest last: of two it is the one."""
    meant = Q(occurrence__in=wanted)
    if days:
        around = (min(days) - NEAR, max(days) + NEAR)
        meant |= Q(anchor_on__range=around, origin_kind="", is_errand=False)
    found = runs.visible_to(viewer).filter(meant, stopped_at=None)
    return list(found.select_related("procedure").order_by("-pk"))


def _own(due: Due, known: dict[str, Run]) -> Run | None:
    return next((known[key] for key in occurrences_of(due) if key in known), None)


def names(run: Run, happening: Happening) -> bool:
    """Whether a run that somebody opened by hand says it is for this person or thing: 森 一 is not in 大森 一郎さん."""
    about = "".join((happening.person.name if happening.person else happening.label).split())
    spaced = r"\s*".join(map(re.escape, about))
    return bool(about) and re.search(rf"(?<!\w){spaced}(?:{AFTER_A_NAME})", run.label) is not None


@dataclass(frozen=True, slots=True)
class _Others:
    """ほかの実行, that no deadline opened: rounds of a 周期 by procedure or duty and day, and those opened by hand."""

    rounds: dict[tuple[str, str], dict[date, Run]]
    by_hand: dict[str, list[Run]]

    @classmethod
    def of(cls, around: Sequence[Run]) -> "_Others":
        rounds: defaultdict[tuple[str, str], dict[date, Run]] = defaultdict(dict)
        by_hand: defaultdict[str, list[Run]] = defaultdict(list)
        said = procedures.outlines({run.edition_id for run in around if run.occurrence})
        for run in around:
            key = procedures.file_key(run.procedure)
            if not run.occurrence:
                by_hand[key].append(run)
                continue
            rounds[PROCEDURE, key][run.anchor_on] = run
            for duty in said[run.edition_id].duties:
                rounds[DUTY, duty][run.anchor_on] = run
        return cls(rounds, by_hand)

    def run(self, due: Due) -> Run | None:
        return self._round(due) or self._named(due)

    def _round(self, due: Due) -> Run | None:
        does = {**self.rounds.get((PROCEDURE, due.duty.procedure), {}), **self.rounds.get((DUTY, due.duty.id), {})}
        day = nearest(due.act_by, does) if due.act_by else None
        return does[day] if day else None

    def _named(self, due: Due) -> Run | None:
        if due.happening is None:
            return None
        opened = (run for key in procedures_of(due) for run in self.by_hand.get(key, ()))
        return next((run for run in opened if names(run, due.happening)), None)


def _days(due: Due) -> list[date]:
    happened = due.happening.days().values() if due.happening else ()
    return [due.act_by, *happened] if due.act_by else []
