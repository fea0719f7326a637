"""書きながら: work written down on a telephone with an IME on, tidied, made a draft, and run with somebody."""

import base64
import os
import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.ime import Ime
from tests.browser.looks import LOOKS, serious, sideways, wear
from tests.walk.house import House
from urakata.common.files.models import Evidence
from urakata.features.recordings import actions
from urakata.features.recordings.models import Recording, RecordingLine

PHONE = 390
# Noise does not become small by itself: what a telephone takes has some megabytes.
NOISE = """async () => {
  const canvas = new OffscreenCanvas(2000, 1500), pen = canvas.getContext("2d");
  const noise = pen.createImageData(2000, 1500);
  for (let at = 0; at < noise.data.length; at += 4)
    noise.data.set([at % 251, (at * 7) % 241, (at * 13) % 239, 255], at);
  pen.putImageData(noise, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


@pytest.fixture
def phone(desk, house: House) -> Desk:
    found = desk(house.office.nishino, width=PHONE)
    found.go("/recordings/")
    return found


def shot(found: Desk, name: str) -> None:
    if place := os.environ.get("URAKATA_SHOTS"):
        found.page.screenshot(path=f"{place}/{name}.png", full_page=True)


def _typed(found: Desk, reading: str, words: str) -> None:
    ime = Ime(found.page)
    ime.compose(reading)
    ime.confirm(words)


def begin(found: Desk, title: str = "資金繰り表の更新") -> None:
    found.page.get_by_label("何の仕事ですか").fill(title)
    found.page.get_by_role("button", name="書きながらはじめる").click()
    expect(found.page.get_by_role("heading", name=title)).to_be_visible()


def write(found: Desk, reading: str, words: str) -> None:
    field = found.page.get_by_label("いま、何をしていますか")
    field.click()
    _typed(found, reading, words)
    expect(field).to_have_value(words)
    with found.answered():
        field.press("Enter")
    expect(field).to_have_value("")
    expect(field).to_be_focused()


def test_work_written_down_on_a_telephone_is_published_and_run_with_somebody(phone: Desk, desk, house: House):
    begin(phone)
    write(phone, "つうちょうをひらいた", "通帳を開いた")
    write(phone, "ざんだかをうつした", "残高を写した")

    photo = base64.b64decode(phone.page.evaluate(NOISE))
    assert len(photo) > 400 * 1024
    phone.page.locator("#w-photo").set_input_files({"name": "通帳.png", "mimeType": "image/png", "buffer": photo})
    expect(phone.page.locator(".rec-name")).to_have_text("通帳.jpg")
    write(phone, "つうちょうをとった", "通帳を撮った")
    expect(phone.page.get_by_role("img", name="通帳.jpg")).to_be_visible()
    assert Evidence.objects.select_related("blob").get(name="通帳.jpg").blob.size < len(photo)

    write(phone, "しはらいびをいれた", "支払日を入れた")
    phone.page.get_by_label("いま、何をしていますか").fill("先月の列に入れてしまった")
    phone.press("困った")
    write(phone, "ぶちょうにおくった", "部長に送った")
    assert RecordingLine.objects.count() == 6
    shot(phone, "recorded-390")

    phone.page.get_by_role("link", name="終わったので整える").first.click()
    expect(phone.page.get_by_text("6行が、工程5つになります。")).to_be_visible()
    second = phone.page.get_by_label("工程2　何をする")
    expect(second).to_have_value("残高を写す")
    with phone.answered():
        second.fill("3口座の残高を写す")
        second.press("Tab")
    with phone.answered():
        phone.page.get_by_role("button", name=re.compile("上とひとつにする.*通帳を撮った")).click()
    expect(phone.page.get_by_text("6行が、工程4つになります。")).to_be_visible()
    shot(phone, "tidied-390")
    phone.page.get_by_role("button", name="下書きにして整える").click()

    expect(phone.page.get_by_text("手順の下書きにしました。")).to_be_visible()
    made = Recording.objects.get()
    assert made.procedure is not None
    assert not made.lines.exclude(written_at=None).exists()
    shot(phone, "draft-390")

    phone.page.get_by_label("公開の理由").fill("書きながら作った")
    phone.page.get_by_role("button", name="第1版を公開する").click()
    expect(phone.page.get_by_role("heading", name="次の回を、だれかと一緒に")).to_be_visible()
    expect(phone.page.get_by_text("先月の列に入れてしまった").first).to_be_visible()
    shot(phone, "published-390")
    phone.page.get_by_role("link", name="一緒に回す人を選ぶ").click()
    phone.page.get_by_label("だれと").select_option(label="佐伯 悠（労務）")
    phone.page.get_by_role("button", name="誘う").click()
    expect(phone.page.get_by_text("佐伯さんと一緒に回します。")).to_be_visible()

    other = desk(house.office.saeki, width=PHONE, dark=True)
    other.go("/tasks/")
    other.page.get_by_role("link", name=re.compile("西野さんと")).click()
    expect(other.page.get_by_text("進めるのはあなたです。")).to_be_visible()
    assert phone.troubles == other.troubles == []


def test_enter_while_composing_writes_nothing(phone: Desk):
    begin(phone)
    phone.page.get_by_label("いま、何をしていますか").click()

    _typed(phone, "つうちょう", "通帳")

    expect(phone.page.get_by_label("いま、何をしていますか")).to_have_value("通帳")
    assert not RecordingLine.objects.exists()


def test_without_a_signal_the_lines_wait_on_the_telephone_and_arrive_once(phone: Desk):
    begin(phone)
    field = phone.page.get_by_label("いま、何をしていますか")
    phone.page.context.set_offline(True)
    for words in ("通帳を開く", "残高を写す"):
        field.press_sequentially(words)
        field.press("Enter")
    told = phone.page.get_by_text("書いた内容はこの端末に残っています").first
    expect(told).to_be_visible()
    over, under = told.bounding_box(), field.bounding_box()
    assert over is not None
    assert under is not None
    assert over["y"] + over["height"] <= under["y"]  # beside the field, not over it

    phone.page.context.set_offline(False)
    field.press("Enter")

    expect(phone.page.locator(".rec-text")).to_have_text(["通帳を開く", "残高を写す"])


def test_what_is_put_right_is_saved_while_one_types_on(phone: Desk):
    begin(phone)
    write(phone, "つうちょう", "通帳を開いた")
    phone.page.get_by_text("くわしく").click()
    with phone.answered():
        phone.page.get_by_label("だれに聞いた").fill("上田さん")
        phone.page.get_by_label("なぜ").click()
    phone.page.get_by_label("なぜ").press_sequentially("残高が")

    expect(phone.page.get_by_text("上田さんに聞いた")).to_be_visible()
    expect(phone.page.get_by_label("なぜ")).to_have_value("残高が")
    assert RecordingLine.objects.get().asked == "上田さん"
    assert phone.troubles == []


def test_two_screens_are_told_of_each_other_and_nothing_is_overwritten(phone: Desk, desk, house: House):
    begin(phone)
    write(phone, "つうちょう", "通帳を開いた")
    other = desk(house.office.nishino)
    other.go(phone.page.url.removeprefix(phone.home))

    for found, words in ((phone, "通帳を2冊開いた"), (other, "通帳をひらいた")):
        found.page.get_by_text("くわしく").click()
        with found.answered():
            found.page.get_by_label("したこと").fill(words)
            found.page.get_by_label("なぜ").click()

    expect(other.page.get_by_text("別の画面で書き換えられています")).to_be_visible()
    expect(other.page.locator(".rec-text")).to_have_text("通帳を2冊開いた")
    expect(other.page.get_by_label("したこと")).to_have_value("通帳をひらいた")
    with other.answered():
        other.page.get_by_role("button", name="いま書いた文にする").click()
    expect(other.page.locator(".rec-text")).to_have_text("通帳をひらいた")


def test_without_scripts_it_is_plain_forms(desk, house: House):
    found = desk(house.office.nishino, width=PHONE, scripts=False)
    found.go("/recordings/")
    begin(found)
    found.page.get_by_label("いま、何をしていますか").fill("通帳を開く\n残高を写す")
    found.page.get_by_role("button", name="書く", exact=True).click()
    found.page.get_by_role("button", name=re.compile("「残高を写す」を上へ")).click()
    expect(found.page.locator(".rec-text")).to_have_text(["残高を写す", "通帳を開く"])
    found.page.get_by_role("button", name=re.compile("「通帳を開く」を消す")).click()
    expect(found.page.locator(".rec-text")).to_have_text(["残高を写す"])
    found.page.get_by_role("button", name="元に戻す").click()

    expect(found.page.locator(".rec-text")).to_have_text(["残高を写す", "通帳を開く"])


def test_somebody_is_asked_along_and_sees_it(desk, house: House):
    found = desk(house.office.nishino, width=PHONE)
    found.go(f"/runs/new/{house.closing.code}/")
    found.page.get_by_role("link", name="だれかと一緒に回す").click()
    found.page.get_by_label("だれと").select_option(label="佐伯 悠（労務）")
    found.page.get_by_label("この実行の日").fill("12/28")
    found.page.get_by_role("button", name="誘う").click()
    expect(found.page.get_by_text("佐伯さんと一緒に回します。")).to_be_visible()
    shot(found, "together-390")

    other = desk(house.office.saeki, width=PHONE, dark=True)
    other.go("/tasks/")
    other.page.get_by_role("link", name=re.compile("西野さんと")).click()
    expect(other.page.get_by_text("西野さんと一緒に回します。")).to_be_visible()
    shot(other, "asked-390-dark")
    other.page.get_by_role("button", name="次の機会にする").click()

    expect(other.page.get_by_text("わけは伝わりません。")).to_be_visible()
    assert found.troubles == other.troubles == []


def test_a_full_page_is_sound_in_every_look(desk, house: House):
    """Every line open, with photo, 困った and what was taken out; the tidying page with all four kinds of lines."""
    recording, nishino = house.recording(), house.viewer("nishino")
    for kind in ("check", "more", "aside"):
        (line,) = actions.write(recording, [f"{kind}になる行"], part=kind, is_stuck=True, by=nishino, at=house.at)
        actions.attach(line, "写し.jpg", b"\xff\xd8\xff\xe0 x", by=nishino, at=house.at)
    actions.remove(house.line(1), by=nishino, at=house.at)
    found = desk(house.office.nishino)
    wrong = {}
    for path in ("", "tidy/"):
        found.go(f"/recordings/{recording.code}/{path}")
        found.page.evaluate("() => document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        for width, brightness in [*LOOKS, (320, "light")]:
            wear(found.page, width, brightness)
            said = [each for each in [sideways(found.page), *serious(found.page)] if each]
            wrong |= {f"{path} {width} {brightness}": said} if said else {}

    assert wrong == {}
