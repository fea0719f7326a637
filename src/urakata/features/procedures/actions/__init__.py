"""手順に書く: every act is one transaction with one entry in the record."""

from urakata.features.procedures.actions.drafts import discard_draft, save_draft
from urakata.features.procedures.actions.imports import Imported, Outcome, import_outline
from urakata.features.procedures.actions.library import start_with_library, take_from_library
from urakata.features.procedures.actions.publishing import publish
from urakata.features.procedures.actions.shelving import bring_back, retire

__all__ = [
    "Imported",
    "Outcome",
    "bring_back",
    "discard_draft",
    "import_outline",
    "publish",
    "retire",
    "save_draft",
    "start_with_library",
    "take_from_library",
]
