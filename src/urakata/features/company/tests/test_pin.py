from datetime import date

import pytest
from django.test import Client

from urakata.common.accounts.models import Device
from urakata.features.company.models import Person

PIN = "482913"
REFUSED = "社員番号か番号がちがうか、この端末では入れません"


@pytest.fixture
def yamada(office) -> Person:
    return Person.objects.create(
        code="yamada", name="山田 太郎", number="0101", birth_on=date(1990, 5, 21), department=office.design
    )


@pytest.fixture
def telephone(yamada, link_for) -> Client:
    """A telephone that yamada set up, signed out again."""
    client = Client(headers={"user-agent": "Mozilla/5.0 (iPhone)"})
    assert set_up(client, link_for(yamada))["Location"] == "/window/"
    client.post("/enter/out/")
    return client


def set_up(client: Client, path: str, pin: str = PIN):
    return client.post(path, {"pin": pin, "again": pin, "label": ""})


def enter(client: Client, number: str = "0101", pin: str = PIN):
    return client.post("/enter/pin/", {"number": number, "pin": pin})


def test_one_without_an_address_enters_by_number_and_pin(telephone, recorded):
    answer = enter(telephone)

    assert answer["Location"] == "/window/"
    assert telephone.get("/settings/me/").status_code == 200
    assert recorded() == ["person.invited", "invitation.accepted", "device.set_up"]


def test_the_device_is_known_by_a_cookie_that_no_script_reads(telephone):
    cookie = telephone.cookies["urakata_devices"]
    kept = Device.objects.get()

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) > 300 * 24 * 3600
    assert kept.label == "iPhone"
    assert cookie.value not in str(vars(kept))
    assert PIN not in str(vars(kept))


def test_full_width_figures_are_figures(telephone):
    assert enter(telephone, "０１０１", "４８２９１３").status_code == 302


def test_another_device_is_refused_like_a_wrong_pin(telephone):
    elsewhere, wrong_pin = enter(Client()), enter(telephone, pin="482914")
    wrong_number = enter(telephone, number="9999")

    for answer in (elsewhere, wrong_pin, wrong_number):
        assert answer.status_code == 422
        assert REFUSED in answer.content.decode()


@pytest.mark.parametrize("number", ["0101", "9999"])
def test_five_bad_tries_lock_the_device_until_a_new_invitation(telephone, yamada, link_for, number):
    for _ in range(5):
        enter(telephone, number, "111222")

    assert REFUSED in enter(telephone).content.decode()
    set_up(telephone, link_for(yamada))
    telephone.post("/enter/out/")
    assert enter(telephone).status_code == 302


def test_a_right_pin_forgets_earlier_bad_tries(telephone):
    for _ in range(3):
        for _ in range(4):
            enter(telephone, pin="111222")
        assert enter(telephone).status_code == 302
        telephone.post("/enter/out/")


def test_a_telephone_in_the_site_hut_may_know_two_people(telephone, office, link_for):
    suzuki = Person.objects.create(code="suzuki", name="鈴木 花子", number="0102")
    set_up(telephone, link_for(suzuki), "730415")
    telephone.post("/enter/out/")

    assert enter(telephone, "0102", "730415").status_code == 302
    telephone.post("/enter/out/")
    assert enter(telephone, "0101", PIN).status_code == 302
    telephone.post("/enter/out/")
    assert enter(telephone, "0102", PIN).status_code == 422


@pytest.mark.parametrize("pin", ["123456", "000000", "900521", "020521", "48291", "abcdef"])
def test_a_simple_pin_is_refused_and_the_link_stays_open(yamada, link_for, pin):
    path, client = link_for(yamada), Client()

    assert set_up(client, path, pin).status_code == 422
    assert not Device.objects.exists()
    assert set_up(client, path).status_code == 302


def test_a_pin_opens_the_portal_alone_whatever_the_person_may_do(office, link_for, viewer_of):
    from urakata.features.company import queries
    from urakata.features.company.models import Grant, Role

    worker = Person.objects.create(code="worker", name="木村 一", number="0200", department=office.労務)
    Role.objects.create(person=worker, name="lead")
    set_up(Client(), link_for(worker))
    Grant.objects.create(code="w-pay", person=worker, clearance="pay", granted_at="2026-11-17T00:00Z")
    Grant.objects.update(confirmed_at="2026-11-17T00:00Z")
    worker.refresh_from_db()
    device = Device.objects.get()

    seen = queries.viewer_of(worker.account, date(2026, 11, 17), device.pk)

    assert seen is not None
    assert seen.portal_only
    assert seen.clearances == frozenset()
    assert queries.viewer_of(worker.account, date(2026, 11, 17)).is_lead


def test_a_session_by_pin_reaches_no_settings_of_others(office, link_for):
    worker = Person.objects.create(code="worker", name="木村 一", number="0200")
    from urakata.features.company.models import Role

    Role.objects.create(person=worker, name="office")
    client = Client()
    set_up(client, link_for(worker))

    assert client.get("/settings/seals/").status_code == 404


def test_a_device_is_taken_back_and_its_session_ends(telephone, office, browser_of, recorded):
    enter(telephone)
    device = Device.objects.get()
    browser_of(office.owner).post("/settings/people/yamada/devices/revoke/", {"device": device.pk})

    assert telephone.get("/settings/me/").status_code == 302
    assert enter(telephone).status_code == 422
    assert recorded()[-1] == "device.revoked"


def test_one_takes_back_ones_own_device_and_no_other(telephone, office, browser_of):
    device = Device.objects.get()

    assert browser_of(office.kobayashi).post("/settings/me/devices/revoke/", {"device": device.pk}).status_code == 404
    enter(telephone)
    assert telephone.post("/settings/me/devices/revoke/", {"device": device.pk}).status_code == 302
    assert Device.objects.get().revoked_at is not None


def test_a_made_up_cookie_is_no_device(telephone):
    client = Client()
    for value in ("x", ".".join(["y"] * 500), "\x00"):
        client.cookies["urakata_devices"] = value
        assert enter(client).status_code == 422
