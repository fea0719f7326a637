"""見える手順: what a viewer may know of; everything else is as if it were not there."""

from django.db.models import Q, QuerySet
from django.http import Http404

from urakata.common.codes import new_code
from urakata.common.seams import assigned
from urakata.core.viewer import RoleName, Viewer
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.queries.deputies import deputised

# Between the key that a file gives and what the server adds to it, so that nobody learns from a collision that a
# hidden procedure has that key already. No file can have it in its key.
ADDED = "~"


def visible_to(viewer: Viewer, *, retired: bool = False) -> QuerySet[Procedure]:
    """見える手順 within clearances and 封: a lead sees all, the office its departments' and the whole office's, a temp
    what was given.
    """
    shown = Procedure.objects.filter(is_built_in=False).exclude(edition=None)  # what nobody published is its writer's
    if not retired:
        shown = shown.filter(retired_at=None)
    return shown if viewer.is_operator else shown.filter(_allowed(viewer), _near(viewer))


def procedure(viewer: Viewer, code: str, *, retired: bool = False) -> Procedure:
    """手順 by its address, or the 404 that is the same for hidden and missing."""
    found = _with_names(visible_to(viewer, retired=retired)).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def by_key(viewer: Viewer, key: str, *, retired: bool = True) -> Procedure | None:
    """手順 by the key of its file, or by its address; of several the one that has the key itself, else the oldest."""
    if not key:
        return None
    named = Q(key=key) | Q(key__startswith=key + ADDED) | Q(code=key)
    found = _with_names(visible_to(viewer, retired=retired)).filter(named)
    meant = [each for each in found if key in (file_key(each), each.code)]  # SQLite's LIKE takes Payroll for payroll
    return min(meant, key=lambda each: (each.key != key, each.pk), default=None)


def file_key(procedure: Procedure) -> str:
    """The key as the file has it, without what the server added."""
    return bare_key(procedure.key)


def bare_key(key: str) -> str:
    """鍵 without what the server added."""
    return key.partition(ADDED)[0]


def made_own(key: str) -> str:
    """鍵 of a person's procedure: something is added whether it is taken or not, for a collision would tell."""
    return f"{key}{ADDED}{new_code()}"


def new_key() -> str:
    """鍵 of a procedure that no file has named."""
    return f"p-{new_code(10)}"


def _with_names(shown: QuerySet[Procedure]) -> QuerySet[Procedure]:
    named = shown.select_related("department", "edition", "edition__published_by")
    return named.defer("edition__content")


def _allowed(viewer: Viewer) -> Q:
    allowed = Q(clearance__in=["", *sorted(viewer.clearances)])
    return allowed & (Q(seal=None) | ~Q(seal__in=sorted(viewer.shut_seals))) if viewer.shut_seals else allowed


def _near(viewer: Viewer) -> Q:
    if viewer.is_lead:
        return Q()
    near = Q(pk__in=[])
    if not viewer.in_office:
        return near
    for ids in assigned.procedure_ids(viewer):
        near |= Q(pk__in=ids)
    if viewer.has(RoleName.OFFICE):
        near |= Q(department=None) | Q(department__in=sorted(viewer.departments))
        near |= Q(pk__in=deputised(viewer))  # whoever may be asked tomorrow reads along today
    return near
