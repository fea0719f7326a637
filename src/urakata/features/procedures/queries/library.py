"""雛形: the library's procedures, and which of them a viewer may take."""

from functools import cache

from urakata import library
from urakata.core.outline import Outline
from urakata.core.procedure_rules import may_publish
from urakata.core.viewer import Viewer
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.queries.choices import department_id
from urakata.features.procedures.queries.visible import file_key, visible_to
from urakata.formats import procedures as files


@cache
def templates() -> dict[str, Outline]:
    """雛形 by key; a library file with a mistake is a bug."""
    found = {}
    for name, raw in library.procedures():
        outline, mistakes = files.read(raw)
        if outline is None:
            raise ValueError(f"{name}: {mistakes[0]}")
        found[outline.key] = outline
    return found


def templates_for(viewer: Viewer) -> list[Outline]:
    """選べる雛形: those this viewer may make the company's own."""
    found = templates().values()
    departments = {name: department_id(name) for name in {each.department for each in found}}
    return [each for each in found if may_publish(viewer, departments[each.department], each.clearance)]


def taken(viewer: Viewer) -> dict[str, Procedure]:
    """使っている雛形 by the key of its file: the procedure that was made of it, if this viewer sees it."""
    own: dict[str, Procedure] = {}
    for each in visible_to(viewer).order_by("-pk"):  # the oldest of several is the one
        own[file_key(each)] = each
    return own
