"""記録の入力: the filters, and the reason of a black-out."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.audit.queries import Sought
from urakata.common.audit.wording import choices
from urakata.common.web.fields import DayField


class SoughtForm(forms.Form):
    """しぼり込み; what cannot be read is said beside the field and leaves nothing out."""

    who = forms.CharField(label=gettext_lazy("だれ"), max_length=100, required=False)
    first = DayField(label=gettext_lazy("いつから"), required=False, widget=forms.DateInput({"type": "date"}))
    last = DayField(label=gettext_lazy("いつまで"), required=False, widget=forms.DateInput({"type": "date"}))
    act = forms.ChoiceField(label=gettext_lazy("なにを"), required=False)
    run = forms.CharField(label=gettext_lazy("実行の番地"), max_length=12, required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["act"].choices = list(_with_all(choices()))  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def sought(self) -> Sought:
        if not self.is_valid():
            known = {name: value for name, value in self.cleaned_data.items() if name not in self.errors}
            return Sought(**{name: value for name, value in known.items() if value})
        return Sought(**self.cleaned_data)


class BlackOutForm(forms.Form):
    """黒塗り: why."""

    reason = forms.CharField(
        label=gettext_lazy("理由"),
        help_text=gettext_lazy("本文はもとに戻りません。だれが、いつ、なぜ黒塗りにしたかが残ります。"),
        max_length=200,
    )


def _with_all(known: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    yield "", _("すべて")
    yield from known
