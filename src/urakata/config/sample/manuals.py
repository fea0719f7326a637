"""手順を並べる: those of the library and those of the sample, and what later editions say differently."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files

from urakata.common.audit import acts as audit
from urakata.core.outline import Check, Outline, Step
from urakata.core.viewer import operator
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.actions import import_outline
from urakata.features.procedures.actions.built_in import built_in
from urakata.features.procedures.models import Procedure
from urakata.features.runs.actions.errands import ERRAND
from urakata.formats import procedures as reader

REASON = "見本の会社の手順として"
# Of the library, tried once and put away: the company then wrote a shorter one for itself.
TRIED = {
    "account_inventory": "account_review",
    "payables": "invoice_payment",
    "social_insurance_payment": "social_insurance",
    "tax_payment": "monthly_tax",
}
# What comes once a year, or when it comes.
RARE = (
    *("board_meeting", "company_event", "contract_renewal", "data_leak", "device_lending", "leaving"),
    *("mid_career_hiring", "new_graduate_hiring", "office_relocation", "one_off_project", "overtime_agreement"),
    *("stocktaking", "training", "work_rules_change"),
)
# What the company has run for a year: what has a day by law or by contract. The rest came onto the shelf later.
FIRST = (
    *("bonus", "expense_settlement", "invoice_payment", "invoicing", "monthly_closing", "payroll"),
    *("social_insurance", "standard_remuneration", "monthly_tax", "year_end_adjustment"),
    *RARE,
    *TRIED,
)
TAKEN = ("hiring", "supplies_order")  # of the library, with what the sample wrote itself
GIVEN_UP = {"expense_settlement": "expense_claims"}  # once a month became once a week


def outlines() -> dict[str, Outline]:
    """手順の中身 of all that the sample tells of, by key."""
    library = procedures.templates()
    own = {outline.key: outline for outline in _own()}
    return {key: library[key] for key in sorted({*FIRST, *TAKEN} - own.keys())} | own


def shelve(known: Iterable[Outline], at: datetime) -> dict[str, Procedure]:
    """棚に並べる: procedures by their keys, as the operator takes them in."""
    with audit.act(by=operator(at.date()), at=at):
        built_in(ERRAND, at=at)
        made = [import_outline(each, reason=REASON, by=operator(at.date()), at=at) for each in known]
    return {each.procedure.key: each.procedure for each in made}


def _own() -> list[Outline]:
    folder = files(__package__).joinpath("procedures")
    texts = sorted((file.name, file.read_bytes()) for file in folder.iterdir() if file.name.endswith(".yaml"))
    found = []
    for name, text in texts:
        outline, mistakes = reader.read(text)
        if outline is None:
            raise ValueError(f"{name}: {mistakes[0]}")
        found.append(outline)
    return found


@dataclass(frozen=True, slots=True)
class Revision:
    """改訂: the second edition of a procedure, by whom and why."""

    by: str
    reason: str
    step: str
    change: Callable[[Step], Step]

    def of(self, outline: Outline) -> Outline:
        steps = tuple(self.change(step) if step.key == self.step else step for step in outline.steps)
        return replace(outline, steps=steps)


def _asking(check: Check, pitfalls: tuple[str, ...] = ()) -> Callable[[Step], Step]:
    return lambda step: replace(step, checks=(*step.checks, check), pitfalls=(*step.pitfalls, *pitfalls))


def _warning(pitfall: str, minutes: int) -> Callable[[Step], Step]:
    return lambda step: replace(step, pitfalls=(*step.pitfalls, pitfall), minutes=minutes)


@dataclass(frozen=True, slots=True)
class Midway:
    """途中の改訂: published while a run is open, so many times ago, `ahead` business days before its day.

    Whoever published it chose then: the run moves to the new edition, or stays with its own.
    """

    revision: Revision
    ago: int
    ahead: int
    moves: bool


def midway() -> Mapping[str, Midway]:
    """途中の改訂 by procedure."""
    budget = Check(key="budget", text="予算との差が1割を超える科目に理由を書いた", held_against="予算の表")
    late = "締めたあとに足した請求書が一覧から漏れる。防ぐ：足した行に日付を書き、件数をもう一度数えます。"
    return {
        "monthly_closing": Midway(
            Revision("nishino", "役員会で予算との差を聞かれることが続いたため", "trends", _asking(budget)),
            ago=2, ahead=3, moves=True,
        ),
        "invoice_payment": Midway(
            Revision("nishino", "締めたあとに届いた請求書が1枚、一覧から漏れかけたため", "list", _warning(late, 40)),
            ago=4, ahead=4, moves=False,
        ),
    }  # fmt: skip


def revisions() -> Mapping[str, Revision]:
    """改訂 by procedure."""
    moved = Check(key="moved", text="通勤手当が変わった人の届けを添えた", held_against="通勤経路の変更届")
    registered = Check(key="registered", text="登録番号のない領収書に理由を書いた", held_against="領収書の番号の欄")
    return {
        "payroll": Revision(
            "saeki",
            "転居した方の通勤手当が翌月にずれたため、届けを見る",
            "compare",
            _asking(
                moved, ("転居の届けが締めのあとに届き、通勤手当が翌月にずれる。防ぐ：届けの日を差の理由に書きます。",)
            ),
        ),
        "expense_claims": Revision(
            "nishino", "登録番号のない領収書の問い合わせが続いたため", "receipts", _asking(registered)
        ),
        "key_check": Revision(
            "sawada",
            "現場の仮設の鍵が数に入っていなかったため",
            "cabinet",
            _warning("現場の仮設の鍵を数え忘れる。防ぐ：仮設の鍵は赤い札のフックにまとめます。", 25),
        ),
    }
