"""給与計算, from the shelf to the end, by two people; at 1280 px, light, and the checker at 1280 px, dark."""

from playwright.sync_api import expect

RIGHT, WRONG = "12,715,430", "12,718,430"


def test_two_people_run_payroll_from_open_to_finish(desk, office):
    saeki, morita = desk(office.saeki), desk(office.morita, dark=True)

    saeki.go("/procedures/library/payroll/")
    saeki.press("この雛形を使う")
    saeki.page.get_by_role("link", name="実行をはじめる").first.click()
    saeki.press("実行をはじめる")
    run = saeki.page.url
    seen = _work_through(saeki, morita, run)

    expect(saeki.page.locator(".deadline")).to_contain_text("完了")
    assert seen == {"second_person": 3, "blind": 1}
    assert (saeki.troubles, morita.troubles) == ([], [])


def _work_through(doer, checker, run: str) -> dict[str, int]:
    """Every step by the doer, every 関所 by the checker; how many there were of each kind."""
    seen = {"second_person": 0, "blind": 0}
    while doer.page.get_by_role("button", name="この工程を終える").count():
        doer.finish_step(net_total=RIGHT)
        if doer.page.locator(".gate-box").count():
            checker.go(run)
            seen[_pass_gate(checker)] += 1
            doer.go(run)
    return seen


def _pass_gate(checker) -> str:
    figure = checker.page.locator("#g-figure")
    if not figure.count():
        checker.press("確かめて、しるしを残す")
        return "second_person"
    assert RIGHT not in checker.page.content()
    figure.fill(WRONG)
    checker.press("確かめて、しるしを残す")
    both = checker.page.locator(".gate-box table")
    expect(both).to_contain_text(RIGHT)
    expect(both).to_contain_text(WRONG)
    checker.page.locator("#g-reason").fill("前払いの3,000円を別に払っている")
    checker.press("理由を残して進める")
    return "blind"
