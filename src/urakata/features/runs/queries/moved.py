"""動く日: cadences that other calendars would put on other days; runs that are open keep theirs."""

from collections.abc import Iterator
from datetime import date

from urakata.common.seams.moved import Move
from urakata.core.moved import moved
from urakata.core.recurrence import Calendars
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Run
from urakata.features.runs.queries.visible import visible_to
from urakata.features.runs.wording import period_label


def moved_days(viewer: Viewer, before: Calendars, after: Calendars, first: date, last: date) -> Iterator[Move]:
    """動く日 of the procedures that the viewer may know of."""
    if (house := company.company()) is None:
        return
    days = company.profile_of(house, ()).company_days()
    seen = set(procedures.visible_to(viewer).values_list("pk", flat=True))
    opened = _opened(viewer)
    for procedure, outline in procedures.recurring():
        if procedure.pk not in seen or outline.cadence is None:
            continue
        for was, now in moved(outline.cadence, first, last, company=days, before=before, after=after):
            told = was or now
            assert told is not None  # a pair has one side at least
            yield Move(
                kind="procedure",
                key=procedures.file_key(procedure),
                title=f"{procedure.title}（{period_label(told.period)}）",
                was=was.on if was else None,
                now=now.on if now else None,
                path=f"/procedures/{procedure.code}/",
                is_open=(procedure.pk, told.key) in opened,
            )


def _opened(viewer: Viewer) -> set[tuple[int, str]]:
    known = Run.objects.filter(finished_at=None, stopped_at=None).exclude(occurrence="")
    return set(known.filter(pk__in=visible_to(viewer).values("pk")).values_list("procedure_id", "occurrence"))
