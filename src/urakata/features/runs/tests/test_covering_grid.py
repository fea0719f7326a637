"""代わり in a grid: whoever stands in has the step, and so its cells; a subject is answered for by nobody."""

from datetime import date

import pytest

from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.company import actions as company
from urakata.features.company.queries import away
from urakata.features.procedures.actions import add_deputy
from urakata.features.runs import queries
from urakata.features.runs.actions import doing, many
from urakata.features.runs.models import Run
from urakata.features.runs.queries.grid import Looked, grid_page
from urakata.features.runs.tests.test_grid import YEAR_END, cell, opened

AWAY = {"first": date(2026, 11, 17), "last": date(2026, 12, 4)}


@pytest.fixture
def run(office, viewer_of, at) -> Run:
    """In saeki's hands, with morita to stand in; its first step is done, and its grid has begun."""
    run = opened(YEAR_END, viewer_of(office.saeki), at)
    add_deputy(run.procedure, office.morita, by=viewer_of(office.saeki), at=at)
    doing.finish(run.line().get(number=1), {"forms": "7"}, by=viewer_of(office.saeki), at=at)
    run.tasks.update(start_on=at.date())
    return run


def test_whoever_stands_in_ticks_many_and_afterwards_no_more(run, office, viewer_of, at):
    head, morita = run.line().get(number=2), viewer_of(office.morita)
    rows = list(run.subjects.filter(person__in=[office.kobayashi, office.nishino]))
    with pytest.raises(NotAllowed) as refusal:
        many.finish(head, rows, by=morita, at=at)
    assert list(refusal.value.problems) == [Problem.NOT_ALL]

    absence = company.add_absence(office.saeki, **AWAY, by=viewer_of(office.saeki), at=at)

    assert grid_page(morita, run, Looked(number=2), away(at.date())).may_finish
    assert many.finish(head, rows, by=morita, at=at) == 2
    doing.check(cell(run, 3, "小林"), {"seen": "1"}, by=morita, at=at)
    company.take_back_absence(absence, by=viewer_of(office.saeki), at=at)
    with pytest.raises(NotAllowed):
        doing.finish(cell(run, 3, "小林"), {"seen": "1"}, by=morita, at=at)


def test_the_head_comes_to_whoever_stands_in_and_no_cell_does(run, office, viewer_of, at):
    company.add_absence(office.saeki, **AWAY, by=viewer_of(office.saeki), at=at)

    lists = queries.task_lists(viewer_of(office.morita), at)

    assert [(row.task.number, row.task.subject_id) for row in lists.today] == [(2, None)]


def test_a_subject_who_is_away_is_answered_for_by_nobody(run, office, viewer_of, at):
    company.add_absence(office.nishino, **AWAY, by=viewer_of(office.nishino), at=at)

    with pytest.raises(NotAllowed) as refusal:
        doing.finish(cell(run, 2, "西野"), {"got": "1"}, by=viewer_of(office.morita), at=at)

    assert list(refusal.value.problems) == [Problem.OF_ANOTHER]
    assert queries.task_lists(viewer_of(office.morita), at).today == []
