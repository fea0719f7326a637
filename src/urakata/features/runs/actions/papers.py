"""添える・書き残す: evidence and notes; stop a run that is not needed any more."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from urakata.common.audit import acts as audit
from urakata.common.files import actions as files
from urakata.common.files.models import Evidence
from urakata.common.seams.origin import Became
from urakata.core.flow import Act
from urakata.core.personal_number import is_asked_for, looks_like_one
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import Viewer
from urakata.features.runs.actions.acting import acting
from urakata.features.runs.actions.reasons import why
from urakata.features.runs.actions.settling import tell_origin
from urakata.features.runs.models import Note, Run, Task
from urakata.features.runs.queries.asked import is_of_part
from urakata.features.runs.queries.standing import may_stop

MAX_NOTE = 2000


def attach(
    task: Task,
    name: str,
    content: bytes,
    *,
    slot: str = "",
    on: date | None = None,
    amount: Decimal | None = None,
    counterparty: str = "",
    by: Viewer,
    at: datetime,
) -> Evidence:
    """書類を添える: kept by the hash of its content; date, amount and counterparty are optional."""
    if is_asked_for(name):
        raise NotAllowed([Problem.PERSONAL_NUMBER])
    with acting(Act.ATTACH, task, by=by, at=at) as now:
        kept = files.attach(
            name, content, about_kind="task", about_key=now.task.about().key, slot=slot, on=on, amount=amount,
            counterparty=counterparty, by=by, at=at,
        )  # fmt: skip
        now.record("task.evidence_attached", about=now.task, **_told(kept), slot=slot)
    return kept


def detach(task: Task, evidence: Evidence, *, by: Viewer, at: datetime) -> None:
    """書類を外す, while the step is not finished; the file itself stays, and the record says who took it off."""
    with acting(Act.ATTACH, task, by=by, at=at) as now:
        own = Evidence.objects.filter(about_kind="task", about_key=now.task.about().key)
        if own.filter(pk=evidence.pk, removed_at=None).update(removed_at=at):
            now.record("task.evidence_detached", about=now.task, **_told(evidence))


def _told(paper: Evidence) -> dict[str, Any]:
    """What the record tells of a paper: of one that answers a question only which content it was, not its name."""
    named = {} if is_of_part(paper.slot) else {"name": paper.name}
    return named | {"sha256": paper.blob_id}


def note(task: Task, text: str, *, by: Viewer, at: datetime) -> Note:
    """覚え書き: shown to the next person at the same step."""
    if not text.strip():
        raise NotAllowed([Problem.EMPTY_NOTE])
    if looks_like_one(text):
        raise NotAllowed([Problem.PERSONAL_NUMBER])
    with acting(Act.NOTE, task, by=by, at=at) as now:
        kept = Note.objects.create(
            task=now.task, procedure_id=now.run.procedure_id, step_key=now.task.step_key, person_id=by.person_id,
            at=at, text=text.strip()[:MAX_NOTE],
        )  # fmt: skip
        now.record("task.noted", about=now.task)
    return kept


def stop(run: Run, *, reason: str, by: Viewer, at: datetime) -> None:
    """とりやめる: a run that is not needed; what was done in it stays."""
    said = why(reason)
    if not may_stop(by, run):
        raise NotAllowed([Problem.NOT_ASKED])
    with audit.act(by=by, at=at) as record:
        open_now = Run.objects.filter(pk=run.pk, finished_at=None, stopped_at=None)
        if not open_now.update(stopped_at=at, stopped_reason=said):
            raise NotAllowed([Problem.RUN_CLOSED])
        record("run.stopped", about=run, reason=said)
        tell_origin(run, Became.STOPPED, record)
