"""知らせ: one polite word to all who are まだ, nobody twice on one day, on their 窓口 until they answer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from urakata.common.audit.models import Entry
from urakata.core.refusal import NotAllowed
from urakata.core.reminding import Facts, problems
from urakata.core.task_rules import Problem
from urakata.core.viewer import RoleName, Viewer, operator
from urakata.features.procedures.actions import import_outline
from urakata.features.runs.actions import doing, papers, reminding
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Reminder
from urakata.formats.procedures import read

SURVEY = """
key: survey
title: 健康診断
department: 労務
subjects: {ledger: people, where: employed}
steps:
  - {key: reply, title: 希望の日を答える, per: subject, who: subject, checks: [{key: told, text: 答えた}]}
  - {key: second, title: 会場を答える, per: subject, who: subject, checks: [{key: told, text: 答えた}]}
  - {key: book, title: 予約する, per: subject, needs: [reply], checks: [{key: booked, text: 取れた}]}
"""
TEXT = "〈名前〉さん、お願いします。"


@pytest.fixture
def run(office, viewer_of, at):
    outline, mistakes = read(SURVEY)
    assert not mistakes
    made = import_outline(outline, reason="はじめから", by=operator(at.date()), at=at).procedure
    return open_by_hand(made, anchor_on=date(2026, 12, 10), by=viewer_of(office.saeki), at=at)


@pytest.fixture
def head(run):
    return lambda number=1: run.line().get(number=number)


@pytest.fixture
def saeki(office, viewer_of):
    return viewer_of(office.saeki)


@pytest.fixture
def answer(run, office, viewer_of, at):
    def answered(who: str, number: int = 1):
        cell = run.cells().select_related("run", "head").get(number=number, subject__person=getattr(office, who))
        doing.finish(cell, {"told": "1"}, by=viewer_of(getattr(office, who)), at=at)

    return answered


def names(reminder: Reminder) -> set[str]:
    return set(reminder.head.run.subjects.filter(pk__in=reminder.to).values_list("person__code", flat=True))


def test_it_goes_to_all_who_are_mada_and_leaves_one_entry(run, head, answer, saeki, at):
    answer("kobayashi")
    before = Entry.objects.count()

    made = reminding.remind(head(), TEXT, by=saeki, at=at)

    assert names(made) == {"morita", "saeki", "nishino", "foreman", "owner"}
    entry = Entry.objects.latest("seq")
    assert (entry.act, entry.facts["people"], Entry.objects.count() - before) == ("cells.reminded", 5, 1)


def test_nothing_is_sent_if_the_record_cannot_be_written(head, saeki, at, monkeypatch):
    monkeypatch.setattr("urakata.common.audit.acts._write", _broken)

    with pytest.raises(OSError, match="disk full"):
        reminding.remind(head(), TEXT, by=saeki, at=at)

    assert not Reminder.objects.exists()


def _broken(entries: list) -> None:
    raise OSError("disk full")


def test_nobody_is_reminded_twice_on_one_day_whatever_the_step(run, head, answer, saeki, at):
    answer("foreman", 2)
    reminding.remind(head(2), TEXT, by=saeki, at=at)

    rest = reminding.remind(head(1), TEXT, by=saeki, at=at + timedelta(hours=2))
    assert names(rest) == {"foreman"}
    with pytest.raises(NotAllowed) as refused:
        reminding.remind(head(1), TEXT, by=saeki, at=at + timedelta(hours=3))
    assert refused.value.problems == [Problem.REMINDED_TODAY]

    tomorrow = reminding.remind(head(1), TEXT, by=saeki, at=at + timedelta(days=1))
    assert len(tomorrow.to) == 6


@pytest.mark.parametrize(
    ("text", "problem"), [(" ", Problem.NO_WORDS), ("番号は 1234-5678-9018 です", Problem.PERSONAL_NUMBER)]
)
def test_a_text_that_cannot_be_sent_is_refused(head, saeki, at, text, problem):
    with pytest.raises(NotAllowed) as refused:
        reminding.remind(head(), text, by=saeki, at=at)

    assert refused.value.problems == [problem]


def test_a_step_of_the_office_and_a_closed_run_remind_nobody(run, head, saeki, at):
    with pytest.raises(NotAllowed) as of_office:
        reminding.remind(head(3), TEXT, by=saeki, at=at)
    papers.stop(run, reason="やめた", by=saeki, at=at)
    with pytest.raises(NotAllowed) as closed:
        reminding.remind(head(), TEXT, by=saeki, at=at)

    assert (of_office.value.problems, closed.value.problems) == ([Problem.NOBODY_LEFT], [Problem.RUN_CLOSED])


def test_the_office_reminds_and_whoever_has_the_step():
    def why_not(roles: set[str], person: int = 1, **more: object) -> list[Problem]:
        facts = {"run_open": True, "keeper_id": 7, "waiting": frozenset({3}), "reminded": frozenset(), **more}
        return problems(Viewer(person, frozenset(roles)), Facts(**facts))

    assert why_not({RoleName.OFFICE}) == why_not({RoleName.LEAD}) == why_not({RoleName.TEMP}, person=7) == []
    assert why_not({RoleName.TEMP}) == why_not({RoleName.EMPLOYEE}) == [Problem.NOT_ASKED]
    assert why_not({RoleName.OFFICE}, waiting=frozenset()) == [Problem.NOBODY_LEFT]
    assert why_not({RoleName.OFFICE}, reminded=frozenset({3})) == [Problem.REMINDED_TODAY]
    assert why_not({RoleName.OFFICE}, run_open=False) == [Problem.RUN_CLOSED]


def test_it_stands_on_the_window_by_name_until_it_is_answered(browser_of, office, head, answer, saeki, at):
    client = browser_of(office.kobayashi)
    assert "お願いします。" not in client.get("/window/").content.decode()

    reminding.remind(head(), TEXT, by=saeki, at=at)
    assert "小林さん、お願いします。" in client.get("/window/").content.decode()

    answer("kobayashi")
    assert "お願いします。" not in client.get("/window/").content.decode()


def test_who_had_answered_is_not_told_when_opened_again(browser_of, office, head, answer, run, saeki, viewer_of, at):
    answer("kobayashi")
    reminding.remind(head(), TEXT, by=saeki, at=at)
    from urakata.features.runs.actions import sideways

    cell = run.cells().select_related("run", "head").get(number=1, subject__person=office.kobayashi)
    sideways.undo(cell, by=viewer_of(office.kobayashi), at=at)

    assert "お願いします。" not in browser_of(office.kobayashi).get("/window/").content.decode()


def test_the_page_of_the_grid_offers_a_ready_text_and_says_who_is_spared(
    browser_of, office, run, head, answer, saeki, at
):
    client, path = browser_of(office.saeki), reverse("run_grid", kwargs={"code": run.code})
    page = client.get(path).content.decode()
    assert "〈名前〉さん\n健康診断の「希望の日を答える」がまだ済んでいません。" in page
    assert "6名に知らせる" in page
    assert 'data-copy="#rm-t"' in page

    sent = client.post(reverse("run_grid_remind", kwargs={"code": run.code}), {"at": "1", "text": TEXT}, follow=True)

    page = sent.content.decode()
    assert "まだの6名に知らせました。" in page
    assert "同じ日に二度は知らせません。" in page
    assert "名に知らせる" not in page


def test_a_step_of_the_office_offers_no_reminder(browser_of, office, run):
    page = browser_of(office.saeki).get(reverse("run_grid", kwargs={"code": run.code}), {"step": "3"}).content.decode()

    assert "rm-t" not in page


@pytest.mark.parametrize("who", ["kobayashi", "sharoshi", "owner", "nishino"])
def test_whoever_does_not_see_the_run_reminds_nobody(who, browser_of, office, run):
    path = reverse("run_grid_remind", kwargs={"code": run.code})

    assert browser_of(getattr(office, who)).post(path, {"at": "1", "text": TEXT}).status_code == 404
    assert not Reminder.objects.exists()
