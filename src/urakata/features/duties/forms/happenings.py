"""出来事の用紙: about whom or what, and the days it asks for, as people in Japan write them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.web.fields import DayField
from urakata.core.dates_ja import parse_month
from urakata.core.due import MONTH_SUFFIX
from urakata.core.errors import InputMistake
from urakata.core.events import Ask, Concerns, EventGroup
from urakata.core.personal_number import looks_like_one

EARLIEST, LATEST = date(1900, 1, 1), date(2095, 12, 31)  # what is counted from it stays below 2099
ON = "on_"
OFFERED, KEPT = "offered", "kept"  # duties that stood on the page, and those that stay
MOST_DUTIES = 200
LABELS: Mapping[Concerns, tuple[Any, Any]] = {
    Concerns.PERSON: (gettext_lazy("台帳にまだいない人の名前"), gettext_lazy("人を選んだときは、空けておきます。")),
    Concerns.THING: (gettext_lazy("何について"), gettext_lazy("相手や物の名前です。")),
    Concerns.COMPANY: (gettext_lazy("何について"), gettext_lazy("あとで見分けるための一言です。")),
}


class MonthField(DayField):
    """月: any day of it, or the month alone."""

    def _read(self, text: str) -> date:
        try:
            return date(*parse_month(text), 1)
        except InputMistake:
            return super()._read(text)


class HappeningForm(forms.Form):
    """出来事."""

    person = forms.ChoiceField(label=gettext_lazy("だれの"), required=False)
    label = forms.CharField(max_length=100, required=False)

    def __init__(
        self, *args: Any, group: EventGroup, today: date, people: Iterable[Any] = (), fixed: bool = False, **more: Any
    ) -> None:
        """`fixed`: whom or what it is about stands already."""
        super().__init__(*args, **more)
        self.group, self.people = group, {each.code: each for each in people}
        fields: dict[str, Any] = self.fields
        fields["label"].label, fields["label"].help_text = LABELS[group.concerns]
        fields["person"].choices = [("", _("選んでください")), *((code, _named(p)) for code, p in self.people.items())]
        for name in [*(["person"] if fixed or group.concerns is not Concerns.PERSON else []), *["label"] * fixed]:
            del fields[name]
        for ask in group.asks:
            fields[ON + ask.name] = _field(ask, group, today)

    @property
    def days(self) -> dict[str, date]:
        """The days that were written."""
        said = getattr(self, "cleaned_data", {})
        return {ask.name: on for ask in self.group.asks if (on := said.get(ON + ask.name))}

    @property
    def without(self) -> frozenset[str]:
        """義務 that stood on the page and were taken out."""
        return frozenset(self.offered) - frozenset(self.kept)

    @property
    def offered(self) -> list[str]:
        return self._listed(OFFERED)

    @property
    def kept(self) -> list[str]:
        return self._listed(KEPT)

    def _listed(self, name: str) -> list[str]:
        said = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        return [each[:60] for each in said[:MOST_DUTIES]]

    def clean_person(self) -> Any:
        return self.people.get(self.cleaned_data["person"])

    def clean_label(self) -> str:
        label = " ".join(str(self.cleaned_data["label"]).split())
        if looks_like_one(label):
            raise forms.ValidationError(_("12けたの数字がマイナンバーに見えます。数字を消してください。"))
        return label

    def is_complete(self) -> bool:
        """A day, and about whom or what: asked for when it is kept, not while it is looked at."""
        if self.is_valid() and not self.days:
            self.add_error(None, _("日を1つ入れてください。その日から締切を数えます。"))
        if self.is_valid():
            self._ask_for_whom()
        return self.is_valid()

    def _ask_for_whom(self) -> None:
        said = self.cleaned_data
        match self.group.concerns:
            case Concerns.PERSON if "person" in self.fields and not (said.get("person") or said.get("label")):
                self.add_error("person", _("だれの出来事かを選んでください。台帳にいない人は、名前を書きます。"))
            case Concerns.THING if "label" in self.fields and not said.get("label"):
                self.add_error("label", _("何についてかを書いてください。あとで見分けられます。"))


def _field(ask: Ask, group: EventGroup, today: date) -> DayField:
    kind = MonthField if ask.name.endswith(MONTH_SUFFIX) else DayField
    notes = [ask.note, _worked_out(ask, group)]
    told = "".join(note for note in notes if note)
    return kind(label=ask.label, help_text=told, required=False, today=today, earliest=EARLIEST, latest=LATEST)


def _worked_out(ask: Ask, group: EventGroup) -> str:
    if not ask.sources:
        return ""
    return _("空けておくと、%(day)sから出します。") % {"day": "・".join(group.label(name) for name in ask.sources)}


def _named(person: Any) -> str:
    return f"{person.name}（{person.department.name}）" if person.department else str(person.name)
