"""名前のある手順: for a change of a person or a department, what the shelf says of them."""

from collections.abc import Sequence

from urakata.core.outline import Outline, Step, WhoKind
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.queries.editions import outlines
from urakata.features.procedures.queries.visible import visible_to

Shelf = Sequence[tuple[Procedure, Outline]]


def held_on_the_shelf(viewer: Viewer) -> Shelf:
    """見える手順 with what they say now."""
    found = list(visible_to(viewer).exclude(edition=None).order_by("title", "pk"))
    said = outlines([each.edition_id for each in found if each.edition_id])
    return [(each, said[each.edition_id]) for each in found if each.edition_id]


def naming_anybody(shelf: Shelf) -> Shelf:
    """Those that name a person at all; mostly none do."""
    return [(each, outline) for each, outline in shelf if any(_names(step, WhoKind.PERSON) for step in outline.steps)]


def naming(shelf: Shelf, name: str) -> list[company.Held]:
    """Those that name this person for a step."""
    return [
        held(each, company.HeldKind.NAMED, each.department_id)
        for each, outline in shelf
        if _asks(outline, WhoKind.PERSON, name)
    ]


def of_department(shelf: Shelf, department: int, name: str) -> list[company.Held]:
    """Those that stand under this department, or ask it for a step."""
    return [
        held(each, company.HeldKind.OF_DEPARTMENT, department)
        for each, outline in shelf
        if each.department_id == department or _asks(outline, WhoKind.DEPARTMENT, name)
    ]


def held(procedure: Procedure, kind: company.HeldKind, department: int | None) -> company.Held:
    return company.Held(
        kind, procedure.title, f"/procedures/{procedure.code}/",
        department_id=department, clearance=procedure.clearance, seal_id=procedure.seal_id,
    )  # fmt: skip


def _asks(outline: Outline, kind: WhoKind, name: str) -> bool:
    plain = "".join(name.split())
    return any("".join(_names(step, kind).split()) == plain for step in outline.steps)


def _names(step: Step, kind: WhoKind) -> str:
    return step.who.name if step.who is not None and step.who.kind is kind else ""
