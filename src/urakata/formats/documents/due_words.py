"""期限: days as people write them in a table, and one day for the whole procedure from which they are counted.

Only what is certain becomes a rule; a table that mixes ways of saying days keeps those of the way most of it uses.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from urakata.core.backplan import DueRule, Unit
from urakata.core.dates_ja import parse_date
from urakata.core.errors import InputMistake
from urakata.core.recurrence import Anchor, Cadence, Every
from urakata.formats.documents.texts_ja import folded

FARTHEST = {Unit.DAYS: 800, Unit.BUSINESS_DAYS: 500, Unit.MONTHS: 60}
LAST = -1  # of the month
HALF_A_YEAR = 183

_UNITS = {"営業日": Unit.BUSINESS_DAYS, "日": Unit.DAYS, "週": Unit.DAYS, "月": Unit.MONTHS}
_UNTIL = r"(?:まで(?:に)?|以内(?:に)?|迄(?:に)?|必着|厳守|中)?"
_BY = r"(?:まで(?:に)?|迄(?:に)?|必着|厳守)?"
_WORD = r"(?P<anchor>[^\d、。,\n]{0,14}?)(?:の|から|より|当日から|翌日から)?"
_COUNTED = re.compile(
    rf"{_WORD}(?P<n>\d{{1,3}})\s*(?P<unit>営業日|日|週間?|[かヶケカ箇]?月)間?(?P<side>前|後)?{_UNTIL}"
)
_SIDE_FIRST = re.compile(
    rf"(?P<anchor>[^\d、。,\n]{{1,14}}?)の?(?P<side>前|後)の?(?P<n>\d{{1,3}})(?P<unit>営業日|日|週間?|[かヶケカ箇]?月)間?{_UNTIL}"
)
_NEXT = re.compile(rf"{_WORD}(?P<near>前々日|前日|前営業日|当日|翌日|翌営業日|翌々日|翌々営業日|前週|翌週){_UNTIL}")
_NEAR = {
    "前々日": (-2, Unit.DAYS), "前日": (-1, Unit.DAYS), "前営業日": (-1, Unit.BUSINESS_DAYS), "当日": (0, Unit.DAYS),
    "翌日": (1, Unit.DAYS), "翌営業日": (1, Unit.BUSINESS_DAYS), "翌々日": (2, Unit.DAYS),
    "翌々営業日": (2, Unit.BUSINESS_DAYS), "前週": (-7, Unit.DAYS), "翌週": (7, Unit.DAYS),
}  # fmt: skip
_MONTH_DAY = re.compile(
    rf"(?:毎月|(?P<next>翌月|翌)|当月|今月)?の?(?:(?P<day>\d{{1,2}})日|(?P<last>末日?|月末日?|晦日)){_BY}"
)
_BUSINESS_DAY = re.compile(rf"(?:毎月|当月|月初)?の?(?:第(?P<a>\d{{1,2}})営業日|(?P<b>\d{{1,2}})営業日目){_BY}")
_WEEKDAY = re.compile(rf"毎週の?(?P<day>[月火水木金土日])(?:曜日?)?{_BY}")
_ENDS_LATE = re.compile(_UNTIL + "$")

ANCHOR_WORDS = {
    Anchor.PAYDAY: "支給日 給料日 給与支給日 給与日 給料支給日 給与支払日",
    Anchor.CLOSING_DAY: "締日 締め日 締切日 〆日",
    Anchor.FISCAL_YEAR_END: "決算日 決算 期末 期末日 事業年度末 決算期末",
}
_ANCHORS = {word: anchor for anchor, words in ANCHOR_WORDS.items() for word in words.split()}
_OTHER_DAYS = frozenset(
    ["入社", "退職", "入社日", "退職日", "本番", "会議", "総会", "役員会", "納期", "月初", "基準", "開催", "満了"]
)
_UNNAMED = frozenset({"", "当日", "基準日", "期日", "期限", "締切", "納期", "その"})


class _Family:
    RELATIVE, MONTH_DAY, BUSINESS_DAY, DATE, WEEKDAY = range(5)


@dataclass(frozen=True, slots=True)
class Said:
    """言われた日: how a cell says its day; `day` by its family, `month` 1 for the month after."""

    family: int
    anchor: str = ""
    offset: int = 0
    unit: Unit = Unit.DAYS
    day: int = 0
    month: int = 0
    on: date | None = None
    with_year: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """日の決まり: a rule for each cell that is certain, what comes round, and the day they are counted from."""

    rules: dict[int, DueRule] = field(default_factory=dict)
    cadence: Cadence | None = None
    anchor: str = ""


def said(text: str, on: date) -> Said | None:
    """言われた日, or None; `on` gives a day without a year the coming one."""
    words = re.sub(r"\s+", "", folded(text))
    if not words or len(words) > 40:
        return None
    return _business_day(words) or _month_day(words) or _weekday(words) or _date(words, on) or _relative(words)


def _relative(words: str) -> Said | None:
    if match := _NEXT.fullmatch(words):
        offset, unit = _NEAR[match["near"]]
        return _from(match["anchor"], offset, unit)
    if match := _SIDE_FIRST.fullmatch(words) or _COUNTED.fullmatch(words):
        unit_word = match["unit"].removesuffix("間") if match["unit"].startswith("週") else match["unit"]
        unit = _UNITS.get(unit_word, Unit.MONTHS)
        number = int(match["n"]) * (7 if unit_word == "週" else 1)
        side = match["side"] or ("後" if "以内" in words and match["anchor"] else "")
        if not side or number > FARTHEST[unit]:
            return None
        return _from(match["anchor"], -number if side == "前" else number, unit)
    bare = _ENDS_LATE.sub("", words)
    return Said(_Family.RELATIVE, bare) if bare in _ANCHORS or bare in ("入社日", "退職日", "基準日") else None


def _from(anchor: str, offset: int, unit: Unit) -> Said | None:
    word = re.sub(r"(?:の当日|当日|の翌日|の)$", "", anchor)
    is_day = word in _UNNAMED or word in _ANCHORS or word in _OTHER_DAYS or word.endswith(("日", "末"))
    return Said(_Family.RELATIVE, "" if word in _UNNAMED else word, offset, unit) if is_day else None


def _month_day(words: str) -> Said | None:
    match = _MONTH_DAY.fullmatch(words)
    if not match:
        return None
    day = LAST if match["last"] else int(match["day"])
    return Said(_Family.MONTH_DAY, day=day, month=int(bool(match["next"]))) if day == LAST or 1 <= day <= 31 else None


def _business_day(words: str) -> Said | None:
    match = _BUSINESS_DAY.fullmatch(words)
    day = int(match["a"] or match["b"]) if match else 0
    return Said(_Family.BUSINESS_DAY, day=day) if 1 <= day <= 20 else None


def _weekday(words: str) -> Said | None:
    match = _WEEKDAY.fullmatch(words)
    return Said(_Family.WEEKDAY, day="月火水木金土日".index(match["day"])) if match else None


def _date(words: str, on: date) -> Said | None:
    for written in (words, _ENDS_LATE.sub("", words)):
        try:
            return Said(_Family.DATE, on=parse_date(written), with_year=True)
        except InputMistake:
            pass
        try:
            return Said(_Family.DATE, on=parse_date(written, on))
        except InputMistake:
            pass
    return None


def settle(cells: Sequence[Said | None], title: str = "") -> Days:
    """日を決める: the way of saying days that most cells use, counted from one day."""
    ways = Counter(cell.family for cell in cells if cell)
    if not ways:
        return Days()
    family = max(ways, key=lambda way: (ways[way], -way))
    ours = {at: cell for at, cell in enumerate(cells) if cell and cell.family == family}
    match family:
        case _Family.RELATIVE:
            return _relative_days(ours, title)
        case _Family.MONTH_DAY:
            return _month_days(ours)
        case _Family.BUSINESS_DAY:
            last = max(cell.day for cell in ours.values())
            rules = {at: DueRule("anchor", cell.day - last) for at, cell in ours.items()}
            return Days(rules, Cadence(Every.MONTH, business_day=last))
        case _Family.WEEKDAY:
            last = max(cell.day for cell in ours.values())
            rules = {at: DueRule("anchor", cell.day - last, Unit.DAYS) for at, cell in ours.items()}
            return Days(rules, Cadence(Every.WEEK, weekday=last))
        case _:
            return _dates(ours)


def _relative_days(ours: dict[int, Said], title: str) -> Days:
    """One named day for all of them: the one named most often."""
    named = Counter(_ANCHORS.get(cell.anchor, cell.anchor) for cell in ours.values() if cell.anchor)
    anchor = named.most_common(1)[0][0] if named else ""
    rules = {
        at: DueRule("anchor", cell.offset, cell.unit)
        for at, cell in ours.items()
        if not cell.anchor or _ANCHORS.get(cell.anchor, cell.anchor) == anchor
    }
    word = next((cell.anchor for cell in ours.values() if _ANCHORS.get(cell.anchor, cell.anchor) == anchor), "")
    return Days(rules, _cadence_of(anchor, title), word)


def _cadence_of(anchor: str, title: str) -> Cadence | None:
    if anchor == Anchor.PAYDAY and not re.search("賞与|ボーナス", title):
        return Cadence(Every.MONTH, anchor=Anchor.PAYDAY)
    if anchor == Anchor.CLOSING_DAY:
        return Cadence(Every.MONTH, anchor=Anchor.CLOSING_DAY)
    return Cadence(Every.FISCAL_YEAR, anchor=Anchor.FISCAL_YEAR_END) if anchor == Anchor.FISCAL_YEAR_END else None


def _month_days(ours: dict[int, Said]) -> Days:
    """Days of one month, by numbers or its last: between the two, and between months, the distance is not fixed."""
    groups = Counter((cell.month, cell.day == LAST) for cell in ours.values())
    group = groups.most_common(1)[0][0]
    same = {at: cell for at, cell in ours.items() if (cell.month, cell.day == LAST) == group}
    last = max(cell.day for cell in same.values())
    rules = {at: DueRule("anchor", cell.day - last, Unit.DAYS) for at, cell in same.items()}
    return Days(rules, Cadence(Every.MONTH, day=last))


def _dates(ours: dict[int, Said]) -> Days:
    """Days of the calendar, counted back from the last; one without a year stands near the one before it."""
    days: dict[int, date] = {}
    before: date | None = None
    for at, cell in ours.items():
        on = cell.on or date.min
        days[at] = before = on if cell.with_year or before is None else _near(on, before)
    last = max(days.values())
    rules = {
        at: DueRule("anchor", (on - last).days, Unit.DAYS)
        for at, on in days.items()
        if (last - on).days <= FARTHEST[Unit.DAYS]
    }
    return Days(rules, None, f"{last.year}/{last.month}/{last.day}")


def _near(on: date, before: date) -> date:
    """The same day of the year that lies nearest."""
    found = [on]
    for year in (before.year - 1, before.year, before.year + 1):
        try:
            found.append(on.replace(year=year))
        except ValueError:
            continue
    return min(found, key=lambda day: abs((day - before).days))
