"""書きながらの画面: written by plain forms and by htmx; whoever else asks finds nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from urakata.common.audit import queries as record
from urakata.features.recordings.models import Recording, RecordingLine

HTMX = {"hx-request": "true"}


@pytest.fixture
def client(office, browser_of):
    return browser_of(office.nishino)


@pytest.fixture
def path(recording) -> str:
    return f"/recordings/{recording.code}/"


def test_whoever_begins_writes_at_once(client, office):
    answer = client.post("/recordings/start/", {"title": "資金繰り表\u202eの更新"}, follow=True)

    assert "いま、何をしていますか" in answer.content.decode()
    made = Recording.objects.get()
    assert (made.title, made.person, made.department) == ("資金繰り表の更新", office.nishino, office.経理)


def test_a_line_is_written_by_a_plain_form(client, path):
    page = client.post(path + "write/", {"text": "封をする\n投函する"}, follow=True).content.decode()

    assert "封をする" in page
    assert "投函する" in page


def test_htmx_gets_the_lines_alone(client, path):
    page = client.post(path + "write/", {"text": "封をする"}, headers=HTMX).content.decode()

    assert "<html" not in page
    assert 'id="lines"' in page


def test_a_photo_can_come_with_the_line(client, path, recording):
    photo = SimpleUploadedFile("通帳.jpg", b"\xff\xd8\xff\xe0 x")

    client.post(path + "write/", {"text": "通帳を撮る", "photo": photo})

    page = client.get(path).content.decode()
    assert 'alt="通帳.jpg"' in page


@pytest.mark.parametrize(("kind", "part"), [("check", "check"), ("stuck", "more"), ("", "step")])
def test_what_was_checked_or_went_wrong_belongs_to_the_line_above(kind, part, client, path):
    client.post(path + "write/", {"text": "合計が合わない", "kind": kind})

    made = RecordingLine.objects.get(text="合計が合わない")
    assert (made.part, made.is_stuck) == (part, kind == "stuck")


def test_another_screen_is_told_and_both_texts_are_shown(client, path, line):
    code = line(1).code
    client.post(f"{path}lines/{code}/change/", {"seen": "1", "text": "通帳を2冊開いた"})

    answer = client.post(f"{path}lines/{code}/change/", {"seen": "1", "text": "通帳をひらいた"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "別の画面で書き換えられています" in page
    assert "通帳を2冊開いた" in page
    assert 'value="通帳をひらいた"' in page

    client.post(f"{path}lines/{code}/change/", {"seen": "1", "over": "2", "text": "通帳をひらいた"})
    assert line(1).text == "通帳をひらいた"


def test_a_screen_that_is_behind_is_told(client, path):
    client.post(path + "write/", {"text": "封をする", "serial": "3"})

    page = client.post(path + "write/", {"text": "投函する", "serial": "3"}, headers=HTMX).content.decode()

    assert "別の画面でも書いています" in page
    assert "封をする" in page


@pytest.mark.parametrize(
    "text",
    ["\0", "あ" * 501, "あ" * 3_000_000, "あ\n" * 10_000, "\u202e\u200b", "番号は１２３４５６７８９０１８"],
    ids=["nul", "long", "nine megabytes", "ten thousand lines", "unseen", "personal number"],
)
def test_what_cannot_be_written_down_is_answered_with_a_sentence(text, client, path, recording):
    answer = client.post(path + "write/", {"text": text})

    assert answer.status_code == 422
    assert 'class="errors"' in answer.content.decode()
    assert recording.lines.count() == 3


def test_saving_while_somebody_types_on_leaves_the_field_alone(client, path, line):
    code = line(1).code
    sent = {"seen": "1", "text": "通帳を出した"}

    page = client.post(
        f"{path}lines/{code}/change/", sent, headers={**HTMX, "hx-trigger": f"f-l-{code}"}
    ).content.decode()

    assert f'id="h-{code}" hx-swap-oob="true"' in page
    assert "<input class" not in page


@pytest.mark.parametrize("who", ["morita", "saeki", "owner", "ohashi", "kobayashi"])
def test_nobody_else_learns_of_it(who, office, path, browser_of, recording, viewer_of):
    person = getattr(office, who)
    other = browser_of(person)

    assert other.get(path).status_code == 404
    assert other.post(path + "write/", {"text": "見た"}).status_code == 404
    for page in ("/recordings/", "/tasks/", "/search/?q=資金繰り", "/procedures/?q=資金繰り", "/record/"):
        assert recording.code not in other.get(page).content.decode()
    assert not [each for each in record.entries(viewer_of(person)) if each.act.startswith("recording.")]


def test_it_goes_on_from_one_s_own_tasks(client, recording):
    page = client.get("/tasks/").content.decode()

    assert f"/recordings/{recording.code}/" in page
    assert "3行" in page


def test_tidying_shows_what_becomes_of_each_line(client, path, line):
    client.post(f"{path}lines/{line(2).code}/turn/", {"part": "more"})
    client.post(f"{path}lines/{line(3).code}/turn/", {"part": "aside"})

    page = client.get(path + "tidy/").content.decode()

    assert "2行が、工程1つになります。" in page
    assert "手順に入れない行（1）" in page
    assert 'value="通帳を開く"' in page


def test_a_title_that_is_the_proposal_follows_the_line(client, path, line):
    code = line(1).code
    client.post(f"{path}lines/{code}/tell/", {"seen": "1", "title": "通帳を開く", "who": "佐伯 悠", "took": "15"})

    assert (line(1).title, line(1).who) == ("", "佐伯 悠")


ODD = (
    "\0",
    "99999999999999999999",
    "-1",
    "１",
    "９" * 400,
    "\udcff".encode("utf-8", "replace").decode(),
    "あ" * 3000,
    "",
)
NAMES = (
    "seen",
    "over",
    "text",
    "took",
    "checks",
    "is_stuck",
    "part",
    "to",
    "title",
    "department",
    "clearance",
    "serial",
)


@pytest.mark.parametrize(
    "act",
    ["write", "pause", "change", "become", "throw", "bring-back", *(
        f"lines/CODE/{verb}"
        for verb in ("change", "insert", "move", "remove", "restore", "attach", "turn", "tell", "split")
    )],
)  # fmt: skip
def test_whatever_is_sent_is_answered(act, client, path, line):
    address = f"{path}{act.replace('CODE', line(1).code)}/"

    told = {odd[:5]: client.post(address, dict.fromkeys(NAMES, odd)).status_code for odd in ODD}

    assert {odd: status for odd, status in told.items() if status not in {302, 422}} == {}
