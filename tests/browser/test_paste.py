"""貼る: five blocks as offices keep them go over the clipboard, and each becomes a procedure."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.looks import LOOKS, serious, sideways
from urakata.features.procedures import queries
from urakata.features.procedures.models import Procedure

WRITE = """([html, text]) => navigator.clipboard.write([new ClipboardItem(Object.assign(
  {'text/plain': new Blob([text], {type: 'text/plain'})},
  html ? {'text/html': new Blob([html], {type: 'text/html'})} : {}))])"""

PAYROLL = """<table>
<tr><td colspan=6>給与計算チェックシート</td></tr>
<tr><td>区分</td><td>工程</td><td>担当</td><td>期限</td><td>所要時間<br>（分）</td><td>確認</td></tr>
<tr><td rowspan=2>勤怠</td><td>①勤怠を締める</td><td>労務</td><td>支給日の10営業日前</td><td>60</td>
<td>・未打刻がない<br>・申請と合う</td></tr>
<tr><td>②有給を反映する</td><td>〃</td><td>支給日の9営業日前</td><td>30</td><td>残日数と合うか</td></tr>
<tr><td rowspan=2>計算</td><td>③給与ソフトで計算する</td><td>佐伯さん</td><td>支給日の7営業日前</td>
<td>90</td><td></td></tr>
<tr><td>④前月と比べる</td><td>事業部のだれか</td><td>20日頃</td><td>たっぷり</td><td>差の理由が言える</td></tr>
<tr><td>合計</td><td></td><td></td><td></td><td>180</td><td></td></tr></table>"""
JOINING = """<table><tr><th>やること<th>総務<th>人事<th>情シス<th>完了
<tr><td>机を用意する<td>○<td><td><td>済<tr><td>アカウントをつくる<td><td><td>○<td>
<tr><td>社会保険の手続き<td><td>◎<td><td></table>"""
CLOSING = (
    "2026年度 決算スケジュール\n日程\t作業内容\t担当\n2027/4/5\t残高証明を取り寄せる\t経理\n"
    "4/10\t棚卸を集計する\t総務\n4/30\t決算整理仕訳を入れる\t税理士\n5/31\t申告と納付\t経理、森田"
)
SUPPLIES = (
    "ノートPC\t情シス\t入社日の3日前\t30分\t電源が入るか\n社員証\t総務\t入社日の前日\t10分\t写真が合っているか\n"
    "携帯電話\t情シス\t入社日の3日前\t0.5時間\t番号を控えたこと"
)
MANUAL = """<h1>端末の貸出 手順書</h1><h2>目的</h2><p>失くさないため。</p><h2>貸すとき</h2><p>台帳を開く。</p>
<ol><li>申請を見る<ul><li>部署が合う</li></ul></li><li>型番を控える</li></ol><h2>返すとき</h2><ol><li>外観を見る</li></ol>"""


@dataclass(frozen=True)
class Block:
    """貼るもの, and what it becomes: its title, its steps, the cells that are named as not understood."""

    html: str
    text: str
    got: str
    title: str
    steps: tuple[str, ...]
    unsure: tuple[str, ...] = ()


BLOCKS = {
    "a payroll sheet with merged cells": Block(
        PAYROLL, "給与計算チェックシート", "7行6列の表を受け取りました", "給与計算チェックシート",
        ("勤怠を締める", "有給を反映する", "給与ソフトで計算する", "前月と比べる"), ("C6", "D6", "E6"),
    ),
    "a checklist with marks": Block(
        JOINING, "やること", "4行5列の表を受け取りました", "机を用意する",
        ("机を用意する", "アカウントをつくる", "社会保険の手続き"),
    ),
    "a schedule with days": Block(
        "", CLOSING, "6行3列の表を受け取りました", "2026年度 決算スケジュール",
        ("残高証明を取り寄せる", "棚卸を集計する", "決算整理仕訳を入れる", "申告と納付"), ("C6",),
    ),
    "a table without headings": Block(
        "", SUPPLIES, "3行5列の表を受け取りました", "ノートPC", ("ノートPC", "社員証", "携帯電話"),
    ),
    "a manual from Word": Block(
        MANUAL, "端末の貸出 手順書\n目的\n", "2行を受け取りました", "端末の貸出 手順書",
        ("申請を見る", "型番を控える", "外観を見る"),
    ),
}  # fmt: skip


def paste(seat, block):
    """Over the real clipboard, as Ctrl+V does it."""
    page = seat.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=seat.home)
    seat.go("/procedures/import/")
    page.evaluate(WRITE, [block.html, block.text])
    page.locator("#id_text").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("[data-got]")).to_have_text(block.got)
    seat.press("読んでみる")


@pytest.mark.parametrize("name", BLOCKS)
def test_a_pasted_block_becomes_a_procedure(desk, office, name):
    block, seat = BLOCKS[name], desk(office.saeki)

    paste(seat, block)

    expect(seat.page.get_by_role("heading", level=1)).to_have_text(block.title)
    assert tuple(seat.page.locator(".proc h3").all_inner_texts()) == block.steps
    assert (
        tuple(seat.page.locator(".rests").first.locator(".at").all_inner_texts()[: len(block.unsure)]) == block.unsure
    )
    seat.press("この内容で公開する")
    made = Procedure.objects.get()
    assert tuple(step.title for step in queries.published_outline(made).steps) == block.steps
    assert seat.troubles == []


@pytest.mark.parametrize(("width", "brightness"), LOOKS)
def test_what_becomes_what_is_read_at_every_width_and_brightness(desk, office, width, brightness):
    seat = desk(office.saeki, width=width, dark=brightness == "dark")

    paste(seat, BLOCKS["a payroll sheet with merged cells"])
    for fold in seat.page.locator("#read details").all():
        fold.locator("summary").click()

    assert sideways(seat.page) == ""
    assert list(serious(seat.page)) == []


def test_a_column_is_chosen_anew_and_the_draft_is_mended_in_the_editor(desk, office):
    seat = desk(office.saeki)
    paste(seat, BLOCKS["a payroll sheet with merged cells"])

    with seat.answered():
        seat.page.get_by_label("F列は何になるか").select_option(label="つまずきやすい所")
    expect(seat.page.locator("#read")).to_contain_text("つまずきやすい所")
    expect(seat.page.locator("#st-h ~ *, .proc").first).to_be_visible()
    seat.press("下書きで直してから")

    expect(seat.page).to_have_url(f"{seat.home}/procedures/{Procedure.objects.get().code}/edit/")
    assert Procedure.objects.get().edition is None
    assert seat.troubles == []


def test_without_javascript_the_text_is_read_as_it_was_pasted(desk, office):
    seat = desk(office.saeki, scripts=False, width=390)
    seat.go("/procedures/import/")
    seat.page.locator("#id_text").fill(CLOSING)
    seat.page.get_by_role("button", name="読んでみる").click()

    seat.page.get_by_label("進め方").select_option(label="順番は自由")
    seat.page.get_by_role("button", name="選び直して読む").click()

    expect(seat.page.locator(".proc")).to_contain_text("棚卸を集計する")
    expect(seat.page.locator(".proc")).not_to_contain_text("先にすること")
