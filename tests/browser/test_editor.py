"""書く: a procedure written by keyboard with an IME on, by two at once, and with 200 steps (1280 light, 390 dark)."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.ime import Ime
from tests.browser.looks import serious, sideways
from tests.walk.house import House
from urakata.core.outline import Outline, Step
from urakata.core.outline_plain import from_plain
from urakata.features.procedures import actions, queries
from urakata.features.procedures.models import Draft, Procedure

LINES = [
    "請求書を集める",
    "宛名と日付を確かめる",
    "もし届かない請求書があるなら 3へ",
    "取引先に電話で頼む",
    "金額を注文書と比べる",
    "もし差があるなら 5へ",
    "差の理由を聞く",
    "仕訳を入れる",
    "支払いの表をつくる",
    "部長に見てもらう",
    "銀行へ送る",
    "控えを綴じる",
    "会計へ渡す",
    "来月の分を始める",
]


STEPS = "[...document.querySelectorAll('#ed-rows > .step:not(.new) .t')].map((field) => field.value).filter(Boolean)"
PASTE = """(text) => {
  const given = new DataTransfer();
  given.setData("text/plain", text);
  const pasted = new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(pasted);
}"""


@pytest.fixture
def editor(desk, house: House):
    """A blank sheet of nishino's."""

    def opened(title: str = "請求書の支払い", **looks):
        found = desk(house.office.nishino, **looks)
        found.go("/procedures/")
        found.page.get_by_label("白紙から").fill(title)
        found.page.get_by_role("button", name="書きはじめる").click()
        found.page.wait_for_url("**/edit/")
        expect(found.page.locator("#editor[data-ready]")).to_be_visible()
        return found

    return opened


def rows(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('#ed-rows > li:not(.new) .t')].map((field) => field.value)")


def written() -> Outline:
    return from_plain(Draft.objects.latest("pk").content)


def write_three(page: Page) -> None:
    page.get_by_label("次の工程").focus()
    for line in ("一つ目を量る", "二つ目を量る", "三つ目を量る"):
        page.keyboard.insert_text(line)
        page.keyboard.press("Enter")
    page.keyboard.press("Backspace")


def kept(page: Page) -> None:
    """The draft says what the page says."""
    expect(page.locator(".htmx-request")).to_have_count(0)
    for _ in range(40):
        titles = [step.title for step in written().steps]
        steps = page.evaluate(STEPS)
        if titles == steps:
            return
        page.wait_for_timeout(150)
    assert titles == steps


def test_twelve_steps_with_two_branches_by_keyboard_with_an_ime_on(editor, house: House):
    found = editor()
    ime = Ime(found.page)
    found.page.get_by_label("次の工程").focus()

    for line in LINES:
        ime.write(line)
        found.page.keyboard.press("Enter")
    ime.write("書類の枚数が表と同じ")
    found.page.keyboard.press("Tab")
    kept(found.page)

    made = written()
    assert [step.title for step in made.steps] == [line for line in LINES if not line.startswith("もし")]
    assert [step.title for step in made.steps if step.when] == ["取引先に電話で頼む", "差の理由を聞く"]
    assert made.steps[-1].checks[0].text == "書類の枚数が表と同じ"
    assert all(step.needs for step in made.steps[1:])
    expect(found.page.locator("#ed-flow svg.flow")).to_be_visible()
    expect(found.page.locator("#ed-flow")).to_contain_text(
        "もし「届かない請求書」が「ある」なら工程3へ、そうでなければ工程4へ進みます。"
    )

    found.page.get_by_label("公開の理由").fill("はじめて書いた")
    found.page.get_by_role("button", name="第1版を公開する").click()
    expect(found.page.get_by_text("第1版を公開しました")).to_be_visible()
    assert Procedure.objects.latest("pk").edition.number == 1
    assert found.troubles == []


def test_the_enter_that_confirms_a_word_makes_no_row(editor):
    found = editor()
    found.page.get_by_label("次の工程").focus()
    ime = Ime(found.page)

    ime.write("請求書を")
    ime.compose("あつめる")
    ime.confirm("集める")
    kept(found.page)

    assert rows(found.page) == ["請求書を集める"]


def test_keys_level_move_take_out_and_take_back(editor):
    found = editor()
    page = found.page
    write_three(page)
    page.keyboard.press("Alt+ArrowUp")
    kept(page)
    assert rows(page) == ["一つ目を量る", "三つ目を量る", "二つ目を量る"]

    page.keyboard.press("Tab")
    kept(page)
    assert written().steps[0].checks[0].text == "三つ目を量る"
    page.keyboard.press("Shift+Tab")
    kept(page)
    page.keyboard.press("Control+z")
    expect(page.locator("#ed-rows > .check")).to_have_count(1)
    page.locator("#ed-rows .t").first.focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#ed-rows > .check")).to_have_count(0)
    assert found.troubles == []


