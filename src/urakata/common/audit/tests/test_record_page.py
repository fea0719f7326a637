"""記録の画面: who sees which lines, and nothing of the others."""

import csv
import io
import re

import pytest

from urakata.common.audit import acts as audit
from urakata.common.audit import people
from urakata.common.audit.about import About
from urakata.common.audit.models import Entry

PAY = About("run", "pay1", "給与計算 11月", clearance="pay", run_code="pay1")
CLOSING = About("run", "clo1", "月次決算 10月", run_code="clo1")
GRANT = About("grant", "g1", "健康の区分", room="settings")


@pytest.fixture
def record(office, viewer_of, at):
    def write(who, act, about, **facts):
        with audit.act(by=viewer_of(who), at=at) as record:
            record(act, about=about, **facts)
        return Entry.objects.latest("seq")

    return write


@pytest.fixture
def written(office, record):
    return {
        "pay": record(office.saeki, "task.finished", PAY),
        "closing": record(office.nishino, "task.finished", CLOSING, reason="差はなし"),
        "grant": record(office.owner, "clearance.given", GRANT),
        "own": record(office.kobayashi, "task.finished", About("run", "own1", "備品の受け取り")),
    }


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("morita", {"pay", "closing", "own"}),  # lead with pay: all of the office
        ("owner", {"grant"}),
        ("saeki", {"pay"}),
        ("nishino", {"closing"}),
        ("ohashi", set()),
        ("kobayashi", {"own"}),
        ("foreman", set()),
        ("sharoshi", set()),
    ],
)
def test_everybody_sees_what_is_theirs(office, browser_of, written, who, seen):
    page = browser_of(getattr(office, who)).get("/record/").content.decode()

    assert {name for name, entry in written.items() if entry.about_label in page} == seen


def test_a_lead_without_the_clearance_sees_nothing_of_it(office, browser_of, written):
    office.morita.grants.all().delete()
    browser = browser_of(office.morita)

    for path in ("/record/", "/record/?run=pay1", "/record/?who=佐伯", "/record/export/"):
        response = browser.get(path)
        page = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
        assert "給与計算" not in page
    assert browser.get(f"/record/{written['pay'].key}/").status_code == 404


def without_token(response):
    return re.sub(rb'value="[0-9A-Za-z]{64}"', b"", response.content)


def test_a_line_that_is_not_yours_is_not_there(office, browser_of, written):
    missing = browser_of(office.ohashi).get("/record/notthereatall/")
    hidden = browser_of(office.ohashi).get(f"/record/{written['pay'].key}/")

    assert (missing.status_code, hidden.status_code) == (404, 404)
    assert without_token(missing) == without_token(hidden)


def test_a_private_thing_shows_nowhere(office, browser_of, viewer_of, at):
    with audit.act(by=viewer_of(office.nishino), at=at) as note:
        note("review.kept", about=CLOSING, private=True)

    for person in (office.morita, office.nishino, office.owner):
        assert "review.kept" not in browser_of(person).get("/record/").content.decode()


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        ("run=clo1", {"closing"}),
        ("last=2020-01-01", set()),
        ("first=2026-11-17&last=2026-11-17", {"pay", "closing", "own"}),
        ("first=2026-11-18", set()),
        ("first=きのう", {"pay", "closing", "own"}),
        ("act=nothing", {"pay", "closing", "own"}),
        ("before=notthere", {"pay", "closing", "own"}),
        ("before=%00%ff&run=%00", {"pay", "closing", "own"}),
    ],
)
def test_the_filters_narrow_and_never_break(office, browser_of, written, question, seen):
    page = browser_of(office.morita).get(f"/record/?{question}").content.decode()

    assert {name for name, entry in written.items() if entry.about_label in page} == seen


