"""共有: the link of an outside person, from sending it to its last day; and taken back in the middle of a visit."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import PDF
from tests.browser.looks import serious, sideways


@pytest.fixture
def clock(monkeypatch, at):
    return lambda days, hour: monkeypatch.setattr(
        "urakata.config.middleware.now", lambda: (at + timedelta(days=days)).replace(hour=hour, minute=59)
    )


def _shares(seat, house, *steps: str) -> str:
    """The office gives steps to somebody new until 30 November; answers the link."""
    seat.go(f"/runs/{house.run.code}/")
    seat.page.get_by_role("link", name="社外の人と共有").click()
    seat.page.get_by_role("link", name="共有する").click()
    seat.page.get_by_label("だれと").select_option(label="新しい人")
    seat.page.get_by_text("新しい人の氏名と所属").click()
    seat.page.get_by_label("氏名").fill("真鍋 律子")
    seat.page.get_by_label("所属").fill("真鍋社労士事務所")
    for step in steps:
        seat.page.get_by_label(step).check()
    seat.page.get_by_label("いつまで").fill("11/30")
    seat.press("共有する")
    seat.press("リンクを出す")
    return seat.page.locator("#link").input_value()


def test_a_link_from_sending_to_its_last_day(desk, house, clock):
    nishino, outside = desk(house.office.nishino), desk(width=390)
    link = _shares(nishino, house, "請求書を集める")

    outside.go(link)
    expect(outside.page.get_by_role("heading", level=1)).to_have_text("真鍋さんに共有された作業")
    outside.press("開く")
    expect(outside.page.locator("main")).to_contain_text("請求書を集める")
    expect(outside.page.locator("main")).not_to_contain_text("現金を数える")
    outside.page.locator("a.row").first.click()
    outside.page.get_by_text("書類を添える").click()
    outside.page.set_input_files("#at-file", PDF)
    outside.press("添える")
    expect(outside.page.locator(".files")).to_contain_text("控え.pdf")
    outside.tick(outside.page.get_by_role("checkbox"))
    assert (sideways(outside.page), list(serious(outside.page))) == ("", [])
    outside.press("この工程を終える")
    expect(outside.page.locator("#shared-step")).to_contain_text("済み")

    nishino.go(f"/runs/{house.run.code}/")
    assert nishino.heading.endswith("現金を数える")
    nishino.go(f"/runs/{house.run.code}/history/")
    expect(nishino.page.locator("main")).to_contain_text("共有のリンクを開いた")
    expect(nishino.page.locator("main")).to_contain_text("真鍋 律子")

    clock(13, 23)  # 30 November, the last minute
    outside.go("/shared/")
    expect(outside.page.locator("main")).to_contain_text("請求書を集める")
    clock(14, 0)
    outside.page.reload()
    expect(outside.page.get_by_role("heading", level=1)).to_have_text("この共有は開いていません")
    outside.go(link)
    expect(outside.page.get_by_role("heading", level=1)).to_have_text("この共有は開いていません")
    assert nishino.troubles == []
    assert [each for each in outside.troubles if "404" not in each] == []


def test_taken_back_in_the_middle_of_a_visit(desk, house):
    nishino, outside = desk(house.office.nishino, width=390, dark=True), desk(scripts=False)
    outside.go(_shares(nishino, house, "請求書を集める", "報告する"))
    outside.press("開く")
    outside.page.locator("a.row").first.click()
    nishino.page.get_by_role("link", name="真鍋さんとの共有に戻る").click()
    expect(nishino.page.locator("main")).to_contain_text("共有された工程を見た")
    assert (sideways(nishino.page), list(serious(nishino.page))) == ("", [])

    nishino.press("共有を取り消す")
    outside.press("この工程を終える")

    expect(outside.page.get_by_role("heading", level=1)).to_have_text("この共有は開いていません")
    nishino.go(f"/runs/{house.run.code}/tasks/1/")
    expect(nishino.page.get_by_role("button", name="この工程を終える")).to_be_visible()
    assert nishino.troubles == []