def test_a_row_is_dragged_past_others(editor):
    found = editor()
    page = found.page
    write_three(page)
    kept(page)
    expect(page.locator("#ed-rows > .step .m")).to_have_count(3)  # the answer stands on the page

    handle, target = (
        page.locator("#ed-rows .n").first.bounding_box(),
        page.locator("#ed-rows > li").nth(2).bounding_box(),
    )
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(target["x"] + 60, target["y"] + 20, steps=5)
    page.mouse.up()
    kept(page)

    assert [step.title for step in written().steps] == ["二つ目を量る", "三つ目を量る", "一つ目を量る"]


def test_lines_pasted_into_a_row_become_rows(editor):
    found = editor()
    page = found.page
    page.get_by_label("次の工程").focus()
    page.evaluate(PASTE, "1. 残高を見る\n\t通帳と同じ\n2. 表に書き入れる\n")
    kept(page)

    assert [(step.title, [check.text for check in step.checks]) for step in written().steps] == [
        ("残高を見る", ["通帳と同じ"]),
        ("表に書き入れる", []),
    ]


def test_the_card_is_kept_while_it_is_written(editor):
    found = editor()
    page = found.page
    page.get_by_label("次の工程").fill("残高を見る")
    kept(page)
    page.reload()
    page.get_by_label("なぜ", exact=True).fill("足りないと支払いが止まる")
    page.get_by_label("だれ", exact=True).select_option("role:office")
    page.get_by_label("30分", exact=True).check()
    page.get_by_placeholder("足す。例：枚数が台帳と同じ").fill("通帳の残高")
    page.get_by_label("なぜ", exact=True).focus()
    expect(page.locator("#ed-rows > .check .t")).to_have_value("通帳の残高")

    step = written().steps[0]
    assert (step.why, step.who.name, step.minutes) == ("足りないと支払いが止まる", "office", 30)
    assert found.troubles == []


def test_two_people_write_at_once_and_nothing_is_overwritten(desk, house: House):
    one, two = desk(house.office.nishino), desk(house.office.morita)
    address = f"/procedures/{house.closing.code}/edit/"
    for each, why in ((one, "西野の理由"), (two, "森田の理由")):
        each.go(address)
        with each.answered():
            each.page.get_by_label("なぜ", exact=True).fill(why)
            each.page.get_by_label("何をする").focus()
    expect(two.page.get_by_text("西野さんも書いています。")).to_be_visible()

    one.page.get_by_label("公開の理由").fill("分かりやすく")
    one.page.get_by_role("button", name="第2版を公開する").click()
    one.page.wait_for_load_state()
    two.page.get_by_label("公開の理由").fill("くわしく")
    two.page.get_by_role("button", name="第2版を公開する").click()
    expect(two.page.get_by_text("ほかの人が新しい版を公開しました")).to_be_visible()
    two.page.get_by_role("button", name="第2版の変わった所を合わせる").click()

    clash = two.page.locator(".clash")
    expect(clash).to_contain_text("西野の理由")
    expect(clash).to_contain_text("森田の理由")
    two.page.get_by_role("button", name="この下書きのまま").click()
    expect(two.page.locator(".clash")).to_have_count(0)
    two.page.get_by_label("公開の理由").fill("くわしく")
    two.page.get_by_role("button", name="第3版を公開する").click()
    two.page.wait_for_load_state()
    assert queries.outline(Procedure.objects.get(pk=house.closing.pk).edition_id).steps[0].why == "森田の理由"
    assert one.troubles == two.troubles == []


def test_two_windows_of_one_person_both_arrive(desk, house: House):
    one, two = desk(house.office.nishino), desk(house.office.nishino)
    for each in (one, two):
        each.go(f"/procedures/{house.closing.code}/edit/")
    last = one.page.locator("#ed-rows > .step:not(.new) .t")
    with one.answered():
        last.first.fill("請求書をすべて集める")
    with two.answered():
        two.page.locator("#ed-rows > .step:not(.new) .t").nth(1).fill("締めて送る")

    expect(two.page.locator("#ed-rows > .step .t").first).to_have_value("請求書をすべて集める")
    titles = [step.title for step in written().steps]
    assert titles[:2] == ["請求書をすべて集める", "締めて送る"]


