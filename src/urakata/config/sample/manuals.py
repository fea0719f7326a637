"""手順を並べる: those of the library and those of the sample, and what later editions say differently."""

from collections.abc import Callable, Mapping
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
TAKEN = ("hiring", "monthly_closing", "payroll", "supplies_order")  # of the library: what the company has lived with


def shelve(at: datetime) -> dict[str, Procedure]:
    """棚に並べる: every procedure by its key, as the operator takes them in."""
    with audit.act(by=operator(at.date()), at=at):
        built_in(ERRAND, at=at)
        library = procedures.templates()
        outlines = [*(library[key] for key in TAKEN), *_own()]
        made = (import_outline(each, reason=REASON, by=operator(at.date()), at=at) for each in outlines)
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
