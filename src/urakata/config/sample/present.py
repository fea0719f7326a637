"""いま: runs that a person opened, so that the pages of the sample are alive whatever day it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from urakata.config.sample import manuals
from urakata.config.sample.company import offer_clearance
from urakata.config.sample.diary import NEW_EDITION, Act, moment
from urakata.config.sample.hands import HANDS, PARTNERS
from urakata.config.sample.life import NOBODY, Lent, Life, fresh
from urakata.config.sample.manuals import Midway, Revision, revisions
from urakata.core.business_days import ClosedDays
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.actions import publish
from urakata.features.runs.actions import moving, opening, rows
from urakata.features.runs.models import Run
from urakata.features.runs.queries import proposal


@dataclass(frozen=True, slots=True)
class Project:
    """単発のプロジェクト; days are business days from today. The last of the firms was not chosen."""

    label: str
    asked: int
    handed_over: int
    chosen: int
    firms: tuple[str, ...]


PROJECTS = (
    Project("本社移転", -28, 37, -1, PARTNERS),
    Project("20周年の冊子", -50, 12, -26, ("株式会社みずき印刷", "合同会社いろは写真", "有限会社まつ葉製本")),
)  # fmt: skip
NOT_CHOSEN = "見積を比べて、頼まないことにした"
COMES, CAME = 16, -32  # business days from today: the first day of whom is expected, and of whom came last


def joining_days(today: date, calendar: ClosedDays) -> dict[str, date]:
    """入社日 of the two whose arrival the sample tells of, and of those who came in spring from another employer."""
    spring = date((today - timedelta(days=120)).year, 4, 1)
    told = {"nakamura": calendar.add(today, COMES), "kudo": calendar.add(today, CAME)}
    return told | dict.fromkeys(("kishi", "arai", "hirano"), spring)


def write_down(life: Life) -> None:
    """いまを日々に書く."""
    _hirings(life)
    _opens(life, "lease_renewal", asked=-4, anchor=6, label="複合機（3階）", open_step="quotes")
    _finishes(life, "lease_renewal", "quotes", moment(_day(life, -1), 15, 10))
    _opens(life, "contract_review", asked=-26, anchor=-20, label="有限会社藤村木工との外注契約")
    _opens(life, "contract_review", asked=-3, anchor=3, label="株式会社桐生資材との基本契約")
    for project in PROJECTS:
        _begins(life, project)
    for key in ("payroll", "monthly_closing"):
        life.diary.add(moment(_day(life, -1), 16, 40), _opens_early(life, key))
    _revisions(life)
    until = date(life.today.year + (life.today.month > 3), 3, 31)
    life.diary.add(moment(_day(life, -1), 8, 40), lambda at: offer_clearance(life.cast, until, at))


def _hirings(life: Life) -> None:
    """入社: one is done, one goes through three departments; its paper waits for a second person."""
    _opens(life, "hiring", asked=CAME - 18, anchor=CAME, label="工藤 海斗さん")
    _opens(life, "hiring", asked=-3, anchor=COMES, label="中村 葵さん", open_step="desk", lend={"desk": "ohashi"})
    _finishes(life, "hiring", "conditions", moment(_day(life, -1), 16, 20))


def _begins(life: Life, project: Project) -> None:
    """プロジェクト: two of one person, side by side."""
    key = "one_off_project"

    def act(at: datetime) -> None:
        run = opening.open_by_hand(
            fresh(life.shelf[key]), anchor_on=_day(life, project.handed_over), label=project.label,
            names=project.firms, by=life.cast.viewer(HANDS[key].charge, at), at=at,
        )  # fmt: skip
        life.write_down(run, at.date())
        life.diary.add(moment(_day(life, project.chosen), 16, 30), lambda at: leaves_out(run, at))

    def leaves_out(run: Run, at: datetime) -> None:
        firm = run.subjects.get(name=project.firms[-1])
        rows.take_out(run, [firm], reason=NOT_CHOSEN, by=life.cast.viewer(HANDS[key].charge, at), at=at)

    life.diary.add(moment(_day(life, project.asked), 9, 20), act)


def _opens(
    life: Life,
    key: str,
    *,
    asked: int,
    anchor: int,
    label: str,
    open_step: str = "",
    lend: Lent = NOBODY,
) -> None:
    def act(at: datetime) -> None:
        by = life.cast.viewer(HANDS[key].charge, at)
        run = opening.open_by_hand(fresh(life.shelf[key]), anchor_on=_day(life, anchor), label=label, by=by, at=at)
        life.hand_out(run, at, lend)
        life.write_down(run, at.date(), until=open_step)

    life.diary.add(moment(_day(life, asked), 9, 12), act)


def _finishes(life: Life, key: str, step_key: str, at: datetime) -> None:
    """終えて、確認を待つ: the newest run of that procedure."""

    def act(at: datetime) -> None:
        run = Run.objects.filter(procedure=life.shelf[key]).select_related("procedure").latest("pk")
        step = next(step for step in procedures.outline(run.edition_id).steps if step.key == step_key)
        life.work(run, step).finish(at)

    life.diary.add(at, act)


def _opens_early(life: Life, key: str) -> Act:
    """Where the clock has not opened the next one yet, the person in charge has."""

    def act(at: datetime) -> None:
        if Run.objects.filter(procedure=life.shelf[key], finished_at=None).exists():
            return
        coming = proposal(fresh(life.shelf[key]), life.today)
        by = life.cast.viewer(HANDS[key].charge, at)
        on = date.fromisoformat(coming["anchor_on"])
        opening.open_by_hand(fresh(life.shelf[key]), anchor_on=on, label=coming["label"], by=by, at=at)

    return act


def _revisions(life: Life) -> None:
    """改訂: the payroll's on the evening of the last payday, while what it taught is fresh."""
    last = next((each.on for each in life.past("payroll")), life.today)
    days = {"payroll": last, "expense_claims": _day(life, -12), "key_check": _day(life, -27)}
    for key, revision in revisions().items():
        if days[key] < life.today:
            life.diary.add(moment(days[key], 17, 20), _publishes(life, key, revision))
    for key, midway in manuals.midway().items():
        day = life.calendar.add(life.past(key)[midway.ago - 1].on, -midway.ahead)
        life.diary.add(moment(day, 17, 20), _publishes(life, key, midway.revision))
        life.diary.add(moment(day, 17, 33), _chooses(life, key, midway))


def _chooses(life: Life, key: str, midway: Midway) -> Act:
    """開いている実行をどうしますか: what whoever published it answered."""

    def act(at: datetime) -> None:
        procedure = fresh(life.shelf[key])
        by, to = life.cast.viewer(midway.revision.by, at), procedures.published(procedure)
        found = Run.objects.filter(procedure=procedure, finished_at=None, opened_at__lt=at).select_related("edition")
        choices = [moving.Choice(run, seen=run.edition.number, moves=midway.moves) for run in found]
        moving.choose(choices, to, by=by, at=at)

    return act


def _publishes(life: Life, key: str, revision: Revision) -> Act:
    def act(at: datetime) -> str:
        procedure = fresh(life.shelf[key])
        outline, base = revision.of(procedures.published_outline(procedure)), procedures.published(procedure).number
        by = life.cast.viewer(revision.by, at)
        publish(procedure, outline, base=base, reason=revision.reason, by=by, at=at)
        return NEW_EDITION

    return act


def _day(life: Life, offset: int) -> date:
    return life.calendar.add(life.today, offset)
