"""はじめ方の用紙: what the company is called, and the first person with a key."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from urakata.common.accounts.forms import NewPasswordForm
from urakata.common.accounts.models import Account
from urakata.features.company.forms.paperwork import PlainText

STAND_IN = "owner@localhost"  # what whoever has no address types at the entrance; no mail goes there


class BeginForm(NewPasswordForm):
    """自社で始める."""

    name = PlainText(label=_("会社の名前"), max_length=200, widget=forms.TextInput({"autocomplete": "organization"}))
    owner = PlainText(
        label=_("あなたの名前"),
        max_length=100,
        help_text=_("姓と名のあいだを1文字あけます"),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    address = forms.EmailField(
        label=_("メールアドレス"),
        required=False,
        help_text=_("入るときに使います。空なら owner@localhost で入れます。あとで変えられます"),
        widget=forms.EmailInput({"autocomplete": "username"}),
    )
    field_order = ("name", "owner", "address", "password", "again")

    def __init__(self, given: Any = None) -> None:
        super().__init__(given, account=Account())

    def clean_address(self) -> str:
        return self.cleaned_data["address"].lower() or STAND_IN

    def clean_password(self) -> str:
        self.account = Account(email=self.cleaned_data.get("address", ""))  # a password like one's address is refused
        return super().clean_password()