def test_two_hundred_steps_are_drawn_while_one_goes_on_writing(desk, house: House):
    steps = tuple(
        Step(f"s{n}", f"{n}番目の書類を確かめて次へ渡す", needs=(f"s{n - 1}",) if n else ()) for n in range(200)
    )
    nishino = house.viewer("nishino")
    begun = actions.begin(Outline("p-long", "長い手順", department="経理", steps=steps), by=nishino, at=house.at)
    found = desk(house.office.nishino)
    found.go(f"/procedures/{begun.code}/edit/")
    page = found.page
    field = page.locator("#ed-rows > .step .t").nth(100)
    field.focus()
    page.keyboard.press("End")
    ime = Ime(page)
    for part in ("、", "控えも", "残して", "から", "綴じる"):
        ime.write(part)
        page.wait_for_timeout(500)  # an answer comes in between
    kept(page)

    assert written().steps[100].title == "100番目の書類を確かめて次へ渡す、控えも残してから綴じる"
    expect(page.locator("#ed-flow svg.flow a")).to_have_count(200)
    assert found.troubles == []


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_the_editor_can_be_read_by_everybody(desk, house: House, width, dark):
    nishino = house.viewer("nishino")
    actions.change_draft(house.closing, lambda was: replace(was, why="遅れないため"), by=nishino, at=house.at)
    found = desk(house.office.nishino, width=width, dark=dark)
    found.go(f"/procedures/{house.closing.code}/edit/")

    assert list(serious(found.page)) == []
    assert not sideways(found.page)
    assert found.troubles == []


def test_without_scripts_the_same_is_written_by_buttons(desk, house: House):
    found = desk(house.office.nishino, scripts=False)
    found.go(f"/procedures/{house.closing.code}/edit/")
    page = found.page
    page.get_by_label("次の工程").fill("控えを綴じる")
    page.get_by_role("button", name="工程を足す").click()
    page.locator("#ed-rows [name=at]").first.check(force=True)
    page.get_by_role("button", name="選んだ行を下へ").click()

    titles = [step.title for step in written().steps]
    assert titles[-1] == "控えを綴じる"
    assert titles[0] != "請求書を集める"


def test_what_the_rows_say_stands_in_the_open_card_as_well(desk, house: House):
    found = desk(house.office.nishino)
    page = found.page
    found.go(f"/procedures/{house.closing.code}/edit/")
    row = page.locator("#ed-rows > .step:not(.new) .t").first
    with found.answered():
        row.fill("請求書をもれなく集める")
    expect(page.get_by_label("何をする")).to_have_value("請求書をもれなく集める")
    row.press("End")
    row.press("Enter")
    page.keyboard.insert_text("封筒も残した")
    with found.answered():
        page.keyboard.press("Tab")
    kept(page)

    with found.answered():
        page.get_by_label("なぜ", exact=True).fill("遅れないため")
        page.get_by_label("何をする").focus()

    step = written().steps[0]
    assert (step.title, step.why) == ("請求書をもれなく集める", "遅れないため")
    assert step.checks[0].text == "封筒も残した"


def test_a_card_written_in_another_window_is_not_undone_by_the_one_still_open(desk, house: House):
    one, two = desk(house.office.nishino), desk(house.office.nishino)
    for each in (one, two):
        each.go(f"/procedures/{house.closing.code}/edit/")
    with one.answered():
        one.page.get_by_label("なぜ", exact=True).fill("遅れないため")
        one.page.get_by_label("何をする").focus()
    with two.answered():
        two.page.locator("#ed-rows > .step:not(.new) .t").first.fill("請求書をもれなく集める")
    with two.answered():
        two.page.get_by_label("どうやって").fill("表で見る")
        two.page.get_by_label("何をする").focus()

    assert (written().steps[0].why, written().steps[0].how) == ("遅れないため", "表で見る")


def test_what_was_just_typed_is_published_too(desk, house: House):
    found = desk(house.office.nishino)
    page = found.page
    found.go(f"/procedures/{house.closing.code}/edit/")
    page.get_by_label("公開の理由").fill("分かりやすく")
    page.locator("#ed-rows > .step:not(.new) .t").first.fill("請求書をもれなく集める")
    page.get_by_label("なぜ", exact=True).fill("遅れないため")
    page.get_by_role("button", name="第2版を公開する").click()
    expect(page.get_by_text("第2版を公開しました")).to_be_visible()

    step = queries.outline(Procedure.objects.get(pk=house.closing.pk).edition_id).steps[0]
    assert (step.title, step.why) == ("請求書をもれなく集める", "遅れないため")


def test_the_card_of_a_step_that_was_taken_out_gives_way_to_the_first(desk, house: House):
    found = desk(house.office.nishino)
    page = found.page
    found.go(f"/procedures/{house.closing.code}/edit/")
    first = page.locator("#ed-rows > .step:not(.new) .t").first
    gone = first.input_value()
    first.focus()
    with found.answered():
        page.locator(".ed-add").get_by_role("button", name="消す").click()

    expect(page.get_by_label("何をする")).not_to_have_value(gone)
    expect(page.get_by_label("何をする")).to_have_value(first.input_value())
    assert found.troubles == []


