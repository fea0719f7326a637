"""封を読む: only those named know that there is one."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from urakata.core.viewer import Viewer
from urakata.features.company.models import Seal


def seals(viewer: Viewer) -> QuerySet[Seal]:
    """visible_to: the people named; neither owner nor lead by their office."""
    return Seal.objects.filter(people=viewer.person_id).prefetch_related("people").order_by("-until", "pk")


def shut_seals(viewer: Viewer) -> QuerySet[Seal]:
    """まだ開いていない封 among them."""
    return seals(viewer).filter(until__gte=viewer.on).prefetch_related(None)


def every_shut_seal(on: date) -> frozenset[int]:
    """封の全部 that are shut on the day, by id: for whoever must look as one who is named in none."""
    return frozenset(Seal.objects.filter(until__gte=on).values_list("pk", flat=True))


def seal(viewer: Viewer, code: str) -> Seal:
    """The seal, or 404."""
    found = seals(viewer).filter(code=code).first()
    if found is None:
        raise Http404
    return found
