"""下書きを置く・捨てる."""

from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.core.procedure_rules import problems
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.procedures.models import Draft, Edition, Procedure


def save_draft(procedure: Procedure, text: str, *, base: int, by: Viewer, at: datetime) -> None:
    """下書きを置く: the text as typed, mistakes and all, with the number of the edition it was written on."""
    _refuse(procedure, by)
    with audit.act(by=by, at=at) as record:
        edition = Edition.objects.get(procedure=procedure, number=base)
        Draft.objects.update_or_create(
            procedure=procedure,
            person_id=by.person_id,
            defaults={"text": text, "based_on": edition, "saved_at": at},
        )
        record("procedure.draft_saved", about=procedure, base=base)


def discard_draft(procedure: Procedure, *, by: Viewer, at: datetime) -> None:
    """下書きを捨てる: one's own."""
    with audit.act(by=by, at=at) as record:
        if forget(procedure, by):
            record("procedure.draft_discarded", about=procedure)


def forget(procedure: Procedure, by: Viewer) -> bool:
    """Part of another act, whether there was one."""
    if by.person_id is None:
        return False
    gone, _ = Draft.objects.filter(procedure=procedure, person_id=by.person_id).delete()
    return bool(gone)


def _refuse(procedure: Procedure, by: Viewer) -> None:
    refused = problems(by, departments=[procedure.department_id], clearances=[procedure.clearance])
    if refused:
        raise NotAllowed(refused)
