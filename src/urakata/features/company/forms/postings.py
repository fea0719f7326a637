"""配属の用紙: a change ahead, as it is typed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from urakata.core.viewer import RoleName
from urakata.features.company.forms.paperwork import DayField, PlainText, choices_of
from urakata.features.company.wording import ROLES

# 設定の持ち主 and 社外 are not given by a transfer.
GIVEN = (RoleName.LEAD, RoleName.OFFICE, RoleName.TEMP, RoleName.MANAGER, RoleName.EMPLOYEE)


class PostingForm(forms.Form):
    """変更を予約する."""

    since = DayField(label=_("いつから"), required=True, help_text=_("この日の0時から変わります"))
    department = forms.ChoiceField(label=_("部署"), required=False)
    title = PlainText(label=_("役職"), max_length=60, required=False)
    role = forms.ChoiceField(
        label=_("役割"),
        required=False,
        help_text=_("選ぶと、いまの役割はすべて前の日で終わります（設定の持ち主をのぞく）"),
    )
    seal = forms.ChoiceField(
        label=_("封"),
        required=False,
        help_text=_("封が開くか、その日が来るまで、封に名前のある人だけに見えます。封は「封」の頁でします"),
    )

    def __init__(self, *args: Any, on: date, departments: Iterable[Any], seals: Iterable[Any], **more: Any) -> None:
        """`departments` are those that are open or will open, `seals` those still shut that name whoever asks."""
        super().__init__(*args, **more)
        self.known, self.shut = {str(found.pk): found for found in departments}, {seal.code: seal for seal in seals}
        fields: dict[str, Any] = self.fields
        fields["since"].today = on
        fields["department"].choices = choices_of(self.known.values())
        fields["role"].choices = [("", _("変えない")), *((name, ROLES[name]) for name in GIVEN)]
        fields["seal"].choices = [("", _("封をしない")), *((code, seal.label) for code, seal in self.shut.items())]

    def clean_department(self) -> Any:
        return self.known.get(self.cleaned_data["department"])

    def clean_seal(self) -> Any:
        return self.shut.get(self.cleaned_data["seal"])
