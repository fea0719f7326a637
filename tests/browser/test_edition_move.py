"""版を移す: the procedure is improved while two runs of it are open; the half-done one follows, the other stays."""

from datetime import date

from playwright.sync_api import expect

from tests.walk.house import CLOSING
from urakata.features.runs.actions.opening import open_by_hand

IMPROVED = (
    CLOSING.replace("title: 報告する", "title: 部長に報告する")
    + "  - {key: file, title: 控えを綴じる, needs: [report]}\n"
)


def test_a_half_done_run_is_moved_and_another_is_kept(desk, house, at):
    other = open_by_hand(house.closing, anchor_on=date(2026, 12, 28), label="12月分", by=house.viewer("nishino"), at=at)
    nishino, morita = desk(house.office.nishino, scripts=False), desk(house.office.morita, width=390, dark=True)
    nishino.go(f"/runs/{house.run.code}/")
    nishino.finish_step()

    _publish(nishino, house)
    expect(nishino.page.get_by_role("heading", level=1)).to_have_text("開いている実行をどうしますか")
    moved, kept = nishino.page.locator("form#moves section").all()
    expect(moved).to_contain_text("控えを綴じる")
    moved.get_by_label("新しい版へ移す").check()
    kept.get_by_label("この版のまま").check()
    nishino.press("選んだとおりにする")

    expect(nishino.page.locator("body")).to_contain_text("1件を第2版へ移しました。1件は、いまの版のままにしました。")
    _work_to_the_end(nishino, morita, house)
    _is_kept(morita, other)
    assert (nishino.troubles, morita.troubles) == ([], [])


def _publish(seat, house) -> None:
    seat.go(f"/procedures/{house.closing.code}/edit/text/")
    seat.page.locator("#id_text").fill(IMPROVED)
    seat.press("この文にする")
    seat.page.locator("#id_reason").fill("控えの綴じ忘れがあった")
    seat.press("第2版を公開する")


def _work_to_the_end(doer, checker, house) -> None:
    """済み stays 済み; what was renamed and what was added are done like any other step."""
    run = f"/runs/{house.run.code}/"
    doer.go(run)
    assert doer.heading.endswith("現金を数える")
    doer.finish_step()
    checker.go(run)
    checker.press("確かめて、しるしを残す")
    checker.go(f"{run}tasks/3/")
    assert checker.heading.endswith("部長に報告する")
    checker.press("代わりに進める")
    checker.press("この工程を終える")
    doer.go(run)
    assert doer.heading.endswith("控えを綴じる")
    doer.press("この工程を終える")
    expect(doer.page.locator(".deadline")).to_contain_text("完了")
    doer.go(f"{run}history/")
    expect(doer.page.locator("main")).to_contain_text("足した：「控えを綴じる」")


def _is_kept(seat, run) -> None:
    seat.go(f"/runs/{run.code}/")
    expect(seat.page.locator(".run-nav")).not_to_contain_text("控えを綴じる")
    expect(seat.page.locator("#run .meta2")).to_contain_text("第2版が出ています")
    seat.page.get_by_role("link", name="移すかどうかを選ぶ").click()
    expect(seat.page.get_by_role("heading", level=1)).to_have_text("開いている実行をどうしますか")
    seat.go(f"/runs/{run.code}/history/")
    expect(seat.page.locator("main")).to_contain_text("第1版のまま進めます。")
