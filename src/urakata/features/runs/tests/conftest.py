"""A small payroll: three steps, the second blind, the third after it; and hands to press with."""

from types import SimpleNamespace

import pytest

from urakata.core.viewer import operator

PAYROLL = """
key: payroll
title: 給与計算
department: 労務
clearance: pay
cadence: {every: month, anchor: payday}
steps:
  - key: calculate
    title: 計算する
    minutes: 30
    due: {from: anchor, offset: -5, unit: business_days}
    checks:
      - {key: people, text: 支給人数, kind: number}
      - {key: same, text: 在籍人数と合う}
  - key: compare
    title: 差引を確かめる
    needs: [calculate]
    due: {from: anchor, offset: -4, unit: business_days}
    checks:
      - {key: net, text: 差引支給額, kind: number}
    gate: {kind: blind, of: net}
  - key: send
    title: 振込データを送る
    needs: [compare]
    due: {from: anchor, offset: -3, unit: business_days}
    evidence: [受付画面]
"""


@pytest.fixture
def payroll(office, at):
    from urakata.features.procedures.actions import import_outline
    from urakata.features.procedures.models import Procedure
    from urakata.formats.procedures import read

    outline, mistakes = read(PAYROLL)
    assert not mistakes
    import_outline(outline, reason="はじめの版", by=operator(at.date()), at=at)
    return Procedure.objects.get(key="payroll")


@pytest.fixture
def run(office, payroll, viewer_of, at):
    from datetime import date

    from urakata.features.runs.actions.opening import open_by_hand

    return open_by_hand(payroll, anchor_on=date(2026, 11, 25), by=viewer_of(office.saeki), at=at)


@pytest.fixture
def step(run):
    """The task of the run at a number, as it stands now."""
    return lambda number: run.tasks.select_related("run").get(number=number)


@pytest.fixture
def done(office, step, viewer_of, at):
    """Do the first step, and the second up to its 関所."""
    from urakata.features.runs.actions import doing

    saeki = viewer_of(office.saeki)

    def until(number: int) -> None:
        doing.finish(step(1), {"people": "48", "same": "1"}, by=saeki, at=at)
        if number > 1:
            doing.finish(step(2), {"net": "12,715,430"}, by=saeki, at=at)

    return until


@pytest.fixture
def cast(office, viewer_of):
    return SimpleNamespace(
        saeki=viewer_of(office.saeki), morita=viewer_of(office.morita), nishino=viewer_of(office.nishino)
    )
