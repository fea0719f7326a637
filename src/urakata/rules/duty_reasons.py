"""締切の文: what stands under each of its days, and the three reasons that lead from the law to the day to act by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from urakata.core.due import PRACTICE, DueDay, Form, Op, Operation, Reading, RollRule
from urakata.core.duty import Confidence, Duty
from urakata.core.periods import Unit
from urakata.rules.duty_words import CALENDARS, WEEKDAYS, moved, operation, without_day

WhyClosed = Callable[[date], str]  # of the calendar that binds the duty; empty on an open day

CONFIDENCE = {Confidence.HIGH: "高い", Confidence.MEDIUM: "中くらい", Confidence.LOW: "低い"}
CERTAINTY = {
    "practice": "条文ではなく、役所の実務の例によります",
    "customary": "条文ではなく、ならわしによります",
    "safe_side": "条文に決まりがないので、安全な側に置きます",
    "company_rule": "会社の決まりによります",
}
CLOSES = {
    "plain": "休みは土日・祝日",
    "national_tax": "休みは土日・祝日と、12月29日〜1月3日",
    "local_tax": "休みは土日・祝日と、12月29日〜1月3日",
    "gov_office": "休みは土日・祝日と、12月29日〜1月3日",
    "local_gov": "休みは土日・祝日と、12月29日〜1月3日",
    "bank": "休みは土日・祝日と、12月31日〜1月3日",
    "civil": "休みは日曜・祝日",
    "company": "休みは土日・祝日と、会社の休日",
}
ROLLS = {
    RollRule.NEXT: "翌営業日へ動く",
    RollRule.PREVIOUS: "前の営業日へ動く",
    RollRule.NONE: "休みの日でも動かない",
    RollRule.UNKNOWN: "動くかどうかは、確かめられていません",
}
FIRST_DAY = {True: "その日が1日目", False: "翌日が1日目"}


@dataclass(frozen=True, slots=True)
class Reason:
    """理由のひとつ: what was done, in a sentence, and the law it rests on."""

    title: str
    sentence: str
    basis: str = ""


def screen(text: str) -> str:
    """画面の字: brackets in full width, as everything on a screen."""
    return text.replace("(", "（").replace(")", "）")


def short_day(on: date) -> str:
    """1月31日（日）."""
    return f"{on.month}月{on.day}日（{WEEKDAYS[on.weekday()]}）"


def by_the_text(duty: Duty, reading: Reading | None) -> str:
    """条文の言い方: 「翌年の1月31日まで」."""
    if duty.due.wording:
        return f"「{screen(duty.due.wording)}」"
    if reading is None or not reading.steps:
        return "決まった日です"
    said = "、".join(in_short(each.operation) for each in reading.steps)
    year = "翌年の" if duty.for_year and reading.steps[0].operation.op is Op.MONTH_DAY else ""
    return f"「{year}{said}」"


def in_short(one: Operation) -> str:
    """数え方を短く: 「5日以内」 rather than how its days are numbered."""
    if one.op is Op.ADD and one.n:
        return f"{one.n}{UNITS[one.unit]}以内"
    if one.op is Op.MONTH_DAY:
        return f"{operation(one)}まで"
    return screen(operation(one))


UNITS = {Unit.DAYS: "日", Unit.WEEKS: "週間", Unit.MONTHS: "か月", Unit.YEARS: "年"}


def by_law(duty: Duty, days: DueDay, why: WhyClosed) -> str:
    """期限の下の文."""
    if days.nominal_on and days.moved:
        way = "翌営業日" if duty.roll.rule is RollRule.NEXT else "前の営業日"
        return f"{why(days.nominal_on) or '休み'}なので、{way}に"
    match duty.roll.rule:
        case RollRule.NONE:
            return "休みの日でも動きません"
        case RollRule.UNKNOWN:
            return "休みで動くかは、確かめられていません"
        case _:
            return "開いている日なので、動きません"


def to_act(days: DueDay) -> str:
    """出す日の下の文."""
    if days.act_by is None or days.legal_on is None:
        return "目安の日です"
    if days.act_by == days.legal_on:
        return "出す先も会社も開いています"
    if days.safe_reading and days.nominal_on and days.safe_reading.on < days.nominal_on:
        return "早く数えるほうに合わせます"
    return "どちらも開いている日まで戻します"


def reasons(duty: Duty, days: DueDay, why: WhyClosed) -> list[Reason]:
    """この日になった理由, in the order in which the day was found."""
    if days.reading is None or days.nominal_on is None:
        return [Reason("条文を読む", screen(without_day(duty, days)), "・".join(duty.law))]
    law = "　".join(duty.law[:2])
    return [
        Reason("条文を読む", _read(days.reading), law),
        Reason("休みを見る", _closed(duty, days, why), screen(duty.roll.basis)),
        Reason("出せる日に置く", _placed(duty, days), CERTAINTY.get(duty.roll.certainty, "")),
    ]


def _read(reading: Reading) -> str:
    """条文の数え方: from which day, by which steps, to which day."""
    if not reading.steps:
        return f"{reading.on.year}年{short_day(reading.on)}です。"
    start, first = reading.start, reading.steps[0].operation.op
    begin = f"{start.year}年{short_day(start)}から、"
    if first is Op.MONTH_DAY:
        begin = f"{start.year}年の"
    elif first in {Op.DAY_OF_MONTH, Op.NTH_BUSINESS_DAY}:
        begin = f"{start.year}年{start.month}月から見て、"
    steps = "、".join(screen(operation(each.operation)) for each in reading.steps)
    return f"{begin}{steps}。{short_day(reading.on)}です。"


def _closed(duty: Duty, days: DueDay, why: WhyClosed) -> str:
    on = days.nominal_on
    assert on is not None, "asked where a day was counted"
    said = f"{short_day(on)}は{name}です。" if (name := why(on)) else ""
    if days.moved and days.legal_on:
        way = "次" if duty.roll.rule is RollRule.NEXT else "前"
        of = CALENDARS[duty.roll.calendar]
        return f"{said}{of}で休みにあたるので、{way}の開いている{short_day(days.legal_on)}が期限になります。"
    return said + screen(moved(duty.roll, days))


def _placed(duty: Duty, days: DueDay) -> str:
    assert days.act_by, "asked where a day was counted"
    assert days.legal_on, "asked where a day was counted"
    said = []
    if days.safe_reading and days.nominal_on and days.safe_reading.on < days.nominal_on:
        said.append(f"数え始めの読み方が分かれるので、早いほうの{short_day(days.safe_reading.on)}までに動きます。")
    if days.moved and duty.roll.certainty == PRACTICE:
        said.append("休みで後ろへ動くことは条文では確かめられないので、あてにしません。")
    if days.act_by == days.legal_on:
        said.append(f"{short_day(days.act_by)}は出す先も会社も開いています。前へ戻す必要はありません。")
    else:
        said.append(f"出す先も会社も開いている{short_day(days.act_by)}に置きます。")
    return "".join(said)


def basis_of_reading(one: Operation) -> str:
    """日数の数え方の根拠."""
    return "初日を数えます" if one.inclusive else "民法140条・143条"


def how_counted(duty: Duty) -> str:
    """数え方, where no day is given: 「起算日の前日まで」, else the rule in short."""
    if duty.due.wording:
        return screen(duty.due.wording)
    if duty.due.reckonings:
        return "、".join(in_short(one) for one in (*duty.due.reckonings[0].operations, *duty.due.then)) or "その日"
    if duty.due.form is Form.BUNDLE:
        return "ふくまれるものごとに数えます"
    if duty.due.form is Form.FIXED or duty.due.fixed:
        return "決まった日"
    return screen(without_day(duty))
