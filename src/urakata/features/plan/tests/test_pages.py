"""こよみに流すの画面, and the days written out."""

import csv
import io
import re

import pytest
from ruamel.yaml import YAML

from urakata.core.feeds import Kind
from urakata.features.plan.models import Feed


@pytest.fixture
def client(office, browser_of):
    return browser_of(office.saeki)


def test_the_link_is_shown_once_and_works(client, work, ask):
    page = client.post(
        "/plan/feeds/make/", {"kind": "own", "remind": "morning", "label": "会社のOutlook"}
    ).content.decode()

    secret = re.search(r"/calendar/([\w-]{43})\.ics", page)[1]
    assert ask(secret).status_code == 200
    listed = client.get("/plan/feeds/").content.decode()
    assert secret not in listed
    assert "会社のOutlook" in listed
    assert "最後に読まれたのは" in listed


def test_taken_back_it_leaves_the_list(client, office, make, ask):
    secret = make(office.saeki)

    page = client.post(f"/plan/feeds/{Feed.objects.get().code}/revoke/", follow=True).content.decode()

    assert "「裏方 わたしの締切」をやめました。" in page
    assert ask(secret).status_code == 404


def test_pressed_twice_it_says_so(client, office, make):
    make(office.saeki)
    path = f"/plan/feeds/{Feed.objects.get().code}/revoke/"
    client.post(path)

    assert "もうやめてあります" in client.post(path, follow=True).content.decode()


def test_a_lead_takes_back_the_teams_and_finds_nobody_elses_own(office, make, browser_of):
    make(office.saeki)
    make(office.saeki, Kind.TEAM)
    client = browser_of(office.morita)

    said = {
        feed.kind: client.post(f"/plan/feeds/{feed.code}/revoke/").status_code for feed in Feed.objects.order_by("pk")
    }

    assert said == {"own": 404, "team": 302}


@pytest.mark.parametrize(("who", "is_asked"), [("saeki", True), ("nishino", False)])
def test_only_who_holds_a_clearance_is_asked_about_it(who, is_asked, office, browser_of):
    page = browser_of(getattr(office, who)).get("/plan/feeds/").content.decode()

    assert ("with_veiled" in page) is is_asked


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "own", "remind": "days"},
        {"kind": "own", "remind": "days", "remind_days": "31"},
        {"kind": "own", "remind": "days", "remind_days": "９９９９９９９９９９"},
        {"kind": "all", "remind": "none"},
        {"kind": "own", "remind": "sometimes"},
        {"kind": "own", "remind": "none", "label": "\0"},
        {"kind": "own", "remind": "none", "label": "あ" * 41},
        {"kind": "own", "remind": "none", "label": "123456789018"},
    ],
)
def test_nonsense_is_explained(sent, client):
    answer = client.post("/plan/feeds/make/", sent)

    assert answer.status_code == 422
    assert "errors" in answer.content.decode()
    assert not Feed.objects.exists()


def test_full_width_figures_are_figures(client):
    assert client.post("/plan/feeds/make/", {"kind": "own", "remind": "days", "remind_days": "３"}).status_code == 200
    assert Feed.objects.get().remind_days == 3


def test_the_settings_lead_there(client, office, browser_of):
    assert 'href="/plan/feeds/"' in client.get("/settings/me/").content.decode()
    assert 'href="/plan/feeds/"' not in browser_of(office.sharoshi).get("/settings/me/").content.decode()


def test_the_table_opens_in_excel_and_calculates_nothing(client, work):
    work[0].tasks.update(title="=1+1")
    type(work[0]).objects.filter(pk=work[0].pk).update(title="=HYPERLINK(1)")

    answer = client.get("/plan/export.csv?from=12/1&to=令和8年12月31日")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"] == 'attachment; filename="plan-2026-12-01-2026-12-31.csv"'
    assert rows[0] == ["日付", "曜日", "題", "種類", "済み", "番地"]
    assert ["2026-12-10", "木", "'=HYPERLINK(1) =1+1", "締切", "", f"/runs/{work[0].code}/tasks/1/"] in rows


def test_written_out_are_ones_own_eyes(client, work, office, browser_of):
    def found(who) -> set[str]:
        return {row["title"] for row in YAML(typ="safe").load(who.get("/plan/export.yaml").content)["days"]}

    assert {"賞与 額を決める", "異動 名簿を直す", "月次決算 請求書を集める"} <= found(client)
    assert found(browser_of(office.nishino)) == {"月次決算"}


@pytest.mark.parametrize(
    "asked", ["from=いつか", "from=2027-01-01&to=2026-01-01", "from=2000-01-01&to=2040-01-01", "to=%00"]
)
@pytest.mark.parametrize("ending", ["csv", "yaml"])
def test_days_that_cannot_be_written_out_are_explained(asked, ending, client):
    answer = client.get(f"/plan/export.{ending}?{asked}")

    assert answer.status_code == 422
    assert "errors" in answer.content.decode()
