"""入口の用紙."""

from datetime import date
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from urakata.common.accounts.models import Account
from urakata.common.accounts.pins import LENGTH, PinProblem, figures, pin_problems

PIN_PROBLEMS = {
    PinProblem.NOT_SIX_FIGURES: _("数字を6けたで入れてください。"),
    PinProblem.TOO_SIMPLE: _("同じ数字や並んだ数字は、見破られやすい番号です。別の番号にしてください。"),
    PinProblem.BIRTHDAY: _("誕生日は、見破られやすい番号です。別の番号にしてください。"),
    PinProblem.OWN_NUMBER: _("社員番号は、見破られやすい番号です。別の番号にしてください。"),
}
NOT_THE_SAME = _("2つが同じではありません。もう一度、同じものを入れてください。")


class SignInForm(LoginForm):  # type: ignore[misc]
    """メールアドレスで入る."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address, password = self.fields["login"], self.fields["password"]
        address.label, password.label, password.help_text = _("メールアドレス"), _("パスワード"), ""
        address.widget.attrs = {"autocomplete": "username", "inputmode": "email"}
        password.widget.attrs = {"autocomplete": "current-password"}


def _secret(label: Any, autocomplete: str, **more: Any) -> forms.CharField:
    attrs = {"autocomplete": autocomplete} | more.pop("attrs", {})
    return forms.CharField(label=label, strip=False, max_length=200, widget=forms.PasswordInput(attrs), **more)


def _pin(label: Any, autocomplete: str) -> forms.CharField:
    return _secret(label, autocomplete, attrs={"inputmode": "numeric", "maxlength": LENGTH})


class PinForm(forms.Form):
    """番号で入る: what is wrong is never said in parts."""

    number = forms.CharField(
        label=_("社員番号"), max_length=30, widget=forms.TextInput({"autocomplete": "username", "inputmode": "numeric"})
    )
    pin = _pin(_("6けたの番号"), "current-password")


class NewPasswordForm(forms.Form):
    """パスワードを決める."""

    password = _secret(
        _("新しいパスワード"), "new-password", help_text=_("10文字以上。よくある言葉と数字だけのものは使えません。")
    )
    again = _secret(_("もう一度"), "new-password")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.account)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise forms.ValidationError(NOT_THE_SAME)
        return again


class ChangePasswordForm(NewPasswordForm):
    """パスワードを替える: with the one of now."""

    now = _secret(_("いまのパスワード"), "current-password")
    field_order = ("now", "password", "again")

    def clean_now(self) -> str:
        now: str = self.cleaned_data["now"]
        if not self.account.check_password(now):
            raise forms.ValidationError(_("いまのパスワードがちがいます。もう一度、確かめて入れてください。"))
        return now


class NewPinForm(forms.Form):
    """番号を決める."""

    pin = _pin(_("6けたの番号"), "new-password")
    again = _pin(_("もう一度"), "new-password")
    label = forms.CharField(
        label=_("この端末の呼び名"), max_length=80, required=False, help_text=_("例　わたしの携帯、現場のタブレット")
    )

    def __init__(self, *args: Any, birth_on: date | None = None, number: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.birth_on, self.number = birth_on, number

    def clean_pin(self) -> str:
        pin = figures(self.cleaned_data["pin"])
        if found := pin_problems(pin, birth_on=self.birth_on, number=self.number):
            raise forms.ValidationError([str(PIN_PROBLEMS[problem]) for problem in found])
        return pin

    def clean_again(self) -> str:
        again = figures(self.cleaned_data["again"])
        if "pin" in self.cleaned_data and again != self.cleaned_data["pin"]:
            raise forms.ValidationError(NOT_THE_SAME)
        return again


class ResetForm(forms.Form):
    """パスワードを決め直す."""

    address = forms.EmailField(label=_("メールアドレス"), widget=forms.EmailInput({"autocomplete": "username"}))
