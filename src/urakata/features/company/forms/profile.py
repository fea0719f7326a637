"""会社のことの用紙: each field says what changes with it; empty means あとで."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from urakata.core.profile import CHOICES, KEYS, Profile
from urakata.formats.company import READ
from urakata.formats.mistakes import Mistake
from urakata.formats.reading import Reading
from urakata.formats.wording import sentence
from urakata.formats.yaml_places import Node, resolve

WORDS: Mapping[str, Any] = {
    "corporation": _("法人"),
    "sole": _("個人事業"),
    "personal": _("ひとりで使う"),
    "same": _("当月"),
    "next": _("翌月"),
    "monthly": _("毎月"),
    "half_year": _("半年ごと（納期の特例）"),
    "exempt": _("免税"),
    "simple": _("簡易課税"),
    "standard": _("原則課税"),
}
YES_NO = [("", _("あとで")), ("true", _("はい")), ("false", _("いいえ"))]
LISTS = frozenset({"industries", "bonuses"})
TRUTHS = frozenset({"invoice_registered", "foreign_workers", "labour_insurance_instalments"})


@dataclass(frozen=True, slots=True)
class Question:
    """問い: a key of the profile, how it is asked, and what changes with the answer."""

    key: str
    label: Any
    changes: Any


GROUPS: list[tuple[Any, list[Question]]] = [
    (
        _("会社"),
        [
            Question("name", _("会社の名前"), _("画面の上と、書き出す書類の名前が変わります")),
            Question("kind", _("種類"), _("並ぶ法定の締切が変わります")),
            Question("prefecture", _("都道府県"), _("届け先の名前が変わります")),
            Question(
                "industries",
                _("業種"),
                _("construction、dispatch のような英語の短い語。業種で増える届けが変わります"),
            ),
        ],
    ),
    (
        _("働く人"),
        [
            Question("employees", _("働く人の数"), _("人数で変わる届けと、納期の特例の案内が変わります")),
            Question("foreign_workers", _("外国籍の人が働いている"), _("雇い入れと離職の届けが増えます")),
        ],
    ),
    (
        _("給与と賞与"),
        [
            Question("closing_day", _("給与の締め日"), _("1〜31か last（末日）。手順の逆算の元が変わります")),
            Question("payday", _("支払日"), _("1〜31か last（末日）。休みのときは前の銀行営業日です")),
            Question("payday_month", _("支払いの月"), _("何月分の給与かが変わります")),
            Question("bonuses", _("賞与の日"), _("07-10、12-10 のように書きます。賞与と届けの日が変わります")),
        ],
    ),
    (
        _("決算と税"),
        [
            Question("fiscal_year_end", _("決算日"), _("03-31 のように書きます。年の締切が並べ直されます")),
            Question("withholding_tax", _("源泉所得税の納付"), _("納める日が毎月か半年ごとに変わります")),
            Question("resident_tax", _("住民税の納入"), _("納める日が毎月か半年ごとに変わります")),
            Question("labour_insurance_instalments", _("労働保険料を分けて納める"), _("第2期、第3期の締切が増えます")),
            Question("corporate_tax_extension_months", _("法人税の申告を延ばす月数"), _("申告の締切が変わります")),
            Question("corporate_tax_last_year", _("前の年の法人税（円）"), _("中間の申告があるかが変わります")),
            Question("consumption_tax", _("消費税"), _("申告と納付の締切が変わります")),
            Question("consumption_tax_last_year", _("前の年の消費税（円）"), _("中間の申告の回数が変わります")),
            Question("invoice_registered", _("インボイスの登録をしている"), _("登録の届けの案内が変わります")),
        ],
    ),
    (
        _("銀行"),
        [
            Question("bank_days_before", _("給与の振込は何営業日前まで"), _("振込データを送る日が変わります")),
            Question("bank_until", _("何時まで"), _("17:00 のように書きます。送る時刻の案内が変わります")),
        ],
    ),
]
QUESTIONS = [question for _label, questions in GROUPS for question in questions]
ELSEWHERE = frozenset({"bank", "closed_days"})  # asked in two parts; kept in 会社の暦
assert {question.key for question in QUESTIONS} == {*KEYS, "bank_days_before", "bank_until"} - ELSEWHERE


class ProfileForm(forms.Form):
    """会社のこと."""

    def __init__(self, given: Any = None, *, profile: Profile | None = None) -> None:
        super().__init__(given, initial=_initial(profile or Profile()))
        for question in QUESTIONS:
            self.fields[question.key] = _field(question)
        self.profile = Profile()

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(label, [self[question.key] for question in questions]) for label, questions in GROUPS]

    def answers(self) -> list[tuple[Any, list[tuple[Any, Any]]]]:
        """いまの答え, for those who may only read them."""
        return [(label, [(field.label, self._told(field)) for field in fields]) for label, fields in self.groups()]

    def _told(self, field: forms.BoundField) -> Any:
        kept = self.initial.get(field.name, "")
        choices = dict(getattr(field.field, "choices", ()))
        return choices.get(kept, kept) or _("あとで")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        known = {key: value for key in KEYS if key not in ELSEWHERE and (value := self._read(key, key)) is not None}
        if given.get("bank_days_before") or given.get("bank_until"):
            known["bank"] = self._bank()
        if not self.errors:
            self.profile = Profile(**known)
        return given

    def _read(self, key: str, name: str) -> Any:
        """Read as in the file, so that a form and company.yaml never disagree."""
        text = str(self.cleaned_data.get(name) or "").strip()
        if not text:
            return None
        node = _listed(text, key) if key in LISTS else _single(text, key)
        return self._noted(name, READ[key], node)

    def _bank(self) -> Any:
        said = {key: str(self.cleaned_data.get(f"bank_{key}") or "").strip() for key in ("days_before", "until")}
        node = Node({key: _single(text, key) for key, text in said.items() if text}, path="bank")
        return self._noted("bank", READ["bank"], node)

    def _noted(self, name: str, read: Any, node: Node) -> Any:
        reading = Reading()
        value = read(reading, node)
        for mistake in reading.mistakes:
            self.add_error(f"bank_{mistake.path}" if name == "bank" else name, _said(mistake))
        return value


def _said(mistake: Mistake) -> str:
    return sentence(Mistake(mistake.code, params={"label": str(_("この値"))} | mistake.params))


def _single(text: str, key: str) -> Node:
    return Node(text if key in {"name", "prefecture"} else resolve(text), path=key, source=text)


def _listed(text: str, key: str) -> Node:
    parts = [part for part in text.replace("、", ",").replace("\n", ",").split(",") if part.strip()]
    return Node(
        [Node(part.strip(), path=f"{key}[{place}]", source=part.strip()) for place, part in enumerate(parts)], path=key
    )


def _field(question: Question) -> forms.Field:
    common: dict[str, Any] = {"label": question.label, "help_text": question.changes, "required": False}
    if question.key in CHOICES:
        choices = [("", _("あとで")), *((word.value, WORDS[word]) for word in CHOICES[question.key])]
        return forms.ChoiceField(choices=choices, **common)
    if question.key in TRUTHS:
        return forms.ChoiceField(choices=YES_NO, **common)
    widget = forms.Textarea({"rows": 2}) if question.key in LISTS else forms.TextInput()
    return forms.CharField(max_length=6000 if question.key in LISTS else 100, widget=widget, **common)


def _initial(profile: Profile) -> dict[str, Any]:
    plain = profile.to_plain()
    bank = plain.pop("bank", {})
    plain.pop("closed_days", None)
    shown = {key: "、".join(map(str, value)) if isinstance(value, list) else value for key, value in plain.items()}
    truths = {key: "true" if shown[key] else "false" for key in TRUTHS & shown.keys()}
    return shown | truths | {f"bank_{key}": value for key, value in bank.items()}
