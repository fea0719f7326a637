"""公開する: a procedure gets its next edition; earlier ones and the runs on them stay as they are."""

from datetime import datetime
from enum import StrEnum

from urakata.common.audit import acts as audit
from urakata.common.seams import part
from urakata.common.search import actions as search
from urakata.core.outline import Outline
from urakata.core.outline_diff import differences
from urakata.core.outline_plain import from_plain, to_plain
from urakata.core.procedure_rules import Problem, problems, reason_problems
from urakata.core.refusal import NotAllowed
from urakata.core.step_files import Problem as FileProblem
from urakata.core.viewer import Viewer
from urakata.features.procedures.actions.drafts import forget
from urakata.features.procedures.models import Edition, Procedure
from urakata.features.procedures.queries.choices import department_id
from urakata.features.procedures.queries.step_files import hidden_names
from urakata.features.procedures.queries.visible import file_key


def publish(procedure: Procedure, outline: Outline, *, base: int, reason: str, by: Viewer, at: datetime) -> Edition:
    """公開する: `base` is the number of the edition that this was written on, 0 for none; the draft is done with.

    Raises NotAllowed, among others SOMEBODY_PUBLISHED_MEANWHILE when another edition came in between.
    """
    with audit.act(by=by, at=at) as record:
        current = _current(procedure)
        _refuse(current, outline, base, reason, by)
        before = current.edition
        edition = put(current, outline, reason=reason, by=by, at=at)
        forget(current, by)
        _take_over(procedure, outline, edition)
        if before is None:
            record("procedure.added", about=procedure, reason=edition.reason, steps=len(outline.steps))
        else:
            changes = len(differences(from_plain(before.content), outline))
            record(
                "procedure.published", about=procedure, edition=edition.number, reason=edition.reason, changes=changes
            )
        search.index("procedure", [procedure.key])
    return edition


def put(procedure: Procedure, outline: Outline, *, reason: str, by: Viewer, at: datetime) -> Edition:
    """版を置く: the next number; the caller holds the procedure's row and writes the record."""
    part.take(outline, by=by, at=at)
    newest = Edition.objects.filter(procedure=procedure).order_by("-number").values_list("number", flat=True).first()
    return Edition.objects.create(
        procedure=procedure,
        number=(newest or 0) + 1,
        content=to_plain(outline),
        reason=" ".join(reason.split()),
        published_by_id=by.person_id,
        published_at=at,
    )


def _current(procedure: Procedure) -> Procedure:
    """The procedure as it is now, its row held: whoever publishes at the same time comes after us."""
    return Procedure.objects.select_for_update(of=("self",)).select_related("edition").get(pk=procedure.pk)


def _refuse(current: Procedure, outline: Outline, base: int, reason: str, by: Viewer) -> None:
    before = current.edition
    departments = [department_id(outline.department)] + ([current.department_id] if before else [])
    found = problems(by, departments=departments, clearances=[current.clearance if before else "", outline.clearance])
    found += reason_problems(reason)
    if outline.key != file_key(current):
        found.append(Problem.KEY_CHANGED)
    if (before.number if before else 0) != base:
        found.append(Problem.SOMEBODY_PUBLISHED_MEANWHILE)
    elif before and to_plain(outline) == before.content:
        found.append(Problem.NOTHING_CHANGED)
    refused: list[StrEnum] = [*found, *[FileProblem.NOT_TO_BE_NAMED] * bool(hidden_names(by, current, outline))]
    if refused:
        raise NotAllowed(refused)


def _take_over(procedure: Procedure, outline: Outline, edition: Edition) -> None:
    """What the shelf and the door keepers ask of a procedure follows its newest edition."""
    procedure.edition = edition
    procedure.title = outline.title
    procedure.clearance = outline.clearance
    procedure.department_id = department_id(outline.department)
    procedure.save(update_fields=["edition", "title", "clearance", "department"])
