"""読む: what people send to make or change a procedure; mistakes come back all at once, each with its place."""

from urakata.features.procedures.forms.bringing import (
    MOST,
    Brought,
    Known,
    bring,
    bring_checklist,
    bring_document,
    bring_paper,
    bring_procedure,
    first_line,
    says_procedure,
)
from urakata.features.procedures.forms.importing import ImportForm
from urakata.features.procedures.forms.writing import PublishForm, TextForm

__all__ = [
    "MOST",
    "Brought",
    "ImportForm",
    "Known",
    "PublishForm",
    "TextForm",
    "bring",
    "bring_checklist",
    "bring_document",
    "bring_paper",
    "bring_procedure",
    "first_line",
    "says_procedure",
]
