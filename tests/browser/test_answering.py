"""窓口から答える: three people on their telephones at once, while the office works on the grid."""

import os
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.looks import LOOKS, serious, sideways, wear
from tests.walk.house import House
from urakata.features.runs.actions import doing
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Run

PHONE = 390
PHOTO = {"name": "証明書.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0 picture"}


YEAR_END = """
key: year_end
title: 年末調整
department: 労務
clearance: pay
subjects: {ledger: people, where: employed}
steps:
  - {key: guide, title: 案内を配る}
  - key: answer
    title: 年末調整の質問に答える
    per: subject
    who: subject
    needs: [guide]
    due: {from: anchor, offset: -20, unit: business_days}
    why: 変わったことを先に聞くと、足りない書類を1回で頼めます。
    ask: year_end_adjustment
  - {key: examine, title: 1件ずつ検める, per: subject, needs: [answer], checks: [{key: seen, text: 見た}]}
"""


@pytest.fixture
def run(house: House) -> Run:
    """A grid whose second step asks everybody the library's form."""
    saeki = house.viewer("saeki")
    begun = open_by_hand(house._procedure(YEAR_END), anchor_on=date(2026, 12, 25), by=saeki, at=house.at)
    doing.finish(begun.line().get(number=1), by=saeki, at=house.at)
    return begun


@pytest.fixture
def phone(desk, house: House, run: Run):
    def opened(who: str, **words) -> Desk:
        found = desk(getattr(house.office, who), width=PHONE, **words)
        found.go("/window/")
        found.page.get_by_role("link", name="年末調整の質問に答える").click()
        return found

    return opened


def answer(found: Desk, family: str = "変わらない") -> None:
    page = found.page
    page.get_by_label(family, exact=True).check()


def shot(found: Desk, name: str) -> None:
    if place := os.environ.get("URAKATA_SHOTS"):
        found.page.screenshot(path=f"{place}/{name}.png", full_page=True)


def test_three_answer_at_once_while_the_office_works(phone, desk, house: House, run: Run):
    people = [phone(who) for who in ("kobayashi", "foreman", "nishino")]
    office = desk(house.office.saeki)
    office.go(f"/runs/{run.code}/grid/?step=2")
    expect(office.page.get_by_role("row", name=re.compile("小林")).first).to_contain_text("いまここ")

    for found in people:
        answer(found)
    people[0].page.locator("#c-ask\\:insurance_photo").set_input_files(PHOTO)
    shot(people[0], "answer-390")
    office.press("6名に知らせる")
    shot(office, "grid-1280")
    for found in people:
        found.press("管理部に送る")

    for found in people:
        expect(found.page.get_by_text("の答えを送りました。")).to_be_visible()
        assert found.troubles == []
    shot(people[0], "sent-390")
    assert run.cells().filter(number=2, state="done").count() == 3
    office.go(f"/runs/{run.code}/grid/?step=2")
    expect(office.page.get_by_text("残り3名")).to_be_visible()
    assert office.troubles == []


def test_the_reminder_stands_on_the_window_until_one_has_answered(phone, desk, house: House, run: Run):
    office = desk(house.office.saeki)
    office.go(f"/runs/{run.code}/grid/?step=2")
    office.press("6名に知らせる")

    found = desk(house.office.kobayashi, width=PHONE, dark=True)
    found.go("/window/")
    expect(found.page.get_by_text("小林さん")).to_be_visible()
    shot(found, "window-390-dark")
    found.page.get_by_role("link", name="はじめる").click()
    answer(found)
    shot(found, "answer-390-dark")
    found.press("管理部に送る")
    found.go("/window/")

    expect(found.page.get_by_text("がまだ済んでいません")).to_have_count(0)
    assert found.troubles == []


def test_what_was_begun_waits_on_the_telephone_and_is_gone_when_sent(phone):
    found = phone("kobayashi")
    answer(found, family="家族はいない")
    found.page.locator("#c-ask\\:trouble").fill("証明書が届きません")
    found.page.wait_for_timeout(500)

    found.page.reload()

    expect(found.page.locator("#c-ask\\:trouble")).to_have_value("証明書が届きません")
    expect(found.page.locator("input[value=家族はいない]")).to_be_checked()
    found.press("管理部に送る")
    left = "() => Object.keys(localStorage).filter((key) => key.startsWith('urakata-draft:')).length"
    assert found.page.evaluate(left) == 0


def test_a_weak_signal_loses_nothing_and_sends_once_it_is_back(phone, run: Run):
    found = phone("kobayashi")
    answer(found)
    found.page.context.set_offline(True)

    found.page.get_by_role("button", name="管理部に送る").click()

    expect(found.page.get_by_text("書いた内容はこの端末に残っています")).to_be_visible()
    assert run.cells().filter(state="done").count() == 0
    with found.answered():
        found.page.context.set_offline(False)
    expect(found.page.get_by_text("の答えを送りました。")).to_be_visible()
    assert run.cells().filter(number=2, state="done").count() == 1


def test_without_scripts_it_is_a_plain_form(phone, run: Run):
    found = phone("kobayashi", scripts=False)
    answer(found)

    found.page.get_by_role("button", name="管理部に送る").click()

    expect(found.page.get_by_text("の答えを送りました。")).to_be_visible()
    assert run.cells().filter(number=2, state="done").count() == 1


def test_the_pages_that_ask_are_sound_in_every_look(phone, desk, house: House, run: Run):
    """The questions, the grid with its word to those who are まだ, the window that shows it, and what was answered."""
    office = desk(house.office.saeki)
    office.go(f"/runs/{run.code}/grid/?step=2")
    wrong = {"grid": unsound(office)}
    office.press("6名に知らせる")
    found = phone("kobayashi")
    wrong["questions"] = unsound(found)
    answer(found)
    found.press("管理部に送る")
    wrong["answered"] = unsound(found)
    other = desk(house.office.foreman, width=320)
    other.go("/window/")
    wrong["window"] = unsound(other)
    code = run.subjects.get(person=house.office.kobayashi).code
    office.go(f"/runs/{run.code}/tasks/2-{code}/")
    wrong["cell"] = unsound(office)

    assert {name: said for name, said in wrong.items() if said} == {}


def unsound(found: Desk) -> list[str]:
    said = []
    for width, brightness in [*LOOKS, (320, "light")]:
        wear(found.page, width, brightness)
        said += [f"{width} {brightness}: {each}" for each in [sideways(found.page), *serious(found.page)] if each]
    return said + found.troubles
