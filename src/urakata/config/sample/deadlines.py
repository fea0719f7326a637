"""締切: what the company does not have, what it handed in during the year, and the runs of the last three months."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from urakata.config.sample.chance import chance
from urakata.config.sample.diary import NEW_EDITION, moment, morning
from urakata.config.sample.hands import LEAD
from urakata.config.sample.life import BEGAN, MONTHS, YEAR, Life
from urakata.config.sample.life import LEAD as TOOK_UP
from urakata.config.sample.papers import paper
from urakata.core.backplan import opening_day
from urakata.core.business_days import Way
from urakata.core.viewer import operator
from urakata.features.duties import jobs, queries
from urakata.features.duties.actions.choosing import switch_off
from urakata.features.duties.actions.fulfilling import Paper, fulfil
from urakata.features.duties.queries import Deadline
from urakata.features.duties.queries.deadlines import of_duties
from urakata.features.duties.queries.opening import OPENS
from urakata.features.runs.actions import doing
from urakata.features.runs.models import Run

NOT_OURS = {
    "invoice_torikeshi": "登録は続けます。",
    "jigyoshozei": "事業所の広さも人数も届きません。",
    "kojin_kakutei": "役員が自分で出します。",
    "saiyo_kosotsu": "高卒の採用はしていません。",
    "shohizei_kani": "簡易課税は選びません。",
}
HANDS = {"経理": "nishino", "労務": "saeki", "人事": "kawabe"}
GROUPS = {"tax": "nishino", "closing": "nishino", "social_insurance": "saeki", "labour": "saeki", "legal": "momose"}
ELSE = "sawada"
RECEIVED = ("e-Tax", "税務署", "年金", "労働局", "監督署", "市区町村")  # offices that answer with a number


def write_down(life: Life) -> None:
    """締切を日々に書く."""
    decided = moment(life.today - BEGAN, 13)
    for duty, reason in NOT_OURS.items():
        switch_off(duty, reason, by=life.cast.viewer(LEAD, decided), at=decided)
    began = life.calendar.shift(life.today - MONTHS, Way.NEXT)
    known = [each for each in queries.deadlines(operator(life.today), *_lived(life)) if each.act_by]
    for each in known:
        if each.act_by and each.act_by < began:
            _by_hand(life, each, each.act_by)
    for day in sorted({began, *_opening_days(life, known, began), life.today}):
        life.diary.add(moment(day, 0, 2), lambda at: _opens(life, at))


def _lived(life: Life) -> tuple[date, date]:
    return life.today - YEAR, life.today + TOOK_UP


def _opening_days(life: Life, known: list[Deadline], began: date) -> Iterator[date]:
    own = (each.act_by for each in known if each.act_by and not each.duty.procedure)
    days = (opening_day(act_by, OPENS.before, OPENS.unit, life.calendar) for act_by in own)
    return (day for day in days if began < day <= life.today)


def _by_hand(life: Life, deadline: Deadline, act_by: date) -> None:
    """Some days before; what a run does by then is its own."""
    drawn = chance(deadline.key)
    day = life.calendar.add(life.calendar.shift(act_by, Way.PREVIOUS), -drawn.randint(1, 5))
    if day > life.today - BEGAN:
        at = moment(day, 11) + timedelta(minutes=drawn.randint(0, 240))
        life.diary.add(at, lambda at: _hands_in(life, deadline, at))


def _hands_in(life: Life, deadline: Deadline, at: datetime) -> None:
    by = life.cast.viewer(GROUPS.get(deadline.duty.group, ELSE), at)
    on = deadline.days.legal_on or at.date()
    now = next((each for each in of_duties(by, [deadline.duty.id], on, on) if each.key == deadline.key), deadline)
    if now.is_done or now.run is not None:
        return
    receipt = _receipt(deadline)
    papers = [Paper(*paper("受信通知", deadline.label, [deadline.duty.title, receipt]))] if receipt else []
    fulfil(now, done_on=at.date(), receipt=receipt, papers=papers, by=by, at=at)


def _receipt(deadline: Deadline) -> str:
    answers = any(office in deadline.duty.office for office in RECEIVED)
    return f"{chance(deadline.key).randint(10**9, 10**10 - 1)}" if answers else ""


def _opens(life: Life, at: datetime) -> str:
    """掃く, as the clock does it; each step of what it opened is done on its day."""
    jobs.open_due(at)
    for run in Run.objects.filter(origin_kind="duty", opened_at=at).select_related("department"):
        _lives(life, run, at)
    return NEW_EDITION


def _lives(life: Life, run: Run, opened: datetime) -> None:
    hand = HANDS.get(run.department.name if run.department else "", ELSE)
    last = morning(life.calendar.shift(opened.date(), Way.NEXT), run.origin_key)
    for task in run.line():
        day = life.calendar.add(life.calendar.shift(task.due_on, Way.PREVIOUS), -1)
        last = max(last + timedelta(minutes=13), morning(day, f"{run.origin_key} {task.number}"))
        if last.date() >= life.today:
            return
        life.diary.add(last, partial(_does, life, run, task.pk, hand))


def _does(life: Life, run: Run, task: int, hand: str, at: datetime) -> None:
    now = run.line().get(pk=task)
    now.run = run
    is_last = now.number == run.step_count
    given = {"receipt": f"{chance(run.origin_key).randint(10**9, 10**10 - 1)}"} if is_last else {}
    doing.finish(now, given, by=life.cast.viewer(hand, at), at=at)
