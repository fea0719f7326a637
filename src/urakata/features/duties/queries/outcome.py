"""提出の控えを読む: what was handed in, when, and what proves it."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, BinaryIO

from django.db.models import Q, QuerySet
from django.http import Http404

from urakata.common.files import queries as files
from urakata.common.files.actions import path_of
from urakata.common.files.models import Evidence
from urakata.core.viewer import Viewer
from urakata.features.duties.models import Fulfilment
from urakata.features.duties.queries.happenings import visible_to
from urakata.features.duties.queries.house import known
from urakata.features.runs import queries as runs

PAPERS = "fulfilment"  # what its papers are about, in common/files
PAST = 5


def title_of(duty: str) -> str:
    """義務の名, the newest there is; its key where the rules know it no more."""
    versions = known().get(duty)
    return versions[-1].title if versions else duty


def past(viewer: Viewer, duty: str, before: date) -> list[Fulfilment]:
    """これまで: the last five times, whose legal day lay before; the newest first."""
    standing = standing_for(viewer).filter(duty=duty, legal_on__lt=before)
    return readable(viewer, standing.select_related("made_by", "run").order_by("-legal_on", "-pk")[:PAST])


def kept(viewer: Viewer, keys: Collection[str]) -> dict[str, Fulfilment]:
    """控え by the key of the deadline."""
    named = [key.partition(":") for key in keys]
    found = standing_for(viewer).filter(
        duty__in={duty for duty, _, _ in named}, what_for__in={for_ for _, _, for_ in named}
    )
    found = found.select_related("made_by", "run", "happening")
    return {made.key: made for made in readable(viewer, found) if made.key in keys}


def standing_for(viewer: Viewer) -> QuerySet[Fulfilment]:
    """Not taken back, and of nothing that happened of which the viewer may not know."""
    found = Fulfilment.objects.filter(taken_back_at=None)
    if viewer.is_operator:
        return found
    return found.filter(Q(happening=None) | Q(happening__in=visible_to(viewer).values("pk")))


def papers(made: Fulfilment) -> list[Evidence]:
    """控えの書類; whoever asks has been shown the deadline."""
    return list(files.of(PAPERS, [str(made.pk)]))


def fulfil_panel(made: Fulfilment | None, on: date) -> dict[str, Any]:
    """What `duties/_fulfil.html` draws beside the deadline itself."""
    by_hand = made is not None and made.run_id is None and not made.is_run_hidden
    return {"kept_papers": papers(made) if made and by_hand else [], "today": on}


def opened(paper: Evidence) -> BinaryIO:
    path = path_of(paper.blob_id)
    if not path.exists():
        raise Http404
    return path.open("rb")


def paper(made: Fulfilment | None, code: str) -> Evidence:
    """One of them, or 404."""
    found = files.of(PAPERS, [str(made.pk)]).filter(code=code).first() if made else None
    if found is None:
        raise Http404
    return found


def readable(viewer: Viewer, found: Iterable[Fulfilment]) -> list[Fulfilment]:
    """What was written in a run is read by whoever sees that run; that it was done, by all who see the year."""
    made = list(found)
    by_runs = {each.run_id for each in made if each.run_id}
    seen = set(runs.visible_to(viewer).filter(pk__in=by_runs).values_list("pk", flat=True)) if by_runs else set()
    hide_what_is_behind(made, seen)
    return made


def hide_what_is_behind(made: Iterable[Fulfilment], seen: Collection[int]) -> None:
    """Of runs other than those that are seen."""
    for each in made:
        if each.run_id and each.run_id not in seen:
            each.receipt = each.note = ""
            each.run, each.is_run_hidden = None, True
