"""本物のチェックリスト: 49 boxes of another company, brought in by the page, run and finished; 1280 px, dark."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

SHARED = Path(__file__).parents[3] / "shared" / "data" / "checklists" / "onboard-compliance.md"
BOXES = 49


@pytest.mark.skipif(not SHARED.exists(), reason="the shared checklists are not beside this checkout")
def test_a_checklist_of_49_boxes_is_brought_in_run_and_finished(desk, office):
    morita = desk(office.morita, dark=True)

    morita.go("/procedures/import/")
    morita.page.set_input_files("input[name=file]", SHARED)
    morita.press("読んでみる")
    expect(morita.page.locator(".meta2")).to_contain_text(f"読んだ四角 {BOXES}")
    morita.press("この内容で公開する")
    morita.page.get_by_role("link", name="実行をはじめる").first.click()
    morita.press("実行をはじめる")
    ticked = _run_through(morita)

    expect(morita.page.locator(".deadline")).to_contain_text("完了")
    steps = morita.page.locator(".tasks > li:not(.part)").count()
    assert (steps + ticked, steps) == (BOXES, morita.page.locator(".tasks > li.done").count())
    assert morita.troubles == []


def _run_through(desk) -> int:
    """Step after step; how many ticks inside steps there were. What another role is asked, the lead takes over."""
    ticked = 0
    while desk.page.locator(".tasks > li:not(.done, .part)").count():
        if desk.page.get_by_role("button", name="代わりに進める").count():
            desk.press("代わりに進める")
        ticked += desk.page.locator("#f-step").get_by_role("checkbox").count()
        desk.finish_step()
    return ticked
