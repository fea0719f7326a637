"""いたずらな中身: numbers beyond bounds, bodies that are not what they say, too much of all; never a 5xx."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.walk.asked import ASKED
from tests.walk.house import House
from tests.walk.places import table

POSTS = [name for name, method in table() if method == "POST"]
BOUNDARY = "multipart/form-data; boundary=b"
BODIES = {
    "no boundary": ("multipart/form-data", b"--b\r\n\r\nx"),
    "cut short": (BOUNDARY, b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF'),
    "no headers": (BOUNDARY, b"--b\r\n\r\n--b--\r\n"),
    "a broken name": (
        BOUNDARY,
        b'--b\r\nContent-Disposition: form-data; name="\xff\xfe"; filename*=x\r\n\r\n1\r\n--b--\r\n',
    ),
    "bad base64": (
        BOUNDARY,
        b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--b--\r\n',
    ),
    "json": ("application/json", b'{"reason": '),
    "no utf-8": ("application/x-www-form-urlencoded", b"reason=\xff\xfe&title=%FF&text=%82%a0"),
    "another charset": ("application/x-www-form-urlencoded; charset=shift_jis", b"reason=\x82\xa0"),
    "an unknown charset": ("application/x-www-form-urlencoded; charset=klingon", b"reason=x"),
    "no type": ("", b"\0\1\2"),
    "an empty body": (BOUNDARY, b""),
}
NUMBERS = ("99999999999999999999", "-1", "0", "00001", "99999", "1e5", "１", "9" * 400)


@pytest.mark.parametrize("name", POSTS)
def test_a_body_that_is_not_what_it_says_is_no_bug(name, house: House):
    ASKED[name].before(house)
    path, client = ASKED[name].path(name, house), house.client("lead")

    wrong = [
        what
        for what, (kind, body) in BODIES.items()
        if client.generic("POST", path, body, content_type=kind).status_code >= 500
    ]

    assert wrong == []


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_an_address_is_bounded(number, house: House):
    client, code = house.client("owner"), house.run.code
    lead = house.client("lead")

    told = [
        lead.get(f"/runs/{code}/tasks/{number}/"),
        lead.post(f"/runs/{code}/tasks/{number}/finish/"),
        lead.get(f"/window/{code}/{number}/"),
        lead.post(f"/today/{code}/{number}/pin/"),
        lead.get(f"/procedures/{house.closing.code}/editions/{number}/"),
        client.post(f"/settings/departments/{number}/change/", {"name": "x"}),
        client.post(f"/settings/departments/{number}/remove/"),
        lead.get(f"/runs/?page={number}"),
        client.get(f"/settings/people/?page={number}"),
    ]

    assert [answer.status_code for answer in told if answer.status_code >= 500] == []


def test_more_than_a_body_may_hold_is_refused(house: House):
    client = house.client("lead")

    told = [
        client.post("/errands/new/", {"title": "あ" * (26 * 1024 * 1024 // 3)}),
        client.post("/errands/new/", {f"field-{n}": "" for n in range(3100)}),
        client.post(f"/runs/{house.run.code}/tasks/1/note/", {"text": "x" * (26 * 1024 * 1024)}),
    ]

    assert [answer.status_code for answer in told] == [400, 400, 400]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("大きい.pdf", b"%PDF-1.4" + b"x" * (21 * 1024 * 1024)),
        ("から.pdf", b""),
        ("名前だけ.pdf", b"MZ\x90\0"),
        ("../../etc/passwd", b"%PDF-1.4"),
        ("a" * 190 + ".pdf", b"%PDF-1.4"),
        ("\u202efdp.exe", b"%PDF-1.4"),
        ("画.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("表.csv", b"\xff\xfe\0"),
    ],
)
def test_any_file_is_taken_as_evidence_or_refused(file, content, house: House):
    client = house.client("office")

    answer = client.post(f"/runs/{house.run.code}/tasks/1/attach/", {"file": SimpleUploadedFile(file, content)})

    assert answer.status_code in {302, 422}


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 1000, b"\xff" * 1000, "- [ ] 日本語".encode("cp932"), b"a: &a [*a]\n" * 50, b"[" * 100_000]
)
def test_any_file_is_brought_in_or_refused(content, house: House):
    client = house.client("lead")

    told = [
        client.post("/procedures/import/", {"file": SimpleUploadedFile(name, content)}) for name in ("a.md", "a.yaml")
    ]

    assert {answer.status_code for answer in told} <= {200, 422}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2200-02-29", "1900-01-01"])
def test_a_day_far_away_is_refused_or_can_be_shown(day, house: House):
    """Whatever a form lets in, every list and page goes on to open."""
    lead, office, run = house.client("lead"), house.client("office"), f"/runs/{house.run.code}"

    told = [
        lead.post("/errands/new/", {"title": "遠い日", "who": "morita", "due_on": day}),
        lead.post(f"/runs/open/{house.closing.code}/", {"anchor_on": day}),
        office.post(f"{run}/tasks/1/postpone/", {"to": day}),
        office.post(f"{run}/tasks/1/attach/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4"), "on": day}),
        lead.post("/settings/people/kobayashi/leave/", {"on": day}),
        *(lead.get(path) for path in ("/", "/tasks/", "/runs/", f"{run}/", f"{run}/print/", "/settings/people/")),
        *(office.get(path) for path in ("/", "/tasks/", f"{run}/tasks/1/")),
    ]

    assert {answer.request["PATH_INFO"]: answer.status_code for answer in told if answer.status_code >= 500} == {}
