"""例外: conditions, 別の道, what is got ready ahead, figures from the paper, and one's own second look a day later."""

from datetime import date, timedelta

import pytest

from urakata.common.audit.models import Entry
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.core.viewer import operator

ORDERS = """
key: orders
title: 備品の発注
department: 労務
steps:
  - key: choose
    title: 品を選ぶ
    checks:
      - {key: largest, text: いちばん高い物, kind: number}
  - key: large
    title: 大きい注文を見てもらう
    needs: [choose]
    place: office
    prepare: [見積書, 前回の控え]
    when: {check: choose.largest, is: ">=", value: 100000}
    then: board
    gate: {kind: second_person}
  - key: board
    title: 役員に知らせる
  - key: order
    title: 発注する
    needs: [large]
    checks:
      - {key: same, text: 注文と納品書が同じ, held_against: 納品書, spot: 3}
"""


@pytest.fixture
def orders(office, at):
    from urakata.features.procedures.actions import import_outline
    from urakata.features.procedures.models import Procedure
    from urakata.formats.procedures import read

    outline, mistakes = read(ORDERS)
    assert not mistakes
    import_outline(outline, reason="はじめの版", by=operator(at.date()), at=at)
    return Procedure.objects.get(key="orders")


@pytest.fixture
def saeki(office, viewer_of):
    return viewer_of(office.saeki)


@pytest.fixture
def opened(orders, saeki, at):
    from urakata.features.runs.actions.opening import open_by_hand

    return lambda: open_by_hand(orders, anchor_on=date(2026, 11, 25), by=saeki, at=at)


def state(run):
    return dict(run.tasks.values_list("step_key", "state"))


def task(run, key):
    return run.tasks.get(step_key=key)


def choose(run, largest, by, at):
    from urakata.features.runs.actions import doing

    doing.finish(task(run, "choose"), {"largest": largest}, by=by, at=at)


def test_a_step_whose_condition_is_not_answered_yet_waits(opened):
    run = opened()

    assert state(run) == {"choose": "now", "large": "todo", "board": "todo", "order": "todo"}


def test_a_false_condition_rules_out_its_step_and_the_one_it_leads_to_and_the_gate_holds_nothing(opened, saeki, at):
    run = opened()

    choose(run, "35,420円", saeki, at)

    assert state(run) == {"choose": "done", "large": "not_applicable", "board": "not_applicable", "order": "now"}
    large = task(run, "large")
    assert (large.reason, large.done_by_id) == ("条件に当たらない：もし「いちばん高い物」が100,000以上なら", None)
    assert Entry.objects.filter(act="task.ruled_out").count() == 2


def test_a_true_condition_leads_on(opened, saeki, at):
    run = opened()

    choose(run, "１００，０００", saeki, at)

    assert state(run) == {"choose": "done", "large": "now", "board": "todo", "order": "todo"}


def test_when_the_answer_is_taken_back_the_steps_are_open_again(opened, saeki, at):
    from urakata.features.runs.actions import sideways

    run = opened()
    choose(run, "3000", saeki, at)

    sideways.undo(task(run, "choose"), by=saeki, at=at + timedelta(minutes=5))

    assert state(run) == {"choose": "now", "large": "todo", "board": "todo", "order": "todo"}
    assert task(run, "large").reason == ""
    choose(run, "300000", saeki, at + timedelta(minutes=6))
    assert state(run)["large"] == "now"


def test_done_again_with_another_answer_the_other_way_opens_and_a_finished_run_too(opened, saeki, at):
    from urakata.features.runs.actions import doing, sideways

    run = opened()
    choose(run, "3000", saeki, at)
    doing.finish(task(run, "order"), {"same": "1"}, by=saeki, at=at)
    run.refresh_from_db()
    assert run.finished_at

    sideways.redo(task(run, "choose"), reason="単価の桁を見落とした", by=saeki, at=at)
    choose(run, "300000", saeki, at)

    run.refresh_from_db()
    assert run.finished_at is None
    assert state(run) == {"choose": "done", "large": "now", "board": "todo", "order": "todo"}


def test_what_a_condition_ruled_out_is_not_done_again_by_a_press(opened, saeki, at):
    from urakata.features.runs.actions import sideways

    run = opened()
    choose(run, "3000", saeki, at)

    with pytest.raises(NotAllowed) as refused:
        sideways.redo(task(run, "large"), reason="やはり見たい", by=saeki, at=at)

    assert refused.value.problems == [Problem.RULED_OUT]


def test_a_step_whose_answer_a_person_left_out_is_for_a_person_to_decide(opened, saeki, at):
    from urakata.features.runs.actions import sideways

    run = opened()

    sideways.skip(task(run, "choose"), reason="今月は注文がない", by=saeki, at=at)

    assert state(run)["large"] == "now"


