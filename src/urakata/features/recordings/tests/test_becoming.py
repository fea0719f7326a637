"""下書きにする: the lines become a draft, the times of day are gone, and the recording remembers it."""

from datetime import timedelta

import pytest
from django.http import Http404

from urakata.core.recording import Part, Problem
from urakata.core.refusal import NotAllowed
from urakata.features.procedures import actions as procedures
from urakata.features.procedures import queries as procedure_queries
from urakata.features.recordings import actions, queries
from urakata.features.recordings.jobs import settle
from urakata.features.recordings.models import RecordingLine

# One white dot.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f0001010100"
    "1bb6ee560000000049454e44ae426082"
)


@pytest.fixture
def made(recording, nishino, at):
    procedure = actions.become(recording, by=nishino, at=at)
    recording.refresh_from_db()
    return procedure


def publish(procedure, nishino, at):
    outline = procedure_queries.draft_outline(nishino, procedure)
    return procedures.publish(procedure, outline, base=0, reason="書きながらから", by=nishino, at=at)


def test_the_draft_says_what_was_written(made, recording, nishino):
    outline = procedure_queries.draft_outline(nishino, made)

    assert outline.title == "資金繰り表の更新"
    assert [step.title for step in outline.steps] == ["通帳を開く", "残高を写す", "部長に送る"]
    assert [step.minutes for step in outline.steps] == [15, 30, None]
    assert recording.procedure == made


def test_the_times_of_day_are_thrown_away_and_the_lengths_stay(made, recording):
    assert not RecordingLine.objects.exclude(written_at=None, stopped_at=None).exists()
    assert [line.took for line in queries.page(recording).lines] == ["15", "30", ""]


def test_until_it_is_published_nobody_else_learns_of_it(made, office, viewer_of, browser_of):
    with pytest.raises(Http404):
        procedure_queries.procedure(viewer_of(office.morita), made.code)
    assert browser_of(office.morita).get(f"/procedures/{made.code}/").status_code == 404


def test_a_photo_becomes_a_picture_of_its_step(recording, line, nishino, at):
    actions.attach(line(2), "画面.png", DOT, by=nishino, at=at)
    actions.attach(line(2), "こわれた.jpg", b"\xff\xd8\xff\xe0 x", by=nishino, at=at)

    made = actions.become(recording, by=nishino, at=at)

    assert [step.files for step in procedure_queries.draft_outline(nishino, made).steps] == [(), ("画面.png",), ()]


def test_it_is_written_on_no_more(made, recording, line, nishino, at):
    with pytest.raises(NotAllowed) as refusal:
        actions.write(recording, ["あとから"], by=nishino, at=at)
    assert refusal.value.problems == [Problem.BECAME]

    with pytest.raises(NotAllowed):
        actions.become(recording, by=nishino, at=at)


def test_without_a_step_it_becomes_nothing(recording, nishino, at):
    for each in recording.lines.select_related("recording"):
        actions.turn_into(each, Part.ASIDE, by=nishino, at=at)

    with pytest.raises(NotAllowed) as refusal:
        actions.become(recording, by=nishino, at=at)

    assert refusal.value.problems == [Problem.NO_STEPS_LEFT]


def test_what_was_put_aside_waits_until_it_is_published(recording, line, nishino, at):
    actions.turn_into(line(2), Part.ASIDE, by=nishino, at=at)
    made = actions.become(recording, by=nishino, at=at)
    assert settle(at) == 0
    assert recording.lines.count() == 3

    publish(made, nishino, at)

    assert settle(at) == 1
    assert settle(at + timedelta(minutes=1)) == 0
    assert recording.lines.count() == 2


def test_published_its_page_asks_the_writer_who_comes_along(made, office, recording, nishino, at, browser_of):
    publish(made, nishino, at)

    mine = browser_of(office.nishino).get(f"/procedures/{made.code}/").content.decode()
    other = browser_of(office.morita).get(f"/procedures/{made.code}/").content.decode()
    over = browser_of(office.nishino).get(f"/recordings/{recording.code}/").content.decode()

    assert "次の回を、だれかと一緒に" in mine
    assert "次の回を、だれかと一緒に" in over
    assert "次の回を、だれかと一緒に" not in other
