"""読む: what people send, bounded and folded; mistakes come back with their place."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.web.fields import DayField
from urakata.core.gate import figure
from urakata.core.personal_number import looks_like_one
from urakata.core.task_rules import Problem
from urakata.features.runs.queries import MOST, Looked, People
from urakata.features.runs.wording import TOOK, sentence

MOST_PASTED = 400_000  # characters; ten thousand names are read, and refused with their number


def lines_of(text: str) -> list[str]:
    """一行に一つ, as pasted; a row that nobody could see or find is none."""
    shown = ("".join(letter for letter in line if not _is_unseen(letter)) for line in text.expandtabs(1).splitlines())
    lines = (line.strip() for line in shown)
    return [line for line in lines if line]


def _is_unseen(letter: str) -> bool:
    """Control characters and marks such as U+202E, which turns the line around."""
    return unicodedata.category(letter) in {"Cc", "Cf"}


class OpenForm(forms.Form):
    anchor_on = DayField(label=gettext_lazy("この実行の日"))
    label = forms.CharField(label=gettext_lazy("何の分"), max_length=100, required=False)
    names = forms.CharField(
        label=gettext_lazy("対象（協力会社など）"),
        help_text=gettext_lazy("一行に一つ。あとからも足せます。社員は「人と工程」の表から足します。"),
        max_length=MOST_PASTED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: object, today: date, asks_names: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not asks_names:
            del self.fields["names"]
        field = self.fields["anchor_on"]
        assert isinstance(field, DayField)
        field.today = today

    def clean_names(self) -> list[str]:
        return lines_of(self.cleaned_data["names"])


class FinishForm(forms.Form):
    took = forms.ChoiceField(choices=list(TOOK.items()), required=False)
    seen_at = forms.CharField(required=False, max_length=40)

    def clean_seen_at(self) -> datetime | None:
        try:
            read = datetime.fromisoformat(self.cleaned_data["seen_at"])
        except ValueError:
            return None
        return read if read.tzinfo else None  # one without a zone cannot be compared


class ReasonForm(forms.Form):
    reason = forms.CharField(required=False, max_length=300)


class ConfirmForm(forms.Form):
    figure = forms.CharField(required=False, max_length=100)
    reason = forms.CharField(required=False, max_length=300)


class LookForm(forms.Form):
    """表の見方: whatever cannot be read is left as if it had not been said."""

    step = forms.IntegerField(required=False, min_value=1, max_value=99_999)
    dept = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    only = forms.CharField(required=False, max_length=1)
    page = forms.IntegerField(required=False, min_value=1, max_value=1000)

    def looked(self) -> Looked:
        self.is_valid()
        said = self.cleaned_data
        return Looked(
            said.get("step") or 0, said.get("dept") or None, only=said.get("only") == "1", page=said.get("page") or 1
        )


class ManyForm(forms.Form):
    """まとめて: at which step, for whom, and why not."""

    at = forms.IntegerField(min_value=1, max_value=99_999)
    everybody = forms.CharField(required=False, max_length=1)
    reason = forms.CharField(required=False, max_length=300)


class MomentForm(forms.Form):
    """いつのまとめか: as the page said it."""

    done_at = forms.CharField(max_length=40)

    def clean_done_at(self) -> datetime:
        try:
            read = datetime.fromisoformat(self.cleaned_data["done_at"])
            if read.tzinfo is not None:
                return read.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise forms.ValidationError(_("時刻を読めませんでした。"))


class WhyForm(forms.Form):
    """なぜ外すか; beside the other reason of the same form."""

    why = forms.CharField(required=False, max_length=200)


class RemindForm(forms.Form):
    """知らせる: at which step, in which words."""

    at = forms.IntegerField(min_value=1, max_value=99_999)
    text = forms.CharField(required=False, max_length=500)


class NamesForm(forms.Form):
    """対象に足す名前: one a line, as pasted."""

    names = forms.CharField(required=False, max_length=MOST_PASTED)

    def clean_names(self) -> list[str]:
        return lines_of(self.cleaned_data["names"])


class NoteForm(forms.Form):
    text = forms.CharField(required=False, max_length=2000)


class GiveForm(forms.Form):
    to = forms.CharField(max_length=12)


class PostponeForm(forms.Form):
    to = DayField(required=False)


class AttachForm(forms.Form):
    slot = forms.CharField(required=False, max_length=200)
    file = forms.FileField(required=True, allow_empty_file=True, max_length=200)
    on = DayField(required=False)
    amount = forms.CharField(required=False, max_length=30)
    counterparty = forms.CharField(required=False, max_length=200)

    def clean_amount(self) -> Decimal | None:
        text = self.cleaned_data["amount"]
        if not text.strip():
            return None
        read = figure(text)
        if read is None or abs(read) >= Decimal(10) ** 13:
            raise forms.ValidationError(_("金額を読めませんでした。12,715,430 のように書いてください。"))
        return read


Choices = list[tuple[str, list[tuple[str, str]]]]


def people_choices(people: People) -> Choices:
    """頼める人 as groups of a select."""
    groups = ((_("管理部の人"), people.office), (_("ほかの人"), people.others))
    return [(name, [(person.code, person.name) for person in members]) for name, members in groups if members]


class ErrandForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("すること"), max_length=200)
    who = forms.ChoiceField(label=gettext_lazy("だれが"))
    due_on = DayField(label=gettext_lazy("いつまで"))
    source = forms.CharField(
        label=gettext_lazy("どこから"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("頼んだ人や、見た書類。あとから経緯がたどれます。"),
    )

    def __init__(self, *args: object, people: Choices, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        who, due_on = self.fields["who"], self.fields["due_on"]
        assert isinstance(who, forms.ChoiceField)
        assert isinstance(due_on, DayField)
        who.choices, due_on.today = people, today


@dataclass(frozen=True, slots=True)
class Chosen:
    """選んだこと for the run of that code, which was seen on the edition `seen`."""

    code: str
    seen: int
    moves: bool
    backdated: bool


class MovesForm(forms.Form):
    """開いている実行をどうしますか: `choice-CODE` keep or move, `seen-CODE`, `backdated-CODE`; `to` for all of them."""

    to = forms.IntegerField(label=gettext_lazy("版"), min_value=1, max_value=10**9)
    choices: tuple[Chosen, ...] = ()

    def clean(self) -> None:
        named = [key.removeprefix("choice-") for key in self.data if key.startswith("choice-")]
        self.choices = tuple(chosen for code in named[:MOST] if (chosen := self._chosen(code)))

    def _chosen(self, code: str) -> Chosen | None:
        choice, seen = self.data[f"choice-{code}"], self.data.get(f"seen-{code}", "")
        if choice not in {"keep", "move"} or not (seen.isascii() and seen.isdigit() and len(seen) < 10):
            return None
        return Chosen(code, int(seen), choice == "move", f"backdated-{code}" in self.data)


class PlainText(forms.CharField):
    """短い文 without a personal number in it."""

    def clean(self, value: object) -> str:
        text = str(super().clean(value))
        if looks_like_one(text):
            raise forms.ValidationError(sentence(Problem.PERSONAL_NUMBER, {}))
        return text


class UntilForm(forms.Form):
    """いつまで: the last day counts."""

    until = DayField(label=gettext_lazy("いつまで"), help_text=gettext_lazy("この日の終わりに閉じます。180日まで"))

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["until"]
        assert isinstance(field, DayField)
        field.today = today


class KeeperForm(forms.Form):
    """受け持ちの人."""

    keeper = forms.ChoiceField(
        label=gettext_lazy("受け持ち"),
        help_text=gettext_lazy("社外の人の相手をし、終わると工程を引き取る、管理部の人"),
    )

    def __init__(self, *args: object, keepers: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _choose(self, "keeper", keepers)


class PapersForm(forms.Form):
    """渡す書類."""

    papers = forms.MultipleChoiceField(
        label=gettext_lazy("渡す書類"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, papers: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _choose(self, "papers", papers)


class LinkForm(forms.Form):
    """リンクの渡し方: shown once, or by mail to that address."""

    address = forms.EmailField(label=gettext_lazy("メールアドレス"), required=False)


SOMEBODY_NEW = "new"  # no code of a person is so short


class ShareForm(PapersForm, KeeperForm, UntilForm):
    """社外の人と共有する."""

    person = forms.ChoiceField(label=gettext_lazy("だれと"))
    name = PlainText(label=gettext_lazy("氏名"), max_length=100, required=False)
    firm = PlainText(label=gettext_lazy("所属"), max_length=60, required=False)
    steps = forms.MultipleChoiceField(
        label=gettext_lazy("渡す工程"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: object,
        people: Sequence[tuple[str, str]],
        steps: Sequence[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _choose(self, "person", [*people, (SOMEBODY_NEW, _("新しい人"))])
        _choose(self, "steps", steps)

    def clean(self) -> None:
        if self.cleaned_data.get("person") == SOMEBODY_NEW and not self.cleaned_data.get("name"):
            self.add_error("name", _("新しい人の氏名を書いてください。"))


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class TogetherForm(forms.Form):
    """一緒に回そうと誘う: whom, on which day, who has the run, and a word."""

    MINE, THEIRS = "mine", "theirs"

    person = forms.ChoiceField(label=gettext_lazy("だれと"))
    anchor_on = DayField(label=gettext_lazy("この実行の日"))
    label = forms.CharField(label=gettext_lazy("何の分"), max_length=100, required=False)
    holder = forms.ChoiceField(
        label=gettext_lazy("進める人"),
        choices=[
            (THEIRS, gettext_lazy("相手が進めて、わたしが隣にいる")),
            (MINE, gettext_lazy("わたしが進めて、隣で見てもらう")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("ひとこと"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: object, today: date, people: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        person, day = self.fields["person"], self.fields["anchor_on"]
        assert isinstance(person, forms.ChoiceField)
        assert isinstance(day, DayField)
        person.choices = list(people)
        day.today = today
