"""一緒に回す: asked along, both see it; taken back or declined, the run returns, and nobody says why."""

from datetime import date, timedelta

import pytest

from urakata.common.audit.models import Entry
from urakata.core.refusal import NotAllowed
from urakata.core.together import Problem
from urakata.core.viewer import operator
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.actions import import_outline
from urakata.features.runs import queries
from urakata.features.runs.actions import doing, together
from urakata.features.runs.actions.opening import open_by_hand
from urakata.formats.procedures import read

CASH = """
key: cash
title: 資金繰り表の更新
department: 経理
cadence: {every: month, day: 25}
steps:
  - {key: look, title: 通帳を開く}
  - {key: write, title: 残高を写す, needs: [look]}
"""
ON = date(2026, 11, 25)


@pytest.fixture
def procedure(office, at):
    return brought_in(CASH, at)


def brought_in(text: str, at):
    outline, mistakes = read(text)
    assert not mistakes
    return import_outline(outline, reason="はじめ", by=operator(at.date()), at=at).procedure


@pytest.fixture
def nishino(office, viewer_of):
    return viewer_of(office.nishino)


@pytest.fixture
def asked(procedure, office, nishino, at):
    """nishino asks saeki of 労務 along, who has the run in hand."""
    return together.invite(
        procedure, office.saeki, anchor_on=ON, note="一緒にどうですか", invited_has_it=True, by=nishino, at=at
    )


def pair_of(viewer, run):
    return queries.pair_of(viewer, run).row


def test_whoever_is_asked_along_has_the_run_and_reads_the_procedure(asked, procedure, office, viewer_of, browser_of):
    saeki = viewer_of(office.saeki)

    assert asked.in_charge == office.saeki
    assert asked.occurrence == "2026-11-25"
    assert set(asked.tasks.values_list("assignee", flat=True)) == {office.saeki.pk}
    assert procedures.visible_to(saeki).filter(pk=procedure.pk).exists()
    page = browser_of(office.saeki).get(f"/runs/{asked.code}/").content.decode()
    assert "西野さんと一緒に回します。" in page
    assert "一緒にどうですか" in page
    assert "西野さんと" in browser_of(office.saeki).get("/tasks/").content.decode()
    assert "佐伯さんと" in browser_of(office.nishino).get("/tasks/").content.decode()


def test_whoever_sits_beside_sees_the_run_of_another_department_too(procedure, office, nishino, viewer_of, at):
    run = together.invite(procedure, office.saeki, anchor_on=ON, invited_has_it=False, by=nishino, at=at)

    assert run.in_charge == office.nishino
    assert queries.visible_to(viewer_of(office.saeki)).filter(pk=run.pk).exists()


def test_what_the_one_who_asks_did_last_time_is_for_the_other_now(procedure, office, nishino, at):
    before = open_by_hand(procedure, anchor_on=date(2026, 10, 23), by=nishino, at=at)
    for number in (1, 2):
        doing.finish(before.tasks.get(number=number), by=nishino, at=at)

    run = together.invite(procedure, office.saeki, anchor_on=ON, invited_has_it=True, by=nishino, at=at)

    assert set(run.tasks.values_list("assignee", flat=True)) == {office.saeki.pk}


def test_declined_it_goes_back_and_the_record_names_nobody(asked, office, viewer_of, at):
    saeki = viewer_of(office.saeki)
    doing.finish(asked.tasks.get(number=1), by=saeki, at=at)

    together.decline(pair_of(saeki, asked), by=saeki, at=at)

    asked.refresh_from_db()
    assert asked.in_charge == office.nishino
    assert asked.tasks.get(number=1).done_by == office.saeki
    assert asked.tasks.get(number=2).assignee == office.nishino
    assert queries.going_together(viewer_of(office.nishino)) == []
    assert not Entry.objects.filter(act="run.together_ended").exclude(actor_id=None).exists()


