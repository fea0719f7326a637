"""入力欄: what forms of several features read in the same way."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from urakata.core.dates_ja import parse_date
from urakata.core.errors import InputMistake

LONGEST = 40
EARLIEST, LATEST = date(1960, 1, 1), date(2140, 12, 31)  # within what every calendar knows, with room on both sides


class DayField(forms.Field):
    """日付: R8.11.25, 令和8年11月25日, 20261125, 11/25, full width; bounded, as a date."""

    widget = forms.TextInput

    def __init__(
        self, *, today: date | None = None, earliest: date = EARLIEST, latest: date = LATEST, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.today, self.earliest, self.latest = today, earliest, latest
        self.widget.attrs |= {"maxlength": str(LONGEST), "autocomplete": "off", "placeholder": "11/25"}

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()[:LONGEST]
        if not text:
            return None
        on = self._read(text)
        if not self.earliest <= on <= self.latest:
            years = {"first": self.earliest.year, "last": self.latest.year}
            raise forms.ValidationError(_("%(first)d年から%(last)d年までの日を書いてください。") % years)
        return on

    def _read(self, text: str) -> date:
        try:
            return parse_date(text, self.today)
        except InputMistake as mistake:
            said = _("「%(text)s」を日付として読めませんでした。11/25 や 令和8年11月25日 のように書いてください。")
            raise forms.ValidationError(said % {"text": text[:20]}) from mistake

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value
