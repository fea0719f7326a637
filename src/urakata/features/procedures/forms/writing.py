"""書く: what the editor sends: the whole text of a procedure, and the reason of an edition."""

from django import forms
from django.utils.translation import gettext_lazy

from urakata.core.outline import Outline
from urakata.core.procedure_rules import LONGEST_REASON
from urakata.features.procedures.forms.bringing import Brought
from urakata.formats import procedures as files
from urakata.formats.texts import MEGABYTE

NEWEST = 10_000_000


class TextForm(forms.Form):
    """文字で書く: the YAML, and the number of the edition it was written on."""

    text = forms.CharField(
        label=gettext_lazy("手順の中身"),
        strip=False,
        max_length=MEGABYTE,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "autocomplete": "off"}),
    )
    base = forms.IntegerField(min_value=0, max_value=NEWEST, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, max_value=NEWEST, widget=forms.HiddenInput)

    outline: Outline | None = None

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        self.outline, mistakes = files.read(text)
        if mistakes:
            raise forms.ValidationError(Brought("", mistakes=tuple(mistakes)).sentences)
        return text


class PublishForm(forms.Form):
    """公開: the one-line 理由, and which version of the draft was looked at."""

    reason = forms.CharField(label=gettext_lazy("理由"), required=False, max_length=LONGEST_REASON)
    seen = forms.IntegerField(min_value=0, max_value=NEWEST)