def test_taken_back_whoever_was_asked_sees_it_no_more(procedure, office, nishino, viewer_of, at):
    run = together.invite(procedure, office.saeki, anchor_on=ON, invited_has_it=True, by=nishino, at=at)

    together.take_back(pair_of(nishino, run), by=nishino, at=at)

    assert not queries.visible_to(viewer_of(office.saeki)).filter(pk=run.pk).exists()
    assert not procedures.visible_to(viewer_of(office.saeki)).filter(pk=procedure.pk).exists()


def test_a_run_that_is_open_already_stays_in_the_hands_it_is_in(procedure, office, nishino, viewer_of, at):
    opened = open_by_hand(procedure, anchor_on=ON, by=nishino, at=at)

    run = together.invite(procedure, office.saeki, anchor_on=ON, invited_has_it=True, by=nishino, at=at)
    together.decline(pair_of(viewer_of(office.saeki), run), by=viewer_of(office.saeki), at=at)

    run.refresh_from_db()
    assert run == opened
    assert run.in_charge == office.nishino


@pytest.mark.parametrize(
    ("who", "by", "problem"),
    [
        ("nishino", "nishino", Problem.ONESELF),
        ("kobayashi", "nishino", Problem.CANNOT_COME),
        ("ohashi", "nishino", Problem.CANNOT_COME),
        ("saeki", "ohashi", Problem.NOT_ASKED),
    ],
)
def test_only_the_office_asks_and_is_asked(who, by, problem, procedure, office, viewer_of, at):
    with pytest.raises(NotAllowed) as refusal:
        together.invite(
            procedure, getattr(office, who), anchor_on=ON, invited_has_it=True,
            by=viewer_of(getattr(office, by)), at=at,
        )  # fmt: skip

    assert problem in refusal.value.problems


def test_without_the_clearance_nobody_is_asked_along(office, viewer_of, at):
    hidden = brought_in(CASH.replace("department: 経理", "clearance: pay"), at)
    saeki = viewer_of(office.saeki)

    assert office.nishino not in queries.to_invite(saeki, hidden)
    with pytest.raises(NotAllowed):
        together.invite(hidden, office.nishino, anchor_on=ON, invited_has_it=True, by=saeki, at=at)


def test_a_run_has_two_at_the_most(asked, procedure, office, nishino, at):
    with pytest.raises(NotAllowed) as refusal:
        together.invite(procedure, office.morita, anchor_on=ON, invited_has_it=True, by=nishino, at=at)

    assert refusal.value.problems == [Problem.OTHERS_GO]


def test_the_day_and_the_words_are_proposed(procedure, office, browser_of):
    page = browser_of(office.nishino).get(f"/runs/together/{procedure.code}/").content.decode()

    assert 'value="2026-11-25"' in page
    assert "次の「資金繰り表の更新」を、一緒に回してもらえますか。" in page
    assert "佐伯 悠（労務）" in page


def test_declined_after_who_asked_has_left_it_goes_to_whoever_is_asked(asked, office, viewer_of, at):
    office.nishino.leaves_on = at.date()
    office.nishino.save()
    later = at + timedelta(days=3)
    saeki = viewer_of(office.saeki, on=later.date())

    together.decline(pair_of(saeki, asked), by=saeki, at=later)

    asked.refresh_from_db()
    assert asked.in_charge != office.nishino
    assert not asked.tasks.filter(assignee=office.nishino).exists()


def test_asked_twice_for_work_without_a_cadence_it_is_one_run(office, nishino, at):
    once = brought_in(CASH.replace("cadence: {every: month, day: 25}\n", ""), at)
    together.invite(once, office.saeki, anchor_on=ON, invited_has_it=True, by=nishino, at=at)

    with pytest.raises(NotAllowed) as refusal:
        together.invite(once, office.saeki, anchor_on=ON, invited_has_it=True, by=nishino, at=at)

    assert refusal.value.problems == [Problem.OTHERS_GO]
    together.invite(once, office.saeki, anchor_on=ON, label="二回目", invited_has_it=True, by=nishino, at=at)
