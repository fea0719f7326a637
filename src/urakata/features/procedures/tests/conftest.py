"""手順の見本: payroll (労務, with the clearance 給与), closing (経理), supplies (総務) and one for everybody."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from urakata.core.outline import Check, CheckKind, Gate, GateKind, Outline, Step
from urakata.core.viewer import operator
from urakata.features.procedures import actions

GROSS = Check("gross", "総支給額", CheckKind.NUMBER)
PAYROLL = Outline(
    key="payroll",
    title="給与計算",
    why="1円の違いも翌月まで残ります。",
    department="労務",
    clearance="pay",
    steps=(
        Step("calculate", "計算する", minutes=30, checks=(GROSS,)),
        Step("compare", "前月との差を説明する", needs=("calculate",), gate=Gate(GateKind.BLIND, "calculate.gross")),
    ),
)


def outline(key: str, title: str, department: str = "", clearance: str = "", **more: object) -> Outline:
    steps = (Step("ask", "数をたしかめる", minutes=10), Step("buy", "注文する", needs=("ask",)))
    return Outline(key, title, department=department, clearance=clearance, steps=steps, **more)  # type: ignore[arg-type]


@pytest.fixture
def put(office, at) -> Callable:
    """A procedure on the shelf, put there by the operator."""
    return lambda made: actions.import_outline(made, reason="はじめから", by=operator(at.date()), at=at).procedure


@pytest.fixture
def shelf(put) -> SimpleNamespace:
    return SimpleNamespace(
        payroll=put(PAYROLL),
        closing=put(outline("closing", "月次決算", "経理")),
        supplies=put(outline("supplies", "備品の発注", "総務")),
        common=put(outline("visitors", "来客の案内")),
    )


@pytest.fixture
def assigned_to_temp(monkeypatch, shelf, office) -> None:
    """大橋さんは備品の発注の作業を任されている."""
    given = {office.ohashi.pk: {shelf.supplies.pk}}
    monkeypatch.setattr("urakata.common.seams.assigned._fillers", [lambda viewer: given.get(viewer.person_id, set())])
