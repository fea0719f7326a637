"""手順のことを読む: what holds for the whole procedure: its name, why, where it stands, when it comes round."""

import re
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from django.http import QueryDict
from django.utils.translation import gettext as _

from urakata.core.backplan import Unit
from urakata.core.outline import Opening, Outline
from urakata.core.outline_plain import WEEKDAYS
from urakata.core.recurrence import Anchor, Cadence, Closed, Every
from urakata.formats.procedures.cadences import FITTING

LONGEST_TITLE, LONGEST_WHY, FARTHEST = 200, 20_000, 400
LAST_DAY, LAST_BUSINESS_DAY = "last", "last_business_day"

_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-/月]\s*(\d{1,2})\s*日?")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(slots=True)
class HeadForm:
    """手順のこと: the outline with what could be read; `errors` by field."""

    outline: Outline
    errors: dict[str, str] = field(default_factory=dict)


def read_head(sent: QueryDict, outline: Outline, departments: list[str], clearances: list[str]) -> HeadForm:
    """読む, on the outline as it was. A department or clearance that was not offered stays as it was."""
    form = HeadForm(outline)
    department, clearance = sent.get("department", ""), sent.get("clearance", "")
    form.outline = replace(
        outline,
        title=_line(sent, "title")[:LONGEST_TITLE] or outline.title,
        why=sent.get("why", "").replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST_WHY],
        department=department if department in ("", *departments) else outline.department,
        clearance=clearance if clearance in ("", *clearances) else outline.clearance,
        cadence=_cadence(form, sent, outline.cadence),
        opening=_opening(form, sent, outline.opening),
        later=_subjects(sent, outline),
    )
    if not _line(sent, "title"):
        form.errors["title"] = _("手順の名前を書いてください。")
    return form


def day_word(cadence: Cadence | None) -> str:
    """周期の日, as the card offers it: anchor:payday, weekday:0, day, business_day, month_day, last …"""
    if cadence is None:
        return ""
    if cadence.anchor:
        return f"anchor:{cadence.anchor.value}"
    if cadence.weekday is not None:
        return f"weekday:{cadence.weekday}"
    if cadence.last_business_day:
        return LAST_BUSINESS_DAY
    if cadence.business_day:
        return "business_day"
    if cadence.month_day:
        return "month_day"
    return LAST_DAY if cadence.day == -1 else "day"


def day_number(cadence: Cadence | None) -> str:
    """その数: the day or the business day of the month, or 3/31."""
    if cadence is None:
        return ""
    if cadence.month_day:
        return "{}/{}".format(*cadence.month_day)
    found = cadence.business_day or cadence.day
    return str(found) if found and found > 0 else ""


def _line(sent: QueryDict, name: str) -> str:
    return " ".join(sent.get(name, "").replace("\0", "").split())


def _opening(form: HeadForm, sent: QueryDict, was: Opening | None) -> Opening | None:
    said = normalize("NFKC", _line(sent, "open_before")).removesuffix("日前").removesuffix("営業")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 5 and int(said) <= FARTHEST):
        form.errors["open_before"] = _("「はじめる日」は0〜%(most)dの数で書いてください。") % {"most": FARTHEST}
        return was
    unit = sent.get("open_unit", "")
    return Opening(int(said), Unit(unit) if unit in set(Unit) else Unit.BUSINESS_DAYS)


def _cadence(form: HeadForm, sent: QueryDict, was: Cadence | None) -> Cadence | None:
    said = sent.get("every", "")
    if said not in set(Every):
        return None if not said else was
    every = Every(said)
    word, _colon, name = sent.get("on", "").partition(":")
    field_name = {LAST_DAY: "day"}.get(word, word)
    if field_name not in FITTING[every]:
        form.errors["on"] = _("この周期では選べない日です。ほかの日を選んでください。")
        return was
    day = _day(form, word, name, _line(sent, "on_number"))
    if day is None:
        return was
    closed = sent.get("closed", "")
    return replace(
        day,
        every=every,
        closed=Closed(closed) if closed in set(Closed) else Closed.EARLIER,
        calendar=was.calendar if was else "company",
        previous=bool(sent.get("previous")),
    )


def _day(form: HeadForm, word: str, name: str, number: str) -> Cadence | None:
    plain = Cadence(Every.MONTH)
    if word == "anchor" and name in set(Anchor):
        return replace(plain, anchor=Anchor(name))
    if word == "weekday" and name in {str(n) for n in range(len(WEEKDAYS))}:
        return replace(plain, weekday=int(name))
    if word == LAST_DAY:
        return replace(plain, day=-1)
    if word == LAST_BUSINESS_DAY:
        return replace(plain, last_business_day=True)
    if word == "month_day":
        return _month_day(form, plain, number)
    most = 23 if word == "business_day" else 31
    said = normalize("NFKC", number).strip("第日営業 ")
    if not (said.isascii() and said.isdigit() and len(said) < 3 and 1 <= int(said) <= most):
        form.errors["on"] = _("「周期」の日は1〜%(most)dの数で書いてください。") % {"most": most}
        return None
    return replace(plain, business_day=int(said)) if word == "business_day" else replace(plain, day=int(said))


def _month_day(form: HeadForm, plain: Cadence, number: str) -> Cadence | None:
    found = _MONTH_DAY.fullmatch(normalize("NFKC", number))
    if found and 1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= _LONGEST_MONTHS[int(found[1]) - 1]:
        return replace(plain, month_day=(int(found[1]), int(found[2])))
    form.errors["on"] = _("3/31 のように、月と日を書いてください。")
    return None


def _subjects(sent: QueryDict, outline: Outline) -> dict[str, object]:
    """対象: those of 社員台帳 who are here on the day, or chosen by hand."""
    kept = {key: value for key, value in outline.later.items() if key != "subjects"}
    match sent.get("subjects", "same"):
        case "same":
            return outline.later
        case "employed":
            return {"subjects": {"ledger": "people", "where": "employed"}} | kept
        case _:
            return kept
