"""この日なら: the days that a duty is counted from, asked by name."""

from collections.abc import Iterable
from typing import Any

from django import forms

from urakata.common.web.fields import DayField
from urakata.core.due import MONTH_SUFFIX, YEAR
from urakata.rules.day_names import day_name

LONGEST = 20


class CountForm(forms.Form):
    """この日なら."""

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in names:
            self.fields[name] = _field(name)

    def said(self) -> list[str]:
        """As `due` reads them: name=day."""
        given = ((name, value) for name, value in self.cleaned_data.items() if value)
        return [f"{name}={value if isinstance(value, str) else value.isoformat()}" for name, value in given]


def _field(name: str) -> forms.Field:
    if name == YEAR or name.endswith(MONTH_SUFFIX):
        hint = "2026" if name == YEAR else "2026-12"
        widget = forms.TextInput(attrs={"placeholder": hint, "autocomplete": "off"})
        return forms.CharField(label=day_name(name), max_length=LONGEST, required=False, widget=widget)
    field = DayField(label=day_name(name), required=False)
    field.widget.attrs["placeholder"] = "2026-12-01"
    return field
