"""雛形から: a procedure of the library becomes the company's own."""

from datetime import datetime

from django.utils.translation import gettext

from urakata.common.audit import acts as audit
from urakata.core.viewer import Viewer
from urakata.features.procedures.actions.imports import Imported, import_outline
from urakata.features.procedures.queries.library import templates


def start_with_library(*, by: Viewer, at: datetime) -> list[Imported]:
    """雛形を並べる: all of them, for a company that starts."""
    with audit.act(by=by, at=at):
        return [import_outline(outline, reason=gettext("雛形から"), by=by, at=at) for outline in templates().values()]


def take_from_library(key: str, *, by: Viewer, at: datetime) -> Imported:
    """雛形を選ぶ: one of them. Raises KeyError for a key the library does not have."""
    return import_outline(templates()[key], reason=gettext("雛形から"), by=by, at=at)
