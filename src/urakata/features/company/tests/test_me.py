import pytest

OLD, NEW = "naisho-no-kotoba", "atarashii-kotoba-9"


@pytest.mark.parametrize("who", ["owner", "morita", "ohashi", "foreman", "kobayashi", "sharoshi"])
def test_everybody_has_their_own_page(office, browser_of, who):
    assert "見え方" in browser_of(getattr(office, who)).get("/settings/me/").content.decode()


def test_the_look_is_kept_on_the_device(office, browser_of):
    browser = browser_of(office.kobayashi)
    browser.post("/settings/me/look/", {"theme": "dark", "font": "ud", "size": "l", "veil_after": "", "language": "ja"})

    assert browser.cookies["urakata_theme"].value == "dark"
    assert 'data-theme="dark"' in browser.get("/settings/me/").content.decode()
    browser.post("/settings/me/look/", {"theme": "", "language": "ja"})
    assert "data-theme" not in browser.get("/settings/me/").content.decode()


def test_the_language_is_kept_on_the_device(office, browser_of):
    browser = browser_of(office.kobayashi)
    browser.post("/settings/me/look/", {"language": "en"})

    assert '<html lang="en"' in browser.get("/settings/me/").content.decode()


def test_an_unknown_look_is_refused(office, browser_of):
    assert (
        browser_of(office.kobayashi).post("/settings/me/look/", {"theme": "pink", "language": "ja"}).status_code == 422
    )


def test_a_password_is_changed_with_the_one_of_now(office, browser_of, recorded):
    browser, other = browser_of(office.kobayashi), browser_of(office.kobayashi)
    form = {"now": OLD, "password": NEW, "again": NEW}

    assert browser.post("/settings/me/password/", form | {"now": "chigau"}).status_code == 422
    assert browser.post("/settings/me/password/", form)["Location"] == "/settings/me/"
    assert browser.get("/settings/me/").status_code == 200
    assert other.get("/settings/me/").status_code == 302
    assert recorded() == ["account.password_changed"]


def test_settings_lead_to_the_first_page_one_may_open(office, browser_of):
    assert browser_of(office.owner).get("/settings/")["Location"] == "/settings/company/"
    assert browser_of(office.kobayashi).get("/settings/")["Location"] == "/settings/me/"