def test_things_are_got_ready_before_the_turn_comes_with_one_entry(opened, saeki, at):
    from urakata.features.runs.actions import doing
    from urakata.features.runs.queries.preparing import prepared

    run = opened()

    doing.prepare(task(run, "large"), {1}, by=saeki, at=at)
    doing.prepare(task(run, "large"), {1}, by=saeki, at=at)

    assert [one.is_ready for one in prepared(task(run, "large"))] == [False, True]
    assert Entry.objects.filter(act="task.prepared").count() == 1
    with pytest.raises(NotAllowed):
        doing.prepare(task(run, "large"), {2}, by=saeki, at=at)


def test_who_got_things_ready_may_still_be_the_second_person(opened, saeki, office, viewer_of, at):
    from urakata.features.runs.actions import doing, gates

    run, hayashi = opened(), viewer_of(office.morita)
    doing.prepare(task(run, "large"), {0, 1}, by=hayashi, at=at)
    choose(run, "300000", saeki, at)
    doing.finish(task(run, "large"), by=saeki, at=at)

    gates.confirm(task(run, "large"), by=hayashi, at=at)

    assert state(run)["large"] == "done"


def test_every_third_clean_run_asks_for_the_figure_from_the_paper(opened, saeki, at):
    from urakata.features.runs.actions import doing

    def order(given):
        run = opened()
        choose(run, "3000", saeki, at)
        doing.finish(task(run, "order"), given, by=saeki, at=at)

    order({"same": "1"})
    order({"same": "1"})
    with pytest.raises(NotAllowed) as refused:
        order({"same": "1"})
    order({"same": "1", "spot:same": "12箱"})
    order({"same": "1"})

    assert [check.key for check in refused.value.facts["checks"]] == ["spot:same"]


def test_the_page_says_what_applies_what_to_get_ready_and_where(opened, saeki, office, browser_of, at):
    run = opened()
    hers = browser_of(office.saeki)
    page = hers.get(f"/runs/{run.code}/").content.decode()
    step = hers.get(f"/runs/{run.code}/tasks/2/").content.decode()
    pressed = hers.post(f"/runs/{run.code}/tasks/2/prepare/", {"ready": ["0"]})
    typed = {"ready": ["0"], "stands_at": "1", "check-largest": "12,3"}
    swapped = hers.post(f"/runs/{run.code}/tasks/2/prepare/", typed, headers={"HX-Request": "true"}).content.decode()
    paper = hers.get(f"/runs/{run.code}/print/").content.decode()
    mine = hers.get("/tasks/").content.decode()

    assert "この先で要るもの" in page
    assert "もし「いちばん高い物」が100,000以上なら" in step
    assert "会社で" in step
    assert pressed.status_code == 302
    assert 'value="12,3"' in swapped, "what was typed at the step on the page is still there"
    assert "☑ 見積書" in paper
    assert "先に用意できるもの：前回の控え" in mine
    assert "会社で" in mine


def test_the_procedure_says_its_condition_in_words(orders, office, browser_of):
    page = browser_of(office.saeki).get(f"/procedures/{orders.code}/").content.decode()

    assert "もし「いちばん高い物」が100,000以上なら" in page
    assert "「役員に知らせる」へも進みます" in page


SELF = "key: self\ntitle: 見直し\ndepartment: 労務\nsteps:\n  - {key: a, title: 書く, gate: {kind: next_day_self}}\n"


def test_ones_own_second_look_comes_the_next_day_with_a_weaker_stamp(office, saeki, browser_of, at):
    from urakata.features.procedures.actions import import_outline
    from urakata.features.procedures.models import Procedure
    from urakata.features.runs import queries
    from urakata.features.runs.actions import doing, gates
    from urakata.features.runs.actions.opening import open_by_hand
    from urakata.formats.procedures import read

    import_outline(read(SELF)[0], reason="はじめの版", by=operator(at.date()), at=at)
    run = open_by_hand(Procedure.objects.get(key="self"), anchor_on=date(2026, 11, 25), by=saeki, at=at)
    hers = browser_of(office.saeki)
    before = hers.get(f"/runs/{run.code}/").content.decode()
    doing.finish(task(run, "a"), by=saeki, at=at)
    waiting = list(queries.waiting_for(saeki))
    same_day = hers.get(f"/runs/{run.code}/tasks/1/").content.decode()
    gates.confirm(task(run, "a"), by=saeki, at=at + timedelta(days=1))
    after = hers.get(f"/runs/{run.code}/tasks/1/").content.decode()

    assert "時間をおいて自分で見る（翌日）" in before
    assert waiting == []
    assert "日を改めて" in same_day
    assert "hanko weak" in after
