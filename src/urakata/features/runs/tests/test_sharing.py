"""共有: to whom a run is given, until when, who keeps it, and that it ends."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.http import Http404

from urakata.common.accounts.tokens import digest_of
from urakata.common.audit.models import Entry
from urakata.core.refusal import NotAllowed
from urakata.core.sharing import Problem
from urakata.core.task_rules import Problem as TaskProblem
from urakata.features.company.models import Grant, Person, Role, Seal
from urakata.features.company.queries.viewers import by_pin
from urakata.features.procedures.actions import import_outline, publish
from urakata.features.runs import jobs, queries
from urakata.features.runs.actions import doing, errands, papers, sharing, sideways, visiting
from urakata.features.runs.actions.moving import move
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Run, Share
from urakata.features.runs.queries import shares
from urakata.features.runs.tests.conftest import PAYROLL
from urakata.formats.procedures import read

UNTIL = date(2026, 11, 30)


@pytest.fixture
def give(office, run, step, cast, at):
    """Step 3 of payroll to sharoshi, kept by saeki; what differs is said."""

    def shared(number: int = 3, **other) -> Share:
        words = {"tasks": [step(number)], "keeper": office.saeki, "until": UNTIL, "by": cast.saeki, "at": at} | other
        return sharing.share(run, office.sharoshi, **words)

    return shared


@pytest.fixture
def outside(office, viewer_of):
    """sharoshi on a day."""
    return lambda on=date(2026, 11, 17): viewer_of(office.sharoshi, on)


def _codes(viewer) -> list[str]:
    return [share.code for share in shares.shares(viewer)]


def test_somebody_without_any_clearance_sees_the_shared_step_of_payroll_and_no_other(give, outside, run):
    made = give()

    assert _codes(outside()) == [made.code]
    assert [task.title for task in shares.tasks(made)] == ["振込データを送る"]
    assert not queries.visible_to(outside()).exists()
    with pytest.raises(Http404):
        queries.task(outside(), run.code, 3)


def test_the_step_comes_into_their_hands_and_the_keeper_finds_it_among_the_lent(give, step, office, cast):
    give()

    assert step(3).assignee_id == office.sharoshi.pk
    assert [task.pk for task in queries.lent(cast.saeki)] == [step(3).pk]


def test_the_last_day_counts_and_the_next_does_not(give, outside):
    made = give()

    assert _codes(outside(UNTIL)) == [made.code]
    assert _codes(outside(UNTIL + timedelta(days=1))) == []


def test_taken_back_it_is_gone_and_the_open_step_is_the_keepers(give, outside, step, office, cast, at):
    made = give()

    sharing.revoke(made, by=cast.morita, at=at)

    assert _codes(outside()) == []
    assert step(3).assignee_id == office.saeki.pk
    assert Entry.objects.filter(act="share.revoked", run_code=made.run.code).count() == 1


def test_only_the_first_of_two_takes_it_back(give, cast, at):
    made = give()
    sharing.revoke(made, by=cast.morita, at=at)

    with pytest.raises(NotAllowed) as refused:
        sharing.revoke(made, by=cast.saeki, at=at)

    assert refused.value.problems == [Problem.IS_OVER]


def test_what_was_done_outside_stays_done(give, done, step, office, cast, outside, at):
    made = give(1)
    doing.finish(step(1), {"people": "48", "same": "1"}, by=outside(), at=at)

    sharing.revoke(made, by=cast.saeki, at=at)

    assert (step(1).state, step(1).done_by_id) == ("done", office.sharoshi.pk)
    assert step(2).state == "now"


def test_after_its_day_the_sweep_brings_the_step_back_once(give, step, office, at):
    give()
    later = at + timedelta(days=14)

    assert [jobs.end_shares(at), jobs.end_shares(later), jobs.end_shares(later)] == [0, 1, 0]
    assert step(3).assignee_id == office.saeki.pk
    assert Entry.objects.filter(act="share.ended").count() == 1


def test_what_was_shared_anew_is_not_swept_back(give, step, office, viewer_of, at):
    give(until=at.date())
    later = at + timedelta(days=2)
    jobs.end_shares(later)
    give(by=viewer_of(office.saeki, later.date()), at=later)

    assert jobs.end_shares(later) == 0
    assert step(3).assignee_id == office.sharoshi.pk


def test_without_the_sweep_anyone_of_the_office_who_sees_the_run_goes_on(give, done, step, cast, office, at):
    give()

    sideways.take_over(step(3), by=cast.morita, at=at + timedelta(days=30))

    assert step(3).assignee_id == office.morita.pk


@pytest.mark.parametrize("lost", ["left", "role", "clearance"])
def test_without_a_keeper_it_is_closed_at_reading_until_another_is_named(
    lost, give, outside, office, viewer_of, step, at
):
    made = give()
    yesterday = at.date() - timedelta(days=1)
    if lost == "left":
        Person.objects.filter(pk=office.saeki.pk).update(leaves_on=yesterday)
    elif lost == "role":
        Role.objects.filter(person=office.saeki).update(until=yesterday)
    else:
        Grant.objects.filter(person=office.saeki, clearance="pay").update(revoked_at=at)
    assert _codes(outside()) == []
    assert jobs.end_shares(at) == 1
    assert step(3).assignee_id is None

    sharing.name_keeper(made, office.morita, by=viewer_of(office.morita), at=at)

    assert _codes(outside()) == [made.code]
    assert (step(3).assignee_id, step(3).lent_by_id) == (office.sharoshi.pk, office.morita.pk)


@pytest.mark.parametrize("who", ["nishino", "ohashi", "kobayashi", "owner", "sharoshi"])
def test_only_one_of_the_office_who_sees_the_run_can_keep_it(who, give, office):
    with pytest.raises(NotAllowed) as refused:
        give(keeper=getattr(office, who))

    assert refused.value.problems == [Problem.KEEPER_CANNOT]
    assert not Share.objects.exists()


@pytest.mark.parametrize("where", ["run", "procedure"])
def test_what_is_sealed_is_not_shared_and_a_later_seal_closes_it(where, give, outside, office, run, step, cast, at):
    made = give()
    seal = Seal.objects.create(code="seal", label="賞与の内示", until=date(2027, 3, 31))
    seal.people.add(office.saeki)
    (run if where == "run" else run.procedure).__class__.objects.filter(
        pk=run.pk if where == "run" else run.procedure_id
    ).update(seal=seal)

    with pytest.raises(NotAllowed) as refused:
        give(2)

    assert Problem.SEALED in refused.value.problems
    assert _codes(outside()) == []
    assert made.revoked_at is None


def test_a_step_lies_in_one_share_at_a_time(give):
    give()

    with pytest.raises(NotAllowed) as refused:
        give()

    assert refused.value.problems == [Problem.GIVEN_ALREADY]


def test_steps_and_papers_of_another_run_are_refused(give, payroll, cast, office, step, at):
    other = open_by_hand(payroll, anchor_on=date(2027, 1, 7), by=cast.saeki, at=at)
    foreign = other.tasks.select_related("run").get(number=1)
    paper = papers.attach(foreign, "別の月.pdf", b"%PDF-1.4 x", by=cast.saeki, at=at)

    for wrong in ({"tasks": [foreign]}, {"papers": [paper]}):
        with pytest.raises(NotAllowed) as refused:
            give(**wrong)
        assert refused.value.problems == [Problem.NOT_OF_THIS_RUN]


def test_the_day_can_be_moved_while_it_lasts_and_not_after(give, outside, cast, viewer_of, office, at):
    made = give()

    sharing.extend(made, UNTIL + timedelta(days=10), by=cast.saeki, at=at)

    assert _codes(outside(UNTIL + timedelta(days=10))) == [made.code]
    late = viewer_of(office.saeki, UNTIL + timedelta(days=11))
    with pytest.raises(NotAllowed) as refused:
        sharing.extend(made, UNTIL + timedelta(days=30), by=late, at=at)
    assert refused.value.problems == [Problem.IS_OVER]


def test_nothing_is_shared_if_the_record_cannot_be_written(give, step, office, monkeypatch):
    before = step(3).assignee_id

    def broken(entries: list) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("urakata.common.audit.acts._write", broken)

    with pytest.raises(OSError, match="disk full"):
        give()

    assert not Share.objects.exists()
    assert step(3).assignee_id == before


def test_the_link_is_kept_as_a_digest_and_a_newer_one_ends_the_older(give, cast, at):
    made = give()
    first = sharing.new_link(made, by=cast.saeki, at=at)
    second = sharing.new_link(made, by=cast.saeki, at=at)

    assert shares.guest(digest_of(first), at.date()) is None
    assert shares.guest(digest_of(second), at.date()).person_id == made.person_id
    assert not Share.objects.filter(digest__in=[first, second]).exists()


def test_by_link_only_that_one_share_is_seen(give, errand_outside, cast, at):
    made = give()
    token = sharing.new_link(made, by=cast.saeki, at=at)

    guest = shares.guest(digest_of(token), at.date())

    assert _codes(guest) == [made.code]
    with pytest.raises(Http404):
        shares.share(guest, errand_outside.shares.get().code)


def test_by_mail_the_job_makes_the_link_and_sends_it_once(give, cast, at, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_HOST, settings.BASE_URL = "mail.example", "https://urakata.example"
    made = give()

    with django_capture_on_commit_callbacks(execute=True):
        sharing.ask_mail(made, "hori@example.com", by=cast.saeki, at=at)
    jobs.mail_share(made.pk, at.isoformat())

    (sent,) = mail.outbox
    token = sent.body.partition("/shared/open/")[2].partition("/")[0]
    assert sent.to == ["hori@example.com"]
    assert shares.behind(digest_of(token), at.date()) == made
    assert "給与" not in sent.subject + sent.body


def test_a_mail_for_a_share_that_is_over_is_not_sent(give, cast, at):
    made = give()
    Share.objects.filter(pk=made.pk).update(mail_to="hori@example.com", digest="x", revoked_at=at)

    jobs.mail_share(made.pk, at.isoformat())

    assert mail.outbox == []


def test_a_mail_that_did_not_go_out_is_asked_for_again(give, at, django_capture_on_commit_callbacks):
    made = give()
    Share.objects.filter(pk=made.pk).update(mail_to="hori@example.com", digest="x", link_at=at - timedelta(minutes=6))

    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.mail_shares_again(at) == 1

    assert len(mail.outbox) == 1
    assert jobs.mail_shares_again(at) == 0


@pytest.fixture
def errand_outside(office, cast, at) -> Run:
    return errands.add("届けを下見する", who=office.sharoshi, due_on=date(2026, 11, 20), by=cast.saeki, at=at)


def test_an_errand_for_somebody_outside_is_shared_with_them_and_whoever_asks_keeps_it(errand_outside, outside, office):
    (made,) = shares.shares(outside())

    assert (made.run, made.keeper) == (errand_outside, office.saeki)
    assert made.until == date(2026, 12, 4)


def test_whom_a_step_may_be_given_to_names_nobody_from_outside(office, cast):
    assert office.sharoshi not in queries.people_to_ask(cast.nishino).others
    assert office.sharoshi in queries.people_to_ask(cast.nishino, outside=True).others


@pytest.fixture
def leave(cast, at):
    """育休: under no clearance; its second step is asked outside."""
    text = "key: leave\ntitle: 育休\nsteps:\n  - {key: a, title: 集める}\n  - {key: b, title: 届ける, who: outside}\n"
    procedure = import_outline(read(text)[0], reason="はじめ", by=cast.saeki, at=at).procedure
    return open_by_hand(procedure, anchor_on=date(2026, 12, 1), by=cast.saeki, at=at)


def test_who_did_a_step_outside_last_time_does_not_get_it_unasked(leave, office, cast, outside, at):
    first, second = leave.tasks.select_related("run").order_by("number")
    doing.finish(first, by=cast.saeki, at=at)
    sharing.share(leave, office.sharoshi, tasks=[second], until=UNTIL, keeper=office.saeki, by=cast.saeki, at=at)
    doing.finish(second, by=outside(), at=at)

    following = open_by_hand(leave.procedure, anchor_on=date(2027, 1, 7), by=cast.saeki, at=at)

    assert following.tasks.get(number=2).assignee_id == office.saeki.pk
    with pytest.raises(NotAllowed) as refused:
        sideways.reassign(following.tasks.get(number=2), office.sharoshi, by=cast.saeki, at=at)
    assert refused.value.problems == [TaskProblem.CANNOT_TAKE]


def test_every_visit_is_written_and_the_same_page_within_the_hour_is_not_written_twice(give, outside, step, cast, at):
    made = give()
    for minutes in (0, 30, 61):
        visiting.visited([made], by=outside(), at=at + timedelta(minutes=minutes))
    visiting.saw_step(made, step(3), by=outside(), at=at)

    told = [(line.entry.act, line.entry.facts["what"]) for line in shares.visits(cast.saeki, made)]

    assert told == [("share.step_seen", "振込データを送る"), ("share.visited", ""), ("share.visited", "")]
    assert {line.did for line in queries.history(cast.saeki, made.run)} >= {"共有された実行を見た"}


def test_steps_that_are_asked_outside_are_proposed(leave, cast, at):
    free = shares.to_give(cast.saeki, leave)

    assert [task.title for task in shares.asked_outside(free)] == ["届ける"]
    assert shares.proposed_until(leave, at.date()) == date(2026, 12, 8)


def test_a_share_follows_its_step_through_an_edition_move(give, payroll, run, outside, cast, at):
    made = give()
    renamed = PAYROLL.replace(
        "key: send\n    title: 振込データを送る", "key: transfer\n    was: send\n    title: 振り込む"
    )
    outline, mistakes = read(renamed)
    assert not mistakes
    to = publish(payroll, outline, base=1, reason="名を直した", by=cast.morita, at=at)

    move(run, to, seen=1, by=cast.morita, at=at)

    assert [task.title for task in shares.tasks(shares.share(outside(), made.code))] == ["振り込む"]


def test_the_portal_by_pin_of_somebody_outside_is_what_is_shared(give, office, outside):
    made = give()

    assert _codes(by_pin(outside())) == [made.code]
    assert _codes(SimpleNamespace(person_id=office.kobayashi.pk, is_outside=False)) == []
