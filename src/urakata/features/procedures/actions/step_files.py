"""手順のファイルを添える・取り替える・外す: in one's own draft, so that others see it with the next edition."""

from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.common.files.actions import keep
from urakata.common.files.models import Blob
from urakata.core.file_names import own_name, safe_name, unused
from urakata.core.procedure_rules import problems
from urakata.core.refusal import NotAllowed
from urakata.core.step_files import (
    LARGEST_PICTURE,
    LONGEST_ALT,
    MOST_OF_A_PROCEDURE,
    Problem,
    names_in,
    with_file,
    without_file,
)
from urakata.core.viewer import Viewer
from urakata.features.procedures.actions.drafts import change_draft
from urakata.features.procedures.models import Procedure, StepFile
from urakata.features.procedures.queries.editions import outlines
from urakata.formats.pictures import Picture, bare, looks_like_one


def add_step_file(
    procedure: Procedure, step: str, name: str, content: bytes, *, alt: str = "", instead: str = "",
    by: Viewer, at: datetime,
) -> StepFile:  # fmt: skip
    """ファイルを添える, or in the place of another of the step's; what that was stays under its own name.

    Of a picture only the picture is kept. Raises NotAllowed.
    """
    _refuse(procedure, by, alt)
    picture = _picture(content)
    with audit.act(by=by, at=at) as record:
        taken = _taken(procedure)
        file = StepFile.objects.create(
            procedure=procedure,
            code=new_code(10),
            name=unused(safe_name(own_name(name)), taken),
            blob=_keep(name, picture, content),
            alt=" ".join(alt.split()),
            width=picture.width if picture else None,
            height=picture.height if picture else None,
            added_by_id=by.person_id,
            added_at=at,
        )
        change_draft(procedure, lambda said: with_file(said, step, file.name, instead), at_step=step, by=by, at=at)
        if procedure.edition_id is not None:  # nobody but its writer learns of one without
            record("procedure.file_added", about=procedure, step=step, file=file.name, instead=instead)
    return file


def remove_step_file(procedure: Procedure, step: str, name: str, *, by: Viewer, at: datetime) -> None:
    """ファイルを外す: out of the draft; editions that name it, and one step back, still find it."""
    _refuse(procedure, by)
    with audit.act(by=by, at=at) as record:
        change_draft(procedure, lambda said: without_file(said, step, name), at_step=step, by=by, at=at)
        if procedure.edition_id is not None:
            record("procedure.file_removed", about=procedure, step=step, file=name)


def _refuse(procedure: Procedure, by: Viewer, alt: str = "") -> None:
    refused = problems(by, departments=[procedure.department_id], clearances=[procedure.clearance])
    # Of one's own that is not published `change_draft` keeps the door.
    if refused and procedure.edition_id is not None:
        raise NotAllowed(refused)
    if len(alt) > LONGEST_ALT:
        raise NotAllowed([Problem.ALT_TOO_LONG])


def _picture(content: bytes) -> Picture | None:
    """絵だけ; None for a template."""
    if not looks_like_one(content):
        return None
    if len(content) > LARGEST_PICTURE:
        raise NotAllowed([Problem.PICTURE_TOO_LARGE])
    found = bare(content)
    if found is None:
        raise NotAllowed([Problem.PICTURE_BROKEN])
    return found


def _taken(procedure: Procedure) -> set[str]:
    """名のあるもの, with those that an edition names without a file: what it says stays as it was published.

    The procedure's row is held: two who add at once get two names.
    """
    Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    kept = set(StepFile.objects.filter(procedure=procedure).values_list("name", flat=True))
    if len(kept) >= MOST_OF_A_PROCEDURE:
        raise NotAllowed([Problem.TOO_MANY_IN_ALL])
    said = outlines(list(procedure.editions.order_by().values_list("pk", flat=True)))
    return kept.union(*(names_in(outline) for outline in said.values()))


def _keep(name: str, picture: Picture | None, content: bytes) -> Blob:
    return keep(own_name(name), picture.content if picture else content)
