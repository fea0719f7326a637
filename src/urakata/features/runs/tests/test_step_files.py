"""工程のファイル: behind the doors of run, window and share, for whoever is shown how the step is done."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from tests.walk.house import House
from urakata.core.viewer import operator
from urakata.features.procedures import actions as procedures
from urakata.features.procedures import queries
from urakata.features.runs.actions import rows
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Run
from urakata.formats.tests.test_pictures import png


@pytest.fixture
def house(office, at) -> House:
    """月次決算 with a picture at its first and a template at its second step; the run that is open follows it."""
    made = House(office, at)
    by = made.viewer("nishino")
    procedures.add_step_file(made.closing, "gather", "棚.png", png(), alt="請求書の棚", by=by, at=at)
    procedures.add_step_file(made.closing, "count", "様式.xlsx", b"PK\x03\x04 a workbook", by=by, at=at)
    return made


@pytest.fixture
def run(house, at) -> Run:
    """The run of a house whose closing was published with its files; step 3 is the temp's, step 1 is shared."""
    nishino = house.viewer("nishino")
    named = {"gather": ("棚.png",), "count": ("様式.xlsx",)}
    outline = queries.published_outline(house.closing)
    outline = replace(
        outline, steps=tuple(replace(step, files=named.get(step.key, ())) for step in outline.steps)
    )  # fmt: skip
    _publish(house, outline, at)
    house.closing.refresh_from_db()
    house.run = open_by_hand(house.closing, anchor_on=date(2026, 12, 31), by=nishino, at=at)
    return house.run


def _publish(house, outline, at):
    by = operator(at.date())
    procedures.publish(house.closing, outline, base=1, reason="見せる", by=by, at=at)


def at_step(run, number, name="棚.png"):
    code = run.procedure.files.get(name=name).code
    return reverse("task_file", kwargs={"code": run.code, "number": number, "file": code})


def test_the_step_shows_its_picture_at_the_runs_own_address(house, run):
    page = house.client("office").get(reverse("run_task", kwargs={"code": run.code, "number": 1})).content.decode()

    assert f'<img src="{at_step(run, 1)}" alt="請求書の棚" width="3" height="2"' in page
    assert b"".join(house.client("office").get(at_step(run, 1)).streaming_content) == png()


def test_a_file_is_found_at_its_own_step_alone(house, run):
    client = house.client("office")

    assert client.get(at_step(run, 2)).status_code == 404
    assert client.get(at_step(run, 2, "様式.xlsx"))["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("role", ["owner", "other", "temp", "manager", "employee", "outside"])
def test_it_is_not_there_for_whoever_does_not_see_the_step(house, run, role):
    assert house.client(role).get(at_step(run, 1)).status_code == 404


def test_the_temp_with_a_task_reads_along(house, run, office):
    run.tasks.filter(number=3).update(assignee=office.ohashi)

    assert house.client("temp").get(at_step(run, 1)).status_code == 200


def test_a_run_keeps_the_file_of_its_edition(house, run, at):
    outline = queries.published_outline(house.closing)
    procedures.publish(
        house.closing, replace(outline, steps=tuple(replace(step, files=()) for step in outline.steps)),
        base=2, reason="いらない", by=operator(at.date()), at=at,
    )  # fmt: skip

    assert house.client("office").get(at_step(run, 1)).status_code == 200


def test_outside_only_the_step_that_is_shared_shows_its_file(house, run):
    share, client = house.share(), house.client("outside")
    files = {each.name: each.code for each in run.procedure.files.all()}
    mine, other = (
        reverse("shared_file", kwargs={"code": share.code, "number": 1, "file": files[name]})
        for name in ("棚.png", "様式.xlsx")
    )

    page = client.get(reverse("shared_step", kwargs={"code": share.code, "number": 1})).content.decode()

    assert f'<img src="{mine}"' in page
    assert client.get(mine).status_code == 200
    assert client.get(other).status_code == 404
    assert client.get(mine.replace("/1/files", "/2/files")).status_code == 404
    assert house.client("office").get(mine).status_code == 404


def test_whoever_is_only_asked_sees_it_once_they_have_answered(house, office, at):
    """書類集め asks each by a form; how the step is done stands on the page only afterwards."""
    papers = house.grid.procedure
    by = house.viewer("nishino")
    procedures.add_step_file(papers, "wishes", "見本.png", png(), by=by, at=at)
    outline = queries.published_outline(papers)
    steps = tuple(replace(step, files=("見本.png",)) if step.key == "wishes" else step for step in outline.steps)
    procedures.publish(papers, replace(outline, steps=steps), base=1, reason="見本", by=by, at=at)
    papers.refresh_from_db()
    run = open_by_hand(papers, anchor_on=date(2026, 12, 31), by=house.viewer("nishino"), at=at)
    rows.add(run, [office.kobayashi], by=house.viewer("nishino"), at=at)
    cell = run.cells().select_related("subject").get(number=3)
    path, client = at_step(run, cell.address, "見本.png"), house.client("employee")

    run.cells().filter(number=3).update(state="now")
    asked = client.get(path).status_code
    run.cells().filter(number=3).update(state="done", done_at=at, done_by=office.kobayashi)

    assert (asked, client.get(path).status_code) == (404, 200)
