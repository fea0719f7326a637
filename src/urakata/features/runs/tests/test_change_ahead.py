"""この変更で動くもの: what stands in somebody's hands when they are to go to another department."""

from datetime import date, timedelta

import pytest

from urakata.core.viewer import operator
from urakata.features.company import actions as company
from urakata.features.company import queries
from urakata.features.company.models import Grant
from urakata.features.procedures.actions import import_outline
from urakata.features.runs.actions import errands
from urakata.features.runs.models import Task
from urakata.features.runs.queries import for_anybody
from urakata.formats.procedures import read

CLOSING = """
key: closing
title: 月次決算
department: 経理
steps:
  - {key: gather, title: 請求書を集める, who: {person: 佐伯 悠}}
  - {key: count, title: 現金を数える, who: {department: 労務}}
"""


@pytest.fixture
def moved(office, run, viewer_of):
    """What moves with saeki, as morita sees it: kinds and titles by day."""

    def told(since: date, *, department=None, role: str = "", by=None) -> list[tuple[str, str]]:
        found = queries.moved_by(
            viewer_of(by or office.morita), office.saeki, since=since, department=department or office.経理, role=role
        )
        return [(line.held.kind.value, line.held.title) for line in [*found.work, *found.procedures]]

    return told


def test_what_is_due_from_the_day_on_in_the_old_department_moves(office, run, moved):
    dues = dict(run.tasks.values_list("number", "due_on"))

    assert [kind for kind, _ in moved(dues[2])] == ["task", "task", "charge"]
    assert [kind for kind, _ in moved(dues[2] + timedelta(days=1))] == ["task", "charge"]
    assert moved(date(2026, 12, 31)) == []


def test_nothing_moves_where_the_department_stays(office, moved, at):
    assert moved(at.date() + timedelta(days=1), department=office.労務) == []


def test_what_is_done_or_belongs_to_another_department_stays(office, run, moved, at, viewer_of):
    errands.add("鍵を返す", who=office.saeki, due_on=date(2026, 12, 1), by=viewer_of(office.morita), at=at)
    run.tasks.filter(number=3).update(department=office.総務)
    Task.objects.filter(run=run, number=1).update(state="done", done_at=at, done_by=office.saeki)

    assert [title.split()[-1] for _, title in moved(at.date() + timedelta(days=1))] == [
        "差引を確かめる",
        "2026年11月分",
        "鍵を返す",
    ]


def test_whoever_leaves_the_office_hands_over_what_is_in_other_departments_too(office, run, moved, at):
    run.tasks.filter(number=3).update(department=office.総務)

    kinds = [kind for kind, _ in moved(at.date() + timedelta(days=1), department=office.design, role="manager")]

    assert kinds == ["task", "task", "charge"]


def test_who_is_to_confirm_is_told_as_well(office, run, moved, at):
    run.tasks.filter(number=2).update(assignee=office.morita, checker=office.saeki)

    assert ("check", "給与計算 2026年11月分 差引を確かめる") in moved(at.date() + timedelta(days=1))


def test_names_are_those_of_the_department_with_the_clearance_on_that_day(office, run, viewer_of, at):
    since = at.date() + timedelta(days=1)
    words = {"by": viewer_of(office.owner), "at": at}
    for name in ("人事 花", "労務 葉", "労務 来"):
        made = company.add_person(name=name, role="office", department=office.労務, **words)
        if name != "労務 葉":
            Grant.objects.create(code=made.code, person=made, clearance="pay", granted_at=at, confirmed_at=at)
        if name == "人事 花":
            company.announce(made, since=since, department=office.人事, **words)

    found = queries.moved_by(viewer_of(office.morita), office.saeki, since=since, department=office.経理, role="")

    assert {tuple(line.suggested) for line in found.work} == {("労務 来",)}


def test_whoever_goes_away_before_a_thing_is_due_is_no_suggestion_for_it(office, run, viewer_of, at):
    since, last = at.date() + timedelta(days=1), run.tasks.get(number=3).due_on
    Grant.objects.create(code="n", person=office.nishino, clearance="pay", granted_at=at, confirmed_at=at)
    words = {"by": viewer_of(office.owner), "at": at}
    company.announce(office.nishino, since=since, department=office.労務, **words)
    company.announce(office.nishino, since=last, department=office.経理, **words)

    found = queries.moved_by(viewer_of(office.morita), office.saeki, since=since, department=office.経理, role="")

    assert [(line.held.on < last, line.suggested) for line in found.work] == [
        (True, ["西野 千尋"]), (False, []), (False, []),
    ]  # fmt: skip


def test_procedures_that_name_the_person_or_were_in_their_charge_last_time_are_told(office, run, moved, at):
    _publish(CLOSING.replace("経理", "労務"), at)
    run.finished_at = at
    run.save()
    run.tasks.update(state="done", done_at=at)

    assert moved(date(2027, 4, 1)) == [("named", "月次決算"), ("last_time", "給与計算")]


def test_whoever_may_not_see_the_work_is_told_nothing_of_it(office, run, moved, at, browser_of):
    assert moved(at.date() + timedelta(days=1), by=office.owner) == []
    form = {"since": "2026-11-18", "department": office.経理.pk}

    page = browser_of(office.owner).post("/settings/people/saeki/postings/preview/", form).content.decode()

    assert "その日からあとに動くものはありません" in page
    assert "給与" not in page.partition("<main")[2].partition("mv-h")[2].partition("</section>")[0]


def test_the_page_names_the_step_its_day_and_leads_there(office, run, browser_of):
    form = {"since": "2026-11-18", "department": office.経理.pk}

    page = browser_of(office.morita).post("/settings/people/saeki/postings/preview/", form).content.decode()

    assert f"/runs/{run.code}/tasks/2/" in page
    assert "差引を確かめる" in page
    assert "同じ部署に、ほかに頼める人がいません" in page


def test_the_day_itself_moves_no_task_but_what_is_asked_of_a_department_follows(office, run, viewer_of, at):
    run.tasks.filter(number=1).update(assignee=None)
    since = at.date() + timedelta(days=1)
    company.announce(office.nishino, since=since, department=office.労務, by=viewer_of(office.owner), at=at)
    Grant.objects.create(code="n", person=office.nishino, clearance="pay", granted_at=at, confirmed_at=at)

    before, after = (list(for_anybody(viewer_of(office.nishino, on))) for on in (at.date(), since))

    assert before == []
    assert [task.number for task in after] == [1]
    assert set(run.tasks.exclude(number=1).values_list("assignee", flat=True)) == {office.saeki.pk}


def test_what_a_closing_department_leaves_behind_is_told(office, run, viewer_of, at):
    _publish(CLOSING, at)

    found = queries.left_by_closing(viewer_of(office.morita), office.労務, date(2026, 11, 20))

    assert [line.held.title for line in found.work] == ["給与計算 2026年11月分"]
    assert {line.held.title for line in found.procedures} == {"給与計算", "月次決算"}
    assert queries.left_by_closing(viewer_of(office.owner), office.労務, date(2026, 11, 20)).is_empty


def _publish(text: str, at) -> None:
    outline, mistakes = read(text)
    assert not mistakes
    import_outline(outline, reason="はじめの版", by=operator(at.date()), at=at)
