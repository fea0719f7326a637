"""写し: a pasted screen is blanked, cropped and sent, and nothing of what was blanked (1280 light, 390 dark)."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import serious
from urakata.features.procedures.models import StepFile
from urakata.features.procedures.queries import opened

WHERE = "35.6812N"
MAKE = """(type) => new Promise((done) => {
  const on = Object.assign(document.createElement("canvas"), { width: 800, height: 600 }).getContext("2d");
  on.fillStyle = "#2060c0"; on.fillRect(0, 0, 800, 600);
  on.fillStyle = "#ff0000"; on.fillRect(100, 100, 200, 40);  // the name
  on.canvas.toBlob(async (blob) => done([...new Uint8Array(await blob.arrayBuffer())]), type);
})"""
PASTE = """([bytes, name, type]) => {
  const given = new DataTransfer();
  given.items.add(new File([new Uint8Array(bytes)], name, { type }));
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true }));
}"""
SEEN = """async (url) => {
  const whole = await createImageBitmap(await (await fetch(url)).blob());
  const { width, height } = whole;
  const on = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  on.drawImage(whole, 0, 0);
  const { data } = on.getImageData(0, 0, width, height);
  let red = 0;
  for (let at = 0; at < data.length; at += 4) red += data[at] > 120 && data[at + 1] < 90 && data[at + 2] < 90;
  const at = (x, y) => [...on.getImageData(x, y, 1, 1).data].slice(0, 3);
  return { size: [width, height], red, blanked: at(100, 70), kept: at(300, 200) };
}"""


def _photograph(page) -> list[int]:
    """A JPEG that says where it was taken."""
    content = bytes(page.evaluate(MAKE, "image/jpeg"))
    said = b"Exif\0\0" + WHERE.encode()
    exif = b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said
    return list(content[:2] + exif + content[2:])


def _pen(page, *lines) -> None:
    frame = page.locator("canvas").bounding_box()
    part = frame["width"] / 800
    for fro, to in lines:
        page.mouse.move(frame["x"] + fro[0] * part, frame["y"] + fro[1] * part)
        page.mouse.down()
        page.mouse.move(frame["x"] + to[0] * part, frame["y"] + to[1] * part, steps=8)
        page.mouse.up()


def _area(page, **figures) -> None:
    for name, figure in zip(("左", "上", "幅", "高さ"), figures.values(), strict=True):
        page.get_by_label(name, exact=True).fill(str(figure))
        page.get_by_label(name, exact=True).press("Tab")


def test_a_pasted_screen_is_blanked_by_pen_cropped_and_kept(desk, house):
    nishino = desk(house.office.nishino)
    page, sent = nishino.page, []
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    nishino.go(f"/procedures/{house.closing.code}/edit/?step=gather")

    page.evaluate(PASTE, [_photograph(page), "image.png", "image/jpeg"])
    expect(page.locator("canvas")).to_be_focused()
    held = page.locator("#sf-file").evaluate("(input) => input.files.length")
    _pen(page, ((95, 106), (305, 106)), ((305, 120), (95, 120)), ((95, 134), (305, 134)))
    _area(page, left=50, top=50, width=400, height=300)
    page.get_by_role("button", name="範囲だけを残す").click()
    wrong = list(serious(page))
    page.get_by_label("説明").fill("請求書の棚")
    nishino.press("この工程に添える")
    expect(page.locator(".kept")).to_contain_text("請求書の棚")
    seen = page.evaluate(SEEN, page.locator(".kept a").last.get_attribute("href"))
    page.get_by_label("公開の理由").fill("見てわかるように")
    nishino.press("第2版を公開する")
    nishino.go(f"/procedures/{house.closing.code}/")
    expect(page.get_by_role("img", name="請求書の棚")).to_be_visible()
    wrong += serious(page)

    file = StepFile.objects.get(procedure=house.closing)
    with opened(file) as kept:
        content = kept.read()
    assert (held, wrong) == (0, [])
    assert (seen["size"], seen["red"]) == ([400, 300], 0)
    assert max(abs(a - b) for a, b in zip(seen["blanked"], (91, 98, 117), strict=True)) < 12
    assert max(abs(a - b) for a, b in zip(seen["kept"], (32, 96, 192), strict=True)) < 12
    assert file.name == "画面-2.png"  # the edition names 画面.png already
    assert len(content) <= 400 * 1024
    assert not any(said in content or any(said in body for body in sent) for said in (b"Exif", WHERE.encode()))
    assert nishino.troubles == []


def test_by_keyboard_alone_on_a_telephone(desk, house):
    nishino = desk(house.office.nishino, width=390, dark=True)
    page = nishino.page
    nishino.go(f"/procedures/{house.closing.code}/edit/?step=gather")
    page.set_input_files(
        "#sf-file", {"name": "写真.png", "mimeType": "image/png", "buffer": bytes(page.evaluate(MAKE, "image/png"))}
    )

    expect(page.locator("canvas")).to_be_focused()
    left = page.get_by_label("左", exact=True)
    before = int(left.input_value())
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowDown")
    moved = int(left.input_value())
    _area(page, left=100, top="１００", width=200, height=40)
    page.get_by_role("button", name="範囲を塗りつぶす").press("Enter")
    page.get_by_role("button", name="範囲を塗りつぶす").press("Enter")
    page.keyboard.press("Control+z")
    expect(page.locator("[data-said]")).to_have_text("ひとつ戻しました。")
    width = page.evaluate("() => document.documentElement.scrollWidth")
    with nishino.answered():
        page.get_by_role("button", name="この工程に添える").press("Enter")
    expect(page.locator(".kept")).to_contain_text("写真.png")

    seen = page.evaluate(SEEN, page.locator(".kept a").last.get_attribute("href"))
    assert moved < before
    assert (seen["size"], seen["red"]) == ([800, 600], 0)
    assert width <= 390
    assert nishino.troubles == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_template_is_sent_as_it_is(desk, house, scripts):
    nishino = desk(house.office.nishino, scripts=scripts)
    nishino.go(f"/procedures/{house.closing.code}/edit/?step=gather")

    book = {"name": "様式.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04 a workbook"}
    nishino.page.set_input_files("#sf-file", book)
    nishino.page.get_by_role("button", name="この工程に添える").click()

    expect(nishino.page.locator(".kept")).to_contain_text("様式.xlsx")
    assert nishino.troubles == []


def test_a_picture_that_cannot_be_opened_is_not_sent(desk, house):
    nishino = desk(house.office.nishino)
    nishino.go(f"/procedures/{house.closing.code}/edit/?step=gather")

    nishino.page.set_input_files("#sf-file", {"name": "印.svg", "mimeType": "image/svg+xml", "buffer": b"<svg"})

    expect(nishino.page.locator("[data-said]")).to_contain_text("開けませんでした")
    assert nishino.page.locator("#sf-file").evaluate("(input) => input.files.length") == 0
