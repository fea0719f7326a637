"""封を読む: only those named know that there is one."""

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


def seal(viewer: Viewer, code: str) -> Seal:
    """The seal, or 404."""
    found = seals(viewer).filter(code=code).first()
    if found is None:
        raise Http404
    return found
