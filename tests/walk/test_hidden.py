"""Whoever does not hold 給与 cannot learn that payroll exists: not from any page, list, count, search or refusal."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.walk.asked import ASKED
from tests.walk.house import PAYROLL, House
from tests.walk.places import table
from urakata.common.audit.models import Entry
from urakata.common.search.models import SearchDocument
from urakata.features.procedures.models import Edition, Procedure
from urakata.features.runs.models import Run, Stamp

WITHOUT_PAY = ("temp", "office", "owner", "manager", "employee", "outside", "pin")
READ = [name for name, method in table() if method == "GET"]
SOUGHT = ("給与", "給与計算", "計算", "振", "payroll", "12,715,430", "12715430", "支給", "佐伯")
CSRF = re.compile(r'(name="csrfmiddlewaretoken" value|hx-headers)="[^"]*"')


def _forget_payroll() -> None:
    """As if there never had been any."""
    gone = Procedure.objects.filter(clearance="pay")
    runs = Run.objects.filter(procedure__in=gone)
    Entry.objects.filter(clearance="pay").delete()
    SearchDocument.objects.filter(clearance="pay").delete()
    Stamp.objects.filter(task__run__in=runs).delete()
    runs.delete()
    editions = Edition.objects.filter(procedure__in=gone)
    gone.update(edition=None)
    editions.delete()
    gone.delete()


def _pages(house: House, client: Client) -> dict[str, tuple[int, str, str]]:
    """What every URL that can be read says, and every search, list and filter that asks for the hidden thing."""
    paths = [ASKED[name].path(name, house) for name in READ]
    for word in SOUGHT:
        paths += [f"{reverse(name)}?q={word}" for name in ("search", "procedures", "runs", "people")]
    paths += [f"/record/?run={house.hidden_run.code}", f"/record/export/?run={house.hidden_run.code}"]
    paths += ["/runs/?page=2", "/runs/?state=finished", "/procedures/?put_away=1"]
    return {path: _said(client, path) for path in dict.fromkeys(paths)}


def _said(client: Client, path: str) -> tuple[int, str, str]:
    answer = client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, answer.headers.get("Location", ""), CSRF.sub("", body.decode(errors="backslashreplace"))


@pytest.mark.parametrize("role", WITHOUT_PAY)
def test_every_page_reads_the_same_with_and_without_payroll(role, house, monkeypatch):
    evidence = house.paper()
    invitation = house.invitation()
    monkeypatch.setattr(House, "paper", lambda *_: evidence)
    monkeypatch.setattr(House, "invitation", lambda *_: invitation)
    client = house.client(role)
    with_payroll = _pages(house, client)

    _forget_payroll()

    assert _pages(house, client) == with_payroll


@pytest.mark.parametrize("role", ["lead", "other"])
def test_the_comparison_would_notice(role, house, monkeypatch):
    """Those who hold 給与 do see a difference: the test above can fail."""
    client = house.client(role)
    before = {path: _said(client, path) for path in ("/procedures/", "/runs/", "/search/?q=給与", "/record/")}

    _forget_payroll()

    after = {path: _said(client, path) for path in before}
    assert all(before[path] != after[path] for path in ("/procedures/", "/runs/", "/search/?q=給与"))


@pytest.mark.parametrize("role", WITHOUT_PAY)
def test_payroll_answers_as_what_is_not_there(role, house):
    """Every URL of a procedure, a run or a task, asked about the hidden one and about none at all: the same answer."""
    told = {}
    for name, asked in ASKED.items():
        hidden, missing = _hidden_address(name, house)
        for method in ("get", "post"):
            if hidden:
                sent = asked.sent(house) if method == "post" else {}
                client = house.client(role)
                told[name, method] = [_answer(client, method, name, words, sent) for words in (hidden, missing)]

    assert len(told) > 50
    assert {key: pair for key, pair in told.items() if pair[0] != pair[1]} == {}


def _hidden_address(name: str, house: House) -> tuple[dict, dict]:
    """What stands in the address of the hidden thing, and of one that was never there."""
    words = ASKED[name].at(house)
    if name.startswith("procedure") and "code" in words:
        return words | {"code": house.payroll.code}, words | {"code": "zzzzzzz"}
    if "procedure" in words:
        return {"procedure": house.payroll.code}, {"procedure": "zzzzzzz"}
    if name.startswith(("run", "task_", "today_", "window_")) and "code" in words:
        return words | {"code": house.hidden_run.code}, words | {"code": "zzzzzzz"}
    if name.startswith("record_") and "key" in words:
        return {"key": house.entry("run.opened", "saeki").key}, {"key": "zzzzzzzzzzzz"}
    if name.startswith("procedure_template"):
        return {"key": "payroll"}, {"key": "zzzzzzz"}
    return {}, {}


def _answer(client, method: str, name: str, words: dict, sent: dict) -> tuple[int, str]:
    for paper in sent.values():
        if hasattr(paper, "seek"):
            paper.seek(0)
    answer = getattr(client, method)(reverse(name, kwargs=words), sent)
    return answer.status_code, CSRF.sub("", answer.content.decode())


def test_a_key_that_is_taken_by_something_hidden_is_taken_silently(house):
    """nishino brings in a file called as the hidden one is, and one called as nothing is."""
    open_to_all = PAYROLL.replace("clearance: pay", "department: 経理")
    client = house.client("office")

    taken = client.post(reverse("procedure_import_publish"), {"text": open_to_all}, follow=True)
    free = client.post(
        reverse("procedure_import_publish"), {"text": open_to_all.replace("payroll", "wages")}, follow=True
    )

    plain = [
        re.sub(r"/(procedures|runs/new|runs/open)/[0-9a-z]+/", "/", page.content.decode()) for page in (taken, free)
    ]
    assert taken.status_code == free.status_code == 200
    assert CSRF.sub("", plain[0]) == CSRF.sub("", plain[1])
    assert house.payroll.code not in taken.content.decode()
