"""手順を探す."""

from dataclasses import replace

from urakata.common.search import actions as index
from urakata.common.search.queries import search
from urakata.features.procedures import actions
from urakata.features.procedures.tests.conftest import PAYROLL


def found(viewer, text):
    return [hit.title for hit in search(viewer, text)]


def test_a_procedure_is_found_by_its_title_and_by_what_it_says(shelf, office, viewer_of):
    saeki = viewer_of(office.saeki)

    assert found(saeki, "給与") == ["給与計算"]
    assert found(saeki, "総支給額") == ["給与計算"]


def test_payroll_is_not_found_by_who_may_not_know_of_it(shelf, office, viewer_of):
    for person in (office.nishino, office.ohashi, office.kobayashi):
        assert "給与計算" not in found(viewer_of(person), "給与計算")


def test_the_index_follows_an_edition_and_putting_away(shelf, office, viewer_of, at):
    saeki = viewer_of(office.saeki)
    actions.publish(shelf.payroll, replace(PAYROLL, title="賃金計算"), base=1, reason="呼び名", by=saeki, at=at)
    assert found(saeki, "賃金") == ["賃金計算"]

    actions.retire(shelf.payroll, by=saeki, at=at)
    assert found(saeki, "賃金") == []


def test_a_whole_reindex_finds_the_same(shelf, office, viewer_of):
    index.reindex("procedure")

    assert found(viewer_of(office.nishino), "月次") == ["月次決算"]
