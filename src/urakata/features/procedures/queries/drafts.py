"""下書きを読む: one's own text, and who else is writing."""

from dataclasses import dataclass
from datetime import datetime

from urakata.core.viewer import Viewer
from urakata.features.procedures.models import Draft, Procedure


@dataclass(frozen=True, slots=True)
class Writing:
    """書いている人: a colleague who has a draft of the same procedure."""

    name: str
    since: datetime
    based_on: int  # the edition's number


def draft(viewer: Viewer, procedure: Procedure) -> Draft | None:
    """自分の下書き."""
    if viewer.person_id is None:
        return None
    return Draft.objects.filter(procedure=procedure, person_id=viewer.person_id).select_related("based_on").first()


def others_writing(viewer: Viewer, procedure: Procedure) -> list[Writing]:
    """ほかに書いている人: whose draft is kept now; what they write stays theirs."""
    drafts = Draft.objects.filter(procedure=procedure)
    if viewer.person_id is not None:
        drafts = drafts.exclude(person_id=viewer.person_id)
    found = drafts.select_related("person", "based_on").defer("text", "based_on__content").order_by("saved_at")
    return [Writing(each.person.name, each.saved_at, each.based_on.number) for each in found]
