"""手順の言葉: problems, cadences, people, days and kinds of checks."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.web.words import weekday
from urakata.core.backplan import DueRule, Unit
from urakata.core.outline import CheckKind, GateKind, Outline, Step, Who, WhoKind
from urakata.core.outline_problems import gate_check
from urakata.core.procedure_rules import Problem
from urakata.core.recurrence import Anchor, Cadence, Closed, Every
from urakata.features.procedures.wording.files import OF_FILES

Words = Mapping[StrEnum, str | Promise]

PROBLEMS: Mapping[str, str | Promise] = {
    Problem.NO_REASON: gettext_lazy("なぜ変えたかを1行で書いてください。あとで読む人の手がかりになります。"),
    Problem.REASON_TOO_LONG: gettext_lazy("理由は200字までの1行にしてください。"),
    Problem.NOTHING_CHANGED: gettext_lazy("いまの版と同じです。変えた所があれば公開できます。"),
    Problem.SOMEBODY_PUBLISHED_MEANWHILE: gettext_lazy(
        "書いている間に、ほかの人が新しい版を公開しました。違いを見てから、もう一度公開してください。書いた内容は残っています。"
    ),
    Problem.MAY_NOT_PUBLISH: gettext_lazy("公開は、その部署の担当か管理部の責任者ができます。"),
    Problem.CLEARANCE_NOT_HELD: gettext_lazy(
        "機密区分をつける・変える・外すのは、その区分を持つ人です。持っている人に頼んでください。"
    ),
    Problem.KEY_CHANGED: gettext_lazy("手順の鍵（key）は変えられません。元の鍵に戻してください。"),
    Problem.CANNOT_STAND_IN: gettext_lazy(
        "この人には頼めません。管理部の担当か部長で、手順の機密区分と封を持つ、まだ順にいない人を選んでください。"
    ),
    Problem.SOMEBODY_WAS_FIRST: gettext_lazy("ほかの人が先に押しました。いまの様子を見てください。"),
    Problem.DRAFT_IS_GONE: gettext_lazy(
        "この下書きは、別の窓で公開したか捨てたあとです。開き直すと、いまの版から書けます。"
    ),
    Problem.DRAFT_HAS_CLASHES: gettext_lazy("重なった所が残っています。どちらの文にするかを選ぶと公開できます。"),
    Problem.DRAFT_MOVED_ON: gettext_lazy(
        "別の窓で書き足したものがあります。違いを見てから、もう一度公開してください。"
    ),
    **OF_FILES,
}

CLEARANCES: Mapping[str, str | Promise] = {
    "pay": gettext_lazy("給与"),
    "people": gettext_lazy("人事"),
    "health": gettext_lazy("健康"),
    "contract": gettext_lazy("契約"),
    "board": gettext_lazy("役員会"),
}

EVERY: Words = {
    Every.WEEK: gettext_lazy("毎週"),
    Every.MONTH: gettext_lazy("毎月"),
    Every.QUARTER: gettext_lazy("四半期ごと"),
    Every.YEAR: gettext_lazy("年1回"),
    Every.FISCAL_YEAR: gettext_lazy("年度に1回"),
}
BEFORE: Words = {
    Every.WEEK: gettext_lazy("前週分"),
    Every.MONTH: gettext_lazy("前月分"),
    Every.QUARTER: gettext_lazy("前四半期分"),
    Every.YEAR: gettext_lazy("前年分"),
    Every.FISCAL_YEAR: gettext_lazy("前年度分"),
}
ANCHORS: Words = {
    Anchor.PAYDAY: gettext_lazy("給与の支給日"),
    Anchor.CLOSING_DAY: gettext_lazy("締め日"),
    Anchor.MONTH_END: gettext_lazy("月末"),
    Anchor.BONUS_DAY: gettext_lazy("賞与の支給日"),
    Anchor.FISCAL_YEAR_END: gettext_lazy("決算日"),
    Anchor.START: gettext_lazy("はじめの日"),
}
MONTHLY = frozenset({Anchor.PAYDAY, Anchor.CLOSING_DAY, Anchor.MONTH_END})  # of a longer period the last one counts
ROLES: Mapping[str, str | Promise] = {
    "owner": gettext_lazy("会社の代表"),
    "lead": gettext_lazy("管理部の責任者"),
    "office": gettext_lazy("担当"),
    "temp": gettext_lazy("派遣"),
    "manager": gettext_lazy("上長"),
    "employee": gettext_lazy("社員"),
    "outside": gettext_lazy("社外の人"),
}
CHECK_KINDS: Words = {
    CheckKind.TICK: gettext_lazy("しるし"),
    CheckKind.NUMBER: gettext_lazy("数"),
    CheckKind.TEXT: gettext_lazy("文"),
    CheckKind.CHOICE: gettext_lazy("選ぶ"),
    CheckKind.DATE: gettext_lazy("日付"),
    CheckKind.FILE: gettext_lazy("書類"),
}
GATES: Words = {
    GateKind.NONE: "",
    GateKind.SECOND_PERSON: gettext_lazy("別の人が見て確かめる"),
    GateKind.BLIND: gettext_lazy("別の人が、数字を見ないで入れる"),
    GateKind.NEXT_DAY_SELF: gettext_lazy("時間をおいて自分で見る（翌日）"),
}
GATES_SHORT: Words = {
    GateKind.NONE: gettext_lazy("なし"),
    GateKind.SECOND_PERSON: gettext_lazy("見て確かめる"),
    GateKind.BLIND: gettext_lazy("見ないで入れる"),
    GateKind.NEXT_DAY_SELF: gettext_lazy("翌日に自分で"),
}
CLOSED: Words = {
    Closed.EARLIER: gettext_lazy("前の営業日にする"),
    Closed.LATER: gettext_lazy("次の営業日にする"),
    Closed.SKIP: gettext_lazy("その回は休む"),
    Closed.AS_IS: gettext_lazy("動かさない"),
}
DAY_WORDS: Mapping[str, str | Promise] = {  # days of a cadence that ask for a number, or for nothing
    "day": gettext_lazy("毎月の日（25日なら25）"),
    "last": gettext_lazy("末日"),
    "business_day": gettext_lazy("第何営業日（3なら第3営業日）"),
    "last_business_day": gettext_lazy("最終営業日"),
    "month_day": gettext_lazy("月と日（3/31）"),
}
EACH = "each"  # who: {subject: each}
LATER: Mapping[str, str | Promise] = {
    "subjects": gettext_lazy("対象"),
    "contingency": gettext_lazy("うまくいかないとき"),
    "ask": gettext_lazy("本人に聞くこと"),
    "crosscheck": gettext_lazy("検算"),
    "write": gettext_lazy("台帳に書くこと"),
}


# What the record calls these acts.
ACTS: Mapping[str, str | Promise] = {
    "procedure.added": gettext_lazy("手順をつくった"),
    "procedure.published": gettext_lazy("手順の新しい版を公開した"),
    "procedure.draft_saved": gettext_lazy("手順の下書きを置いた"),
    "procedure.draft_discarded": gettext_lazy("手順の下書きを捨てた"),
    "procedure.deputy_added": gettext_lazy("代わりの順に人を加えた"),
    "procedure.deputy_moved": gettext_lazy("代わりの順を変えた"),
    "procedure.deputy_removed": gettext_lazy("代わりの順から人を外した"),
    "procedure.file_added": gettext_lazy("手順の下書きにファイルを添えた"),
    "procedure.file_removed": gettext_lazy("手順の下書きからファイルを外した"),
    "procedure.retired": gettext_lazy("手順をしまった"),
    "procedure.brought_back": gettext_lazy("手順を棚に戻した"),
}

IMPORTED: Mapping[str, str | Promise] = {
    "added": gettext_lazy("手順ができました。実行をはじめられます。"),
    "changed": gettext_lazy("同じ手順の新しい版として公開しました。"),
    "same": gettext_lazy("同じ内容の手順が、もう棚にあります。"),
}


def sentences(problems: Iterable[StrEnum]) -> list[str]:
    """断りの文."""
    return [str(PROBLEMS[problem]) for problem in problems]


def clearance(name: str) -> str:
    return str(CLEARANCES.get(name, name))


def cadence(value: Cadence | None) -> str:
    """周期 in full: 毎月 給与の支給日, 毎月 第5営業日（前月分）."""
    if value is None:
        return _("随時")
    on = " ".join(filter(None, [cadence_short(value), _day_of(value)]))
    return _("%(on)s（%(before)s）") % {"on": on, "before": BEFORE[value.every]} if value.previous else on


def cadence_short(value: Cadence | None) -> str:
    """周期 for the shelf: 毎月."""
    if value is None:
        return _("随時")
    return _("賞与ごと") if value.anchor is Anchor.BONUS_DAY else str(EVERY[value.every])


def _day_of(value: Cadence) -> str:
    if value.anchor:
        day = str(ANCHORS[value.anchor])
        is_one_of_several = value.anchor in MONTHLY and value.every is not Every.MONTH
        return _("最後の%(day)s") % {"day": day} if is_one_of_several else day
    if value.month_day:
        return _("%(month)d月%(day)d日") % dict(zip(("month", "day"), value.month_day, strict=True))
    if value.last_business_day:
        return _("最終営業日")
    if value.business_day:
        return _("第%(count)d営業日") % {"count": value.business_day}
    if value.weekday is not None:
        return weekday_name(value.weekday)
    if value.day == -1:
        return _("末日")
    return _("%(day)d日") % {"day": value.day} if value.day else ""


def weekday_name(number: int) -> str:
    """曜日, 0 = Monday."""
    return _("%(weekday)s曜日") % {"weekday": weekday(date(2024, 1, 1 + number))}  # a Monday


def opening(outline: Outline) -> str:
    """いつ開くか: 支給日の15営業日前."""
    if outline.opening is None:
        return ""
    return _offset(anchor_name(outline), -outline.opening.before, outline.opening.unit)


def anchor_name(outline: Outline) -> str:
    """もとになる日."""
    found = outline.cadence.anchor if outline.cadence else None
    return str(ANCHORS[found]) if found and found is not Anchor.START else _("もとになる日")


def due(outline: Outline, rule: DueRule | None) -> str:
    """いつまで: 支給日の5営業日前."""
    if rule is None:
        return ""
    return _offset(origin(outline, rule.origin), rule.offset, rule.unit)


def origin(outline: Outline, named: str) -> str:
    """もとになる日 of a due rule."""
    kind, _colon, name = named.partition(":")
    if kind == "step":
        titles = {step.key: step.title for step in outline.steps}
        return _("「%(title)s」") % {"title": titles.get(name, name)}
    if kind == "field":
        return _("「%(title)s」の日") % {"title": name}
    return _("開いた日") if kind == "start" else anchor_name(outline)


def _offset(origin: str, offset: int, unit: Unit) -> str:
    if offset == 0:
        return _("%(origin)sまで") % {"origin": origin}
    counted = {
        Unit.DAYS: _("%(count)d日") % {"count": abs(offset)},
        Unit.BUSINESS_DAYS: _("%(count)d営業日") % {"count": abs(offset)},
        Unit.MONTHS: _("%(count)dか月") % {"count": abs(offset)},
    }[unit]
    words = {"origin": origin, "counted": counted}
    return _("%(origin)sの%(counted)s前") % words if offset < 0 else _("%(origin)sの%(counted)sあと") % words


def who(value: Who | None) -> str:
    """だれ."""
    if value is None:
        return ""
    if value.kind is WhoKind.ROLE:
        return str(ROLES.get(value.name, value.name))
    if value.kind is WhoKind.SUBJECT:
        return value.name if value.name not in {"", EACH} else _("対象の本人")
    if value.kind is WhoKind.OUTSIDE:
        return value.name or _("社外の人")
    return value.name


def gate(outline: Outline, step: Step) -> str:
    """関所: who confirms how, and which figure."""
    if step.gate.kind is not GateKind.BLIND:
        return str(GATES[step.gate.kind])
    check = gate_check(outline, outline.steps.index(step))
    return _("別の人が、「%(figure)s」を見ないで入れる") % {"figure": check.text if check else step.gate.of}


def later(kept: Mapping[str, Any]) -> list[str]:
    """まだない機能の項目: one line each, as it stands in the file."""
    said = {str(LATER.get(key, key)): _in_words(key, value) for key, value in kept.items()}
    return [_("%(label)s：%(value)s") % {"label": label, "value": value} for label, value in said.items()]


def _in_words(key: str, value: Any) -> str:
    if key == "subjects" and isinstance(value, dict) and value.get("ledger") == "people":
        return _("社員台帳で、その日に在籍している人")
    return one_line_or_text(value)


def one_line_or_text(value: Any) -> str:
    """A text as it is; anything with parts on one line, as it stands in the file."""
    return json.dumps(value, ensure_ascii=False).replace('"', "") if isinstance(value, dict | list) else str(value)
