"""版を移すことと条件: what a condition ruled out stays with its condition, also in a newer edition."""

from datetime import date

import pytest

from urakata.core.viewer import operator
from urakata.features.runs.actions import doing, moving, opening, sideways

TEXT = """
key: order
title: 発注
department: 経理
steps:
  - key: choose
    title: 選ぶ
    checks: [{key: largest, text: いちばん高い物, kind: number}]
  - key: large
    title: 稟議に回す
    needs: [choose]
    when: {check: choose.largest, is: ">=", value: 100000}
  - key: buy
    title: 買う
    needs: [large]
"""


@pytest.fixture
def ordered(office, viewer_of, at):
    """An order of 5,000円: 稟議 is ruled out. Then the edition is what `text` says, and the run follows it."""
    from urakata.features.procedures.actions import import_outline
    from urakata.formats.procedures import read

    nishino = viewer_of(office.nishino)

    def put(text: str):
        outline, mistakes = read(text)
        assert not mistakes
        return import_outline(outline, reason="版", by=operator(at.date()), at=at).procedure

    run = opening.open_by_hand(put(TEXT), anchor_on=date(2026, 11, 25), by=nishino, at=at)
    doing.finish(run.tasks.get(step_key="choose"), {"largest": "5,000"}, by=nishino, at=at)

    def moved(text: str):
        procedure = put(text)
        procedure.refresh_from_db()
        moving.move(run, procedure.edition, seen=1, by=nishino, at=at)
        run.refresh_from_db()
        return run

    return run, moved, nishino


def states(run) -> dict[str, str]:
    return dict(run.tasks.values_list("step_key", "state"))


def test_a_step_ruled_out_stays_out_while_its_condition_says_so(ordered):
    run, moved, _ = ordered
    assert states(run) == {"choose": "done", "large": "not_applicable", "buy": "now"}

    assert states(moved(TEXT.replace("title: 買う", "title: 注文する"))) == states(run)


def test_a_step_ruled_out_that_the_newer_edition_has_no_more_does_not_come_back(ordered):
    _, moved, _ = ordered
    without = TEXT[: TEXT.index("  - key: large")] + "  - key: buy\n    title: 買う\n    needs: [choose]\n"

    assert states(moved(without))["large"] == "not_applicable"


def test_a_lower_limit_in_the_newer_edition_brings_the_step_back(ordered):
    _, moved, _ = ordered

    assert states(moved(TEXT.replace("100000", "3000"))) == {"choose": "done", "large": "now", "buy": "todo"}


def test_after_a_move_undoing_the_answer_undoes_what_it_decided(ordered, at):
    run, moved, nishino = ordered
    moved(TEXT.replace("title: 買う", "title: 注文する"))

    sideways.redo(run.tasks.get(step_key="choose"), reason="見落とし", by=nishino, at=at)

    assert states(run) == {"choose": "now", "large": "todo", "buy": "todo"}
