"""下書きを読む: one's own, and who else is writing."""

from dataclasses import dataclass
from datetime import datetime

from urakata.core.outline import Outline
from urakata.core.outline_plain import from_plain
from urakata.core.procedure_rules import problems
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.procedures.models import Draft, DraftState, Procedure
from urakata.features.procedures.queries.editions import published_outline
from urakata.features.procedures.queries.visible import ADDED, file_key, procedure, visible_to
from urakata.formats import procedures as files


@dataclass(frozen=True, slots=True)
class Writing:
    """書いている人: a colleague who has a draft of the same procedure."""

    name: str
    since: datetime
    based_on: int  # the edition's number
    at_step: str


def to_write(viewer: Viewer, code: str) -> Procedure:
    """書ける手順: seen and allowed, or one's own that has no edition yet. Raises Http404 or NotAllowed."""
    own = _unpublished(viewer, code)
    if own is not None:
        return own
    found = procedure(viewer, code, retired=True)
    refused = problems(viewer, departments=[found.department_id], clearances=[found.clearance])
    if refused:
        raise NotAllowed(refused)
    return found


def to_read(viewer: Viewer, code: str) -> Procedure:
    """読める手順: seen, or one's own that has no edition yet; else 404."""
    return _unpublished(viewer, code) or procedure(viewer, code, retired=True)


def _unpublished(viewer: Viewer, code: str) -> Procedure | None:
    if viewer.person_id is None:
        return None
    return Procedure.objects.filter(code=code, edition=None, drafts__person_id=viewer.person_id).first()


def begun(viewer: Viewer) -> list[Draft]:
    """書きかけ: one's own drafts, newest first, of what one may still see."""
    if viewer.person_id is None:
        return []
    own = Draft.objects.filter(person_id=viewer.person_id).select_related("procedure").order_by("-saved_at")
    found = list(own.defer("content", "text"))
    seen = set(_seen(viewer, [each.procedure_id for each in found if each.procedure.edition_id]))
    return [each for each in found if each.procedure.edition_id is None or each.procedure_id in seen]


def _seen(viewer: Viewer, keys: list[int]) -> list[int]:
    return list(visible_to(viewer).filter(pk__in=keys).values_list("pk", flat=True)) if keys else []


def draft(viewer: Viewer, procedure: Procedure) -> Draft | None:
    """自分の下書き."""
    if viewer.person_id is None:
        return None
    own = Draft.objects.filter(procedure=procedure, person_id=viewer.person_id).select_related("based_on")
    return own.defer("based_on__content").first()


def draft_outline(viewer: Viewer, procedure: Procedure) -> Outline:
    """いま書いているもの: one's draft, flaws and all, else the published outline."""
    return outline_of(draft(viewer, procedure), procedure)


def outline_of(found: Draft | None, procedure: Procedure) -> Outline:
    """The same of a draft that was read already."""
    if found is not None and found.content is not None:
        return from_plain(found.content)
    if found is not None and found.text:
        read, _ = files.read(found.text)
        if read is not None:
            return read
    return published_outline(procedure)


def ways(found: Draft | None) -> tuple[bool, bool]:
    """戻せるか、やり直せるか."""
    if found is None:
        return False, False
    here = DraftState.objects.filter(draft=found, version=found.version).values_list("back", "ahead").first()
    return (here[0] is not None, here[1] is not None) if here else (False, False)


def others_writing(viewer: Viewer, procedure: Procedure) -> list[Writing]:
    """ほかに書いている人: whose draft is kept now; what they write stays theirs."""
    drafts = Draft.objects.filter(procedure=procedure).exclude(based_on=None)
    if viewer.person_id is not None:
        drafts = drafts.exclude(person_id=viewer.person_id)
    found = drafts.select_related("person", "based_on").defer("text", "content", "based_on__content")
    return [
        Writing(each.person.name, each.saved_at, each.based_on.number if each.based_on else 0, each.at_step)
        for each in found.order_by("saved_at")
    ]


def begun_by(viewer: Viewer, key: str) -> Procedure | None:
    """はじめた手順: one's own that has no edition yet, by the key of its file."""
    own = Procedure.objects.filter(edition=None, drafts__person_id=viewer.person_id or 0, key__startswith=key + ADDED)
    return next((each for each in own if file_key(each) == key), None)
