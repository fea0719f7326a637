"""月次決算 の一回, done in every way there is: as first of two, by keys alone, by telephone, without scripts."""

import pytest
from playwright.sync_api import expect

from urakata.features.runs.models import Run


def _path(house, number: int | None = None) -> str:
    return f"/runs/{house.run.code}/" + (f"tasks/{number}/" if number else "")


def _is_finished(house) -> bool:
    return Run.objects.get(pk=house.run.pk).finished_at is not None


def test_two_browsers_press_at_once_the_first_wins_and_the_second_is_told(desk, house, office):
    """1280 px, light: nishino has the step open twice, at the desk and at the counter."""
    first, second = desk(office.nishino), desk(office.nishino)
    for each in (first, second):
        each.go(_path(house, 1))
        each.fill_all()

    first.press("この工程を終える")
    second.press("この工程を終える")

    expect(first.page.locator("#step-h")).to_have_text("現金を数える")
    expect(second.page.locator(".errors")).to_contain_text("西野")
    assert house.task(1).stamps.count() == 1


def test_pressing_early_lists_what_is_left_and_moves_there(desk, house, office):
    """1280 px, dark."""
    nishino = desk(office.nishino, dark=True)
    nishino.go(_path(house, 1))

    nishino.press("この工程を終える")

    expect(nishino.page.locator(".errors")).to_contain_text("全部そろった")
    expect(nishino.page.locator("#c-all")).to_be_focused()
    assert nishino.troubles == []


def test_a_run_by_the_keyboard_alone(desk, house, office):
    """1280 px, light: Tab, Space, Ctrl+Enter, [ and ]; no pointer is touched."""
    nishino, morita = desk(office.nishino), desk(office.morita)
    keys = nishino.page.keyboard
    nishino.go(_path(house, 1))

    _tab_to(nishino, "#c-all")
    with nishino.answered():
        keys.press("Space")
    with nishino.answered():
        keys.press("Control+Enter")
    expect(nishino.page.locator("#step-h")).to_have_text("現金を数える")
    _tab_to(nishino, "#c-cash")
    keys.type("51,200")
    with nishino.answered():
        keys.press("Control+Enter")
    morita.go(_path(house, 2))
    with morita.answered():
        morita.page.keyboard.press("Control+Enter")
    nishino.go(_path(house, 2))
    keys.press("]")
    expect(nishino.page.locator("#step-h")).to_have_text("報告する")
    keys.press("[")
    expect(nishino.page.locator("#step-h")).to_have_text("現金を数える")
    keys.press("]")
    _tab_to(nishino, "button:text-is('代わりに進める')")
    with nishino.answered():
        keys.press("Enter")
    with nishino.answered():
        keys.press("Control+Enter")

    expect(nishino.page.locator(".deadline")).to_contain_text("完了")
    assert _is_finished(house)


def _tab_to(desk, selector: str, most: int = 80) -> None:
    wanted = desk.page.locator(selector)
    for _ in range(most):
        if wanted.evaluate("found => found === document.activeElement"):
            return
        desk.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {selector}")


@pytest.mark.parametrize(("width", "dark", "scripts"), [(390, True, True), (390, False, False), (1280, False, False)])
def test_a_whole_run_on_a_telephone_and_without_scripts(desk, house, office, width, dark, scripts):
    look = {"width": width, "dark": dark, "scripts": scripts}
    nishino, morita, ohashi = (desk(person, **look) for person in (office.nishino, office.morita, office.ohashi))

    nishino.go(_path(house))
    nishino.finish_step()
    nishino.finish_step()
    morita.go("/tasks/")
    morita.page.get_by_role("link", name="現金を数える").first.click()
    morita.press("確かめて、しるしを残す")
    ohashi.go("/tasks/")
    ohashi.page.get_by_role("link", name="報告する").first.click()
    ohashi.finish_step()

    expect(ohashi.page.locator(".deadline")).to_contain_text("完了")
    assert _is_finished(house)
    assert [each.troubles for each in (nishino, morita, ohashi)] == [[], [], []]
    assert _does_not_scroll_sideways(ohashi)


def _does_not_scroll_sideways(desk) -> bool:
    return bool(desk.page.locator("html").evaluate("html => html.scrollWidth <= innerWidth"))


def test_a_photograph_from_the_telephone_becomes_evidence(desk, house, office):
    """390 px, light: the window of an employee, one errand, one picture."""
    kobayashi = desk(office.kobayashi, width=390)
    kobayashi.go("/window/")
    kobayashi.page.get_by_role("link", name="机を拭く").click()
    kobayashi.page.locator("summary", has_text="書類を添える").click()

    kobayashi.page.set_input_files(
        "#at-file", {"name": "机.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"\0" * 64}
    )
    kobayashi.press("添える")
    expect(kobayashi.page.locator(".files")).to_contain_text("机.png")
    kobayashi.press("この工程を終える")

    assert house.errand.tasks.get().state == "done"
    assert kobayashi.troubles == []