def test_a_person_is_found_by_name(office, browser_of, written, monkeypatch):
    known = {office.nishino.pk: "西野 千尋"}
    by_name = lambda text: [pk for pk, name in known.items() if text in name]  # noqa: E731
    monkeypatch.setattr(people, "_known", [(lambda numbers: known, by_name)])

    page = browser_of(office.morita).get("/record/", {"who": "西野"}).content.decode()

    assert written["closing"].about_label in page
    assert written["pay"].about_label not in page
    assert "西野" in page


def test_htmx_gets_only_the_list(office, browser_of, written):
    part = browser_of(office.morita).get("/record/", headers={"HX-Request": "true"}).content.decode()

    assert part.startswith("<section")
    assert written["closing"].about_label in part


def test_older_lines_follow_without_a_total(office, browser_of, record):
    for number in range(60):
        record(office.nishino, "task.noted", About("task", str(number), f"第{number}の作業"))
    browser = browser_of(office.nishino)

    first = browser.get("/record/").content.decode()
    link = first.split("before=")[1].split('"')[0]
    second = browser.get(f"/record/?before={link}").content.decode()

    assert ("第59の作業" in first, "第10の作業" in first, "第9の作業" in first) == (True, True, False)
    assert ("第9の作業" in second, "第0の作業" in second, "第10の作業" in second) == (True, True, False)
    assert "60件" not in first


def test_the_export_holds_the_same_lines_and_no_formula(office, browser_of, record, written):
    record(office.nishino, "task.noted", About("task", "t", "=1+1"))

    response = browser_of(office.nishino).get("/record/export/")
    raw = b"".join(response.streaming_content).decode()

    assert raw.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(raw.removeprefix("\ufeff"))))
    assert [row[2] for row in rows[1:]] == ["'=1+1", written["closing"].about_label]


def test_whoever_may_blacks_out_and_it_is_said(office, browser_of, written):
    entry = written["closing"]
    browser = browser_of(office.morita)

    refused = browser.post(f"/record/{entry.key}/black-out/", {"reason": " "})
    response = browser.post(f"/record/{entry.key}/black-out/", {"reason": "名前が書かれていた"}, follow=True)
    again = browser.post(f"/record/{entry.key}/black-out/", {"reason": "もう一度"})

    assert refused.status_code == 422
    assert response.status_code == 200
    assert "差はなし" not in response.content.decode()
    assert "差はなし" not in browser.get("/record/").content.decode()
    assert again.status_code == 422
    assert Entry.objects.latest("seq").act == "record.blacked_out"


def test_others_may_not_black_out_their_own_line(office, browser_of, written):
    response = browser_of(office.nishino).post(f"/record/{written['closing'].key}/black-out/", {"reason": "いや"})

    assert response.status_code == 422
    assert Entry.objects.latest("seq").act != "record.blacked_out"


def test_acts_are_refused_by_get(office, browser_of, written):
    browser = browser_of(office.morita)

    assert browser.get(f"/record/{written['closing'].key}/black-out/").status_code == 405
    assert browser.get("/record/verify/").status_code == 405


def test_the_state_of_the_chain_is_for_lead_and_owner(office, browser_of, written):
    for person in (office.morita, office.owner):
        browser = browser_of(person)
        assert browser.post("/record/verify/").status_code == 302
        assert "鎖は保たれています" in browser.get("/record/").content.decode()
    assert "鎖は保たれています" not in browser_of(office.nishino).get("/record/").content.decode()
    assert browser_of(office.nishino).post("/record/verify/").status_code == 404


def test_a_broken_chain_is_said_with_its_first_entry(office, browser_of, written):
    Entry.objects.filter(pk=written["pay"].pk).update(act="x")
    browser = browser_of(office.owner)
    browser.post("/record/verify/")

    page = browser.get("/record/").content.decode()

    assert "鎖が切れています" in page
    assert written["pay"].key in page


def test_strangers_are_led_to_the_entrance(client, office):
    assert client.get("/record/").headers["Location"].startswith("/enter/")
