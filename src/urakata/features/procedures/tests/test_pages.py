"""手順の頁: who meets which, and that what is hidden is nowhere."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from urakata.features.procedures import actions
from urakata.features.procedures.tests.conftest import PAYROLL, outline

OF_A_PROCEDURE = ["procedure", "procedure_print", "procedure_export", "procedure_editions", "procedure_edit"]
OF_ALL = ["procedures", "procedure_import", "procedure_library"]
CHANGES = [
    "procedure_publish",
    "procedure_rows",
    "procedure_draft_discard",
    "procedure_retire",
    "procedure_bring_back",
]
PORTAL = ["foreman", "kobayashi", "sharoshi", "owner"]


def paths(procedure):
    yield from (reverse(name, args=[procedure.code]) for name in OF_A_PROCEDURE)
    yield reverse("procedure_edition", args=[procedure.code, 1])


@pytest.mark.parametrize("name", ["morita", "saeki"])
def test_who_may_sees_every_page(shelf, office, browser_of, name):
    browser = browser_of(getattr(office, name))

    for path in [*map(reverse, OF_ALL), *paths(shelf.payroll)]:
        assert browser.get(path).status_code == 200, path


@pytest.mark.parametrize("name", ["ohashi", "nishino", *PORTAL])
def test_payroll_is_nowhere_for_who_may_not_know_of_it(shelf, office, browser_of, name, assigned_to_temp):
    browser = browser_of(getattr(office, name))

    hidden = {browser.get(path).status_code for path in paths(shelf.payroll)}
    hidden |= {browser.post(reverse(change, args=[shelf.payroll.code])).status_code for change in CHANGES}
    shown = browser.get(reverse("procedures"), {"q": "給与"})

    assert hidden == {404}
    assert shown.status_code == 404 or "給与計算" not in shown.content.decode().replace("給与計算の雛形", "")


def test_hidden_and_missing_read_the_same(shelf, office, browser_of):
    browser = browser_of(office.nishino)

    hidden, missing = (browser.get(reverse("procedure", args=[code])) for code in (shelf.payroll.code, "2222222"))

    changing = re.compile(rf'csrfmiddlewaretoken" value="\w+"|{shelf.payroll.code}|2222222')
    assert changing.sub("", hidden.content.decode()) == changing.sub("", missing.content.decode())


@pytest.mark.parametrize("name", PORTAL)
def test_whoever_has_no_rail_finds_no_shelf(shelf, office, browser_of, name):
    browser = browser_of(getattr(office, name))

    assert {browser.get(reverse(page)).status_code for page in OF_ALL} == {404}


def test_a_stranger_is_led_to_the_entrance(shelf, client):
    for path in [*map(reverse, OF_ALL), *paths(shelf.common)]:
        assert client.get(path)["Location"].startswith("/enter/")


def test_a_temp_reads_what_was_given_and_makes_nothing(shelf, office, browser_of, assigned_to_temp):
    browser = browser_of(office.ohashi)

    page = browser.get(reverse("procedure", args=[shelf.supplies.code])).content.decode()

    assert "数をたしかめる" in page
    assert "書き直す" not in page
    assert browser.get(reverse("procedure_import")).status_code == 404
    assert browser.get(reverse("procedure_library")).status_code == 404
    assert "手順をつくる" not in browser.get(reverse("procedures")).content.decode()


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_never_made_by_get(shelf, office, browser_of, name):
    assert browser_of(office.morita).get(reverse(name, args=[shelf.payroll.code])).status_code == 405


def test_the_shelf_is_grouped_by_department_and_filtered_by_words(shelf, office, browser_of):
    browser = browser_of(office.morita)

    whole = browser.get(reverse("procedures")).content.decode()
    found = browser.get(reverse("procedures"), {"q": "ｹｯｻﾝ 月次"}, headers={"HX-Request": "true"}).content.decode()

    assert whole.index("労務") < whole.index("給与計算") < whole.index("月次決算")
    assert "月次決算" not in found
    assert "<html" not in found
    assert "月次決算" in browser.get(reverse("procedures"), {"q": "月次 注文"}).content.decode()


def test_an_empty_shelf_offers_the_library(office, browser_of):
    assert "いちばん止まると困る仕事" in browser_of(office.morita).get(reverse("procedures")).content.decode()


def test_the_shelf_asks_few_questions_however_long_it_is(shelf, put, office, browser_of, django_assert_max_num_queries):
    for number in range(30):
        put(outline(f"more-{number}", f"仕事{number}", "経理"))
    browser = browser_of(office.morita)

    with django_assert_max_num_queries(15):
        browser.get(reverse("procedures"))


def test_the_page_shows_steps_checks_gate_and_never_raw_html(put, office, browser_of):
    steps = (
        replace(PAYROLL.steps[0], how="**表**を開く <script>alert(1)</script> ![x](https://elsewhere.example/a.png)"),
    )
    made = put(replace(PAYROLL, steps=(*steps, PAYROLL.steps[1])))

    page = browser_of(office.saeki).get(reverse("procedure", args=[made.code])).content.decode()

    assert "<strong>表</strong>" in page
    assert "<script>alert" not in page
    assert "<img" not in page.split("<main")[1]
    assert "総支給額" in page
    assert "「総支給額」を見ないで入れる" in page


def test_the_paper_has_boxes_and_its_edition(shelf, office, browser_of):
    page = browser_of(office.saeki).get(reverse("procedure_print", args=[shelf.payroll.code])).content.decode()

    assert 'class="box"' in page
    assert "第1版" in page
    assert "paper-foot" in page


def test_putting_away_takes_off_the_shelf_until_brought_back(shelf, office, browser_of):
    browser = browser_of(office.nishino)

    browser.post(reverse("procedure_retire", args=[shelf.closing.code]))
    without = browser.get(reverse("procedures")).content.decode()
    put_away = browser.get(reverse("procedures"), {"put_away": "1"}).content.decode()
    browser.post(reverse("procedure_bring_back", args=[shelf.closing.code]))

    assert f"/procedures/{shelf.closing.code}/" not in without
    assert f"/procedures/{shelf.closing.code}/" in put_away
    assert f"/procedures/{shelf.closing.code}/" in browser.get(reverse("procedures")).content.decode()


def test_a_refusal_is_explained(shelf, office, browser_of, assigned_to_temp):
    browser = browser_of(office.ohashi)

    answer = browser.post(reverse("procedure_retire", args=[shelf.supplies.code]), follow=True)

    assert "公開は、その部署の担当か管理部の責任者ができます" in answer.content.decode()


def test_two_editions_are_compared(shelf, office, browser_of, viewer_of, at):
    new = replace(PAYROLL, steps=(replace(PAYROLL.steps[0], minutes=45), PAYROLL.steps[1]))
    actions.publish(shelf.payroll, new, base=1, reason="量ったため", by=viewer_of(office.saeki), at=at)

    page = browser_of(office.morita).get(reverse("procedure_edition", args=[shelf.payroll.code, 2])).content.decode()

    assert "<del>30分</del>" in page
    assert "<ins>45分</ins>" in page
    assert "量ったため" in page


@pytest.mark.parametrize("number", ["0", "99999", "99999999999999999999"])
def test_no_number_of_an_edition_breaks_the_page(shelf, office, browser_of, number):
    path = f"/procedures/{shelf.payroll.code}/editions/{number}/"

    assert browser_of(office.morita).get(path, {"from": "99999999999999999999"}).status_code == 404
