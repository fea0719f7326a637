"""設定の用紙: what is typed in settings, read and checked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from urakata.common.accounts import queries as accounts
from urakata.common.web import fields
from urakata.core.personal_number import looks_like_one
from urakata.core.viewer import RoleName
from urakata.features.company import queries
from urakata.features.company.wording import ROLES, clearance_label

MAYBE_PERSONAL = _("12けたの数字がマイナンバーに見えます。マイナンバーは残せません。数字を消してください。")
LAST_POSITION = 9999


class DayField(fields.DayField):
    """日付: of a person or a role; may be left out, and may lie long ago."""

    def __init__(self, *, required: bool = False, **more: Any) -> None:
        super().__init__(required=required, earliest=date(1900, 1, 1), **more)


class PlainText(forms.CharField):
    """短い文: one line, and no personal number in it."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if looks_like_one(text):
            raise forms.ValidationError(MAYBE_PERSONAL)
        return text


def choices_of(known: Iterable[Any]) -> list[tuple[str, Any]]:
    """部署の選び方: none of them, or one."""
    return [("", _("なし")), *((str(found.pk), found.name) for found in known)]


class PersonForm(forms.Form):
    """人."""

    name = PlainText(label=_("氏名"), max_length=100, help_text=_("姓と名のあいだを1文字あけます"))
    kana = PlainText(label=_("フリガナ"), max_length=100, required=False)
    number = PlainText(label=_("社員番号"), max_length=30, required=False)
    department = forms.ChoiceField(label=_("部署"), required=False)
    title = PlainText(label=_("役職"), max_length=60, required=False)
    address = forms.EmailField(
        label=_("メールアドレス"), required=False, help_text=_("ない人は、社員番号と6けたの番号で窓口に入れます")
    )
    hired_on = DayField(label=_("入社日"))
    birth_on = DayField(label=_("生年月日"), help_text=_("誕生日の番号を断るためにも使います"))

    def __init__(self, *args: Any, on: date, person: Any = None, among: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.person = person
        known = queries.offered(on, keep=[person and person.department_id]) if among is None else among
        self.fields["department"].choices = choices_of(known)  # type: ignore[attr-defined]

    def clean_number(self) -> str | None:
        number: str | None = self.cleaned_data["number"] or None
        taken = queries.holder_of_number(number) if number else None
        if taken is not None and taken != (self.person and self.person.pk):
            raise forms.ValidationError(_("この社員番号は、ほかの人が使っています。確かめてください。"))
        return number

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].lower()
        mine = self.person.account_id if self.person else None
        if address and accounts.addresses([address]).get(address, mine) != mine:
            raise forms.ValidationError(_("このアドレスは、ほかの人が使っています。確かめてください。"))
        return address

    def clean_department(self) -> Any:
        return queries.department(self.cleaned_data["department"])


class NewPersonForm(PersonForm):
    """足す人: with a first role."""

    role = forms.ChoiceField(label=_("役割"), choices=list(ROLES.items()), initial=RoleName.EMPLOYEE)


class LeaveForm(forms.Form):
    """退職の日."""

    on = DayField(label=_("退職の日"), help_text=_("この日の終わりに入口が閉じます。空にすると、いる人に戻ります"))


class RoleForm(forms.Form):
    """役割を渡す."""

    name = forms.ChoiceField(label=_("役割"), choices=list(ROLES.items()))
    department = forms.ChoiceField(label=_("ほかの部署でも"), required=False)
    since = DayField(label=_("いつから"))
    until = DayField(label=_("いつまで"))

    def __init__(self, *args: Any, on: date, among: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        known = queries.offered(on) if among is None else among
        self.fields["department"].choices = choices_of(known)  # type: ignore[attr-defined]

    def clean_department(self) -> Any:
        return queries.department(self.cleaned_data["department"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("終わりの日が、始まりの日より前です。"))
        return given


class DepartmentForm(forms.Form):
    """部署."""

    name = PlainText(label=_("部署の名前"), max_length=100)
    parent = forms.ChoiceField(label=_("上の部署"), required=False)
    position = forms.IntegerField(label=_("並び"), min_value=0, max_value=LAST_POSITION, initial=50, required=False)
    since = DayField(label=_("開く日"), help_text=_("空なら、はじめから開いています"))
    until = DayField(label=_("閉じる日"), help_text=_("この日の終わりに閉じます。人と手順は、ひとりでには動きません"))

    def __init__(self, *args: Any, department: Any = None, among: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.department = department
        known = queries.departments() if among is None else among
        self.fields["parent"].choices = choices_of(known)  # type: ignore[attr-defined]
        self.fields["position"].widget = forms.TextInput({"inputmode": "numeric"})

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        taken = {label: pk for pk, label in queries.department_names().items()}.get(name)
        if taken is not None and taken != (self.department and self.department.pk):
            raise forms.ValidationError(_("同じ名前の部署があります。別の名前にしてください。"))
        return name

    def clean_parent(self) -> Any:
        return queries.department(self.cleaned_data["parent"])

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("閉じる日が、開く日より前です。"))
        return given


class ClosingForm(forms.Form):
    """閉じる日を試す: only looked at, never saved."""

    until = DayField(label=_("閉じる日"), required=True)


class GrantForm(forms.Form):
    """機密区分を渡す."""

    person = forms.ChoiceField(label=_("だれに"))
    clearance = forms.ChoiceField(label=_("どの区分を"))
    until = DayField(label=_("いつまで"), help_text=_("空なら、取り上げるまで"))

    def __init__(self, *args: Any, people: list[Any], clearances: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [(person.code, person.name) for person in people]  # type: ignore[attr-defined]
        choices = [(code, clearance_label(code)) for code in clearances]
        self.fields["clearance"].choices = choices  # type: ignore[attr-defined]


class SealForm(forms.Form):
    """封をする."""

    label = PlainText(label=_("何の封"), max_length=100, help_text=_("名前を挙げた人だけに見えます"))
    people = forms.MultipleChoiceField(label=_("見てよい人"), required=False, widget=forms.CheckboxSelectMultiple)
    until = DayField(label=_("いつまで"), required=True)

    def __init__(self, *args: Any, people: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["people"].choices = [(person.code, person.name) for person in people]  # type: ignore[attr-defined]


class PasteForm(forms.Form):
    """名簿を貼る."""

    text = forms.CharField(
        label=_("Excelからの貼り付け"),
        max_length=2_000_000,
        strip=False,
        help_text=_("1行目は見出しです。氏名、フリガナ、社員番号、部署、役職、メール、入社日、役割などを読みます"),
        widget=forms.Textarea({"rows": 10}),
    )
    seal = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    not_personal = forms.BooleanField(required=False, label=_("12けたの数字は、マイナンバーではないことを確かめました"))


class OwnerNameForm(forms.Form):
    """名乗る: the first owner."""

    name = PlainText(label=_("氏名"), max_length=100)
    address = forms.EmailField(
        label=_("メールアドレス"),
        help_text=_("入るときに使います"),
        widget=forms.EmailInput({"autocomplete": "username"}),
    )

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"address": account.email or ""})
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].lower()
        if accounts.addresses([address]).get(address) not in {None, self.account.pk}:
            raise forms.ValidationError(_("このアドレスは、ほかの人が使っています。確かめてください。"))
        return address
