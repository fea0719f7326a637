"""数え方のひとこと: how a duty is counted and what moved its day, short enough for a row of a table."""

from datetime import date

from urakata.core.due import DueDay, Op, Operation, Reading, RollRule
from urakata.core.duty import Duty
from urakata.rules.duty_words import CALENDARS, UNITS, WEEKDAYS

STARTS = {
    "agreement_start": "起算日",
    "first_payday_of_year": "その年の最初の給与日",
    "fiscal_year_end": "決算日",
    "fiscal_year_start": "事業年度の初日",
    "last_on": "前回",
    "last_payday_of_year": "その年の最後の給与日",
    "meeting_date": "総会の日",
    "next_tax_period_start": "次の課税期間の初日",
    "payday": "給与日",
    "payment_date": "支給日",
    "period_end": "中間の期間の末日",
    "record_date": "基準日",
    "six_month_point": "開始から6か月の日",
    "tax_period_start": "課税期間の初日",
}
OF_ITSELF = frozenset({Op.MONTH_DAY, Op.DAY_OF_MONTH, Op.NTH_BUSINESS_DAY})  # say the day without where they start
SATURDAY, SUNDAY = 5, 6


def counting(days: DueDay) -> str:
    """数え方: 翌月10日まで, 決算日から2か月."""
    reading = days.reading
    if reading is None:
        return ""
    if not reading.steps:
        return f"{_start(reading)}に" if reading.name in STARTS else f"{_day(reading.on)}まで"
    first, *more = (each.operation for each in reading.steps)
    said = _of_itself(first) if first.op in OF_ITSELF else _from(_start(reading), first)
    then = [_then(each) for each in more]
    ends = "" if said.endswith(("前", "当日")) and not then else "まで" if first.op in OF_ITSELF else ""
    return "、".join([said, *then]) + ends


def moving(duty: Duty, days: DueDay) -> str:
    """動き方: where the day moved and why, else what would move it."""
    if days.nominal_on is None or days.legal_on is None or days.act_by is None:
        return ""
    roll, said = duty.roll, []
    side = "次" if roll.rule is RollRule.NEXT else "前"
    if days.moved:
        said.append(f"{_day(days.nominal_on)}は{_closed(days.nominal_on)}なので{side}の開いている日")
        said.append(CALENDARS[roll.calendar])
    elif roll.rule in {RollRule.NEXT, RollRule.PREVIOUS}:
        said += [f"休みなら{side}の開いている日", CALENDARS[roll.calendar]]
    elif roll.rule is RollRule.UNKNOWN:
        said.append("休みの日に動くかは、確かめられていません")
    else:
        said.append("休みの日でも動きません")
    if days.act_by < days.legal_on:
        said.append(f"期限は{_day(days.legal_on)}、早めに置きます")
    return "・".join(said)


def _start(reading: Reading) -> str:
    return STARTS.get(reading.name, "その日")


def _from(start: str, one: Operation) -> str:
    size = f"{one.n}{UNITS[one.unit]}"
    match one.op:
        case Op.ADD if one.n == 0:
            return f"{start}の当日"
        case Op.ADD:
            return f"{start}を1日目に{size}" if one.inclusive else f"{start}から{size}"
        case Op.BEFORE if one.n == 0:
            return f"{start}の当日"
        case Op.BEFORE:
            return f"{start}の{'中' if one.clear else ''}{size}前"
        case _:
            return f"{start}{_then(one)}"


def _of_itself(one: Operation) -> str:
    months = {0: "その月の", 1: "翌月"}.get(one.months, f"{one.months}か月後の")
    day = "末日" if one.day < 0 else f"{one.day}日"
    match one.op:
        case Op.MONTH_DAY:
            return f"{one.month}月{day}"
        case Op.NTH_BUSINESS_DAY:
            return f"{months}第{one.n}営業日"
        case _:
            return f"{months}{day}"


def _then(one: Operation) -> str:
    size = f"{one.n}{UNITS[one.unit]}"
    match one.op:
        case Op.NEXT_DAY:
            return "の翌日"
        case Op.PREVIOUS_DAY:
            return "の前日"
        case Op.END_OF_MONTH:
            return "の月の末日"
        case Op.ADD | Op.BEFORE:
            return f"その{size}{'前' if one.op is Op.BEFORE else '後'}"
        case _:
            return f"の{_of_itself(one)}"


def _closed(on: date) -> str:
    return f"{WEEKDAYS[on.weekday()]}曜" if on.weekday() in {SATURDAY, SUNDAY} else "休みの日"


def _day(on: date) -> str:
    return f"{on.month}月{on.day}日"
