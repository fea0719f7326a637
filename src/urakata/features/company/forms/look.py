"""見え方の用紙: kept in cookies of this device (read by `common.web.shell`)."""

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

PREFIX = "urakata_"
LOOKS = {
    "theme": (_("明るさ"), [("", _("端末に合わせる")), ("light", _("明るい")), ("dark", _("暗い"))]),
    "font": (_("字の形"), [("", _("ふつう")), ("ud", _("UD書体"))]),
    "size": (_("字の大きさ"), [("", _("ふつう")), ("l", _("大きい")), ("xl", _("とても大きい"))]),
    "veil_after": (
        _("離れたら目隠し"),
        [("", _("しない")), ("3", _("3分")), ("5", _("5分")), ("10", _("10分")), ("30", _("30分"))],
    ),
}


class LookForm(forms.Form):
    """見え方."""

    language = forms.ChoiceField(label=_("言葉"), choices=settings.LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for name, (label, choices) in LOOKS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=False, widget=forms.RadioSelect
            )
        self.order_fields([*LOOKS, "language"])

    @staticmethod
    def kept(cookies: Mapping[str, str]) -> dict[str, str]:
        return {name: cookies.get(PREFIX + name, "") for name in LOOKS} | {"language": get_language() or "ja"}

    def cookies(self) -> dict[str, str]:
        return {PREFIX + name: self.cleaned_data[name] for name in LOOKS}
