"""一度は回した: what comes rarely, and what was only tried, each from its first step to its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from urakata.config.sample.diary import moment
from urakata.config.sample.hands import HANDS, LEAD, PARTNERS
from urakata.config.sample.life import BEGAN, Life, fresh
from urakata.config.sample.manuals import TRIED
from urakata.core.business_days import Way
from urakata.core.recurrence import occurrences
from urakata.features.company import queries as company
from urakata.features.procedures.actions.shelving import retire
from urakata.features.runs.actions import opening, rows
from urakata.features.runs.models import Run

SETTLED = timedelta(days=5)  # after the company began: until then nothing is opened
PUT_AWAY = timedelta(days=25)  # after the day of what was only tried
TAIL = timedelta(days=40)  # what has a day of the year was through so long before today
FEW = "はじめてなので、管理部だけで試す"
STUDENTS = ("青木 郁", "上田 海斗", "江口 京", "片山 咲", "久保 翼", "小松 澄")
CANDIDATES = ("島田 圭", "須藤 望", "瀬川 優", "高田 陽")
TRAINED = ("小林 真帆", "杉本 亮", "藤本 香織", "石原 大輔", "小島 結衣", "岸 光")


@dataclass(frozen=True, slots=True)
class Once:
    """一度: its day so many days ago, or the last such day of a year; opened `lead` days before."""

    day: int | tuple[int, int]
    lead: int
    label: str
    names: tuple[str, ...] = ()
    few: bool = False  # everybody is meant, a few try it


ONCE: Mapping[str, Once] = {
    "board_meeting": Once(49, 25, "10月の定例"),
    "company_event": Once(112, 64, "夏の納涼会"),
    "contract_renewal": Once(170, 62, "複合機（3階）の保守"),
    "data_leak": Once(260, 0, "見積書のメールの送り先違い"),
    "device_lending": Once(118, 70, "現場のタブレット 3号機"),
    "leaving": Once(196, 42, "千葉 郁さん"),
    "mid_career_hiring": Once(150, 92, "設計部の構造の担当", CANDIDATES),
    "new_graduate_hiring": Once((10, 1), 500, "来春の入社", STUDENTS),
    "office_relocation": Once(75, 370, "横浜の営業所"),
    "one_off_project": Once(210, 92, "見学会の案内板", PARTNERS[:2]),
    "training": Once(140, 62, "情報の扱い", TRAINED),
    "work_rules_change": Once(150, 92, "子の看護の休みと短時間の条"),
    "year_end_adjustment": Once((12, 25), 36, "管理部だけの試し", few=True),
}


def write_down(life: Life) -> None:
    """一度を日々に書く."""
    for key, once in ONCE.items():
        day = _day(life, once)
        wanted, begun = day - timedelta(days=once.lead), life.today - BEGAN + SETTLED
        if wanted >= begun or not once.few:
            _opens(life, key, day, max(wanted, begun), once)
    for key in TRIED:
        _tries(life, key)


def _day(life: Life, once: Once) -> date:
    if isinstance(once.day, int):
        return life.calendar.shift(life.today - timedelta(days=once.day), Way.NEXT)
    last = life.today - TAIL
    this_year = date(last.year, *once.day)
    return this_year if this_year <= last else date(last.year - 1, *once.day)


def _opens(life: Life, key: str, day: date, opened: date, once: Once) -> None:
    def act(at: datetime) -> None:
        if Run.objects.filter(procedure=life.shelf[key], anchor_on=day).exists():
            return  # the year was long enough to see the whole of it
        run = opening.open_by_hand(
            fresh(life.shelf[key]), anchor_on=day, label=once.label, names=once.names,
            by=life.cast.viewer(HANDS[key].charge, at), at=at,
        )  # fmt: skip
        if (key in TRIED or once.few) and run.subjects.exists():
            _with_few(life, run, at)
        life.hand_out(run, at)
        life.write_down(run, at.date())

    life.diary.add(moment(life.calendar.shift(opened, Way.NEXT), 8, 50), act)


def _with_few(life: Life, run: Run, at: datetime) -> None:
    """試すのは管理部だけ: everybody else is left out, with the reason."""
    others = run.subjects.exclude(person__department__parent__name="管理部")
    by = life.cast.viewer(HANDS[run.procedure.key].charge, at)
    rows.take_out(run, list(others), reason=FEW, by=by, at=at)


def _tries(life: Life, key: str) -> None:
    """試した: its first occurrence, by hand; then it is put away."""
    cadence, profile = life.outlines[key].cadence, company.profile()
    if cadence is None or profile is None:
        return
    since = life.today - BEGAN + SETTLED
    coming = occurrences(
        cadence, since, since + timedelta(days=130), company=profile.company_days(), calendar=company.calendars()
    )
    first = next(each for each in coming if life.opening_day(key, each) >= since)
    _opens(life, key, first.on, life.opening_day(key, first), Once(0, 0, ""))
    away = life.calendar.shift(first.on + PUT_AWAY, Way.NEXT)
    life.diary.add(moment(away, 17, 40), lambda at: _puts_away(life, key, at))


def _puts_away(life: Life, key: str, at: datetime) -> None:
    retire(fresh(life.shelf[key]), by=life.cast.viewer(LEAD, at), at=at)
