"""手順に書く: every act is one transaction with one entry in the record."""

from urakata.features.procedures.actions.deputies import add_deputy, move_deputy, remove_deputy
from urakata.features.procedures.actions.drafts import (
    begin,
    change_draft,
    discard_draft,
    keep_text,
    settle_clash,
    take_back,
    take_edition,
)
from urakata.features.procedures.actions.imports import Imported, Outcome, import_draft, import_outline
from urakata.features.procedures.actions.library import start_with_library, take_from_library
from urakata.features.procedures.actions.publishing import publish
from urakata.features.procedures.actions.shelving import bring_back, retire
from urakata.features.procedures.actions.step_files import add_step_file, remove_step_file

__all__ = [
    "Imported",
    "Outcome",
    "add_deputy",
    "add_step_file",
    "begin",
    "bring_back",
    "change_draft",
    "discard_draft",
    "import_draft",
    "import_outline",
    "keep_text",
    "move_deputy",
    "publish",
    "remove_deputy",
    "remove_step_file",
    "retire",
    "settle_clash",
    "start_with_library",
    "take_back",
    "take_edition",
    "take_from_library",
]
