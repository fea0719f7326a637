"""Whoever came by the link of a share meets nothing of the house but that share, whatever they ask for."""

import pytest
from django.test import Client

from tests.walk.asked import ASKED
from tests.walk.house import House
from tests.walk.places import table
from urakata.features.runs.actions import sharing

THEIRS = {name for name in ASKED if name.startswith("shared")}
FOR_ALL = {name for name, method in table() if table()[name, method]["stranger"]}  # the entrance, and healthz


def guest(house: House) -> Client:
    client = Client(raise_request_exception=False)
    assert client.post(f"/shared/open/{house.share_token()}/").status_code == 302
    return client


@pytest.mark.parametrize("name", [name for name, method in table() if method == "GET" and name not in FOR_ALL])
def test_a_guest_reads_what_is_shared_and_nothing_else(name, house):
    path = ASKED[name].path(name, house)

    answer = guest(house).get(path)

    assert answer.status_code == (200 if name in THEIRS else 404)


@pytest.mark.parametrize("name", [name for name, method in table() if method == "POST" and name not in FOR_ALL])
def test_a_guest_changes_what_is_shared_and_nothing_else(name, house):
    if name in THEIRS:
        ASKED[name].before(house)
    path, sent = ASKED[name].path(name, house), ASKED[name].sent(house)

    answer = guest(house).post(path, sent)

    assert answer.status_code == (302 if name in THEIRS else 404)


OF_RUNS = [(name, method) for name, method in table() if name.startswith(("run", "task", "window_", "today_"))]


@pytest.mark.parametrize(("name", "method"), OF_RUNS)
def test_by_account_as_well_a_shared_run_is_reached_through_its_share_alone(name, method, house):
    """The run has no clearance, and a step of it lies in the hands of who asks."""
    path, sent = ASKED[name].path(name, house), ASKED[name].sent(house)
    house.share()
    client = house.client("outside")

    answer = client.post(path, sent) if method == "POST" else client.get(path)

    assert answer.status_code == 404


@pytest.mark.parametrize("name", sorted(THEIRS - {"shared"}))
def test_what_was_taken_back_answers_as_what_was_never_there(name, house):
    """By account: the list is empty, and each address of it a 404."""
    methods = [method for each, method in table() if each == name]
    ASKED[name].before(house)
    path, sent, client = ASKED[name].path(name, house), ASKED[name].sent(house), house.client("outside")
    sharing.revoke(house.share(), by=house.viewer("nishino"), at=house.at)

    said = [client.post(path, sent) if method == "POST" else client.get(path) for method in methods]

    assert {answer.status_code for answer in said} == {404}
