"""動く日: closing a day shows beforehand whose day it moves, to those who may know of it; open runs keep theirs."""

from datetime import date, timedelta

import pytest

from urakata.core.closing import Closing
from urakata.core.viewer import operator
from urakata.features.company import actions as company
from urakata.features.company import queries
from urakata.features.company.models import Role
from urakata.features.procedures.actions import import_outline
from urakata.features.runs import jobs
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Run
from urakata.formats.procedures import read

KEYS = """
key: key_check
title: 鍵の点検
department: 総務
cadence: {every: month, day: 9, closed: earlier}
steps: [{key: look, title: 鍵を数える}]
"""


@pytest.fixture
def keys(office, at):
    outline, _ = read(KEYS)
    return import_outline(outline, reason="はじめ", by=operator(at.date()), at=at).procedure


@pytest.fixture
def owner_and_lead(office):
    Role.objects.create(person=office.owner, name="lead")
    return office.owner


def see(browser, days: str):
    return browser.post("/settings/calendar/preview/", {"days": days, "half": "day", "year": "2026"})


def test_a_closed_day_shows_whose_day_it_moves(keys, owner_and_lead, browser_of):
    page = see(browser_of(owner_and_lead), "12/9")

    (move,) = page.context["moves"]
    assert (move.kind, move.key, move.was, move.now) == ("procedure", "key_check", date(2026, 12, 9), date(2026, 12, 8))
    assert "鍵の点検（2026年12月分）" in page.content.decode()


def test_half_a_day_and_a_day_that_is_closed_anyway_move_nothing(keys, owner_and_lead, browser_of):
    browser = browser_of(owner_and_lead)
    half = browser.post("/settings/calendar/preview/", {"days": "12/9", "half": "pm", "year": "2026"})

    assert half.context["moves"] == see(browser, "12/6").context["moves"] == []
    assert "動く日はありません" in half.content.decode()


def test_an_open_run_is_told_of_and_keeps_its_day(keys, owner_and_lead, browser_of, viewer_of, at):
    run = open_by_hand(keys, anchor_on=date(2026, 12, 9), by=viewer_of(owner_and_lead), at=at)
    browser = browser_of(owner_and_lead)

    page = see(browser, "12/9")
    browser.post("/settings/calendar/add/", {"text": page.context["text"]})

    assert "もう開いている実行の日は、そのままです" in page.content.decode()
    assert Run.objects.get(pk=run.pk).anchor_on == date(2026, 12, 9)


def test_who_may_not_know_of_a_procedure_is_not_told_that_it_moves(keys, office, browser_of, owner_and_lead, at):
    hidden, _ = read(KEYS.replace("key_check", "bonus_talk").replace("department: 総務", "clearance: pay"))
    import_outline(hidden, reason="はじめ", by=operator(at.date()), at=at)
    Role.objects.create(person=office.morita, name="owner")

    told = {key: see(browser_of(getattr(office, key)), "12/9").context["moves"] for key in ("owner", "morita")}

    assert [move.key for move in told["owner"]] == ["key_check"]
    assert [move.key for move in told["morita"]] == ["bonus_talk", "key_check"]


def test_an_owner_outside_the_office_sees_none_of_its_procedures(keys, office, browser_of):
    assert see(browser_of(office.owner), "12/9").context["moves"] == []


def test_a_payday_follows_the_bank_and_not_the_company(payroll, office, viewer_of):
    lead = viewer_of(office.morita)

    moves = queries.moved_by_closing(lead, [Closing(False, date(2026, 12, 25))], {})

    assert [move for move in moves if move.kind == "procedure"] == []


def test_what_moves_is_asked_in_few_queries(keys, payroll, office, viewer_of, django_assert_max_num_queries):
    lead = viewer_of(office.morita)

    with django_assert_max_num_queries(11):
        queries.moved_by_closing(lead, [Closing(False, date(2026, 12, 9))], {})


def test_what_is_open_is_not_opened_again_when_a_closed_day_moves_it(office, viewer_of, at):
    """第3営業日 of December is another day then, and still that of December."""
    counted = KEYS.replace("day: 9, closed: earlier", "business_day: 3")
    outline, _ = read(counted)
    import_outline(outline, reason="はじめ", by=operator(at.date()), at=at)
    later = at + timedelta(days=13)
    opened = jobs.open_due(later)
    closed = [Closing(False, date(2026, 12, 2)), Closing(False, date(2026, 12, 3))]

    company.close_days(queries.company(), closed, by=viewer_of(office.owner), at=later)
    jobs.open_due(later + timedelta(days=1))

    assert opened == 1
    assert list(Run.objects.values_list("occurrence", "anchor_on")) == [("2026-12-01", date(2026, 12, 3))]
