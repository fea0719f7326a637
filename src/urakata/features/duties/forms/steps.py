"""はじめての設定の用紙: what is off and why, what lets a day be counted, the bank's hour, one procedure, one person."""

import unicodedata
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from urakata.common.accounts import queries as accounts
from urakata.common.web.fields import DayField
from urakata.core.calendar_days import MonthDay
from urakata.core.dates_ja import parse_month_day, parse_whole
from urakata.core.errors import InputMistake
from urakata.core.personal_number import looks_like_one
from urakata.core.profile import Bank
from urakata.core.viewer import RoleName

REASONS = [_("対象の人や物がない"), _("まとめて納めている"), _("届け出が済んで、もう要らない")]
DAYS_BEFORE, DEFAULT_DAYS, MOST_DAYS = ("1", "2", "3", "4"), 3, 30
HOURS, DEFAULT_HOUR = ("12:00", "15:00", "17:00"), "17:00"
OTHER = "other"
ROLES = [(RoleName.OFFICE.value, _("担当")), (RoleName.LEAD.value, _("部長"))]
PERSONAL = _("12けたの数字がマイナンバーに見えます。マイナンバーは残せません。数字を消してください。")


class OffForm(forms.Form):
    """うちには無い: one of the usual reasons, or words of one's own, which go first."""

    usual = forms.CharField(max_length=100, required=False)
    reason = forms.CharField(max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        given["reason"] = given.get("reason") or given.get("usual") or ""
        if looks_like_one(given["reason"]):
            self.add_error("reason", PERSONAL)
        return given


class LastTimeForm(forms.Form):
    """前回の日."""

    last_on = DayField(earliest=date(1990, 1, 1))
    interval = forms.IntegerField(
        min_value=0, max_value=20, required=False
    )  # which use of the thing, where that decides

    def __init__(self, given: Any, *, today: date) -> None:
        super().__init__(given)
        self.fields["last_on"].today, self.fields["last_on"].latest = today, today  # type: ignore[attr-defined]


class AnchorForm(forms.Form):
    """起算日 of every year."""

    anchor = forms.CharField(max_length=20)

    def clean_anchor(self) -> MonthDay:
        try:
            return parse_month_day(self.cleaned_data["anchor"])
        except InputMistake as mistake:
            raise forms.ValidationError(_("4/1 や 4月1日 のように書いてください。")) from mistake


class VariantForm(forms.Form):
    """数え方を選ぶ."""

    variant = forms.CharField(max_length=60, required=False)


class BankForm(forms.Form):
    """銀行の締め: how many business days before, until when."""

    days_before = forms.ChoiceField(choices=[(each, each) for each in (*DAYS_BEFORE, OTHER)])
    other_days = forms.CharField(max_length=10, required=False)
    until = forms.ChoiceField(choices=[(each, each) for each in (*HOURS, OTHER)])
    other_until = forms.CharField(max_length=10, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        given["bank"] = Bank(self._days(given), self._hour(given)) if not self.errors else None
        return given

    def _days(self, given: dict[str, Any]) -> int | None:
        said = given["other_days"] if given["days_before"] == OTHER else given["days_before"]
        try:
            return parse_whole(said, lowest=0, highest=MOST_DAYS)
        except InputMistake:
            self.add_error("other_days", _("0から30までの営業日数で書いてください。"))
            return None

    def _hour(self, given: dict[str, Any]) -> str | None:
        said = given["other_until"] if given["until"] == OTHER else given["until"]
        try:
            return time.fromisoformat(unicodedata.normalize("NFKC", said).strip().rjust(5, "0")).strftime("%H:%M")
        except ValueError:
            self.add_error("other_until", _("14:30 のように書いてください。"))
            return None


def shown_bank(bank: Bank | None) -> dict[str, str]:
    """いまの答え, else what many banks ask for."""
    days, until = (bank.days_before, bank.until) if bank else (None, None)
    before, hour = str(DEFAULT_DAYS if days is None else days), until or DEFAULT_HOUR
    return {
        "days_before": before if before in DAYS_BEFORE else OTHER,
        "other_days": "" if before in DAYS_BEFORE else before,
        "until": hour if hour in HOURS else OTHER,
        "other_until": "" if hour in HOURS else hour,
    }


class InviteForm(forms.Form):
    """一人招く."""

    name = forms.CharField(label=_("氏名"), max_length=100, help_text=_("姓と名のあいだを1文字あけます"))
    address = forms.EmailField(label=_("メールアドレス"), help_text=_("この人が入るときに使います"))
    role = forms.ChoiceField(
        label=_("役割"),
        choices=ROLES,
        initial=RoleName.OFFICE.value,
        widget=forms.RadioSelect,
        help_text=_("部長は管理部のすべてを見て、公開できます。担当は、部署のない手順と自分の部署の手順を回せます"),
    )

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        if looks_like_one(name):
            raise forms.ValidationError(PERSONAL)
        return name

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].lower()
        if accounts.addresses([address]):
            raise forms.ValidationError(_("このアドレスは、ほかの人が使っています。確かめてください。"))
        return address
