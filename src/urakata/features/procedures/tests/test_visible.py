"""見える手順."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from urakata.core.viewer import operator
from urakata.features.company.models import Seal
from urakata.features.procedures import queries

ON_THE_SHELF = {
    "morita": {"給与計算", "月次決算", "備品の発注", "来客の案内"},
    "saeki": {"給与計算", "来客の案内"},
    "nishino": {"月次決算", "来客の案内"},
    "ohashi": {"備品の発注"},
    "foreman": set(),
    "kobayashi": set(),
    "sharoshi": set(),
    "owner": set(),
}


@pytest.mark.parametrize("name", ON_THE_SHELF)
def test_everybody_sees_what_is_theirs_and_nothing_else(shelf, office, viewer_of, assigned_to_temp, name):
    seen = queries.visible_to(viewer_of(getattr(office, name)))

    assert {procedure.title for procedure in seen} == ON_THE_SHELF[name]


def test_a_lead_without_the_clearance_does_not_see_payroll(shelf, office, viewer_of):
    office.morita.grants.filter(clearance="pay").delete()

    assert shelf.payroll not in queries.visible_to(viewer_of(office.morita))


def test_a_task_does_not_open_what_the_clearance_shuts(shelf, office, viewer_of, monkeypatch):
    monkeypatch.setattr("urakata.common.seams.assigned._fillers", [lambda viewer: {shelf.payroll.pk}])

    assert shelf.payroll not in queries.visible_to(viewer_of(office.ohashi))
    assert shelf.payroll not in queries.visible_to(viewer_of(office.nishino))


def test_a_seal_shuts_out_even_the_lead_until_its_day(shelf, office, viewer_of, at):
    seal = Seal.objects.create(code="s1", label="異動の内示", until=at.date())
    seal.people.add(office.saeki)
    shelf.payroll.seal = seal
    shelf.payroll.save()

    assert shelf.payroll not in queries.visible_to(viewer_of(office.morita))
    assert shelf.payroll in queries.visible_to(viewer_of(office.saeki))
    assert shelf.payroll in queries.visible_to(viewer_of(office.morita, at.date() + timedelta(days=1)))


def test_hidden_and_missing_are_the_same_404(shelf, office, viewer_of):
    for code in (shelf.payroll.code, "nothing"):
        with pytest.raises(Http404):
            queries.procedure(viewer_of(office.ohashi), code)


def test_a_key_finds_only_what_is_visible(shelf, office, viewer_of):
    assert queries.by_key(operator(date(2026, 11, 17)), "payroll") == shelf.payroll
    assert queries.by_key(viewer_of(office.nishino), "payroll") is None
    assert queries.by_key(viewer_of(office.nishino), shelf.payroll.code) is None


def test_what_is_put_away_is_shown_only_when_asked_for(shelf, office, viewer_of, at):
    shelf.closing.retired_at = at
    shelf.closing.save()

    viewer = viewer_of(office.nishino)

    assert shelf.closing not in queries.visible_to(viewer)
    assert shelf.closing in queries.visible_to(viewer, retired=True)


def test_an_edition_of_a_time_with_a_clearance_stays_hidden(shelf, office, viewer_of):
    shelf.payroll.clearance = ""
    shelf.payroll.department = None
    shelf.payroll.save()
    viewer = viewer_of(office.nishino)

    found = queries.procedure(viewer, shelf.payroll.code)

    assert queries.history(viewer, found) == []
    with pytest.raises(Http404):
        queries.edition(viewer, found, 1)
