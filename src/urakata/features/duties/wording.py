"""言葉: what the acts of this feature are called in the record, and why something may not be decided now."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.files.sniff import FileProblem
from urakata.common.web.words import day_words
from urakata.core.applicability import asked_keys
from urakata.core.calendar_days import LAST_OF_MONTH
from urakata.core.duty import DutyKind, Group
from urakata.core.duty_days import Falls
from urakata.core.duty_standing import Concern, Use
from urakata.core.events import EventGroup, Milestone
from urakata.core.happening import Left, Why
from urakata.core.profile import Kind, Profile
from urakata.rules.duty_list import named
from urakata.rules.duty_words import without_day

ACTS: Mapping[str, Any] = {
    "duty.own_days_set": gettext_lazy("締切の社内の期限を決めた"),
    "duty.charge_set": gettext_lazy("締切の担当を決めた"),
    "duty.variant_set": gettext_lazy("締切の数え方を選んだ"),
    "duty.last_set": gettext_lazy("締切の前回の日を入れた"),
    "duty.anchor_set": gettext_lazy("締切の起算日を決めた"),
    "duty.switched_off": gettext_lazy("「うちには無い」にした"),
    "duty.switched_on": gettext_lazy("「うちにもある」に戻した"),
    "happening.added": gettext_lazy("出来事を足した"),
    "happening.changed": gettext_lazy("出来事の日を変えた"),
    "happening.taken_back": gettext_lazy("出来事を取り消した"),
    "happening.put_back": gettext_lazy("取り消した出来事を戻した"),
    "holidays.taken_in": gettext_lazy("祝日の一覧を取り込んだ"),
    "first_run.confirmed": gettext_lazy("並んだ締切を確かめた"),
    "first_run.finished": gettext_lazy("はじめての設定を終えた"),
    "first_run.put_away": gettext_lazy("はじめての設定の控えをしまった"),
    "duty.fulfilled": gettext_lazy("締切を済みにした"),
    "duty.fulfilment_taken_back": gettext_lazy("締切の済みを取り消した"),
}
PROBLEMS: Mapping[str, Any] = {
    "choice_not_yours": gettext_lazy("うちの決めごとは、部長か設定の持ち主が決めます。頼んでください。"),
    "choice_unknown_duty": gettext_lazy("その締切は、いまの規則にありません。締切の土台を見てください。"),
    "choice_too_many_days": gettext_lazy("社内の期限は、0から60営業日前までで入れてください。"),
    "choice_not_here": gettext_lazy("担当にできるのは、いまいる管理部の人です。別の人を選んでください。"),
    "choice_unknown_variant": gettext_lazy("その数え方は、この締切にはありません。選び直してください。"),
    "choice_last_ahead": gettext_lazy("前回の日が先の日になっています。済んだ日を入れてください。"),
    "choice_no_interval": gettext_lazy("この締切は、前回から数えるものではありません。間隔を選び直してください。"),
    "choice_no_anchor": gettext_lazy("この締切には、会社で決める起算日がありません。"),
    "choice_no_reason": gettext_lazy("うちには無い理由を、一行書いてください。"),
    "happening_not_yours": gettext_lazy("この出来事は、その機密区分を持つ管理部の人が足します。頼んでください。"),
    "happening_no_day": gettext_lazy("日を1つ入れてください。その日から締切を数えます。"),
    "happening_taken_back": gettext_lazy("取り消してある出来事です。戻してから、日を変えてください。"),
    "happening_changed_meanwhile": gettext_lazy(
        "頁を開いたあとに、ほかの人が日を変えました。いまの日を見て、入れ直してください。"
    ),
    "fulfil_not_yours": gettext_lazy("締切を済みにするのは、管理部の人か設定の持ち主です。頼んでください。"),
    "fulfil_done_already": gettext_lazy("この締切は、先に済みになっていました。いまの様子を見てください。"),
    "fulfil_not_yet": gettext_lazy("済んだ日が先の日になっています。済んだ日を入れてください。"),
    "fulfil_personal_number": gettext_lazy("マイナンバーらしい数字や書類は預かりません。消してから入れてください。"),
    "fulfil_too_many_papers": gettext_lazy("一度に添えられる控えは10点までです。分けて添えてください。"),
    "fulfil_not_done": gettext_lazy("この締切は、先に元に戻されていました。"),
    "fulfil_by_its_run": gettext_lazy("実行が終わって済みになったものです。実行をやり直すと、元に戻ります。"),
    FileProblem.EMPTY: gettext_lazy("ファイルの中身が空でした。選び直してください。"),
    FileProblem.TOO_LARGE: gettext_lazy("20MBまで預かれます。小さくするか、分けて添えてください。"),
    FileProblem.KIND_NOT_KNOWN: gettext_lazy("添えられるのはPDF・画像・Excel・Word・CSVです。"),
    FileProblem.NAME_DOES_NOT_FIT: gettext_lazy("ファイルの中身と名前が合っていません。元のファイルを添えてください。"),
}

GROUPS: Mapping[str, Any] = {
    Group.TAX: gettext_lazy("税"),
    Group.SOCIAL_INSURANCE: gettext_lazy("社会保険"),
    Group.LABOUR: gettext_lazy("労務"),
    Group.CLOSING: gettext_lazy("決算"),
    Group.LEGAL: gettext_lazy("法務"),
    Group.GENERAL: gettext_lazy("総務"),
    Group.HOUSE: gettext_lazy("社内"),
}
KINDS: Mapping[str, Any] = {
    DutyKind.STATUTORY_DEADLINE: gettext_lazy("法律の期限"),
    DutyKind.STATUTORY_DUTY: gettext_lazy("法律の義務"),
    DutyKind.EFFECTIVE_CONDITION: gettext_lazy("期限ではなく、効力の条件"),
    DutyKind.RATE_CHANGE: gettext_lazy("率や額の変わり目"),
    DutyKind.OPTIONAL: gettext_lazy("選べる届け"),
    DutyKind.REFERENCE: gettext_lazy("参考"),
    DutyKind.CUSTOMARY: gettext_lazy("社内の決まり"),
    DutyKind.BUNDLE: gettext_lazy("いくつかの届けの束"),
}
MARKS: Mapping[str, Any] = {  # what a day of the small calendar is
    "nominal": gettext_lazy("条文の日"),
    "legal": gettext_lazy("期限"),
    "act": gettext_lazy("出す日"),
    "own": gettext_lazy("社内期限"),
    "from": gettext_lazy("起点"),
    "start": gettext_lazy("始める日"),
    "today": gettext_lazy("今日"),
}
DAYS: Mapping[str, Any] = {**MARKS, "own": gettext_lazy("社内の期限")}
CONCERNS: Mapping[str, Any] = {
    Concern.APPLIES: gettext_lazy("うちに当てはまります"),
    Concern.NEWLY: gettext_lazy("新しく当てはまります"),
    Concern.NO_LONGER: gettext_lazy("当てはまらなくなります"),
    Concern.UNDECIDED: gettext_lazy("会社のことがわかると決まります"),
    Concern.NOT: gettext_lazy("うちには当てはまりません"),
}
USES: Mapping[str, Any] = {
    Use.USED: gettext_lazy("使う"),
    Use.NOT_SURE: gettext_lazy("使う（会社のことがわかると決まります）"),
    Use.BY_PROFILE: gettext_lazy("会社のことから、当てはまりません"),
    Use.SWITCHED_OFF: gettext_lazy("うちには無い"),
}

WHYS: Mapping[Why, Any] = {
    Why.NOT_OURS: gettext_lazy("「うちには無い」と決めてあります。"),
    Why.NOT_THIS_TIME: gettext_lazy("この出来事には無い、としました。"),
    Why.NOT_IN_FORCE: gettext_lazy("その日には、まだ決まりがないか、もう終わっています。"),
    Why.TOO_FAR: gettext_lazy("日が遠すぎて、数えられません。日を確かめてください。"),
}
BASES: Mapping[Kind | None, Any] = {
    Kind.CORPORATION: gettext_lazy("法人ならどこでも"),
    Kind.SOLE: gettext_lazy("個人事業ならどこでも"),
    Kind.PERSONAL: gettext_lazy("ひとりでも"),
    None: gettext_lazy("答える前から"),
}
FEW = 10  # 納期の特例: 常時10人未満 (所得税法216条)
TITLES_SHOWN = 2


def caption(first: date, last: date, days: Mapping[str, date]) -> str:
    """小さなこよみの説明, in words for whoever does not see it."""
    told = [_("%(what)sは%(day)s") % {"what": DAYS[kind], "day": day_words(on)} for kind, on in days.items()]
    span = {"year": first.year, "first": day_words(first), "last": day_words(last), "days": "、".join(told)}
    return _("%(year)d年%(first)sから%(last)sまでのこよみ。%(days)sです。") % span


def sentences(problems: Iterable[StrEnum]) -> list[str]:
    """断りの文."""
    return [str(PROBLEMS[str(problem)]) for problem in problems]


def why_left(left: Left, group: EventGroup) -> str:
    """並ばないわけの文; a day that is missing is called as the group calls it."""
    match left.why:
        case Why.DAY_MISSING if days := [group.label(name) for name in left.names if group.label(name) != name]:
            return _("「%(days)s」がわかると、日が決まります。") % {"days": _("」か「").join(days)}
        case Why.DAY_MISSING:
            return _("ほかの出来事の日から数えます。")
        case Why.NO_COUNTED_DAY:
            return without_day(left.duty)
        case Why.NOT_APPLICABLE:
            words = {"keys": named(left.names), "when": left.duty.applies_when or left.duty.title}
            return _("会社のこと（%(keys)s）から、当てはまりません。当てはまるのは：%(when)s") % words
        case _:
            return str(WHYS[left.why])


def reached(milestone: Milestone) -> str:
    """節目の名: 65歳になる日. The law reaches an age the day before the birthday; 75 counts from the day itself."""
    if milestone.years:
        return _("勤続%(years)d年") % {"years": milestone.years}
    if milestone.minus_days == 0:
        return _("%(age)d歳の誕生日") % {"age": milestone.age}
    return _("%(age)d歳になる日") % {"age": milestone.age}


def moved_words(before: date | None, after: date | None) -> str:
    """どれだけ動くか: 3日あとへ."""
    if before is None or after is None:
        return _("新しく並びます") if after else _("なくなります")
    days = (after - before).days
    if days == 0:
        return _("動きません")
    return (_("%(days)d日あとへ") if days > 0 else _("%(days)d日前へ")) % {"days": abs(days)}


def hints(profile: Profile, falls: Iterable[Falls]) -> dict[str, str]:
    """問いの下の一行: what the law makes of each answer."""
    by_duty = {each.duty.id: each for each in reversed(list(falls))}
    return {
        "kind": "",
        "people": _of_people(profile.employees),
        "year_end": _of_year_end(profile, by_duty),
        "pay": _of_pay(profile.payday),
        "bonuses": _of_bonuses(profile),
        "industries": _of_industries(profile, by_duty),
    }


def _of_people(employees: int | None) -> str:
    if not employees:
        return ""
    if employees >= FEW:
        return _("10人以上なので、源泉所得税と住民税は毎月の納付です")
    return _("10人未満なので、届け出れば半年ごとの納付（納期の特例）を選べます")


def _of_year_end(profile: Profile, falls: Mapping[str, Falls]) -> str:
    if profile.kind == Kind.SOLE:
        return _("個人事業の申告は、決算の月にかかわらず翌年3月15日までです")
    found = falls.get("hojinzei_kakutei")
    if profile.fiscal_year_end is None or found is None:
        return ""
    return _("申告と納付は、決算日から2か月の%(day)sです") % {"day": day_words(found.act_by)}


def _of_pay(payday: int | None) -> str:
    if payday is None:
        return ""
    day = _("末日") if payday == LAST_OF_MONTH else _("%(day)d日") % {"day": payday}
    return _("%(day)sが休みの月は、前の銀行営業日に払います") % {"day": day}


def _of_bonuses(profile: Profile) -> str:
    if profile.bonuses is None:
        return ""
    if not profile.bonuses:
        return _("賞与の届けは並びません")
    days = "、".join(_("%(month)d月%(day)d日") % {"month": month, "day": day} for month, day in profile.bonuses)
    return _("支給日は%(days)sと数えました。あとから変えられます") % {"days": days}


def _of_industries(profile: Profile, falls: Mapping[str, Falls]) -> str:
    if not profile.industries:
        return ""
    own = [
        each.duty.title
        for each in falls.values()
        if each.duty.applies and "industries" in asked_keys(each.duty.applies)
    ]
    if not own:
        return _("この業種だけの締切は、まだ入っていません。許可の更新などは、手順の周期で足せます")
    titles = "、".join(f"「{title}」" for title in own[:TITLES_SHOWN])
    return _("%(titles)sが並びました") % {"titles": titles}


def month_words(first: date, today: date) -> str:
    """12月, or 来年の11月 beyond the year."""
    month = _("%(month)d月") % {"month": first.month}
    return _("来年の%(month)s") % {"month": month} if first.year > today.year else month
