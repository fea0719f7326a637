"""取り込む: the same thing twice is known again: by its key, which a checklist's
file name and heading make."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.common.search import actions as search
from urakata.core.outline import Outline
from urakata.core.outline_plain import from_plain, to_plain
from urakata.core.procedure_rules import Problem, problems, reason_problems
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.procedures.actions.drafts import begin, change_draft
from urakata.features.procedures.actions.publishing import publish, put
from urakata.features.procedures.actions.shelving import bring_back
from urakata.features.procedures.models import Edition, Procedure
from urakata.features.procedures.queries.choices import department_id
from urakata.features.procedures.queries.drafts import begun_by
from urakata.features.procedures.queries.visible import by_key, made_own


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Imported:
    """取り込んだもの: what became of it, and where it is now."""

    outcome: Outcome
    procedure: Procedure


def import_outline(outline: Outline, *, source: str = "", reason: str, by: Viewer, at: datetime) -> Imported:
    """取り込む, published at once. `source` is the name of a checklist's file, empty for a procedure's own file.

    Only what `by` may see is recognised. What a checklist cannot say (department, clearance, cadence) stays as it is.
    Raises NotAllowed.
    """
    with audit.act(by=by, at=at):
        found = by_key(by, outline.key)
        if found is None:
            return Imported(Outcome.ADDED, _add(outline, source, reason=reason, by=by, at=at))
        current = Edition.objects.get(procedure=found, pk=found.edition_id or 0)
        wanted = _keeping(from_plain(current.content), outline) if source else outline
        was_retired = found.retired_at is not None
        if was_retired:
            bring_back(found, by=by, at=at)
        if to_plain(wanted) == current.content:
            return Imported(Outcome.CHANGED if was_retired else Outcome.SAME, found)
        publish(found, wanted, base=current.number, reason=reason, by=by, at=at)
        return Imported(Outcome.CHANGED, found)


def import_draft(outline: Outline, *, source: str, by: Viewer, at: datetime) -> Procedure:
    """下書きで直してから: what was read becomes one's draft: of the procedure that is known again, else of a new one.

    Raises NotAllowed.
    """
    with audit.act(by=by, at=at):
        known = by_key(by, outline.key)
        if known is not None:
            change_draft(known, lambda now: _keeping(now, outline), by=by, at=at)
            return known
        begun = begun_by(by, outline.key)
        if begun is not None:
            change_draft(begun, lambda now: replace(outline, key=now.key), by=by, at=at)
            return begun
        return begin(outline, source=source, by=by, at=at)


def _add(outline: Outline, source: str, *, reason: str, by: Viewer, at: datetime) -> Procedure:
    department = department_id(outline.department)
    refused = problems(by, departments=[department], clearances=[outline.clearance]) + reason_problems(reason)
    if refused:
        raise NotAllowed(refused)
    with audit.act(by=by, at=at) as record:
        made, is_new = Procedure.objects.get_or_create(
            key=_key(outline.key, by),
            defaults={
                "code": new_code(),
                "source": source[:300],
                "title": outline.title,
                "department_id": department,
                "clearance": outline.clearance,
                "made_at": at,
            },
        )
        if not is_new:  # another import of the same file came first, a moment ago
            raise NotAllowed([Problem.SOMEBODY_WAS_FIRST])
        made.edition = put(made, outline, reason=reason, by=by, at=at)
        made.save(update_fields=["edition"])
        record("procedure.added", about=made, reason=made.edition.reason, steps=len(outline.steps))
        search.index("procedure", [made.key])
    return made


def _key(wanted: str, by: Viewer) -> str:
    """A person's procedures get something added to their key whether it is taken or not: a collision would tell."""
    is_free = by.is_operator and by_key(by, wanted) is None
    return wanted if is_free else made_own(wanted)


def _keeping(current: Outline, checklist: Outline) -> Outline:
    return replace(
        checklist,
        key=current.key,
        why=checklist.why or current.why,
        department=checklist.department or current.department,
        clearance=checklist.clearance or current.clearance,
        cadence=checklist.cadence or current.cadence,
        opening=checklist.opening or current.opening,
        later={**current.later, **checklist.later},
    )
