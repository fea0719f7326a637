"""うちの決めごとの欄: one small form each, filled with what stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.web.fields import DayField
from urakata.core.calendar_days import MonthDay
from urakata.core.dates_ja import parse_month_day, parse_whole
from urakata.core.duty import Duty
from urakata.core.errors import InputMistake
from urakata.core.profile import unwritten
from urakata.core.viewer import Viewer
from urakata.features.duties import queries
from urakata.features.duties.queries import Choice
from urakata.rules.wording import sentence

NOBODY = ""
MOST_DAYS = 60


class OwnDaysForm(forms.Form):
    """社内の期限."""

    days_before = forms.CharField(
        label=gettext_lazy("出す日の何営業日前か"),
        help_text=gettext_lazy("0か空にすると、社内の期限は無くなります。期限は変わりません。"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_days_before(self) -> int | None:
        text = self.cleaned_data["days_before"].strip()
        try:
            return parse_whole(text, lowest=0, highest=MOST_DAYS) or None if text else None
        except InputMistake as mistake:
            said = _("0から%(most)dまでの数で書いてください。6なら、出す日の6営業日前です。")
            raise forms.ValidationError(said % {"most": MOST_DAYS}) from mistake


class ChargeForm(forms.Form):
    """担当."""

    person = forms.ChoiceField(label=gettext_lazy("担当"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(NOBODY, _("決めない")), *people]  # type: ignore[attr-defined]


class VariantForm(forms.Form):
    """数え方."""

    variant = forms.ChoiceField(label=gettext_lazy("うちはどれか"), required=False)

    def __init__(self, *args: Any, variants: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["variant"].choices = [("", _("ふつうの数え方")), *((each, each) for each in variants)]  # type: ignore[attr-defined]


class LastForm(forms.Form):
    """前回の日と間隔."""

    last_on = DayField(label=gettext_lazy("前回の日"), required=False)
    interval = forms.TypedChoiceField(label=gettext_lazy("どの間隔か"), required=False, coerce=int, empty_value="0")

    def __init__(self, *args: Any, today: date, intervals: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(intervals) > 1:
            self.fields["interval"].choices = intervals  # type: ignore[attr-defined]
        else:
            del self.fields["interval"]
        field = self.fields["last_on"]
        field.widget.attrs["placeholder"] = today.isoformat()


class AnchorForm(forms.Form):
    """起算日."""

    anchor = forms.CharField(
        label=gettext_lazy("毎年の月日"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "4/1", "autocomplete": "off"}),
    )

    def clean_anchor(self) -> MonthDay | None:
        text = self.cleaned_data["anchor"].strip()
        try:
            return parse_month_day(text) if text else None
        except InputMistake as mistake:
            raise forms.ValidationError(sentence(mistake)) from mistake


class OffForm(forms.Form):
    """うちには無い."""

    reason = forms.CharField(
        label=gettext_lazy("うちには無い理由"),
        help_text=gettext_lazy("一行で。あとで見る人がわかるように書きます。"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@dataclass(frozen=True, slots=True)
class Ours:
    """うちの決めごと of one duty: what can be decided of it; None where there is nothing to decide."""

    own_days: OwnDaysForm
    charge: ChargeForm
    off: OffForm
    variant: VariantForm | None = None
    last: LastForm | None = None
    anchor: AnchorForm | None = None


def ours(viewer: Viewer, duty: Duty, choice: Choice | None, which: str = "", sent: Any = None) -> Ours:
    """The forms of a duty; the one that was sent holds what was sent, the others what stands."""
    stands = choice or Choice(duty=duty.id)

    def given(name: str, **initial: Any) -> dict[str, Any]:
        held = {"data": sent} if name == which else {"initial": initial}
        return held | {"auto_id": f"{name}_%s"}

    people = [(each.code, each.name) for each in queries.in_charge_choices(viewer)]
    charge = stands.in_charge.code if stands.in_charge else NOBODY
    return Ours(
        own_days=OwnDaysForm(**given("own_days", days_before=stands.own_days_before or "")),
        charge=ChargeForm(people=people, **given("charge", person=charge)),
        off=OffForm(**given("off", reason="")),
        variant=_variant(duty, given("variant", variant=stands.variant)),
        last=_last(viewer, duty, given("last", last_on=stands.last_on, interval=stands.interval)),
        anchor=_anchor(duty, given("anchor", anchor=_month_day(stands.anchor))),
    )


def _variant(duty: Duty, held: dict[str, Any]) -> VariantForm | None:
    return VariantForm(variants=list(duty.due.variants), **held) if duty.due.variants else None


def _last(viewer: Viewer, duty: Duty, held: dict[str, Any]) -> LastForm | None:
    named = list(enumerate(queries.interval_names(duty)))
    return LastForm(today=viewer.on, intervals=named, **held) if named else None


def _anchor(duty: Duty, held: dict[str, Any]) -> AnchorForm | None:
    return AnchorForm(**held) if queries.has_own_anchor(duty) else None


def _month_day(written: str) -> str:
    if not written:
        return ""
    found = unwritten(written)
    return "" if isinstance(found, date) else f"{found[0]}/{found[1]}"
