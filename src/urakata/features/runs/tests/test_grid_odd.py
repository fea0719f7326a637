"""人と工程, pressed oddly: what nobody meant to do leaves no row and no run without a way on."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from urakata.core.flow import OPEN, State
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import operator
from urakata.features.company import actions as company
from urakata.features.company.models import Person
from urakata.features.procedures.actions import add_deputy, import_outline
from urakata.features.procedures.queries import published
from urakata.features.runs import queries
from urakata.features.runs.actions import doing, gates, many, moving, rows, sideways
from urakata.features.runs.models import Run, Task
from urakata.features.runs.tests.test_grid import cell, everybody, opened
from urakata.formats.procedures import read

GATED = """
key: year_end
title: 年末調整
department: 労務
subjects: {ledger: people, where: employed}
steps:
  - {key: prepare, title: 用意する, checks: [{key: asked, text: 使う, kind: choice, choices: [はい, いいえ]}]}
  - key: collect
    title: 集める
    per: subject
    who: {subject: each}
    checks: [{key: got, text: 届いた}]
    gate: {kind: second_person}
  - {key: close, title: 閉じる, needs: [collect]}
"""

RULED = """
key: year_end
title: 年末調整
department: 労務
subjects: {ledger: people, where: employed}
steps:
  - {key: decide, title: 決める, checks: [{key: use, text: 使う, kind: choice, choices: [はい, いいえ]}]}
  - key: collect
    title: 集める
    per: subject
    needs: [decide]
    when: {check: decide.use, is: "=", value: はい}
    checks: [{key: got, text: 届いた}]
  - {key: other, title: 別に, per: subject, checks: [{key: got, text: 届いた}]}
  - {key: close, title: 閉じる}
"""


@pytest.fixture
def cast(office, viewer_of):
    return SimpleNamespace(
        **{key: viewer_of(getattr(office, key)) for key in ("saeki", "morita", "nishino", "kobayashi")}
    )


@pytest.fixture
def gated(cast, at) -> Run:
    run = opened(GATED, cast.saeki, at)
    doing.finish(run.line().get(number=1), {"asked": "はい"}, by=cast.saeki, at=at)
    return run


def head(run, number) -> Task:
    return run.line().get(number=number)


def test_whoever_handed_a_cell_back_leaves_it_out_with_others(gated, cast, at):
    doing.finish(cell(gated, 2, "小林"), {"got": "1"}, by=cast.saeki, at=at)
    gates.send_back(cell(gated, 2, "小林"), reason="字が違う", by=cast.morita, at=at)
    sideways.take_over(head(gated, 2), by=cast.morita, at=at)

    assert many.skip(head(gated, 2), everybody(gated), reason="今年はいらない", by=cast.morita, at=at) == 6


def test_a_cell_handed_back_stays_that_of_its_subject(gated, cast, office, at):
    doing.finish(cell(gated, 2, "小林"), {"got": "1"}, by=cast.saeki, at=at)

    gates.send_back(cell(gated, 2, "小林"), reason="字が違う", by=cast.morita, at=at)

    back = cell(gated, 2, "小林")
    assert back.assignee == office.kobayashi
    assert [row.task.pk for row in queries.window_lists(cast.kobayashi, at).today] == [back.pk]
    doing.finish(back, {"got": "1"}, by=cast.saeki, at=at)


def test_a_checker_who_did_a_cell_keeps_nobody_waiting(gated, cast, office, at):
    Task.objects.filter(pk=head(gated, 2).pk).update(checker=office.morita)
    sideways.take_over(head(gated, 2), by=cast.morita, at=at)
    many.finish(head(gated, 2), everybody(gated), by=cast.morita, at=at)

    gates.confirm(cell(gated, 2, "小林"), by=cast.saeki, at=at)

    assert cell(gated, 2, "小林").state == State.DONE


def test_a_checker_who_wrote_an_answer_keeps_nobody_waiting(gated, cast, office, viewer_of, at):
    Task.objects.filter(pk=head(gated, 2).pk).update(checker=office.morita)
    sideways.take_over(head(gated, 2), by=cast.morita, at=at)
    doing.check(cell(gated, 2, "小林"), {"got": "1"}, by=cast.morita, at=at)
    sideways.take_over(head(gated, 2), by=cast.saeki, at=at)
    doing.finish(cell(gated, 2, "小林"), {}, by=cast.saeki, at=at)
    Person.objects.filter(pk=office.nishino.pk).update(department=office.労務)

    gates.confirm(cell(gated, 2, "小林"), by=viewer_of(office.nishino), at=at)

    assert cell(gated, 2, "小林").state == State.DONE


def test_whoever_was_taken_out_holds_nothing_up_when_a_condition_turns(cast, at):
    run = opened(RULED, cast.saeki, at)
    doing.finish(head(run, 1), {"use": "いいえ"}, by=cast.saeki, at=at)
    assert cell(run, 2, "小林").state == State.NOT_APPLICABLE
    rows.take_out(run, [cell(run, 2, "小林").subject], reason="退職", by=cast.saeki, at=at)

    sideways.redo(head(run, 1), reason="やはり使う", by=cast.saeki, at=at)
    doing.finish(head(run, 1), {"use": "はい"}, by=cast.saeki, at=at)

    assert not run.cells().filter(subject__left_at__isnull=False, state__in=OPEN).exists()


@pytest.mark.parametrize("name", ["1234 5678 9018", "123456789018", "山田 123456789018"])
def test_a_personal_number_is_no_name_in_a_grid(gated, cast, at, name):
    with pytest.raises(NotAllowed) as refusal:
        rows.add(gated, [], [name], by=cast.saeki, at=at)

    assert list(refusal.value.problems) == [Problem.PERSONAL_NUMBER]


def test_a_name_too_long_is_refused_and_not_cut(gated, cast, at):
    with pytest.raises(NotAllowed) as refusal:
        rows.add(gated, [], ["あ" * 101], by=cast.saeki, at=at)

    assert list(refusal.value.problems) == [Problem.TOO_LONG]


MOVED_ON = """
key: year_end
title: 年末調整
department: 労務
subjects: {ledger: people, where: employed}
steps:
  - {key: decide, title: 決める, checks: [{key: use, text: 使う, kind: choice, choices: [はい, いいえ]}]}
  - {key: other, title: 別のところで, per: subject, checks: [{key: got, text: 届いた}, {key: more, text: もう一つ}]}
  - {key: close, title: 閉じる}
