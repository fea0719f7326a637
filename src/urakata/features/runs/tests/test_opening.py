"""はじめる: by hand, by the clock, as an errand; and who the steps fall to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from urakata.common.audit.models import Entry
from urakata.core.recurrence import Cadence, Every
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import operator
from urakata.features.procedures.actions import publish
from urakata.features.procedures.queries import published_outline
from urakata.features.runs import jobs, queries
from urakata.features.runs.actions import doing, errands, gates, papers, sideways
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Run, Task


def test_the_sweep_opens_what_its_opening_day_has_come_for(payroll, at):
    assert jobs.open_due(at - timedelta(days=1)) == 0

    assert jobs.open_due(at) == 1  # the 25th less five business days, over the holiday

    assert Run.objects.get().occurrence == "2026-11-25"


def test_a_second_sweep_opens_nothing(payroll, at):
    later = at + timedelta(days=1)
    jobs.open_due(later)

    assert jobs.open_due(later) == 0
    assert jobs.open_due(later + timedelta(minutes=1)) == 0


def test_opening_by_hand_is_that_occurrence_and_the_sweep_adds_none(payroll, run, at):
    assert jobs.open_due(at + timedelta(days=1)) == 0


def test_the_same_occurrence_is_opened_once(payroll, run, cast, at):
    with pytest.raises(NotAllowed) as refusal:
        open_by_hand(payroll, anchor_on=date(2026, 11, 25), by=cast.saeki, at=at)

    assert refusal.value.problems == [Problem.OPEN_ALREADY]


def test_a_worker_that_was_away_still_opens_what_it_missed(payroll, at):
    payroll.made_at = at - timedelta(days=60)
    payroll.save()

    jobs.open_due(at + timedelta(days=9))

    assert Run.objects.filter(occurrence="2026-11-25").exists()


def test_a_clock_set_back_and_forth_opens_nothing_twice(payroll, at):
    later = at + timedelta(days=40)
    jobs.open_due(later)
    opened = Run.objects.count()

    for days in (0, 40, 7, 40):
        jobs.open_due(at + timedelta(days=days))

    assert Run.objects.count() == opened


def test_a_cadence_that_changes_opens_no_second_run_for_the_same_period(payroll, at):
    jobs.open_due(at + timedelta(days=1))
    said = published_outline(payroll)
    earlier = replace(said, cadence=Cadence(Every.MONTH, day=20))
    publish(payroll, earlier, base=1, reason="支払日が変わる", by=operator(at.date()), at=at + timedelta(days=1))

    jobs.open_due(at + timedelta(days=2))
    assert list(Run.objects.values_list("occurrence", flat=True)) == ["2026-11-25"]

    jobs.open_due(at + timedelta(days=25))
    assert set(Run.objects.values_list("occurrence", flat=True)) == {"2026-11-25", "2026-12-20"}


def test_a_retired_procedure_opens_no_more_runs(payroll, at):
    payroll.retired_at = at
    payroll.save()

    assert jobs.open_due(at + timedelta(days=1)) == 0


def test_the_next_run_falls_to_those_who_did_and_confirmed_it_last(office, payroll, cast, at):
    october = open_by_hand(payroll, anchor_on=date(2026, 10, 23), by=cast.saeki, at=at)
    _finish(october, cast, at)

    november = open_by_hand(payroll, anchor_on=date(2026, 11, 25), by=cast.morita, at=at)

    first, second = november.tasks.order_by("number")[:2]
    assert november.in_charge_id == cast.saeki.person_id
    assert (first.assignee_id, second.checker_id) == (cast.saeki.person_id, cast.morita.person_id)


def test_who_has_left_is_not_asked_again(office, payroll, cast, at):
    october = open_by_hand(payroll, anchor_on=date(2026, 10, 23), by=cast.saeki, at=at)
    _finish(october, cast, at)
    office.saeki.leaves_on = date(2026, 11, 1)
    office.saeki.save()

    november = open_by_hand(payroll, anchor_on=date(2026, 11, 25), by=cast.morita, at=at)

    assert not november.tasks.filter(assignee=office.saeki).exists()


def _finish(run: Run, cast, at) -> None:
    def task(number: int) -> Task:
        return run.tasks.get(number=number)

    doing.finish(task(1), {"people": "48", "same": "1"}, by=cast.saeki, at=at)
    doing.finish(task(2), {"net": "100"}, by=cast.saeki, at=at)
    gates.confirm(task(2), figure="100", by=cast.morita, at=at)
    papers.attach(task(3), "a.pdf", b"%PDF-1", slot="受付画面", by=cast.saeki, at=at)
    doing.finish(task(3), by=cast.saeki, at=at)


def test_an_errand_for_another_is_lent_until_it_is_done(office, cast, at):
    run = errands.add(" 名刺を頼む ", who=office.nishino, due_on=date(2026, 11, 20), by=cast.saeki, at=at)

    assert run.title == "名刺を頼む"
    assert [task.run_id for task in queries.lent(cast.saeki)] == [run.pk]
    task = run.tasks.get()
    sideways.receive(task, by=cast.nishino, at=at)
    assert Task.objects.get(pk=task.pk).received_at == at
    doing.finish(task, by=cast.nishino, at=at)
    assert not queries.lent(cast.saeki)


def test_receiving_is_said_by_whoever_has_it_and_once(office, cast, at):
    task = errands.add("名刺", who=office.nishino, due_on=date(2026, 11, 20), by=cast.saeki, at=at).tasks.get()

    sideways.receive(task, by=cast.saeki, at=at)
    assert Task.objects.get(pk=task.pk).received_at is None

    sideways.receive(task, by=cast.nishino, at=at)
    sideways.receive(task, by=cast.nishino, at=at)
    assert Entry.objects.filter(act="task.received").count() == 1


def test_tomorrow_puts_a_task_out_of_sight_and_moves_no_day(office, cast, at):
    task = errands.add("名刺", who=office.saeki, due_on=at.date(), by=cast.saeki, at=at).tasks.get()

    sideways.postpone(task, date(2026, 11, 18), by=cast.saeki, at=at)

    lists = queries.task_lists(cast.saeki, at)
    assert (len(lists.today), len(lists.later)) == (0, 1)
    assert Task.objects.get(pk=task.pk).due_on == at.date()


def test_stopping_a_run_needs_a_reason_and_closes_it(run, step, cast, at):
    with pytest.raises(NotAllowed):
        papers.stop(run, reason="", by=cast.saeki, at=at)

    papers.stop(run, reason="二重に開いた", by=cast.saeki, at=at)

    with pytest.raises(NotAllowed) as refusal:
        doing.finish(step(1), {"people": "1", "same": "1"}, by=cast.saeki, at=at)
    assert refusal.value.problems == [Problem.RUN_CLOSED]
