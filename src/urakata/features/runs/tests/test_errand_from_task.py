"""もと: a ひとこと仕事 asked from a task is as hidden as the task, and the task learns how it ended."""

from datetime import date

import pytest

from urakata.common.audit.models import Entry
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.runs import queries
from urakata.features.runs.actions import doing, errands, papers, sideways
from urakata.features.runs.models import Run

DUE = date(2026, 11, 20)


@pytest.fixture
def asked(office, step, cast, at):
    """saeki asks morita for something, from the first step of payroll."""
    return errands.add("残業の申請を集める", who=office.morita, due_on=DUE, came_from=step(1), by=cast.saeki, at=at)


def acts(run) -> list[str]:
    return list(Entry.objects.filter(run_code=run.code).order_by("seq").values_list("act", flat=True))


def test_it_keeps_where_it_came_from_and_is_as_hidden(asked, run, step, cast):
    assert (asked.origin_kind, asked.origin_key) == ("task", str(step(1).pk))
    assert asked.origin_label == f"{run.title} {run.label} {step(1).title}"
    assert asked.clearance == "pay"
    assert queries.visible_to(cast.nishino).filter(pk=asked.pk).count() == 0


def test_only_whoever_holds_the_clearance_can_be_asked(office, step, cast, at):
    with pytest.raises(NotAllowed) as refused:
        errands.add("集める", who=office.nishino, due_on=DUE, came_from=step(1), by=cast.saeki, at=at)

    assert refused.value.problems == [Problem.CANNOT_TAKE]


def test_the_task_learns_in_the_same_act_how_it_ended(asked, run, cast, at):
    task = asked.tasks.get()
    doing.finish(task, by=cast.morita, at=at)
    sideways.undo(asked.tasks.get(), by=cast.morita, at=at)
    papers.stop(Run.objects.get(pk=asked.pk), reason="要らなくなった", by=cast.morita, at=at)

    assert acts(run)[-3:] == ["task.errand_finished", "task.errand_reopened", "task.errand_stopped"]
    told = Entry.objects.get(act="task.errand_finished")
    assert (told.clearance, told.facts) == ("pay", {"errand": "残業の申請を集める"})


def test_nothing_ends_if_the_task_cannot_be_told(asked, cast, at, monkeypatch):
    monkeypatch.setattr("urakata.features.runs.parts.FromTask.tell", _broken)

    with pytest.raises(OSError, match="disk full"):
        doing.finish(asked.tasks.get(), by=cast.morita, at=at)

    assert Run.objects.get(pk=asked.pk).finished_at is None


def _broken(*_words: object, **_more: object) -> None:
    raise OSError("disk full")


def test_the_page_of_the_task_lists_it_and_says_when_it_is_done(asked, run, browser_of, office, cast, at):
    client = browser_of(office.saeki)
    path = f"/runs/{run.code}/tasks/1/"
    assert "残業の申請を集める" in client.get(path).content.decode()

    doing.finish(asked.tasks.get(), by=cast.morita, at=at)

    assert "頼んだひとこと仕事が終わりました。" in client.get(path).content.decode()


def test_its_own_page_leads_back_for_those_who_may_go_there(asked, run, browser_of, office, cast, at):
    page = browser_of(office.morita).get(f"/runs/{asked.code}/").content.decode()
    assert f'href="/runs/{run.code}/tasks/1/"' in page

    Run.objects.filter(pk=asked.pk).update(clearance="")  # as if it had been opened wide: the way back stays shut
    sideways.reassign(asked.tasks.get(), office.nishino, by=cast.morita, at=at)
    page = browser_of(office.nishino).get(f"/runs/{asked.code}/").content.decode()
    assert "残業の申請を集める" in page
    assert run.code not in page
    assert "給与計算" not in page


def test_it_is_asked_on_the_page_of_the_task_and_leads_back_there(run, step, browser_of, office):
    client = browser_of(office.saeki)
    page = client.get(f"/errands/new/?run={run.code}&step=1").content.decode()
    assert "「給与計算　計算する」から頼みます。" in page
    assert "西野" not in page  # holds no 給与

    sent = {"title": "申請を集める", "who": "morita", "due_on": "11/20", "run": run.code, "step": "1"}
    answer = client.post("/errands/new/", sent)

    assert answer.headers["Location"] == f"/runs/{run.code}/tasks/1/"
    assert Run.objects.get(title="申請を集める").origin_key == str(step(1).pk)


@pytest.mark.parametrize(
    "words", ["run={code}&step=1", "run={code}&step=99", "run=zzzzzzz&step=1", "run={code}&step=x"]
)
def test_whoever_does_not_see_the_task_cannot_ask_from_it(words, run, browser_of, office):
    client = browser_of(office.nishino)

    assert client.get(f"/errands/new/?{words.format(code=run.code)}").status_code == 404


def test_a_run_that_is_moved_keeps_its_errands(asked, run, payroll, cast, at):
    """The key is the task's own, not its number: a new edition puts a step before it."""
    from urakata.features.procedures.actions import publish
    from urakata.features.runs.actions import moving
    from urakata.features.runs.tests.conftest import PAYROLL
    from urakata.formats.procedures import read

    outline, _ = read(PAYROLL.replace("steps:\n", "steps:\n  - {key: first, title: 前の月を見る}\n"))
    edition = publish(payroll, outline, base=1, reason="抜けていた", by=cast.saeki, at=at)
    moving.move(run, edition, seen=1, backdated=True, by=cast.saeki, at=at)

    moved = queries.run(cast.saeki, run.code)
    page = queries.run_page(cast.saeki, moved, queries.task_in(cast.saeki, moved, 2), at)

    assert [errand.title for errand in page.at.errands] == ["残業の申請を集める"]
