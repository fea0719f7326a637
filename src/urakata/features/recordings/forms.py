"""読む: what is written down, bounded; marks nobody can see are left out, and rows become lines."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from urakata.core.recording import Part, Took

MOST_SENT = 200_000  # characters; more is not something somebody is doing just now


def seen(text: str) -> str:
    """One line as it can be seen: without control characters, without marks that turn writing round."""
    return "".join(sign for sign in text.expandtabs(1) if unicodedata.category(sign) not in {"Cc", "Cf"}).strip()


def lines_of(text: str) -> list[str]:
    """一行に一つ."""
    return [line for line in map(seen, text.splitlines()) if line]


class OneLine(forms.CharField):
    """一行: whatever is pasted becomes one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def to_python(self, value: Any) -> str:
        return " ".join(lines_of(super().to_python(value) or ""))


class StartForm(forms.Form):
    title = OneLine(label=gettext_lazy("何の仕事ですか"), required=True, max_length=200)


class WriteForm(forms.Form):
    text = forms.CharField(required=False, max_length=MOST_SENT)
    once = forms.CharField(required=False, max_length=20)
    kind = forms.ChoiceField(required=False, choices=[("", ""), ("check", "check"), ("stuck", "stuck")])
    photo = forms.FileField(required=False, allow_empty_file=True, max_length=200)

    def clean_text(self) -> list[str]:
        return lines_of(self.cleaned_data["text"])

    def part(self) -> Part:
        """What is written as 確かめた or 困った belongs to the line above."""
        return {"check": Part.CHECK, "stuck": Part.MORE}.get(self.cleaned_data["kind"], Part.STEP)


class LineForm(forms.Form):
    """書きとめを直す; the version that was on the screen goes along."""

    seen = forms.IntegerField(min_value=0, max_value=2**31)
    over = forms.IntegerField(required=False, min_value=0, max_value=2**31)  # わたしの文にする: over what stands now
    text = OneLine(max_length=500)
    took = forms.ChoiceField(required=False, choices=[("", ""), *((each.value, each.value) for each in Took)])
    who = OneLine(max_length=100)
    asked = OneLine(max_length=100)
    checks = forms.CharField(required=False, max_length=2000)
    is_stuck = forms.BooleanField(required=False)
    trouble = OneLine(max_length=200)
    why = OneLine(max_length=300)

    def clean_checks(self) -> str:
        return "\n".join(lines_of(self.cleaned_data["checks"]))

    def words(self) -> dict[str, Any]:
        words = {name: said for name, said in self.cleaned_data.items() if name not in {"seen", "over"}}
        return words | {"is_stuck": bool(words["is_stuck"] or words["trouble"])}

    def version(self) -> int:
        return int(self.cleaned_data["over"] or self.cleaned_data["seen"])


class InsertForm(forms.Form):
    text = OneLine(max_length=500)


class MoveForm(forms.Form):
    to = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])


class FileForm(forms.Form):
    file = forms.FileField(required=False, allow_empty_file=True, max_length=200)


class TellForm(forms.Form):
    """整える: title, section and who of a step."""

    seen = forms.IntegerField(min_value=0, max_value=2**31)
    title = OneLine(max_length=200)
    section = OneLine(max_length=100)
    who = OneLine(max_length=100)
    took = forms.ChoiceField(required=False, choices=[("", ""), *((each.value, each.value) for each in Took)])


class PartForm(forms.Form):
    part = forms.ChoiceField(choices=[(each.value, each.value) for each in Part])


class SplitForm(forms.Form):
    text = forms.CharField(required=False, max_length=MOST_SENT)

    def clean_text(self) -> list[str]:
        return lines_of(self.cleaned_data["text"])


class NameForm(forms.Form):
    """名前・部署・機密区分 of what it becomes."""

    title = OneLine(label=gettext_lazy("手順の名前"), required=True, max_length=200)
    department = forms.ChoiceField(label=gettext_lazy("部署"), required=False)
    clearance = forms.ChoiceField(label=gettext_lazy("機密区分"), required=False)

    def __init__(
        self,
        *args: object,
        departments: list[tuple[str, object]],
        clearances: list[tuple[str, object]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, choices in (("department", departments), ("clearance", clearances)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
