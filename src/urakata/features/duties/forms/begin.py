"""六つの問いの用紙: an empty answer means あとで."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from urakata.core.calendar_days import LAST_OF_MONTH, MonthDay, day_of_month
from urakata.core.dates_ja import parse_whole
from urakata.core.errors import InputMistake
from urakata.core.profile import Kind, PaydayMonth, Profile, Rhythm, written
from urakata.features.duties.queries.answering import ASKED, QUESTIONS

MONTHS = range(1, 13)
BONUS_DAY = 10  # until the company says which
MOST_PEOPLE = 1_000_000
FEW = 10  # 納期の特例: 常時10人未満 (所得税法216条)
COMMON_YEAR = 2001  # 2月28日 stands for the last day of every February
RHYTHMS_ASKED = ("withholding_tax", "resident_tax")
INDUSTRIES: Mapping[str, Any] = {
    "construction": _("建設・内装"),
    "dispatch": _("派遣"),
    "transport": _("運送"),
    "medical": _("医療・介護"),
    "other": _("ほか"),
}
KINDS: Mapping[str, Any] = {Kind.CORPORATION: _("法人"), Kind.SOLE: _("個人事業"), Kind.PERSONAL: _("ひとりで使う")}
RHYTHMS = [(Rhythm.MONTHLY.value, _("毎月")), (Rhythm.HALF_YEAR.value, _("半年ごと"))]
LAST = "last"
PAY_MONTHS = [("", "—"), (PaydayMonth.SAME.value, _("当月")), (PaydayMonth.NEXT.value, _("翌月"))]


def days() -> list[tuple[str, Any]]:
    """日の選び方."""
    return [("", "—"), (LAST, _("末日")), *((str(day), f"{day}日") for day in range(1, 32))]


class AnswersForm(forms.Form):
    """会社のこと: six questions; `answers` holds what changed, as it is written in the profile, None for あとで."""

    kind = forms.ChoiceField(required=False)
    employees = forms.CharField(max_length=40, required=False)
    withholding_tax = forms.ChoiceField(choices=RHYTHMS, required=False)
    resident_tax = forms.ChoiceField(choices=RHYTHMS, required=False)
    fiscal_year_end = forms.TypedChoiceField(
        choices=[(month, month) for month in MONTHS], coerce=int, empty_value=None, required=False
    )
    closing_day = forms.ChoiceField(choices=days, required=False)
    payday = forms.ChoiceField(choices=days, required=False)
    payday_month = forms.ChoiceField(choices=PAY_MONTHS, required=False)
    bonuses = forms.TypedMultipleChoiceField(choices=[(month, month) for month in MONTHS], coerce=int, required=False)
    no_bonus = forms.BooleanField(required=False)
    industries = forms.MultipleChoiceField(choices=list(INDUSTRIES.items()), required=False)
    later = forms.ChoiceField(choices=[(question, question) for question in QUESTIONS], required=False)
    seen = forms.CharField(max_length=4000, required=False)

    def __init__(self, given: Any = None, *, profile: Profile) -> None:
        super().__init__(given)
        self.profile = profile
        self.fields["kind"].choices = kinds(profile)  # type: ignore[attr-defined]
        self.answers: dict[str, Any] = {}

    def clean_employees(self) -> int | None:
        text = self.cleaned_data["employees"].strip().rstrip("人名")
        if not text:
            return None
        try:
            return parse_whole(text.replace(",", "").replace("，", ""), lowest=0, highest=MOST_PEOPLE)
        except InputMistake as mistake:
            raise forms.ValidationError(_("0から1,000,000までの数で書いてください。例 48")) from mistake

    def clean(self) -> dict[str, Any]:
        said = {key: self._answer(key) for key in ASKED if key not in self.errors and self._is_asked(key)}
        said |= dict.fromkeys(QUESTIONS.get(self.cleaned_data.get("later") or "", ()))
        if (said.get("employees") or 0) >= FEW:  # 納期の特例 is only for fewer
            said |= {key: None for key in RHYTHMS_ASKED if getattr(self.profile, key) == Rhythm.HALF_YEAR}
        seen = _seen(self.cleaned_data.get("seen") or "")
        self.answers = {key: value for key, value in said.items() if seen is None or seen.get(key) != value}
        return self.cleaned_data

    def _is_asked(self, key: str) -> bool:
        """毎月か半年ごとか is asked of a few people only; what was not asked stays."""
        return key not in RHYTHMS_ASKED or key in self.data

    def _answer(self, key: str) -> Any:
        """As it is written in the profile."""
        value = self.cleaned_data.get(key)
        match key:
            case "employees":
                return value
            case "fiscal_year_end":
                return written(self._last_day(value)) if value else None
            case "closing_day" | "payday":
                return int(value) if value and value != LAST else value or None
            case "bonuses":
                paid = [written(self._bonus(month)) for month in value or ()]
                return paid or ([] if self.cleaned_data.get("no_bonus") else None)
            case "industries":
                return self._industries(value or []) or None
        return value or None

    def _last_day(self, month: int) -> MonthDay:
        """決算日: the day the company had said, where it is of that month, else the month's last."""
        kept = self.profile.fiscal_year_end
        return kept if kept and kept[0] == month else (month, day_of_month(COMMON_YEAR, month, LAST_OF_MONTH).day)

    def _bonus(self, month: int) -> MonthDay:
        kept = [day for day in self.profile.bonuses or () if day[0] == month]
        return kept[0] if kept else (month, BONUS_DAY)

    def _industries(self, chosen: Sequence[str]) -> list[str]:
        """Words of the company's own, which no chip stands for, stay under ほか."""
        own = [word for word in self.profile.industries or () if word not in INDUSTRIES]
        return [*chosen, *(own if "other" in chosen else [])]


def kinds(profile: Profile) -> list[tuple[str, Any]]:
    """種類 to choose from; ひとりで使う is said when a home is begun, not here."""
    return [(kind, word) for kind, word in KINDS.items() if kind != Kind.PERSONAL or profile.kind == Kind.PERSONAL]


def answered(profile: Profile) -> dict[str, Any]:
    """いまの答え, as they are written in the profile."""
    plain = profile.to_plain()
    return {key: plain.get(key) for key in ASKED}


def sealed(profile: Profile) -> str:
    """見えている答え: sent back with the form, so that only what was changed on this page is kept."""
    return json.dumps(answered(profile), ensure_ascii=False, sort_keys=True)


def _seen(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def shown(profile: Profile) -> dict[str, Any]:
    """いまの答え, as the fields of the page show them."""
    plain = answered(profile)
    own = [word for word in plain["industries"] or () if word not in INDUSTRIES]
    return plain | {
        "employees": "" if plain["employees"] is None else plain["employees"],
        "fiscal_year_end": profile.fiscal_year_end[0] if profile.fiscal_year_end else None,
        "bonuses": [month for month, _day in profile.bonuses or ()],
        "no_bonus": profile.bonuses == (),
        "industries": [*(plain["industries"] or ()), *(["other"] if own else [])],
        "closing_day": str(plain["closing_day"] or ""),
        "payday": str(plain["payday"] or ""),
        "payday_month": plain["payday_month"] or "",
    }
