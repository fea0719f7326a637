import pytest
from django.test import Client

from urakata.common.accounts.models import Account

PASSWORD = "naisho-no-kotoba"
WRONG = "メールアドレスかパスワードがちがいます"
LOCKED = "続けてまちがえたので"


def enter(client: Client, address: str, password: str = PASSWORD, **more):
    return client.post("/enter/", {"login": address, "password": password} | more)


def test_the_entrance_is_one_page_for_everybody(office, client):
    page = client.get("/enter/")

    assert page.status_code == 200
    assert "メールアドレスで" in page.content.decode()
    assert "/enter/morita/" not in page.content.decode()


@pytest.mark.parametrize(
    ("who", "where"),
    [("saeki", "/"), ("morita", "/"), ("owner", "/settings/"), ("kobayashi", "/window/"), ("sharoshi", "/shared/")],
)
def test_each_lands_where_their_work_is(office, client, who, where):
    assert enter(client, f"{who}@kodachi.example")["Location"] == where


def test_case_and_spaces_of_an_address_do_not_matter(office, client):
    assert enter(client, " Saeki@Kodachi.Example ").status_code == 302


def test_one_comes_back_to_where_one_wanted(office, client):
    assert enter(client, "saeki@kodachi.example", next="/plan/?m=1")["Location"] == "/plan/?m=1"


@pytest.mark.parametrize("way_out", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nothing_leads_out_of_the_house(office, client, way_out):
    assert enter(client, "saeki@kodachi.example", next=way_out)["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_read_the_same(office, client):
    known = enter(client, "saeki@kodachi.example", "chigau-kotoba")
    unknown = enter(client, "nobody@kodachi.example", "chigau-kotoba")

    assert known.status_code == unknown.status_code == 422
    assert WRONG in known.content.decode()
    assert WRONG in unknown.content.decode()


@pytest.mark.parametrize("address", ["saeki@kodachi.example", "nobody@kodachi.example"])
def test_five_bad_tries_lock_an_address_whether_or_not_it_exists(office, client, address):
    for _ in range(5):
        assert WRONG in enter(client, address, "chigau-kotoba").content.decode()

    assert LOCKED in enter(client, address).content.decode()


def test_another_host_name_and_another_spelling_bring_no_more_tries(office, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for number in range(5):
        enter(Client(headers={"host": f"h{number}.example"}), "saeki@kodachi.example", "chigau-kotoba")

    assert LOCKED in enter(Client(headers={"host": "h9.example"}), "SAEKI@kodachi.example").content.decode()


def test_another_address_is_not_locked(office, client):
    for _ in range(6):
        enter(client, "saeki@kodachi.example", "chigau-kotoba")

    assert enter(client, "nishino@kodachi.example").status_code == 302


def test_the_lock_lasts_a_quarter_of_an_hour_from_the_fifth_try(office, client, monkeypatch):
    now = [1_800_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    for _ in range(5):
        now[0] += 120
        enter(client, "saeki@kodachi.example", "chigau-kotoba")

    now[0] += 14 * 60
    assert LOCKED in enter(client, "saeki@kodachi.example").content.decode()
    now[0] += 2 * 60
    assert enter(client, "saeki@kodachi.example").status_code == 302


def test_a_closed_account_reads_like_a_wrong_password(office, client):
    Account.objects.filter(person=office.saeki).update(is_active=False)

    assert WRONG in enter(client, "saeki@kodachi.example").content.decode()


def test_signing_up_by_oneself_is_not_there(db, client):
    for path in ("/accounts/signup/", "/signup/", "/enter/signup/", "/enter/login/", "/accounts/login/"):
        assert client.post(path).status_code == 404


def test_signing_out_takes_a_press_and_ends_the_session(office, browser_of):
    browser = browser_of(office.saeki)

    assert browser.get("/enter/out/").status_code == 405
    assert browser.post("/enter/out/")["Location"] == "/enter/"
    assert browser.get("/settings/me/")["Location"].startswith("/enter/")


def test_who_is_in_does_not_stand_at_the_entrance(office, browser_of):
    assert browser_of(office.owner).get("/enter/")["Location"] == "/settings/"


def test_a_persona_takes_one_press_in_the_sample(office, client, settings):
    settings.IS_DEMO = True

    assert 'action="/enter/saeki/"' in client.get("/enter/").content.decode()
    assert client.post("/enter/saeki/")["Location"] == "/"
    assert client.get("/enter/nishino/").status_code == 405


@pytest.mark.parametrize("key", ["owner", "kobayashi", "nobody"])
def test_only_the_seven_personas_are_entered_as(office, client, settings, key):
    settings.IS_DEMO = True

    assert client.post(f"/enter/{key}/").status_code == 404


def test_outside_the_sample_there_are_no_personas(office, client):
    assert client.post("/enter/saeki/").status_code == 404


def test_a_form_of_another_site_opens_nothing(office):
    assert enter(Client(enforce_csrf_checks=True), "saeki@kodachi.example").status_code == 403
