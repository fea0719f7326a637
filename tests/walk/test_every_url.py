"""URL × role: the table of places.py against what each URL answers to each person."""

import pytest
from django.db import transaction
from django.http import HttpResponse

from tests.walk.asked import ASKED
from tests.walk.house import ROLES, House
from tests.walk.places import IN, table
from tests.walk.urls import routes

TABLE = table()
METHODS = ("GET", "POST")


def test_every_url_has_a_place_in_the_table():
    assert {name for name, _ in TABLE} == set(routes()) == set(ASKED)
    assert {name: found for name, found in routes().items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", ASKED)
def test_each_person_gets_what_the_table_says(name, house):
    asked = ASKED[name]
    asked.before(house)
    path = asked.path(name, house)

    said = {(method, role): _told(house, role, method, path, asked) for method in METHODS for role in ROLES}

    assert said == {(method, role): _expected(name, method, role) for method, role in said}


def _expected(name: str, method: str, role: str) -> int:
    return TABLE.get((name, method), {}).get(role, 405)


def _told(house: House, role: str, method: str, path: str, asked) -> int:
    """Each role asks the same house: what one changes is taken back before the next."""
    with transaction.atomic():
        client = house.client(role)
        answer = client.post(path, asked.sent(house)) if method == "POST" else client.get(path)
        transaction.set_rollback(True)
    return IN if _leads_in(answer) else answer.status_code


def _leads_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/enter/?next=")