"""


def test_who_comes_back_after_a_change_of_the_procedure_follows_the_new_one(cast, at):
    run = opened(RULED, cast.saeki, at)
    who = cell(run, 2, "小林").subject
    rows.take_out(run, [who], reason="休職", by=cast.saeki, at=at)
    outline, mistakes = read(MOVED_ON)
    assert not mistakes
    import_outline(outline, reason="改める", by=operator(at.date()), at=at)
    run.procedure.refresh_from_db()
    moving.move(run, published(run.procedure), seen=1, by=cast.morita, at=at)

    rows.add(run, [who.person], by=cast.saeki, at=at)

    stands = {t.title: t.state for t in run.cells().filter(subject=who)}
    assert stands == {"集める": State.NOT_APPLICABLE, "別のところで": State.NOW}


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-11-17T09:00", "x"])
def test_a_moment_that_nobody_can_mean_is_refused(gated, office, browser_of, moment):
    answer = browser_of(office.saeki).post(f"/runs/{gated.code}/grid/undo/", {"at": "2", "done_at": moment})

    assert answer.status_code == 422


def test_a_name_that_nobody_can_see_is_no_row(gated, office, browser_of):
    pasted = {"names": "\u200b\n\x01\u202e協力会社\x02\nあおば 工務店"}

    browser_of(office.saeki).post(f"/runs/{gated.code}/grid/add/", pasted)

    assert set(gated.subjects.filter(person=None).values_list("name", flat=True)) == {"協力会社", "あおば 工務店"}


def test_what_is_typed_for_one_person_is_kept_for_that_person_alone(gated, office, browser_of):
    """下書き: on a shared desk the draft of one cell never comes up in the next."""
    saeki, one, other = browser_of(office.saeki), cell(gated, 2, "小林"), cell(gated, 2, "西野")

    drafts = [saeki.get(f"/runs/{gated.code}/tasks/{each.address}/").content.decode() for each in (one, other)]

    assert f'data-draft="step-{gated.code}-{one.address}"' in drafts[0]
    assert f'data-draft="step-{gated.code}-{other.address}"' in drafts[1]


def test_whoever_answers_for_oneself_is_not_offered_to_stop_the_run(gated, office, browser_of):
    page = browser_of(office.nishino).get(f"/window/{gated.code}/{cell(gated, 2, '西野').address}/").content.decode()

    assert "この実行をとりやめる" not in page


def test_enter_in_a_reason_presses_nothing(gated, office, browser_of):
    """The first button of a form is what Enter presses: with a reason for leaving out it would have ticked."""
    page = browser_of(office.saeki).get(f"/runs/{gated.code}/grid/").content.decode()

    first = page.partition('id="g-form"')[2].partition("<button")[2].partition(">")[0]
    assert "disabled" in first


def test_nothing_is_offered_to_be_taken_back_for_who_was_taken_out(gated, cast, at):
    who = cell(gated, 2, "小林").subject
    doing.finish(cell(gated, 2, "小林"), {"got": "1"}, by=cast.saeki, at=at)

    rows.take_out(gated, [who], reason="退職", by=cast.saeki, at=at)

    assert queries.last_own_many(cast.saeki, queries.grid_page(cast.saeki, gated, queries.Looked()), at) is None


def test_the_grid_asks_little_even_while_its_keeper_is_away_and_oneself_has_just_acted(
    gated, office, cast, browser_of, viewer_of, at
):
    add_deputy(gated.procedure, office.morita, by=cast.saeki, at=at)
    gated.tasks.update(start_on=at.date())
    away = {"first": at.date(), "last": at.date() + timedelta(days=14)}
    company.add_absence(office.saeki, **away, by=cast.saeki, at=at)
    many.finish(head(gated, 2), everybody(gated)[:2], by=cast.morita, at=at)
    rows.take_out(gated, everybody(gated)[4:], reason="退職", by=cast.morita, at=at)
    morita = browser_of(office.morita)
    morita.get(f"/runs/{gated.code}/grid/")

    with CaptureQueriesContext(connection) as asked:
        page = morita.get(f"/runs/{gated.code}/grid/").content.decode()

    assert "元に戻す" in page
    assert len(asked) <= 15


def imported(text, run, at):
    outline, mistakes = read(text)
    assert not mistakes
    import_outline(outline, reason="改める", by=operator(at.date()), at=at)
    run.procedure.refresh_from_db()
    return published(run.procedure)


PER_RUN = RULED.replace("key: other, title: 別に, per: subject", "key: other, title: 別に")
PER_SUBJECT = RULED.replace("key: close, title: 閉じる", "key: close, title: 閉じる, per: subject")


@pytest.mark.parametrize("text", [PER_RUN, PER_SUBJECT], ids=["of the run now", "of each person now"])
def test_a_step_that_changes_for_whom_it_is_done_has_a_way_to_its_end(text, cast, at):
    run = opened(RULED, cast.saeki, at)
    to = imported(text, run, at)

    moving.move(run, to, seen=1, by=cast.morita, at=at)

    run.refresh_from_db()
    for _ in range(20):
        for task in run.tasks.filter(state=State.NOW, is_head=False).select_related("run", "head", "subject"):
            doing.finish(task, {"use": "はい", "got": "1"}, by=cast.saeki, at=at)
    run.refresh_from_db()
    stands = list(run.line().values_list("number", "title", "state", "is_head", "cell_count"))
    assert run.finished_at, stands


def test_the_history_says_for_whom_many_were_ticked(gated, cast, office, browser_of, at):
    many.finish(head(gated, 2), everybody(gated), by=cast.saeki, at=at)
    rows.take_out(gated, [cell(gated, 2, "小林").subject], reason="退職", by=cast.saeki, at=at)

    page = browser_of(office.saeki).get(f"/runs/{gated.code}/history/").content.decode()

    assert "さんほか3名" in page
    assert "小林 真帆さん" in page


def test_a_checker_who_has_left_keeps_nobody_waiting(gated, cast, office, viewer_of, browser_of, at):
    Task.objects.filter(pk=head(gated, 2).pk).update(checker=office.foreman)
    many.finish(head(gated, 2), everybody(gated), by=cast.saeki, at=at)
    Person.objects.filter(pk=office.nishino.pk).update(department=office.労務)
    with pytest.raises(NotAllowed):
        gates.confirm(cell(gated, 2, "小林"), by=viewer_of(office.nishino), at=at)

    Person.objects.filter(pk=office.foreman.pk).update(leaves_on=at.date() - timedelta(days=1))

    nishino = viewer_of(office.nishino)
    assert [row.task.number for row in queries.task_lists(nishino, at).waiting_for_me] == [2]
    page = browser_of(office.nishino).get(f"/runs/{gated.code}/tasks/{cell(gated, 2, '小林').address}/")
    assert "/confirm/" in page.content.decode()
    gates.confirm(cell(gated, 2, "小林"), by=nishino, at=at)


def test_a_page_that_has_emptied_shows_the_last_one_there_is(gated, cast, at, monkeypatch):
    monkeypatch.setattr("urakata.features.runs.queries.grid.PAGE", 4)
    looked = queries.Looked(number=2, only=True, page=2)
    last = [row.subject for row in queries.grid_page(cast.saeki, gated, looked).rows]
    assert len(last) == 2

    many.skip(head(gated, 2), last, reason="いらない", by=cast.saeki, at=at)
    for row in last:
        gates.confirm(gated.cells().get(subject=row), by=cast.morita, at=at)

    page = queries.grid_page(cast.saeki, gated, looked)
    assert (page.looked.page, len(page.rows)) == (1, 4)


def test_on_paper_a_step_of_many_says_how_many_and_shows_no_box_that_nobody_ticks(gated, cast, office, browser_of, at):
    many.finish(head(gated, 2), everybody(gated)[:2], by=cast.saeki, at=at)
    for row in everybody(gated)[:2]:
        gates.confirm(gated.cells().get(subject=row), by=cast.morita, at=at)

    page = browser_of(office.saeki).get(f"/runs/{gated.code}/print/").content.decode()

    assert "6名のうち<b>2名</b>が済みました" in page
    assert "届いた" not in page
