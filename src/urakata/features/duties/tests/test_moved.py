"""動く日: closing a day shows which deadlines it moves, those of an 出来事 to whoever may know of it."""

from datetime import date

import pytest

from urakata.core.closing import Closing
from urakata.features.company import queries as company
from urakata.features.company.models import Company
from urakata.features.duties import actions
from urakata.features.procedures.actions import import_outline
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Run
from urakata.formats.procedures import read
from urakata.rules.events import events

FILED_BY = date(2026, 12, 4)  # 資格取得届 for somebody hired on 1 December: the 6th is a Sunday, disputed
CLOSED = [Closing(False, FILED_BY)]


@pytest.fixture
def hired(office, viewer_of, at):
    Company.objects.update(profile={"kind": "corporation", "employees": 48, "payday": 25})
    days = {"hire_date": date(2026, 12, 1)}
    return actions.keep(
        events().groups["joining"], person=office.kobayashi, days=days, by=viewer_of(office.saeki), at=at
    )


def moved(viewer) -> dict[str, tuple[date | None, date | None]]:
    return {move.key: (move.was, move.now) for move in company.moved_by_closing(viewer, CLOSED, {})}


def test_what_must_be_filed_for_somebody_is_acted_on_a_day_earlier(hired, office, viewer_of):
    found = moved(viewer_of(office.saeki))

    assert found[f"shaho_shikaku_shutoku:{hired.code}"] == (FILED_BY, date(2026, 12, 3))


def test_whoever_may_not_know_of_it_is_not_told(hired, office, viewer_of):
    assert not [key for key in moved(viewer_of(office.nishino)) if hired.code in key]
    assert moved(viewer_of(office.kobayashi)) == {}


def test_a_deadline_whose_run_is_open_is_told_of_as_open(hired, office, viewer_of, at):
    key, saeki = f"shaho_shikaku_shutoku:{hired.code}", viewer_of(office.saeki)
    outline, _ = read("key: join\ntitle: 入社の届け\nsteps: [{key: a, title: 出す}]\n")
    procedure = import_outline(outline, reason="はじめ", by=viewer_of(office.morita), at=at).procedure
    before = {move.key: move.is_open for move in company.moved_by_closing(saeki, CLOSED, {})}

    run = open_by_hand(procedure, anchor_on=FILED_BY, by=saeki, at=at)
    Run.objects.filter(pk=run.pk).update(occurrence=key)

    after = {move.key: move.is_open for move in company.moved_by_closing(saeki, CLOSED, {})}
    assert (before[key], after[key]) == (False, True)
