"""はじめ方: an empty home begins in the browser, by a link that opens once."""

import pytest
from django.test import Client

from urakata.common.accounts import beginning
from urakata.common.accounts.models import Account
from urakata.core.profile import Profile
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import operator
from urakata.features.company import actions
from urakata.features.company.models import Company, Person

SAID = {
    "name": "株式会社みほん",
    "owner": "児玉 一郎",
    "address": "kodama@mihon.example",
    "password": "naisho-no-kotoba",
    "again": "naisho-no-kotoba",
}


@pytest.fixture(autouse=True)
def empty_home(settings, tmp_path, db):
    settings.BEGIN_FILE = tmp_path / "begin"


@pytest.fixture
def link() -> str:
    return f"/begin/{beginning.new_link()}/"


@pytest.mark.parametrize("path", ["/settings/", "/enter/", "/runs/k7m2/", "/begin/" + "x" * 43 + "/", "/nowhere/"])
def test_every_page_of_an_empty_home_is_the_same_quiet_one(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "まだ始まっていません" in answer.content.decode()


def test_the_front_page_of_an_empty_home_tells_where_the_link_stands(client):
    answer = client.get("/")

    assert answer.status_code == 200
    assert "動かした画面に出ているリンク" in answer.content.decode()


def test_the_home_keeps_nothing_but_the_digest(settings):
    token = beginning.new_link()

    assert token not in settings.BEGIN_FILE.read_text()
    assert settings.BEGIN_FILE.stat().st_mode & 0o077 == 0


def test_looking_at_the_link_spends_nothing(client, link):
    assert client.get(link).status_code == 200
    assert client.get(link).status_code == 200


def test_it_makes_the_company_and_its_owner_and_leads_on(client, link, recorded):
    answer = client.post(link, SAID)

    owner = Person.objects.get()
    assert answer["Location"] == "/begin/company/"
    assert client.get("/begin/company/").status_code == 200
    assert (Company.objects.get().name, owner.name) == ("株式会社みほん", "児玉 一郎")
    assert sorted(owner.roles.values_list("name", flat=True)) == ["lead", "owner"]
    assert recorded() == ["company.started", "person.invited", "invitation.accepted"]


def test_the_key_opens_the_entrance_afterwards(client, link):
    client.post(link, SAID)

    entered = Client().post("/enter/", {"login": "kodama@mihon.example", "password": "naisho-no-kotoba"})

    assert entered["Location"] == "/"


def test_whoever_has_no_address_is_told_what_to_type_instead(client, link):
    client.post(link, SAID | {"address": ""})

    entered = Client().post("/enter/", {"login": "owner@localhost", "password": "naisho-no-kotoba"})

    assert entered["Location"] == "/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "}, {"owner": ""}, {"address": "x"}, {"password": "12345678901", "again": "12345678901"},
        {"again": "betsu-no-kotoba"}, {"name": "\0"}, {"owner": "あ" * 101},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_the_link_stays(client, link, wrong):
    answer = client.post(link, SAID | wrong)

    assert answer.status_code == 422
    assert "errors" in answer.content.decode()
    assert not Company.objects.exists()
    assert client.get(link).status_code == 200


def test_the_link_opens_once_and_dies_with_the_company(client, link):
    client.post(link, SAID)

    assert Client().get(link).status_code == 404
    assert Client().post(link, SAID).status_code == 404
    assert Company.objects.count() == 1


def test_a_new_link_takes_the_place_of_the_one_before(client, link):
    beginning.new_link()

    assert client.get(link).status_code == 404


def test_only_the_first_of_two_begins(at, link):
    token = link.split("/")[2]
    words = {"owner": "児玉", "address": "a@mihon.example", "password": "naisho-no-kotoba"}
    actions.begin_company("一社目", token, **words, by=operator(at.date()), at=at)

    with pytest.raises(NotAllowed):
        actions.begin_company("二社目", token, **words, by=operator(at.date()), at=at)

    assert Company.objects.get().name == "一社目"


def test_if_the_record_cannot_be_written_nothing_is_begun_and_the_link_stays(link, breaking_record):
    client = Client(raise_request_exception=False)

    assert client.post(link, SAID).status_code == 500
    assert not Company.objects.exists()
    assert not Account.objects.exists()
    assert client.get(link).status_code == 200


def test_a_company_begun_at_the_command_line_closes_the_link_as_well(client, link, at):
    actions.init_company(Profile(), by=operator(at.date()), at=at)

    assert client.get(link).status_code == 404


def test_the_quiet_page_is_gone_once_there_is_a_company(client, at):
    actions.init_company(Profile(), by=operator(at.date()), at=at)

    assert client.get("/enter/").status_code == 200
    assert client.get("/settings/")["Location"].startswith("/enter/")
