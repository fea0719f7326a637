"""問い合わせの数: how many queries a page takes, with enough rows on it that one query a row would show (ux §15)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.walk.asked import ASKED
from tests.walk.house import House
from tests.walk.places import table
from urakata.features.company import actions as company
from urakata.features.duties import actions as duties
from urakata.features.runs.actions import doing, errands, reminding
from urakata.features.runs.actions.opening import open_by_hand
from urakata.rules.events import events

TODAY, ELSEWHERE = 12, 15
WITHOUT_SESSION = {"feed_calendar"}  # read by programs, which sign in nowhere
SEES_MOST = ("lead", "owner", "office", "employee", "outside", "stranger")
# What an edition says is kept by a process, but not inside the transaction of a test: there it is read anew each time.
KEPT = '"procedures_edition"."content" AS "content" FROM "procedures_edition"'
READ = [name for name, method in table() if method == "GET"]


@pytest.fixture
def crowded(office, at) -> House:
    """A house with twenty of everything that pages list."""
    house = House(office, at)
    nishino, morita = house.viewer("nishino"), house.viewer("morita")
    for n in range(20):
        errands.add(f"小さな仕事 {n}", who=office.morita, due_on=at.date() + timedelta(days=n), by=nishino, at=at)
        errands.add(f"机を拭く {n}", who=office.kobayashi, due_on=at.date(), by=morita, at=at)
        run = open_by_hand(house.closing, anchor_on=date(2027, 1, 1) + timedelta(days=n), by=nishino, at=at)
        doing.finish(run.tasks.get(number=1), {"all": "1"}, by=nishino, at=at)
        doing.finish(run.tasks.get(number=2), {"cash": "1"}, by=nishino, at=at)
        days = {"hire_date": at.date() + timedelta(days=n)}
        duties.keep(events().groups["joining"], person=office.kobayashi, days=days, by=house.viewer("saeki"), at=at)
    return house


def test_no_page_takes_more_queries_than_it_may_however_much_is_on_it(crowded):
    taken = {name: _queries(name, crowded) for name in READ}

    assert {name: sql for name, sql in taken.items() if len(sql) > (TODAY if name == "today" else ELSEWHERE)} == {}


@pytest.mark.parametrize("deputies", [("morita",), ()], ids=["with deputies", "with nobody named"])
def test_nor_while_somebody_is_away(crowded, deputies):
    crowded.stands_in(*deputies)
    nishino, first = crowded.office.nishino, crowded.at.date()
    company.add_absence(nishino, first=first, last=date(2026, 12, 4), by=crowded.viewer("nishino"), at=crowded.at)
    for n in range(20):
        crowded.run = open_by_hand(
            crowded.closing, anchor_on=first - timedelta(days=n), by=crowded.viewer("nishino"), at=crowded.at
        )

    taken = {name: _queries(name, crowded, ("lead",)) for name in ("today", "tasks", "run", "run_task", "absences")}

    assert "12月4日（金）まで休みです" in crowded.client("lead").get("/tasks/").content.decode()
    assert {name: sql for name, sql in taken.items() if len(sql) > (TODAY if name == "today" else ELSEWHERE)} == {}


def test_today_reads_the_company_once(crowded):
    asked = _asked(crowded.client("lead"), "/")

    assert sum('FROM "company_company" ORDER BY' in sql for sql in asked) == 1


def test_a_page_that_asks_people_stays_within_it_too(crowded):
    """The step of a grid that a form stands behind; in a test its edition is read anew each time, one query more."""
    asks = crowded.grid.line().get(number=3)
    cell = crowded.grid.cells().select_related("subject").get(number=3, subject__person__code="kobayashi")
    window = reverse("window_task", kwargs={"code": crowded.grid.code, "number": cell.address})
    grid = f"{reverse('run_grid', kwargs={'code': crowded.grid.code})}?step={asks.number}"
    reminding.remind(asks, "〈名前〉さん、お願いします。", by=crowded.viewer("nishino"), at=crowded.at)

    told = {path: _asked(crowded.client(role), path) for role, path in (("employee", window), ("lead", grid))}
    told |= {"/window/": _asked(crowded.client("employee"), "/window/")}

    assert {path: sql for path, sql in told.items() if len(sql) > ELSEWHERE + 1} == {}


def test_a_cell_takes_no_more_queries_than_a_step(crowded):
    cell = crowded.grid.cells().select_related("subject").first()
    path, client = f"/runs/{crowded.grid.code}/tasks/{cell.address}/", crowded.client("office")
    client.get(path)

    with CaptureQueriesContext(connection) as asked:
        client.get(path)

    assert len(asked) <= ELSEWHERE + 1  # the edition is read twice only inside the transaction of a test


def _queries(name: str, house: House, roles: tuple[str, ...] = SEES_MOST) -> list[str]:
    answers = table()[name, "GET"]
    role = next((role for role in roles if answers[role] == 200), "lead")
    role = "stranger" if name in WITHOUT_SESSION else role
    return _asked(house.client(role), ASKED[name].path(name, house))


def _asked(client: Client, path: str) -> list[str]:
    client.get(path)  # what a process keeps in memory is there from now on
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return [each["sql"] for each in asked if KEPT not in each["sql"]]
