"""版を読む: what the editions of a procedure say, and how they differ."""

from collections.abc import Collection

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from urakata.core.outline import Outline
from urakata.core.outline_plain import from_plain
from urakata.core.viewer import Viewer
from urakata.features.procedures.models import Edition, Procedure

MOST_KEPT = 1000

_kept: dict[int, Outline] = {}


def outline(edition_id: int) -> Outline:
    """版の中身; whoever asks has already been shown the procedure or the run."""
    return outlines([edition_id])[edition_id]


def outlines(edition_ids: Collection[int]) -> dict[int, Outline]:
    """版の中身 of many at once; editions never change, so each is read once per process."""
    found = {pk: _kept[pk] for pk in edition_ids if pk in _kept}
    missing = set(edition_ids) - found.keys()
    if missing:
        read = Edition.objects.filter(pk__in=missing).values_list("pk", "content")
        fresh = {pk: from_plain(content) for pk, content in read}
        _keep(fresh)
        found |= fresh
    return found


def numbers(procedure_id: int) -> dict[int, int]:
    """版の番号 of all editions of a procedure, by their ids; whoever asks has been shown the run."""
    return dict(Edition.objects.filter(procedure=procedure_id).values_list("pk", "number"))


def published(procedure: Procedure) -> Edition:
    """いまの版."""
    assert procedure.edition is not None  # set in the transaction that makes the procedure
    return procedure.edition


def published_outline(procedure: Procedure) -> Outline:
    """いまの版の中身."""
    assert procedure.edition_id is not None  # as above, without reading the edition
    return outline(procedure.edition_id)


def history(viewer: Viewer, procedure: Procedure) -> list[Edition]:
    """版の履歴, newest first; an edition of a time with a clearance that the viewer does not hold stays hidden."""
    return list(open_editions(viewer, procedure).order_by("-number"))


def edition(viewer: Viewer, procedure: Procedure, number: int) -> Edition:
    """第N版, or 404."""
    found = open_editions(viewer, procedure).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def open_editions(viewer: Viewer, procedure: Procedure) -> QuerySet[Edition]:
    """見える版: those of a time with a clearance that the viewer holds."""
    editions = Edition.objects.filter(procedure=procedure).select_related("published_by").defer("content")
    if viewer.is_operator:
        return editions
    held = Q(content__clearance__in=sorted(viewer.clearances))
    return editions.filter(Q(content__clearance__isnull=True) | held)


def _keep(fresh: dict[int, Outline]) -> None:
    """Not inside a transaction: an edition that is rolled back leaves its number to another."""
    if connection.in_atomic_block:
        return
    if len(_kept) + len(fresh) > MOST_KEPT:
        _kept.clear()
    _kept.update(fresh)
