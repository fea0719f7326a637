"""義務の一覧の答え: the duties of a company between two days, as design §6 writes them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from urakata.core.due import Calendars
from urakata.core.duty import Duties
from urakata.core.duty_days import NO_RULES, HouseRule, Off, Undated, WithoutDay, duty_days
from urakata.core.errors import InputMistake
from urakata.core.profile import Profile
from urakata.rules.duty_words import label, without_day

MOST_YEARS = 20
KEYS_JA = {
    "kind": "会社の種類",
    "industries": "業種",
    "employees": "働く人の数",
    "foreign_workers": "外国人の働く人",
    "fiscal_year_end": "決算日",
    "payday": "給与の支払日",
    "bonuses": "賞与の月日",
    "withholding_tax": "源泉所得税の納め方",
    "resident_tax": "住民税の納め方",
    "labour_insurance_instalments": "労働保険料の延納",
    "corporate_tax_extension_months": "申告期限の延長",
    "corporate_tax_last_year": "前期の法人税額",
    "consumption_tax": "消費税の課税方式",
    "consumption_tax_last_year": "前期の消費税額",
    "invoice_registered": "インボイスの登録",
}


def answer(
    duties: Duties,
    profile: Profile,
    first: date,
    last: date,
    *,
    calendar: Calendars,
    house: Mapping[str, HouseRule] = NO_RULES,
) -> dict[str, Any]:
    """{"occurrences", "count", "off", "undated"}. Raises InputMistake."""
    if last < first:
        raise InputMistake("range_backwards", {"first": first, "last": last})
    if last.year - first.year > MOST_YEARS:
        raise InputMistake("range_too_long", {"years": MOST_YEARS})
    found = duty_days(duties, profile, first, last, calendar=calendar, house=house)
    occurrences = [
        {
            "duty": falls.duty.id,
            "title": falls.duty.title,
            "for": label(falls.what_for),
            "nominal_on": falls.days.nominal_on.isoformat() if falls.days.nominal_on else None,
            "legal_on": falls.legal_on.isoformat(),
            "act_by": falls.act_by.isoformat(),
            "fixed": falls.duty.is_fixed,
        }
        for falls in found.falls
    ]
    return {
        "occurrences": occurrences,
        "count": len(occurrences),
        "off": [{"duty": off.duty.id, "why": why_off(off, profile)} for off in found.off],
        "undated": [{"duty": each.duty.id, "why": why_undated(each)} for each in found.undated],
    }


def why_off(off: Off, profile: Profile) -> str:
    """うちには無いわけ."""
    if off.is_choice:
        return "うちには無い、と決めてあります。"
    keys = named(off.duty.ruled_out_by(profile))
    return f"会社のこと({keys})から、当てはまりません: {off.duty.applies_when or off.duty.title}"


def why_undated(each: WithoutDay) -> str:
    """日のないわけ."""
    match each.why:
        case Undated.PROFILE_UNKNOWN:
            return f"会社のこと({named(each.keys)})がわかると、日が決まります。"
        case Undated.LAST_TIME_UNKNOWN:
            return "前回の日がわかると、次の日が決まります。"
        case Undated.NO_COUNTED_DAY:
            return without_day(each.duty)


def named(keys: Collection[str]) -> str:
    """会社のことの項目の名."""
    return "、".join(KEYS_JA.get(key, key) for key in sorted(keys))
