"""What a stranger tried: seeing the hidden figure, one's own work, another step's papers, days beyond the calendars."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import operator
from urakata.features.runs import queries
from urakata.features.runs.actions import doing, errands, gates, opening, papers, sideways
from urakata.features.runs.models import Stamp

NEXT_DAY = (
    "key: self\ntitle: 見直し\ndepartment: 労務\nsteps:\n  - {key: a, title: 書く, gate: {kind: next_day_self}}\n"
)
TWO = "key: two\ntitle: 二つ\ndepartment: 経理\nsteps:\n  - {key: a, title: 甲}\n  - {key: b, title: 乙}\n"


@pytest.fixture
def opened(office, at, viewer_of):
    def of(text: str, by):
        from urakata.features.procedures.actions import import_outline
        from urakata.formats.procedures import read

        outline, _ = read(text)
        procedure = import_outline(outline, reason="版", by=operator(at.date()), at=at).procedure
        return opening.open_by_hand(procedure, anchor_on=date(2026, 11, 25), by=by, at=at)

    return of


def refused(act) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.problems


def test_whoever_takes_a_blind_step_over_does_not_see_the_figure(run, step, cast, at, done):
    done(1)
    doing.check(step(2), {"net": "12,715,430"}, by=cast.saeki, at=at)
    sideways.take_over(step(2), by=cast.morita, at=at)

    page = queries.run_page(cast.morita, run, step(2), at)

    assert [(each.value, each.hidden) for each in page.at.checks] == [("", True)]


def test_whoever_wrote_the_figure_is_not_its_checker(office, step, cast, at, done):
    done(1)
    doing.check(step(2), {"net": "12,715,430"}, by=cast.saeki, at=at)
    sideways.take_over(step(2), by=cast.morita, at=at)
    doing.finish(step(2), by=cast.morita, at=at)

    assert Problem.OWN_WORK in refused(lambda: gates.confirm(step(2), figure="12715430", by=cast.saeki, at=at))


def test_a_reason_leaves_the_name_of_whoever_found_the_other_figure(step, cast, at, done):
    done(2)
    gates.confirm(step(2), figure="1", by=cast.morita, at=at)
    gates.confirm(step(2), reason="写し間違い", by=cast.morita, at=at + timedelta(minutes=1))

    found, explained = Stamp.objects.filter(task=step(2), kind="blind").order_by("pk")
    assert (found.at, found.agreed, explained.agreed, explained.figure) == (at, False, True, "1")


def test_taking_back_the_reason_opens_the_difference_again(step, cast, at, done):
    done(2)
    gates.confirm(step(2), figure="1", by=cast.morita, at=at)
    gates.confirm(step(2), reason="写し間違い", by=cast.morita, at=at + timedelta(minutes=1))
    sideways.undo(step(2), by=cast.morita, at=at + timedelta(minutes=2))

    assert gates.open_difference(step(2)) is not None


def test_a_paper_comes_off_through_its_own_step_alone(office, run, step, cast, at, browser_of):
    paper = papers.attach(step(1), "a.pdf", b"%PDF-1.4", by=cast.saeki, at=at)
    doing.finish(step(1), {"people": "48", "same": "1"}, by=cast.saeki, at=at)

    answer = browser_of(office.saeki).post(f"/runs/{run.code}/tasks/2/evidence/{paper.code}/detach/")
    papers.detach(step(2), paper, by=cast.saeki, at=at)

    paper.refresh_from_db()
    assert (answer.status_code, paper.removed_at) == (404, None)


def test_a_night_lies_before_the_own_confirmation(opened, cast, at):
    task = opened(NEXT_DAY, cast.saeki).tasks.get()
    doing.finish(task, by=cast.saeki, at=at)

    assert refused(lambda: gates.confirm(task, by=cast.saeki, at=at)) == [Problem.SAME_DAY]
    assert list(queries.waiting_for(cast.saeki)) == []
    assert list(queries.waiting_for(replace(cast.saeki, on=at.date() + timedelta(days=1)))) == [task]
    assert gates.confirm(task, by=cast.saeki, at=at + timedelta(days=1))


def test_a_clearance_set_later_closes_the_runs_before_and_their_notes(office, opened, cast, at, viewer_of):
    from urakata.features.procedures import queries as procedures
    from urakata.features.procedures.actions import publish

    run = opened(TWO, cast.nishino)
    papers.note(run.tasks.get(number=1), "ないしょ", by=cast.morita, at=at)
    procedure = run.procedure
    secret = replace(procedures.published_outline(procedure), clearance="pay")
    publish(procedure, secret, base=1, reason="閉じる", by=cast.morita, at=at)

    assert not queries.visible_to(cast.nishino).exists()
    assert list(queries.in_hand(cast.nishino)) == []


def test_whoever_gave_an_errand_goes_on_seeing_it(office, at, browser_of, viewer_of):
    errand = errands.add("振込", who=office.nishino, due_on=date(2026, 11, 20), by=viewer_of(office.saeki), at=at)

    assert browser_of(office.saeki).get(f"/runs/{errand.code}/").status_code == 200
    answer = browser_of(office.nishino).post(f"/runs/{errand.code}/tasks/1/reassign/", {"to": "ohashi"}, follow=True)
    assert answer.status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2200-01-01"])
def test_a_day_beyond_the_calendars_is_refused(office, run, browser_of, day):
    browser = browser_of(office.saeki)
    errand = {"title": "x", "who": "saeki", "due_on": day}

    assert browser.post("/errands/new/", errand).status_code == 422
    assert browser.post(f"/runs/open/{run.procedure.code}/", {"anchor_on": day}).status_code == 422


def test_a_moment_without_a_zone_is_read_as_none(office, run, step, cast, at, browser_of):
    doing.check(step(1), {"people": "47"}, by=cast.saeki, at=at)
    sideways.take_over(step(1), by=cast.morita, at=at)

    sent = {"check-people": "48", "seen_at": "2026-11-17"}
    assert browser_of(office.morita).post(f"/runs/{run.code}/tasks/1/check/", sent).status_code == 302


def test_a_gate_is_not_set_aside_before_its_turn(step, cast, at):
    assert refused(lambda: sideways.skip(step(2), reason="要らない", by=cast.saeki, at=at)) == [Problem.NOT_YET]


def test_whoever_sets_a_step_aside_does_not_agree_with_the_own_wish(opened, cast, at):
    run = opened(NEXT_DAY, cast.saeki)
    sideways.skip(run.tasks.get(), reason="今回はない", by=cast.saeki, at=at)

    with pytest.raises(NotAllowed) as refusal:
        gates.confirm(run.tasks.get(), by=cast.saeki, at=at + timedelta(days=2))

    assert refusal.value.problems == [Problem.OWN_WORK]


def test_what_is_redone_is_answered_anew(step, cast, at, done):
    done(1)

    sideways.redo(step(1), reason="締め直し", by=cast.saeki, at=at)

    assert step(1).answers == {}


def test_a_confirmation_asked_of_the_lead_waits_for_the_lead_alone(office, step, viewer_of, at, done):
    done(2)
    task = step(2)
    task.role, task.checker_id = "lead", None
    task.save()
    office.nishino.roles.create(name="office", department=office.労務)
    office.nishino.grants.create(code="n-pay", clearance="pay", granted_at=at, confirmed_at=at)

    assert not queries.waiting_for(viewer_of(office.nishino)).exists()
    assert queries.waiting_for(viewer_of(office.morita)).get().pk == task.pk


def test_a_checker_who_has_left_keeps_nobody_waiting(office, step, viewer_of, at, done):
    done(2)
    task = step(2)
    task.checker = office.nishino
    task.save()
    assert not queries.waiting_for(viewer_of(office.morita)).exists()

    office.nishino.leaves_on = at.date() - timedelta(days=1)
    office.nishino.save()

    assert queries.waiting_for(viewer_of(office.morita)).get().pk == task.pk


def test_a_name_that_turns_writing_round_is_kept_straight(step, cast, at):
    kept = papers.attach(step(1), "領収\u202egpj.pdf", b"%PDF-1.4", by=cast.saeki, at=at)

    assert kept.name == "領収gpj.pdf"
