"""済みにする: by hand and by the run, with what proves it, and back again."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from urakata.common.audit.models import Entry
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import operator
from urakata.features.duties import jobs, queries
from urakata.features.duties.actions.fulfilling import FulfilProblem, Paper, fulfil, take_back
from urakata.features.duties.models import Fulfilment
from urakata.features.duties.queries import outcome
from urakata.features.procedures.actions import take_from_library
from urakata.features.runs import jobs as rounds
from urakata.features.runs.actions import doing, papers, sideways
from urakata.features.runs.models import Run

OWN, ON = "hojinzei_chukan", date(2026, 11, 30)


@pytest.fixture
def coming(kodachi, viewer_of):
    """締切 as somebody sees it now."""

    def of(person=kodachi.nishino, duty=OWN, on=ON):
        return next(each for each in queries.deadlines(viewer_of(person), on, on) if each.duty.id == duty)

    return of


def finish(run: Run, by, at, answers=None) -> None:
    for number in range(1, run.step_count + 1):
        last = number == run.step_count
        doing.finish(run.line().get(number=number), (answers or {}) if last else {}, by=by, at=at)


def test_by_hand_it_keeps_the_day_the_number_and_the_papers(coming, kodachi, viewer_of, at):
    nishino = viewer_of(kodachi.nishino)

    fulfil(
        coming(), done_on=date(2026, 11, 16), receipt=" 2026\0 1116 ", papers=[Paper("控え.pdf", b"%PDF-1")],
        by=nishino, at=at,
    )  # fmt: skip

    made = coming().fulfilment
    assert (made.done_on, made.receipt, made.legal_on, made.made_by) == (
        date(2026, 11, 16), "2026 1116", ON, kodachi.nishino,
    )  # fmt: skip
    assert [paper.name for paper in outcome.papers(made)] == ["控え.pdf"]
    assert Entry.objects.get(act="duty.fulfilled").about_label == coming().title


def test_it_is_done_once_and_may_be_taken_back(coming, kodachi, viewer_of, at):
    nishino, seen = viewer_of(kodachi.nishino), coming()
    fulfil(seen, done_on=at.date(), by=nishino, at=at)

    with pytest.raises(NotAllowed) as second:
        fulfil(seen, done_on=at.date(), by=viewer_of(kodachi.morita), at=at)

    assert second.value.problems == [FulfilProblem.DONE_ALREADY]
    take_back(coming(), by=nishino, at=at)
    assert not coming().is_done
    fulfil(coming(), done_on=at.date(), by=nishino, at=at)
    assert Fulfilment.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"done_on": date(2026, 11, 18)}, FulfilProblem.NOT_YET),
        ({"receipt": "1234 5678 9018"}, FulfilProblem.PERSONAL_NUMBER),
        ({"papers": [Paper("マイナンバー.pdf", b"%PDF-1")]}, FulfilProblem.PERSONAL_NUMBER),
        ({"papers": [Paper("a.pdf", b"%PDF-1")] * 11}, FulfilProblem.TOO_MANY_PAPERS),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_is_kept(coming, kodachi, viewer_of, at, said, problem):
    with pytest.raises(NotAllowed) as refusal:
        fulfil(coming(), **({"done_on": at.date()} | said), by=viewer_of(kodachi.nishino), at=at)

    assert refusal.value.problems == [problem]
    assert not Fulfilment.objects.exists()


def test_a_file_that_is_not_what_it_says_leaves_nothing(coming, kodachi, viewer_of, at):
    with pytest.raises(NotAllowed):
        fulfil(coming(), done_on=at.date(), papers=[Paper("a.pdf", b"MZ")], by=viewer_of(kodachi.nishino), at=at)

    assert not Fulfilment.objects.exists()


def test_the_run_that_ends_does_it_with_its_number(coming, kodachi, viewer_of, at):
    jobs.open_due(at)
    nishino = viewer_of(kodachi.nishino)

    finish(coming().run, nishino, at, {"receipt": "A-77"})

    made = coming().fulfilment
    assert (made.run, made.receipt, made.done_on) == (coming().run, "A-77", at.date())


def test_a_run_that_is_opened_again_has_not_done_it(coming, kodachi, viewer_of, at):
    jobs.open_due(at)
    nishino = viewer_of(kodachi.nishino)
    finish(coming().run, nishino, at)
    with pytest.raises(NotAllowed) as refusal:
        take_back(coming(), by=nishino, at=at)
    assert refusal.value.problems == [FulfilProblem.BY_ITS_RUN]

    sideways.undo(coming().run.line().last(), by=nishino, at=at + timedelta(minutes=1))

    assert not coming().is_done


def test_a_run_that_is_stopped_leaves_the_deadline_open_and_to_be_seen(coming, kodachi, viewer_of, at):
    jobs.open_due(at)

    papers.stop(coming().run, reason="税理士が出す", by=viewer_of(kodachi.morita), at=at)

    assert (coming().run, coming().is_done) == (None, False)


def test_what_was_said_by_hand_stays_when_the_run_ends(coming, kodachi, viewer_of, at):
    jobs.open_due(at)
    nishino = viewer_of(kodachi.nishino)
    fulfil(coming(), done_on=date(2026, 11, 10), receipt="紙", by=nishino, at=at)

    finish(coming().run, nishino, at)

    assert (coming().fulfilment.receipt, coming().fulfilment.run) == ("紙", None)


def test_a_round_of_a_cadence_does_all_its_deadlines_and_hides_what_was_written(coming, kodachi, viewer_of, at):
    take_from_library("tax_payment", by=operator(at.date()), at=at - timedelta(days=90))
    in_time, on = at + timedelta(days=16), date(2026, 12, 10)
    rounds.open_due(in_time)
    run = Run.objects.get(anchor_on=on)
    run.line().update(state="done", done_at=in_time, done_by=kodachi.saeki)
    last = run.line().last()
    last.state, last.done_at, last.done_by, last.assignee = "now", None, None, kodachi.saeki
    last.save()
    asked = [check for step in queries_outline(run).steps if step.key == last.step_key for check in step.checks]
    for name in [name for step in queries_outline(run).steps if step.key == last.step_key for name in step.evidence]:
        papers.attach(last, "a.pdf", b"%PDF-1", slot=name, by=viewer_of(kodachi.saeki), at=in_time)

    doing.finish(last, {check.key: _answer(check) for check in asked}, by=viewer_of(kodachi.saeki), at=in_time)

    run.refresh_from_db()
    assert run.finished_at
    for duty in ("gensen_nofu", "juminzei_nonyu"):
        cleared, other = coming(kodachi.saeki, duty, on), coming(kodachi.nishino, duty, on)
        assert (cleared.fulfilment.run, cleared.run) == (run, run)
        assert (other.is_done, other.run, other.fulfilment.run, other.fulfilment.is_run_hidden) == (
            True,
            None,
            None,
            True,
        )


def queries_outline(run: Run):
    from urakata.features.procedures.queries import outline

    return outline(run.edition_id)


def _answer(check) -> str:
    return {"number": "1", "choice": next(iter(check.choices), ""), "date": "2026-12-03", "text": "よし"}.get(
        check.kind, "1"
    )


def test_the_last_five_times_are_told_newest_first(kodachi, viewer_of, at):
    for month in range(1, 8):
        Fulfilment.objects.create(
            duty="gensen_nofu", what_for=f"2026-{month:02}", done_on=date(2026, month + 1, 9),
            legal_on=date(2026, month + 1, 10), made_at=at,
        )  # fmt: skip

    told = outcome.past(viewer_of(kodachi.nishino), "gensen_nofu", date(2026, 8, 10))

    assert [each.what_for for each in told] == ["2026-06", "2026-05", "2026-04", "2026-03", "2026-02"]


def test_from_the_page_it_goes_back_to_the_page(coming, kodachi, browser_of):
    browser, place = browser_of(kodachi.nishino), coming().path

    sent = {"done_on": "11/16", "receipt": "77", "note": "", "papers": [SimpleUploadedFile("控え.pdf", b"%PDF-1")]}
    answer = browser.post(f"{place}fulfil/", sent)

    assert (answer.status_code, answer["Location"]) == (302, place)
    paper = outcome.papers(coming().fulfilment)[0]
    got = browser.get(f"{place}papers/{paper.code}/")
    assert (got.status_code, got["Content-Disposition"][:10]) == (200, "attachment")
    assert browser_of(kodachi.morita).post(f"{place}take-back/").status_code == 302
    assert not coming().is_done
    assert browser.get(f"{place}papers/{paper.code}/").status_code == 404


@pytest.mark.parametrize(
    "sent", [{"done_on": "2026-02-30"}, {"done_on": ""}, {"done_on": "令和0年\0"}, {"done_on": "2027-12-24"}]
)
def test_nonsense_is_answered_with_a_sentence_beside_what_was_typed(coming, kodachi, browser_of, sent):
    answer = browser_of(kodachi.nishino).post(f"{coming().path}fulfil/", {**sent, "receipt": "77-髙"})

    assert answer.status_code == 422
    assert "77-髙" in answer.content.decode()


def test_whoever_does_not_see_the_year_finds_nothing(coming, kodachi, browser_of):
    place = coming().path

    for person in (kodachi.ohashi, kodachi.foreman, kodachi.kobayashi, kodachi.sharoshi):
        for verb in ("fulfil/", "take-back/"):
            assert browser_of(person).post(place + verb, {"done_on": "11/16"}).status_code == 404
    assert browser_of(kodachi.nishino).post("/plan/duties/nothing/2026-11/fulfil/").status_code == 404
    assert not Fulfilment.objects.exists()
