"""Every address of this feature, tried by every role."""

import pytest
from django.test import Client

from urakata.features.company.urls import entrance, everybody, house, mine, secrets

CAST = ("owner", "morita", "saeki", "nishino", "ohashi", "foreman", "kobayashi", "sharoshi")
WORDS = {"code": "nishino", "pk": "1", "token": "x", "key": "saeki"}
PAGES = {
    "/settings/company/": {"owner", "morita"},
    "/settings/calendar/": {"owner", "morita"},
    "/settings/calendar/table/": {"owner", "morita"},
    "/settings/departments/": {"owner", "morita"},
    "/settings/people/": {"owner", "morita"},
    "/settings/people/new/": {"owner", "morita"},
    "/settings/people/paste/": {"owner", "morita"},
    "/settings/people/nishino/": {"owner", "morita"},
    "/settings/clearances/": {"owner", "morita", "saeki"},
    "/settings/seals/": {"morita", "saeki", "nishino"},
    "/settings/me/": set(CAST),
    "/settings/me/password/": set(CAST),
}
LEADS_ON = {"/settings/"}
BY_ROW = {"/settings/departments/1/"}  # tests/walk knows a row that is there
OPEN = {"/enter/", "/enter/reset/", "/invite/x/"}


def address(pattern) -> str:
    text = str(pattern.pattern)
    for word, value in WORDS.items():
        for kind in ("code", "number", "slug", "str"):
            text = text.replace(f"<{kind}:{word}>", value)
    return f"/{text}"


ADDRESSES = [address(pattern) for pattern in [*entrance, *mine, *house, *everybody, *secrets]]
ACTS = [path for path in ADDRESSES if path not in PAGES and path not in LEADS_ON | BY_ROW | OPEN]


@pytest.mark.parametrize("path", sorted(PAGES))
@pytest.mark.parametrize("who", CAST)
def test_a_page_is_there_for_those_it_is_meant_for(office, browser_of, path, who):
    expected = 200 if who in PAGES[path] else 404

    assert browser_of(getattr(office, who)).get(path).status_code == expected


@pytest.mark.parametrize("path", ACTS)
def test_an_act_is_not_done_by_looking(office, browser_of, path):
    assert browser_of(office.owner).get(path).status_code == 405


@pytest.mark.parametrize("path", [path for path in ACTS if path.startswith("/settings/") and "/me/" not in path])
def test_an_act_is_not_there_for_an_outsider(office, browser_of, path):
    assert browser_of(office.kobayashi).post(path).status_code == 404


@pytest.mark.parametrize("path", [path for path in ADDRESSES if path.startswith("/settings/")])
def test_whoever_is_not_in_is_led_to_the_entrance(office, path):
    for answer in (Client().post(path), Client().get(path)):
        assert answer.status_code in {302, 405}
        assert answer.status_code == 405 or answer["Location"].startswith("/enter/")


def test_every_address_is_placed():
    assert set(ADDRESSES) == set(PAGES) | LEADS_ON | BY_ROW | OPEN | set(ACTS)
