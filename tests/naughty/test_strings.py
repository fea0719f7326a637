"""いたずらな文字: every text field, query parameter, address and cookie takes any text; no answer is a 5xx."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import transaction

from tests.walk.asked import ASKED
from tests.walk.house import House
from tests.walk.places import table
from urakata.features.company.models import Role

SHARED = Path(__file__).parents[3] / "shared" / "data" / "text" / "naughty-strings.json"
EVERYWHERE = [
    "", "\0", "99999999999999999999", "-1", "²", "9" * 5000, "9999-12-31", "0001-01-01", "令和8年13月45日",
    "\r\nX-Made-Up: 1",
]  # fmt: skip
DEALT_OUT = [
    "a\0b", "1e309", "NaN", "Infinity", "１２３", "٣", "0x10", "1_000", "あ" * 5000, "髙𠮷﨑①㈱", "\u202e逆", "13/99",
    "1234-5678-9018", "=cmd|' /C calc'!A0", "../../etc/passwd", "//evil.example/", "/\\evil.example",
    "javascript:alert(1)", "{{ 7|add:7 }}", "%s%d", "&a: &b [*a]", "key: [", "- [ ] " * 500,
]  # fmt: skip
EVERY = int(os.environ.get("NAUGHTY_EVERY", "40"))  # 1 gives every string to every URL; else each URL a share of them
SEATS = ("lead", "owner", "office", "employee", "stranger")
PARAMETERS = {
    "search": ("q",),
    "procedures": ("q", "put_away"),
    "runs": ("q", "state", "page"),
    "people": ("q", "show", "page"),
    "procedure_edition": ("with", "against"),
    "record": ("who", "first", "last", "act", "run", "before"),
    "record_export": ("who", "first", "last", "act", "run"),
    "account_login": ("next",),
    "account_reset_password": ("sent",),
}
LOOKS = ("urakata_theme", "urakata_size", "urakata_veil_after", "urakata_devices", "django_language", "sessionid")


def _strings(share: int) -> list[str]:
    kept = json.loads(SHARED.read_text(encoding="utf-8")) if SHARED.exists() else []
    return (DEALT_OUT + kept)[share % EVERY :: EVERY] if EVERY > 1 else DEALT_OUT + kept


def _dealt(names: tuple[str, ...], share: int) -> Iterator[tuple[str, str]]:
    """What is hard everywhere to every name, the others dealt out one after the other."""
    yield from ((name, string) for name in names for string in EVERYWHERE)
    yield from ((names[turn % len(names)], string) for turn, string in enumerate(_strings(share)))


def _seat(name: str, method: str) -> str:
    answers = table()[name, method]
    return next((role for role in SEATS if answers[role] in {200, 302}), "lead")


POSTS = [name for name, method in table() if method == "POST"]
GETS = [name for name, method in table() if method == "GET"]


@pytest.fixture
def said_5xx(house: House):
    """What was sent when the answer was a 5xx; each asking is taken back."""

    def said(name: str, method: str, askings) -> list[str]:
        client, wrong = house.client(_seat(name, method)), []
        for what, ask in askings:
            with transaction.atomic():
                answer = ask(client)
                if answer.status_code >= 500 or (answer.streaming and not b"".join(answer.streaming_content)):
                    wrong.append(what)
                transaction.set_rollback(True)
        return wrong

    return said


@pytest.mark.parametrize("name", POSTS)
def test_every_field_takes_any_text(name, house, said_5xx):
    asked = ASKED[name]
    asked.before(house)
    path, sent = asked.path(name, house), asked.sent(house)
    names = tuple(key for key, value in sent.items() if isinstance(value, str)) or ("reason",)
    names += ("slot", "on", "amount", "counterparty") if name == "task_attach" else ()
    names += ("back", "seen_at", "took", "shown", "whole") if name == "task_finish" else ()

    def asking(field: str, text: str):
        return f"{field}={text!r}", lambda client: client.post(path, _rewound(sent) | {field: text})

    assert said_5xx(name, "POST", (asking(*each) for each in _dealt(names, POSTS.index(name)))) == []


def _rewound(sent: dict) -> dict:
    for value in sent.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return sent


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_takes_any_text(name, house, said_5xx):
    path, names = ASKED[name].path(name, house), PARAMETERS[name]

    def asking(parameter: str, text: str):
        return f"{parameter}={text!r}", lambda client: client.get(path, {parameter: text})

    assert said_5xx(name, "GET", (asking(*each) for each in _dealt(names, GETS.index(name)))) == []


@pytest.mark.parametrize("name", [name for name in GETS if ASKED[name].at.__name__ != "_nothing"])
def test_every_address_takes_any_text(name, house, said_5xx):
    """Each part of the address in turn is something else."""
    path, parts = ASKED[name].path(name, house), ASKED[name].at(house)

    def asking(part: str, text: str):
        elsewhere = path.replace(f"/{parts[part]}/", f"/{quote(text[:200], safe='')}/", 1)
        return elsewhere, lambda client: client.get(elsewhere)

    assert said_5xx(name, "GET", (asking(*each) for each in _dealt(tuple(parts), GETS.index(name)))) == []


@pytest.mark.parametrize("name", LOOKS)
def test_every_cookie_takes_any_text(name, house):
    client, wrong = house.client("lead"), []
    session = client.cookies["sessionid"].value
    for text in [*EVERYWHERE, *_strings(LOOKS.index(name))]:
        sent = f"sessionid={session}; {name}={text}".encode().decode("latin-1")  # as WSGI hands it on
        if client.get("/settings/me/", headers={"cookie": sent}).status_code >= 500:
            wrong.append(text)

    assert wrong == []


def test_the_house_is_what_the_strings_are_thrown_at(house):
    """The strings reach something: a right one works."""
    answer = house.client("lead").post("/settings/people/kobayashi/roles/give/", {"name": "office"})

    assert answer.status_code == 302
    assert Role.objects.filter(person=house.office.kobayashi, name="office").exists()