def test_taking_back_before_anything_was_written_leaves_the_page_as_it_is(desk, house: House):
    found = desk(house.office.nishino)
    page = found.page
    found.go(f"/procedures/{house.closing.code}/edit/")
    page.locator("#ed-rows .t").first.focus()
    page.keyboard.press("Control+z")
    page.wait_for_timeout(600)

    assert page.locator("h1").count() == 1
    expect(page.locator("#ed-rows .t").first).to_be_visible()


def test_every_row_is_named_for_what_it_has_become(editor):
    found = editor()
    page = found.page
    write_three(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("四つ目を量る")
    kept(page)

    names = "[...document.querySelectorAll('#ed-rows > li:not(.new) .t')].map((field) => field.ariaLabel)"
    assert page.evaluate(names) == ["工程1", "確かめること", "確かめること", "工程2"]


def test_one_goes_on_in_the_same_row_after_taking_back(desk, house: House):
    found = desk(house.office.nishino)
    page = found.page
    found.go(f"/procedures/{house.closing.code}/edit/")
    row = page.locator("#ed-rows > .step:not(.new) .t").nth(1)
    before = row.input_value()
    with found.answered():
        row.fill("締めて送る")
    page.keyboard.press("Control+z")

    expect(row).to_have_value(before)
    expect(row).to_be_focused()


def test_the_last_row_lets_go_of_the_keyboard(desk, house: House):
    found = desk(house.office.nishino)
    page = found.page
    found.go(f"/procedures/{house.closing.code}/edit/")
    page.get_by_label("次の工程").focus()
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="工程を足す")).to_be_focused()


def test_a_way_that_cannot_be_gone_yet_is_told_below_its_row(editor):
    found = editor()
    page = found.page
    page.get_by_label("次の工程").focus()
    for line in ("請求書を集める", "もし〈差がある〉なら 9へ", "表をつくる"):
        page.keyboard.insert_text(line)
        page.keyboard.press("Enter")

    expect(page.locator("#ed-rows > li").nth(1).locator(".why-not")).to_contain_text("その番号の工程はまだありません")


def test_long_titles_leave_the_page_its_width(desk, house: House):
    long = tuple(Step(f"s{n}", "A" * 300) for n in range(2))
    begun = actions.begin(Outline("p-a", "長い名前", steps=long), by=house.viewer("nishino"), at=house.at)
    found = desk(house.office.nishino, width=390)
    found.go(f"/procedures/{begun.code}/edit/")

    assert not sideways(found.page)


@pytest.mark.parametrize(("lines", "kept_rows"), [(600, 600), (3001, 0)])
def test_all_lines_are_pasted_or_none(editor, lines, kept_rows):
    found = editor()
    page = found.page
    page.get_by_label("次の工程").focus()
    page.evaluate(PASTE, "\n".join(f"{n}番目を量る" for n in range(lines)))

    assert len(rows(page)) == kept_rows
    expect(page.locator(".why-not")).to_have_count(0 if kept_rows else 1)


def test_who_was_signed_out_meanwhile_is_told_and_keeps_the_page(desk, house: House):
    found = desk(house.office.nishino)
    page = found.page
    found.go(f"/procedures/{house.closing.code}/edit/")
    page.context.clear_cookies(name="sessionid")
    page.locator("#ed-rows > .step:not(.new) .t").first.fill("請求書をもれなく集める")

    expect(page.get_by_text("入り口から出ています")).to_be_visible()
    expect(page.locator("#ed-rows > .step:not(.new) .t").first).to_have_value("請求書をもれなく集める")
    assert Draft.objects.count() == 0


def test_a_field_that_cannot_be_read_is_not_published_over(desk, house: House):
    found = desk(house.office.nishino)
    page = found.page
    found.go(f"/procedures/{house.closing.code}/edit/")
    page.get_by_label("公開の理由").fill("分かりやすく")
    page.locator("#ed-rows > .step:not(.new) .t").first.fill("請求書をもれなく集める")
    page.locator("#f-card .other-m input").fill("半日")
    page.get_by_role("button", name="第2版を公開する").click()

    expect(page.locator("#card-says")).to_contain_text("「目安」は1〜4800の数で書いてください。")
    expect(page.get_by_role("button", name="第2版を公開する")).to_be_visible()
    assert Procedure.objects.get(pk=house.closing.pk).edition.number == 1
    page.locator("#ed-rows > .step:not(.new) .t").first.fill("請求書をすべて集める")
    kept(page)
    expect(page.locator("#f-card .other-m input")).to_have_value("半日")
