"""読む: what people send to make or change a procedure; mistakes come back all at once, each with its place."""

from urakata.features.procedures.forms.bringing import (
    MOST,
    Brought,
    ImportForm,
    bring,
    bring_checklist,
    bring_procedure,
    first_line,
)
from urakata.features.procedures.forms.writing import PublishForm, TextForm

__all__ = [
    "MOST",
    "Brought",
    "ImportForm",
    "PublishForm",
    "TextForm",
    "bring",
    "bring_checklist",
    "bring_procedure",
    "first_line",
]
