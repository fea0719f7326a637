"""出来事から開く: one run of the group's procedure, behind the clearance of what happened; the rest each its own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from urakata.common.audit import acts as audit
from urakata.common.audit.models import Entry
from urakata.common.seams import dated
from urakata.common.search.queries import search
from urakata.core.happening import happening_counts
from urakata.core.viewer import operator
from urakata.features.duties import jobs, queries
from urakata.features.duties.actions import choosing, happenings
from urakata.features.duties.models import Fulfilment, Happening
from urakata.features.duties.queries import happenings as kept_happenings
from urakata.features.duties.queries import remembering
from urakata.features.procedures.actions import publish, take_from_library
from urakata.features.procedures.queries import published_outline
from urakata.features.runs import queries as runs
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.actions.settling import settle_run
from urakata.features.runs.models import Run, Task

HIRED = date(2026, 12, 1)


@pytest.fixture
def hired(kodachi, viewer_of, at) -> Happening:
    """小林 真帆 joins on the first of December."""
    group = queries.group(viewer_of(kodachi.saeki), "joining")
    days = {"hire_date": HIRED, "acquisition_date": HIRED, "acquisition_month": HIRED, "contract_date": HIRED}
    return happenings.keep(group, person=kodachi.kobayashi, days=days, by=viewer_of(kodachi.saeki), at=at)


def of(happening: Happening):
    return Run.objects.filter(occurrence__endswith=f":{happening.code}")


def test_what_happened_opens_one_run_of_its_procedure_that_does_all(hired, kodachi, viewer_of, at):
    jobs.open_due(at)
    jobs.open_due(at + timedelta(days=5))

    run = of(hired).get()
    assert (run.procedure.key, run.anchor_on, run.clearance) == ("hiring", HIRED, "people")
    brought = queries.of_happenings(viewer_of(kodachi.saeki), [hired])[hired.code]
    assert brought
    assert {each.run for each in brought if each.happening} == {run}


def test_whoever_lacks_the_clearance_learns_nothing_of_it(hired, kodachi, viewer_of, browser_of, at):
    jobs.open_due(at)
    run, nishino = of(hired).get(), viewer_of(kodachi.nishino)

    assert not runs.visible_to(nishino).filter(pk=run.pk).exists()
    assert browser_of(kodachi.nishino).get(f"/runs/{run.code}/").status_code == 404
    assert not [hit for hit in search(nishino, "小林") if run.code in hit.path]
    assert {entry.clearance for entry in Entry.objects.filter(run_code=run.code)} == {"people"}
    given = Task.objects.filter(run=run).exclude(assignee=None).values_list("assignee", flat=True)
    assert kodachi.nishino.pk not in given


def test_the_run_that_ends_does_them_all(hired, kodachi, viewer_of, at):
    jobs.open_due(at)
    run = of(hired).get()

    with audit.act(by=viewer_of(kodachi.saeki), at=at) as record:
        run.tasks.update(state="done", done_at=at, done_by=kodachi.saeki)
        settle_run(run, at=at, record=record)

    brought = queries.of_happenings(viewer_of(kodachi.saeki), [hired])[hired.code]
    assert {each.fulfilment.run for each in brought if each.happening} == {run}
    assert {made.happening for made in Fulfilment.objects.all()} == {hired}


def test_where_the_procedure_is_behind_another_clearance_each_duty_has_its_own_run(hired, kodachi, at):
    taken = take_from_library("hiring", by=operator(at.date()), at=at).procedure
    hidden = replace(published_outline(taken), clearance="board")
    publish(taken, hidden, base=1, reason="役員だけで", by=operator(at.date()), at=at)

    jobs.open_due(at + timedelta(days=3))

    found = list(of(hired).select_related("procedure"))
    assert len(found) > 1
    assert {run.procedure.key.partition("-")[0] for run in found} == {"duty"}
    assert {run.clearance for run in found} == {run.procedure.clearance for run in found} == {"people"}


def test_a_day_that_changes_afterwards_opens_nothing_more(hired, kodachi, viewer_of, at):
    jobs.open_due(at)

    later = {name: on + timedelta(days=9) for name, on in hired.days().items()}
    happenings.change(hired, days=later, seen=hired.stands, by=viewer_of(kodachi.saeki), at=at)
    jobs.open_due(at + timedelta(days=7))

    assert of(hired).count() == 1


def test_what_was_taken_back_opens_nothing(hired, kodachi, viewer_of, at):
    happenings.take_back(hired, by=viewer_of(kodachi.saeki), at=at)

    jobs.open_due(at + timedelta(days=10))

    assert not of(hired).exists()


def test_a_run_that_somebody_opened_for_that_person_does_it_instead(hired, kodachi, viewer_of, at):
    taken = take_from_library("hiring", by=operator(at.date()), at=at).procedure
    run = open_by_hand(taken, anchor_on=HIRED, label="小林 真帆さん", by=viewer_of(kodachi.saeki), at=at)

    jobs.open_due(at + timedelta(days=5))

    assert not of(hired).exists()
    with audit.act(by=viewer_of(kodachi.saeki), at=at) as record:
        run.tasks.update(state="done", done_at=at, done_by=kodachi.saeki)
        settle_run(run, at=at, record=record)
    brought = queries.of_happenings(viewer_of(kodachi.saeki), [hired])[hired.code]
    assert {each.fulfilment.run for each in brought if each.happening} == {run}


@pytest.mark.parametrize(
    ("label", "is_hers"),
    [
        ("小林 真帆さん", True),
        ("小林　真帆", True),
        ("入社・小林真帆の手続き", True),
        ("小林 真帆子さん", False),
        ("大小林 真帆さん", False),
    ],
)
def test_a_longer_name_is_somebody_else_s(hired, kodachi, viewer_of, at, label, is_hers):
    taken = take_from_library("hiring", by=operator(at.date()), at=at).procedure
    open_by_hand(taken, anchor_on=HIRED, label=label, by=viewer_of(kodachi.saeki), at=at)

    jobs.open_due(at + timedelta(days=5))

    assert of(hired).exists() is not is_hers


@pytest.mark.parametrize("each_its_own", [False, True])
def test_what_a_run_did_while_it_was_taken_back_is_done_when_it_is_put_back(
    hired, kodachi, viewer_of, at, each_its_own
):
    lead = viewer_of(kodachi.saeki)
    if each_its_own:
        taken = take_from_library("hiring", by=operator(at.date()), at=at).procedure
        hidden = replace(published_outline(taken), clearance="board")
        publish(taken, hidden, base=1, reason="役員だけで", by=operator(at.date()), at=at)
    jobs.open_due(at + timedelta(days=3))
    happenings.take_back(hired, by=lead, at=at + timedelta(days=3))

    with audit.act(by=lead, at=at + timedelta(days=4)) as record:
        for run in of(hired):
            run.tasks.update(state="done", done_at=at, done_by=kodachi.saeki)
            settle_run(run, at=at + timedelta(days=4), record=record)
    happenings.put_back(hired, by=lead, at=at + timedelta(days=5))

    brought = queries.of_happenings(lead, [hired])[hired.code]
    assert {each.is_done for each in brought if each.run} == {True}


def test_what_happened_is_counted_once_and_anew_when_its_days_or_the_ground_change(
    hired, kodachi, viewer_of, at, monkeypatch
):
    counted = []

    def counting(*said, **more):
        counted.append(said)
        return happening_counts(*said, **more)

    monkeypatch.setattr(kept_happenings, "happening_counts", counting)
    monkeypatch.setattr(remembering, "_grounds", {})
    lead = viewer_of(kodachi.saeki)
    jobs.open_due(at)
    jobs.open_due(at + timedelta(minutes=1))
    assert len(counted) == 1

    year = (at.date(), at.date() + timedelta(days=365))
    before = {each.key: each.act_by for each in queries.deadlines(lead, *year) if each.happening}
    later = {name: on + timedelta(days=9) for name, on in hired.days().items()}
    happenings.change(hired, days=later, seen=hired.stands, by=lead, at=at)
    moved = {each.key: each.act_by for each in queries.deadlines(lead, *year) if each.happening}
    choosing.switch_off("koyo_shikaku_shutoku", "うちには無い", by=viewer_of(kodachi.morita), at=at)
    left = {each.key: each.act_by for each in queries.deadlines(lead, *year) if each.happening}

    assert before.keys() == moved.keys()
    assert before != moved
    assert moved.keys() - left.keys() == {f"koyo_shikaku_shutoku:{hired.code}"}


def test_a_deadline_that_came_after_its_run_had_ended_is_still_to_be_met(kodachi, viewer_of, browser_of, at):
    lead = viewer_of(kodachi.saeki)
    taken = take_from_library("hiring", by=operator(at.date()), at=at).procedure
    run = open_by_hand(taken, anchor_on=HIRED, label="小林 真帆さん", by=lead, at=at)
    with audit.act(by=lead, at=at) as record:
        run.tasks.update(state="done", done_at=at, done_by=kodachi.saeki)
        settle_run(run, at=at, record=record)

    kept = happenings.keep(
        queries.group(lead, "joining"), person=kodachi.kobayashi, days={"hire_date": HIRED}, by=lead, at=at
    )

    brought = next(each for each in queries.of_happenings(lead, [kept])[kept.code] if each.happening and each.run)
    shown = {thing.key for thing in dated.days(lead, at.date(), brought.act_by) if thing.kind == "deadline"}
    assert brought.key in shown
    assert "ひとりでに済みになります" not in browser_of(kodachi.saeki).get(brought.path).content.decode()
