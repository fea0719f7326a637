"""締切から開く: in time, of the right procedure, and once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from urakata.core.outline_problems import problems
from urakata.core.viewer import operator
from urakata.features.company.models import Company, Grant
from urakata.features.duties import jobs, queries
from urakata.features.duties.actions import choosing
from urakata.features.duties.actions.fulfilling import fulfil
from urakata.features.duties.actions.own_procedure import own_outline
from urakata.features.duties.models import Choice
from urakata.features.procedures.actions import publish, retire, take_from_library
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.queries import published_outline
from urakata.features.runs import jobs as rounds
from urakata.features.runs.actions.papers import stop
from urakata.features.runs.models import Run

OWN = "hojinzei_chukan"  # 2026-11-30, for which the library has nothing


def opened(at) -> set[str]:
    jobs.open_due(at)
    return set(Run.objects.exclude(origin_kind="").values_list("occurrence", flat=True))


def own_run() -> Run:
    return Run.objects.get(occurrence__startswith=OWN)


def test_a_deadline_opens_a_run_ten_business_days_before_it(kodachi, at):
    day_before = at - timedelta(days=5)  # 12 November: the 13th is the tenth open day before, over 勤労感謝の日

    assert not any(key.startswith(OWN) for key in opened(day_before))

    assert any(key.startswith(OWN) for key in opened(at - timedelta(days=4)))
    run = own_run()
    assert (run.anchor_on, run.is_fixed, run.origin_kind, run.origin_key) == (
        date(2026, 11, 30), True, "duty", run.occurrence,
    )  # fmt: skip


def test_its_procedure_is_made_once_of_the_duty_s_own_steps(kodachi, at):
    jobs.open_due(at)

    procedure = own_run().procedure
    assert (procedure.key, procedure.department) == (f"duty-{OWN}", kodachi.経理)
    steps = published_outline(procedure).steps
    assert [step.title for step in steps] == list(queries.known()[OWN][-1].steps)
    assert [check.required for check in steps[-1].checks] == [False, False]


def test_the_steps_go_back_from_the_day_of_our_own(kodachi, viewer_of, at):
    choosing.set_own_days(OWN, 5, by=viewer_of(kodachi.morita), at=at - timedelta(days=20))

    jobs.open_due(at - timedelta(days=7))

    run = own_run()
    assert run.anchor_on == date(2026, 11, 30)
    assert run.line().last().due_on == date(2026, 11, 20)  # five business days, over 勤労感謝の日


def test_every_duty_can_become_a_procedure(kodachi):
    versions = [version for each in queries.known().values() for version in each]

    flawed = {duty.id: found for duty in versions if (found := problems(own_outline(duty, key=f"duty-{duty.id}")))}

    assert not flawed


def test_nothing_is_opened_twice_however_the_clock_goes(kodachi, at):
    first = opened(at)
    count = Run.objects.count()

    for days in (0, 1, -3, 0):
        jobs.open_due(at + timedelta(days=days))

    assert first <= opened(at)
    assert Run.objects.count() == count


def test_what_a_worker_missed_in_a_week_is_caught_up(kodachi, at):
    jobs.open_due(at - timedelta(days=8))
    before = Run.objects.count()

    jobs.open_due(at)

    assert Run.objects.count() > before
    assert own_run().opened_at == at


def test_a_legal_day_that_moves_afterwards_is_the_same_deadline(kodachi, at, monkeypatch):
    jobs.open_due(at)
    run = own_run()
    Run.objects.filter(pk=run.pk).update(anchor_on=run.anchor_on - timedelta(days=20))  # as it stood when it opened

    jobs.open_due(at + timedelta(days=1))

    assert own_run().pk == run.pk


def test_what_somebody_stopped_stays_stopped(kodachi, viewer_of, at):
    jobs.open_due(at)
    stop(own_run(), reason="税理士が出す", by=viewer_of(kodachi.morita), at=at)

    jobs.open_due(at + timedelta(days=1))

    own_run()


def test_what_was_done_by_hand_opens_nothing(kodachi, viewer_of, at):
    lead = viewer_of(kodachi.morita)
    coming = next(
        each for each in queries.deadlines(lead, date(2026, 11, 30), date(2026, 11, 30)) if each.duty.id == OWN
    )
    fulfil(coming, done_on=at.date(), by=lead, at=at)

    assert not any(key.startswith(OWN) for key in opened(at))


def test_a_procedure_put_in_its_place_opens_no_second_run(kodachi, at):
    jobs.open_due(at)
    procedure = own_run().procedure
    changed = published_outline(procedure)
    publish(
        procedure, replace(changed, title="税理士に頼む"), base=1, reason="外に出した", by=operator(at.date()), at=at
    )
    retire(Procedure.objects.get(pk=procedure.pk), by=operator(at.date()), at=at)

    jobs.open_due(at + timedelta(days=1))

    own_run()


def test_a_procedure_that_was_put_away_opens_no_more(kodachi, at):
    jobs.open_due(at - timedelta(days=1))
    procedure = own_run().procedure
    Run.objects.all().delete()
    retire(procedure, by=operator(at.date()), at=at)

    assert not any(key.startswith(OWN) for key in opened(at))


def test_a_cadence_of_the_shelf_does_its_deadlines_itself(kodachi, at):
    take_from_library("tax_payment", by=operator(at.date()), at=at - timedelta(days=90))
    in_time = at + timedelta(days=16)  # 3 December: five business days before the tenth

    assert not {key for key in opened(in_time) if key.startswith(("gensen_nofu", "juminzei_nonyu"))}

    rounds.open_due(in_time)
    run = Run.objects.get(procedure__key="tax_payment", anchor_on=date(2026, 12, 10))
    coming = queries.deadlines(operator(in_time.date()), date(2026, 12, 10), date(2026, 12, 10))
    assert {each.duty.id: each.run for each in coming if each.duty.procedure == "tax_payment"} == {
        "gensen_nofu": run, "juminzei_nonyu": run,
    }  # fmt: skip


def test_a_procedure_that_is_missing_is_taken_from_the_library(kodachi, at):
    in_time = at + timedelta(days=16)

    jobs.open_due(in_time)

    taken = Procedure.objects.get(key="tax_payment")
    assert taken.edition.reason == "締切から"
    assert rounds.open_due(in_time) >= 1
    assert Run.objects.filter(procedure=taken).count() == 1


def test_what_nobody_may_see_is_not_taken_from_the_library(kodachi, at):
    Grant.objects.filter(clearance="pay").delete()

    keys = opened(at + timedelta(days=16))

    assert not Procedure.objects.filter(key="tax_payment").exists()
    assert {"gensen_nofu:2026-11", "juminzei_nonyu:2026-11"} <= keys


def test_a_cadence_that_was_put_away_leaves_its_open_run_the_deadline(kodachi, at):
    in_time = at + timedelta(days=16)
    jobs.open_due(in_time)
    rounds.open_due(in_time)

    retire(Procedure.objects.get(key="tax_payment"), by=operator(at.date()), at=in_time)
    keys = opened(in_time + timedelta(minutes=1))

    assert "gensen_nofu:2026-11" not in keys
    assert "gensen_nofu:2026-12" in opened(at + timedelta(days=45))  # the next one gets a run of its own


def test_nothing_is_opened_for_before_the_company_was_there(kodachi, at):
    Company.objects.update(made_at=at)

    jobs.open_due(at)

    assert not Run.objects.filter(anchor_on__lt=at.date()).exists()


def test_a_duty_that_was_switched_on_again_begins_with_what_lies_ahead(kodachi, viewer_of, at):
    past = "shihanki_kessan"  # 15 October
    lead = viewer_of(kodachi.morita)
    choosing.switch_off(past, "うちでは締めない", by=lead, at=at - timedelta(days=30))
    choosing.switch_on(past, by=lead, at=at - timedelta(days=1))

    assert not any(key.startswith(past) for key in opened(at))


@pytest.mark.parametrize("is_off", [True, False])
def test_what_we_do_not_have_opens_nothing(kodachi, at, is_off):
    Choice.objects.create(duty=OWN, is_off=is_off, reason="無い", changed_at=at - timedelta(days=60))

    assert any(key.startswith(OWN) for key in opened(at)) is not is_off


def test_the_person_in_charge_gets_it_while_cleared(kodachi, at):
    Choice.objects.create(duty=OWN, in_charge=kodachi.nishino, changed_at=at - timedelta(days=60))

    jobs.open_due(at)

    assert own_run().in_charge == kodachi.nishino
    assert own_run().line().first().assignee == kodachi.nishino


def test_a_sweep_with_nothing_to_do_asks_little(kodachi, at):
    jobs.open_due(at)

    with CaptureQueriesContext(connection) as asked:
        assert jobs.open_due(at + timedelta(minutes=1)) == 0

    assert len(asked) <= 17
    assert not [each for each in asked if each["sql"].startswith(("INSERT", "UPDATE"))]


def test_what_is_opened_late_begins_today(kodachi, at):
    late = at + timedelta(days=9)  # 26 November, a Thursday: four steps, and two business days left

    jobs.open_due(late)

    assert min(task.due_on for task in own_run().line()) == late.date()


def test_two_workers_that_make_its_procedure_at_once_leave_one(kodachi, at, monkeypatch):
    """PostgreSQL shows what the other made between two looks: the first finds nothing, the second something."""
    looks = []

    def second_look(_by, key):
        looks.append(key)
        return None if looks.count(key) % 2 else object()

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("urakata.features.procedures.actions.imports.by_key", second_look)
        jobs.open_due(at + timedelta(days=16))

    assert looks
    assert not Procedure.objects.filter(key__contains="~").exists()
    assert not Run.objects.exclude(origin_kind="").exists()
    jobs.open_due(at + timedelta(days=16))
    assert Procedure.objects.get(key="tax_payment")
    assert own_run()
