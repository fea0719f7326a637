"""期限の文: how a day was counted, which law moved it, in Japanese sentences."""

from datetime import date

from urakata.core.due import Counted, DueDay, Form, Op, Operation, Reading, Roll, RollRule
from urakata.core.duty import Duty
from urakata.core.duty_days import For, Kind
from urakata.core.periods import Unit

NO_DAY = DueDay()
WEEKDAYS = "月火水木金土日"
UNITS = {Unit.DAYS: "日", Unit.WEEKS: "週", Unit.MONTHS: "か月", Unit.YEARS: "年"}
CALENDARS = {
    "plain": "土日・祝日の暦",
    "national_tax": "国税の暦",
    "local_tax": "地方税の暦",
    "gov_office": "官庁の暦",
    "local_gov": "市区町村の暦",
    "bank": "銀行の暦",
    "civil": "民法の暦",
    "company": "会社の暦",
}


def label(what_for: For) -> str:
    """何の分: 2026年11月分."""
    on = what_for.on
    match what_for.kind:
        case Kind.MONTH:
            return f"{on.year}年{on.month}月分"
        case Kind.QUARTER:
            first = (on.month - 3) % 12 + 1
            return (
                f"{on.year}年{first}〜{on.month}月分" if first < on.month else f"{on.year}年{on.month}月までの3か月分"
            )
        case Kind.YEAR:
            return f"{on.year}年分"
        case Kind.FISCAL_YEAR:
            return f"{on.year}年{on.month}月期"
        case Kind.FISCAL_YEAR_AHEAD:
            return f"{on.year}年{on.month}月からの年度"
        case Kind.PERIOD:
            return f"{on.year}年{on.month}月までの分"
        case Kind.PAYMENT:
            return f"{on.year}年{on.month}月{on.day}日支給分"
        case Kind.DAY:
            return f"{on.year}年{on.month}月{on.day}日"


def day(on: date) -> str:
    """2026年12月10日(木)."""
    return f"{on.year}年{on.month}月{on.day}日({WEEKDAYS[on.weekday()]})"


def explanation(duty: Duty, days: DueDay) -> str:
    """この日になった理由, in at most four sentences."""
    if days.reading is None or days.nominal_on is None or days.legal_on is None or days.act_by is None:
        return without_day(duty, days)
    said = [counted(days.reading), moved(duty.roll, days)]
    if days.safe_reading and days.safe_reading.on < days.nominal_on:
        said.append(f"数え始めに争いがあるので、早く数えた{day(days.safe_reading.on)}までに動きます。")
    if days.act_by < days.legal_on:
        said.append(f"役所も会社も開いている{day(days.act_by)}に置きます。")
    if duty.due.exception:
        said.append(f"例外: {duty.due.exception}。")
    return "".join(said)


def counted(reading: Reading) -> str:
    """数え方の文."""
    if not reading.steps:
        return f"{day(reading.on)}です。"
    return f"{_start(reading)}、{'、'.join(step(each) for each in reading.steps)}です。"


def _start(reading: Reading) -> str:
    first = reading.steps[0].operation.op
    if first is Op.MONTH_DAY:
        return f"{reading.start.year}年"
    if first in {Op.DAY_OF_MONTH, Op.NTH_BUSINESS_DAY}:
        return f"{reading.start.year}年{reading.start.month}月から"
    return f"{day(reading.start)}から"


def step(one: Counted) -> str:
    """数えた一歩: 「翌日を1日目として5日目の2026年12月15日(火)」."""
    return f"{operation(one.operation)}の{day(one.on)}"


def operation(one: Operation) -> str:
    """数え方の一歩."""
    size = f"{one.n}{UNITS[one.unit]}"
    match one.op:
        case Op.ADD if one.n == 0:
            return "当日"
        case Op.ADD:
            return f"{'当日' if one.inclusive else '翌日'}を1日目として{size}の終わり"
        case Op.BEFORE if one.n == 0:
            return "当日まで"
        case Op.BEFORE:
            return f"中{size}をあけた前" if one.clear else f"{size}前"
        case Op.DAY_OF_MONTH:
            return f"{_months(one.months)}{'末日' if one.day < 0 else f'{one.day}日'}"
        case Op.NTH_BUSINESS_DAY:
            return f"{_months(one.months)}第{one.n}営業日"
        case Op.MONTH_DAY:
            return f"{one.month}月{'末日' if one.day < 0 else f'{one.day}日'}"
        case Op.NEXT_DAY:
            return "その翌日"
        case Op.PREVIOUS_DAY:
            return "その前日"
        case Op.END_OF_MONTH:
            return "その月の末日"


def _months(later: int) -> str:
    return {0: "その月の", 1: "翌月"}.get(later, f"{later}か月後の")


def moved(roll: Roll, days: DueDay) -> str:
    """休みの日の文."""
    if days.moved and days.legal_on:
        way = "次" if roll.rule is RollRule.NEXT else "前"
        because = f"({roll.basis})" if roll.basis else ""
        return f"{CALENDARS[roll.calendar]}で休みの日なので、{way}の開いている{day(days.legal_on)}になります{because}。"
    match roll.rule:
        case RollRule.NONE:
            return "休みの日にあたっても動きません。"
        case RollRule.UNKNOWN:
            return "休みの日にあたるとき動くかどうかは、確かめられていません。"
        case _:
            return f"{CALENDARS[roll.calendar]}で開いている日なので、動きません。"


def without_day(duty: Duty, days: DueDay = NO_DAY) -> str:
    """日の決まらない義務の文."""
    said = [duty.due.wording or WITHOUT_DAY.get(duty.due.form, "日を数える決まりがありません")]
    if duty.due.note:
        said.append(duty.due.note)
    if days.act_by and duty.due.form is Form.SAME_AS:
        said.append(f"どちらの届かがまだわからないので、早いほうの{day(days.act_by)}に置きます")
    elif days.act_by:
        said.append(f"法律の日数はありません。目安として{duty.due.suggested_days}日以内の{day(days.act_by)}に置きます")
    return "。".join(said) + "。"


WITHOUT_DAY = {
    Form.PROMPT: "遅れずに",
    Form.INTERVAL: "前回の日から数えます。前回の日(last_on)がわかれば、次の日が出ます",
    Form.CHOICE: "どの方式を選ぶかで日が変わります",
    Form.WINDOW: "決まった期間のあいだに",
    Form.SAME_AS: "取得届・喪失届と同じ日です",
    Form.UNKNOWN: "期日の定めは確かめられていません",
}
