"""キー: what a key does, and that it does nothing while somebody is typing or composing; at 1280 px, light."""

from playwright.sync_api import expect

PRESS = """({key, code, composing}) => document.activeElement.dispatchEvent(new KeyboardEvent(
  "keydown", {key, code, isComposing: composing, bubbles: true, cancelable: true, ctrlKey: key === "Enter"}))"""


def _press(desk, key: str, code: str, *, composing: bool) -> None:
    desk.page.evaluate(PRESS, {"key": key, "code": code, "composing": composing})


def test_a_letter_opens_a_page_but_not_while_it_is_being_composed(desk, house, office):
    nishino = desk(office.nishino)
    nishino.go("/")

    _press(nishino, "n", "KeyN", composing=True)
    nishino.page.wait_for_timeout(300)
    assert nishino.page.url.endswith("/")

    with nishino.page.expect_navigation():
        _press(nishino, "n", "KeyN", composing=False)
    assert nishino.page.url.endswith("/errands/new/")


def test_ctrl_enter_does_not_finish_a_step_while_a_word_is_being_composed(desk, house, office):
    nishino = desk(office.nishino)
    nishino.go(f"/runs/{house.run.code}/tasks/1/")
    nishino.fill_all()

    _press(nishino, "Enter", "Enter", composing=True)
    nishino.page.wait_for_timeout(300)
    assert house.task(1).state == "now"

    with nishino.answered():
        _press(nishino, "Enter", "Enter", composing=False)
    assert house.task(1).state == "done"


def test_letters_typed_into_a_field_stay_in_the_field(desk, house, office):
    nishino = desk(office.nishino)
    nishino.go("/errands/new/")

    nishino.page.locator("#id_title").type("n/[x")

    assert nishino.page.locator("#id_title").input_value() == "n/[x"
    assert nishino.page.url.endswith("/errands/new/")


def test_slash_goes_to_the_search_field(desk, house, office):
    nishino = desk(office.nishino)
    nishino.go("/")

    nishino.page.keyboard.press("/")

    expect(nishino.page.locator("#q")).to_be_focused()


def test_one_key_hides_names_and_figures_and_the_next_page_never_receives_them(desk, house, office):
    saeki = desk(office.saeki)
    path = f"/runs/{house.hidden_run.code}/tasks/1/"
    saeki.go(path)
    figure = saeki.page.get_by_text("12,715,430")
    expect(figure).to_be_visible()

    saeki.page.keyboard.press("Alt+H")
    expect(figure).not_to_be_visible()
    saeki.go(path)
    assert "12,715,430" not in saeki.page.content()

    saeki.page.keyboard.press("Alt+H")
    expect(figure).to_be_visible()
    assert saeki.troubles == []
