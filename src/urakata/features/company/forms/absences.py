"""休みの用紙: days and half days; why is never asked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from urakata.common.web.fields import DayField
from urakata.common.web.words import WEEKDAYS
from urakata.core.cover import Half
from urakata.features.company.wording import HALVES

WHOLE = "day"


class AbsenceForm(forms.Form):
    """休み."""

    who = forms.ChoiceField(label=_("だれの"))
    first = DayField(label=_("いつから"))
    last = DayField(label=_("いつまで"), required=False, help_text=_("1日だけなら空のままで"))
    half = forms.ChoiceField(
        label=_("一日か半日か"),
        choices=[(half or WHOLE, words) for half, words in HALVES.items()],
        widget=forms.RadioSelect,
        initial=WHOLE,
    )

    def __init__(self, *args: Any, today: date, people: Iterable[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("first", "last"):
            self.fields[name].today = today  # type: ignore[attr-defined]
        if known := list(people):
            self.fields["who"].choices = known  # type: ignore[attr-defined]
        else:
            del self.fields["who"]

    def clean_half(self) -> str:
        half: str = self.cleaned_data["half"]
        return Half.WHOLE if half == WHOLE else half

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        given["last"] = given.get("last") or given.get("first")
        return given


class WorkingDaysForm(forms.Form):
    """働く曜日."""

    who = forms.ChoiceField(label=_("だれの"))
    weekdays = forms.MultipleChoiceField(
        label=_("働く曜日"),
        choices=[(str(number), _(name)) for number, name in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("選ばない曜日は、休みとして数えます。会社の休日はそのままです"),
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        if known := list(people):
            self.fields["who"].choices = known  # type: ignore[attr-defined]
        else:
            del self.fields["who"]

    def clean_weekdays(self) -> frozenset[int]:
        return frozenset(int(number) for number in self.cleaned_data["weekdays"])
