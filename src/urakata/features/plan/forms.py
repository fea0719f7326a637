"""用紙: what is to be streamed into a calendar, and from when to when days are written out."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.web.fields import DayField
from urakata.core.feeds import MOST_DAYS_BEFORE, Kind, Remind, may, written, written_problems
from urakata.core.viewer import Viewer
from urakata.features.plan.wording import KINDS, REMINDS, sentences


class FeedForm(forms.Form):
    """こよみに流す."""

    kind = forms.ChoiceField(
        label=gettext_lazy("何を流しますか"), choices=list(KINDS.items()), widget=forms.RadioSelect, initial=Kind.OWN
    )
    remind = forms.ChoiceField(
        label=gettext_lazy("知らせ"), choices=list(REMINDS.items()), widget=forms.RadioSelect, initial=Remind.NONE
    )
    remind_days = forms.IntegerField(
        label=gettext_lazy("何日前に知らせますか"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        required=False,
        min_value=1,
        max_value=MOST_DAYS_BEFORE,
    )
    label = forms.CharField(
        label=gettext_lazy("どこに入れますか"),
        help_text=gettext_lazy("あとで見分けるための、自分の覚え。例：会社のOutlook"),
        max_length=40,
        required=False,
    )
    with_veiled = forms.BooleanField(
        label=gettext_lazy("機密区分のある締切も、日だけ流す"),
        help_text=gettext_lazy("題は「締切」に替えます。わたしの締切だけに効きます"),
        required=False,
    )

    def __init__(self, *args: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, **more)
        if not may(Kind.TEAM, viewer):
            del self.fields["kind"]
        if not viewer.clearances:
            del self.fields["with_veiled"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("remind") == Remind.DAYS and not given.get("remind_days") and "remind_days" not in self.errors:
            most = {"most": MOST_DAYS_BEFORE}
            self.add_error("remind_days", _("何日前に知らせるかを、1から%(most)dの数で書いてください。") % most)
        return given

    def words(self) -> dict[str, Any]:
        """What `actions.make` is told."""
        given = self.cleaned_data
        return {
            "kind": Kind(given.get("kind") or Kind.OWN),
            "remind": Remind(given["remind"]),
            "remind_days": given["remind_days"] or 0,
            "with_veiled": bool(given.get("with_veiled")),
            "label": given["label"].strip(),
        }


class RangeForm(forms.Form):
    """書き出す日々, called in the address as at the command line; a day that is left empty is the usual one."""

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today, (first, last) = today, written(today)
        self.fields["from"] = DayField(label=_("いつから"), required=False, today=today, initial=first)
        self.fields["to"] = DayField(label=_("いつまで"), required=False, today=today, initial=last)

    def clean(self) -> None:
        if not self.errors and (found := sentences(written_problems(*self.days()))):
            self.add_error("to", found)

    def days(self) -> tuple[date, date]:
        given = self.cleaned_data
        return written(self.today, given.get("from"), given.get("to"))

    def name(self, ending: str) -> str:
        """The name of the file."""
        first, last = self.days()
        return f"plan-{first}-{last}.{ending}"
