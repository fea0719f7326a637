"""会社の言葉: codes as the words of design §2 and as sentences."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.web.words import WEEKDAYS, day_words, who_words
from urakata.core.clearance import Clearance, Problem
from urakata.core.closing import Spell
from urakata.core.cover import Away, Half, Stretch
from urakata.core.errors import InputMistake
from urakata.core.postings import HeldKind
from urakata.core.postings import Problem as Posting
from urakata.core.viewer import RoleName

CLEARANCES: Mapping[str, Any] = {
    Clearance.PAY: gettext_lazy("給与"),
    Clearance.PEOPLE: gettext_lazy("人事"),
    Clearance.HEALTH: gettext_lazy("健康"),
    Clearance.CONTRACT: gettext_lazy("契約"),
    Clearance.BOARD: gettext_lazy("役員会"),
}
ROLES: Mapping[str, Any] = {
    RoleName.OWNER: gettext_lazy("設定の持ち主"),
    RoleName.LEAD: gettext_lazy("部長"),
    RoleName.OFFICE: gettext_lazy("担当"),
    RoleName.TEMP: gettext_lazy("派遣・期間つき"),
    RoleName.MANAGER: gettext_lazy("上長"),
    RoleName.EMPLOYEE: gettext_lazy("社員"),
    RoleName.OUTSIDE: gettext_lazy("社外"),
}
ROLE_CAN: Mapping[str, Any] = {
    RoleName.OWNER: gettext_lazy("設定、人、機密区分の受け渡し。機密区分はついてきません"),
    RoleName.LEAD: gettext_lazy("管理部のすべて。承認と公開"),
    RoleName.OFFICE: gettext_lazy("自分の部署の手順・実行・台帳・依頼"),
    RoleName.TEMP: gettext_lazy("任された作業と、その手順だけ"),
    RoleName.MANAGER: gettext_lazy("窓口と、自分の部署の承認"),
    RoleName.EMPLOYEE: gettext_lazy("窓口と、自分の依頼"),
    RoleName.OUTSIDE: gettext_lazy("招かれた実行だけ。日を決めて"),
}
HALVES: Mapping[str, Any] = {
    Half.WHOLE: gettext_lazy("一日"),
    Half.MORNING: gettext_lazy("午前だけ"),
    Half.AFTERNOON: gettext_lazy("午後だけ"),
}
CLOSED_HALVES: Mapping[str, Any] = {
    Half.WHOLE: gettext_lazy("一日"),
    Half.MORNING: gettext_lazy("午前休"),
    Half.AFTERNOON: gettext_lazy("午後休"),
}
PROBLEMS: Mapping[StrEnum, Any] = {
    Problem.ONESELF: gettext_lazy("自分には渡せません。持っている別の人に頼んでください。"),
    Problem.NOT_HOLDING: gettext_lazy("渡せるのは、持っている人だけです。持っている人に頼んでください。"),
    Problem.ALREADY_GIVEN: gettext_lazy("もう渡してあります。日を変えるときは、取り上げてから渡し直します。"),
    Problem.UNTIL_PASSED: gettext_lazy("終わりの日が過ぎています。今日からあとの日を入れてください。"),
    Problem.NOT_HERE: gettext_lazy("退職した人です。戻ったときは、先に退職日を消してください。"),
    Problem.NOT_WAITING: gettext_lazy("もう確かめてあるか、取り消されています。いまの様子を見てください。"),
    Problem.NOT_A_SECOND: gettext_lazy("渡した人とは別の、持っている人が確かめます。"),
    Problem.ENDED: gettext_lazy("もう終わっています。いまの様子を見てください。"),
    Problem.NOT_YOURS: gettext_lazy("設定の持ち主ができます。頼んでください。"),
    Problem.OWNER_ONLY: gettext_lazy("部長と設定の持ち主のことは、設定の持ち主ができます。頼んでください。"),
    Problem.HOLDS_MORE: gettext_lazy(
        "この人は、あなたの持たない機密区分を持っています。その区分を持つ人に頼むか、先に区分を取り上げてください。"
    ),
    Problem.NO_WAY_IN: gettext_lazy("メールアドレスも社員番号もありません。どちらかを入れてから招いてください。"),
    Problem.LAST_OWNER: gettext_lazy("設定の持ち主が、ほかにいません。先に別の人を持ち主にしてください。"),
}
OTHER_PROBLEMS: Mapping[str, Any] = {
    "link_is_over": gettext_lazy("このリンクは終わっています。新しいリンクを出してもらってください。"),
    "company_exists": gettext_lazy("会社はもう始まっています。別の会社は、別の家（--home）で始めてください。"),
    "department_in_use": gettext_lazy(
        "この部署には、人か手順か下の部署か、これまでの配属があります。先に移してください。"
        "しまえない部署には、閉じる日を入れます。"
    ),
    "absence_not_yours": gettext_lazy("入れられるのは自分の休みです。ほかの人の休みは、部長に頼んでください。"),
    "absence_backwards": gettext_lazy("終わりの日が、始まりの日より前です。日を入れ直してください。"),
    "absence_passed": gettext_lazy("もう過ぎた日です。今日からあとの日を入れてください。"),
    "absence_too_long": gettext_lazy("一度に入れられるのは2年までです。分けて入れてください。"),
    "absence_already_away": gettext_lazy("その日は、もう休みが入っています。変えるときは、先に取り消してください。"),
    "absence_gone": gettext_lazy("この休みは、もう取り消されています。いまの様子を見てください。"),
    "absence_no_day": gettext_lazy("働く曜日を1つは選んでください。"),
    "closed_days_too_many": gettext_lazy("会社の休みは2,000日までです。毎年の日は「毎年」にすると、1日で済みます。"),
    "closed_day_gone": gettext_lazy("この休みは、もう外されています。いまの暦を見てください。"),
    "department_round": gettext_lazy("下の部署を、上の部署にはできません。別の部署を選んでください。"),
    Posting.NOT_AHEAD: gettext_lazy("明日からあとの日を入れてください。今日からの変更は「この人のこと」で変えます。"),
    Posting.SAME_DAY: gettext_lazy("その日からの配属は、もうあります。取り消してから、入れ直してください。"),
    Posting.NOTHING_NEW: gettext_lazy("前の日までと同じです。変わる所を入れてください。"),
    Posting.NOT_OPEN_THEN: gettext_lazy("その日に開いていない部署です。別の日か、別の部署にしてください。"),
    Posting.SEAL_OVER: gettext_lazy("この封は、もう開いています。新しい封をしてから選んでください。"),
    Posting.BEGUN: gettext_lazy("もう始まっているか、取り消されています。いまの様子を見てください。"),
}
# What the record says of each act here.
ACTS: Mapping[str, Any] = {
    "absence.added": gettext_lazy("休みを入れた"),
    "absence.taken_back": gettext_lazy("休みを取り消した"),
    "working_days.set": gettext_lazy("働く曜日を決めた"),
    "sample.enlarged": gettext_lazy("見本を大きくした"),
    "account.closed": gettext_lazy("入口を閉じた"),
    "account.password_changed": gettext_lazy("パスワードを替えた"),
    "account.reopened": gettext_lazy("入口を開き直した"),
    "account.reset_asked": gettext_lazy("パスワードの決め直しを頼んだ"),
    "clearance.confirmed": gettext_lazy("機密区分を確かめて渡した"),
    "clearance.given": gettext_lazy("機密区分を渡した（二人目の確認待ち）"),
    "clearance.revoked": gettext_lazy("機密区分を取り上げた"),
    "closed_days.closed": gettext_lazy("会社の休みを入れた"),
    "closed_days.opened": gettext_lazy("会社の休みを外した"),
    "company.changed": gettext_lazy("会社のことを変えた"),
    "company.started": gettext_lazy("会社を始めた"),
    "department.added": gettext_lazy("部署を足した"),
    "department.changed": gettext_lazy("部署を変えた"),
    "department.removed": gettext_lazy("部署をしまった"),
    "device.revoked": gettext_lazy("端末を外した"),
    "device.set_up": gettext_lazy("端末を登録した"),
    "invitation.accepted": gettext_lazy("招待を受けた"),
    "invitation.revoked": gettext_lazy("招待を取り消した"),
    "people.pasted": gettext_lazy("名簿を貼り付けた"),
    "person.added": gettext_lazy("人を足した"),
    "person.changed": gettext_lazy("人のことを変えた"),
    "person.invited": gettext_lazy("招いた"),
    "person.leaves": gettext_lazy("退職の日を決めた"),
    "posting.announced": gettext_lazy("配属の変更を予約した"),
    "posting.begun": gettext_lazy("予約した配属が始まった"),
    "posting.taken_back": gettext_lazy("予約した配属を取り消した"),
    "role.ended": gettext_lazy("役割を終えた"),
    "role.given": gettext_lazy("役割を渡した"),
    "seal.lifted": gettext_lazy("封を開けた"),
    "seal.made": gettext_lazy("封をした"),
}


HELD: Mapping[str, Any] = {
    HeldKind.TASK: gettext_lazy("受け持っている作業"),
    HeldKind.CHECK: gettext_lazy("確かめる人"),
    HeldKind.CHARGE: gettext_lazy("実行の担当"),
    HeldKind.NAMED: gettext_lazy("手順に名前がある"),
    HeldKind.LAST_TIME: gettext_lazy("前回の担当"),
    HeldKind.OF_DEPARTMENT: gettext_lazy("この部署の手順"),
}


def held_label(kind: str) -> str:
    return str(HELD.get(kind, kind))


def clearance_label(code: str) -> str:
    return str(CLEARANCES.get(code, code))


def role_label(name: str) -> str:
    return str(ROLES.get(name, name))


def away_words(name: str, away: Away, on: date) -> str:
    """休みの一文: 佐伯さんは12月4日（金）まで休みです。"""
    words = {"name": who_words(name), "day": day_words(away.until)}
    if away.half:
        morning = away.half == Half.MORNING
        return (_("%(name)sは今日の午前は休みです。") if morning else _("%(name)sは今日の午後は休みです。")) % words
    return (_("%(name)sは%(day)sまで休みです。") if away.until > on else _("%(name)sは今日は休みです。")) % words


def stretch_words(stretch: Stretch, today: date) -> str:
    """休みの日: 24日（火）から12月4日（金）まで, 25日（水）の午前."""
    first, last = day_words(stretch.first, today), day_words(stretch.last, today)
    words = {"first": first, "last": last}
    days = first if stretch.first == stretch.last else _("%(first)sから%(last)sまで") % words
    return f"{days}　{HALVES[stretch.half]}" if stretch.half else days


DAY_MISTAKES: Mapping[str, Any] = {
    "not_a_date": gettext_lazy(
        "「%(text)s」を日付として読めませんでした。8/12〜8/15 や 令和9年4月1日 のように書いてください。"
    ),
    "no_such_date": gettext_lazy("「%(text)s」は暦にありません。年・月・日と、元号や曜日を確かめてください。"),
    "out_of_range": gettext_lazy("%(first)sから%(last)sまでの日を書いてください。"),
    "span_backwards": gettext_lazy("「%(text)s」は、終わりの日が始まりの日より前です。日を入れ直してください。"),
    "span_too_long": gettext_lazy("「%(text)s」は長すぎます。続けて%(most)d日までです。分けて書いてください。"),
}


def day_mistake(mistake: InputMistake) -> str:
    """直し方 of a day that cannot be read."""
    return str(DAY_MISTAKES[mistake.code] % mistake.params)


def spell_words(spell: Spell, today: date | None = None) -> str:
    """続く休み: 8月12日（水）〜15日（土）, 毎年12月29日〜1月3日."""
    if spell.is_yearly:
        ends = [_("%(month)d月%(day)d日") % {"month": on.month, "day": on.day} for on in (spell.first, spell.last)]
        return _("毎年%(days)s") % {"days": "〜".join(dict.fromkeys(ends))}
    first = day_words(spell.first, today)
    return first if spell.first == spell.last else f"{first}〜{day_words(spell.last, spell.first)}"


def weekdays_words(weekdays: Iterable[int]) -> str:
    """働く曜日: 月・火・水・木."""
    return "・".join(_(WEEKDAYS[weekday]) for weekday in sorted(weekdays))


def reasons(problems: Iterable[StrEnum]) -> list[str]:
    """断るわけ as sentences: the same for button, guard and message."""
    return [str(PROBLEMS.get(problem) or OTHER_PROBLEMS.get(problem, problem)) for problem in problems]


def pin_refused() -> str:
    """One sentence for a wrong 社員番号, a wrong PIN, a device that is not set up, and one that is locked."""
    return _(
        "社員番号か番号がちがうか、この端末では入れません。"
        "5回まちがえると、この端末は使えなくなります。管理部に声をかけてください。"
    )


def mail_subject() -> str:
    return _("裏方に入るためのリンク")


def mail_text(name: str, company: str, *, is_reset: bool, until: datetime) -> str:
    """Holds {link} for the job."""
    lead = _("パスワードを決め直すリンクです。") if is_reset else _("裏方への招待です。")
    day = _("%(month)d月%(day)d日") % {"month": until.month, "day": until.day}
    lasts = _("%(until)sまで、1回だけ使えます。") % {"until": f"{day} {until:%H:%M}"}
    rest = _("覚えのないときは、何もしないでください。")
    return f"{_('%(name)sさん') % {'name': name}}\n\n{company}\n{lead}\n\n{{link}}\n\n{lasts}\n{rest}\n"


COLUMNS: Mapping[str, Any] = {
    "name": gettext_lazy("氏名"),
    "kana": gettext_lazy("フリガナ"),
    "number": gettext_lazy("社員番号"),
    "department": gettext_lazy("部署"),
    "title": gettext_lazy("役職"),
    "email": gettext_lazy("メール"),
    "hired_on": gettext_lazy("入社日"),
    "leaves_on": gettext_lazy("退職日"),
    "birth_on": gettext_lazy("生年月日"),
    "role": gettext_lazy("役割"),
}
CELLS: Mapping[str, Any] = {
    "missing": gettext_lazy("氏名がありません。書き足してください。"),
    "not_a_day": gettext_lazy("日付が読めません。2026-04-01のように書いてください。"),
    "not_an_address": gettext_lazy("メールアドレスの形ではありません。"),
    "not_a_role": gettext_lazy("部長、担当、派遣、上長、社員、社外のどれかで書いてください。"),
    "too_long": gettext_lazy("長すぎます。短くしてください。"),
    "twice": gettext_lazy("同じものが2行にあります。どちらかを消してください。"),
    "taken": gettext_lazy("ほかの人が使っています。確かめてください。"),
    "ambiguous": gettext_lazy("同じ名前の人が2人以上います。社員番号の列を足してください。"),
    "upper_role": gettext_lazy("部長と設定の持ち主にするのは、設定の持ち主ができます。"),
    "owner_only": PROBLEMS[Problem.OWNER_ONLY],
    "holds_more": PROBLEMS[Problem.HOLDS_MORE],
    "not_open": gettext_lazy("いまは開いていない部署です。開く日か閉じる日を確かめてください。"),
    "leaves_before": gettext_lazy("退職日が入社日より前です。"),
}
TABLES: Mapping[str, Any] = {
    "empty": gettext_lazy("まだ何も貼られていません。Excelで見出しごと写して、貼り付けてください。"),
    "no_rows": gettext_lazy("見出しの行だけです。人の行も写してください。"),
    "too_many": gettext_lazy("一度に読めるのは3,000人までです。分けて貼り付けてください。"),
    "no_headings": gettext_lazy("1行目に「氏名」の見出しが見つかりません。見出しの行から写してください。"),
}


def cell_sentence(column: str, problem: str, text: str) -> str:
    """直し方: 「入社日「令和八」：日付が読めません。…」"""
    shown = _("「%(text)s」") % {"text": text} if text else ""
    return f"{COLUMNS[column]}{shown}：{CELLS[problem]}"


def value_words(column: str, value: Any) -> str:
    return role_label(value) if column == "role" else str(value)
