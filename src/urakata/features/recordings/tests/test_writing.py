"""書く: lines as they come, put right afterwards, and never lost between two screens."""

from datetime import timedelta

import pytest

from urakata.common.audit.models import Entry
from urakata.core.recording import Part, Problem
from urakata.core.refusal import NotAllowed
from urakata.features.recordings import actions, queries
from urakata.features.recordings.actions.lines import MOST_LINES
from urakata.features.recordings.models import Recording


def test_a_line_says_how_long_it_roughly_took(recording):
    assert [each.took for each in queries.page(recording).lines] == ["15", "30", ""]


def test_what_the_person_says_of_it_counts_more(recording, line, nishino, at):
    actions.change_line(line(1), {"took": "60"}, seen=1, by=nishino, at=at)

    assert [each.took for each in queries.page(recording).lines] == ["60", "30", ""]


def test_a_break_is_no_work(recording, line, nishino, at):
    actions.pause(recording, by=nishino, at=at + timedelta(minutes=50))
    actions.write(recording, ["次の日に続ける"], by=nishino, at=at + timedelta(days=1))

    assert [each.took for each in queries.page(recording).lines] == ["15", "30", "15", ""]


def test_several_lines_at_once_are_several_lines(recording, texts, nishino, at):
    actions.write(recording, ["封をする", "  ", "投函する"], by=nishino, at=at)

    assert texts()[-2:] == ["封をする", "投函する"]


def test_what_was_sent_twice_from_one_sheet_is_written_once_and_what_came_to_it_is_kept(recording, texts, nishino, at):
    actions.write(recording, ["封をする"], once="sheet", by=nishino, at=at)
    actions.write(recording, ["封をする", "投函する"], once="sheet", by=nishino, at=at)

    assert texts()[-2:] == ["封をする", "投函する"]
    assert len(texts()) == 5


def test_a_line_can_be_put_before_another(recording, line, texts, nishino, at):
    actions.insert_before(line(1), "パソコンを開く", by=nishino, at=at)

    assert texts()[:2] == ["パソコンを開く", "通帳を開いた"]


@pytest.mark.parametrize(("up", "number", "order"), [(True, 2, "213"), (False, 2, "132"), (True, 1, "123")])
def test_lines_change_places_with_their_neighbour(up, number, order, recording, line, texts, nishino, at):
    before = dict(zip("123", texts(), strict=True))

    actions.move(line(number), up=up, by=nishino, at=at)

    assert texts() == [before[each] for each in order]


def test_a_line_that_was_taken_out_comes_back_to_its_place(recording, line, texts, nishino, at):
    gone = line(2)
    actions.remove(gone, by=nishino, at=at)
    assert texts() == ["通帳を開いた", "部長に送った"]
    assert queries.page(recording).removed == gone

    actions.restore(gone, by=nishino, at=at)

    assert texts() == ["通帳を開いた", "残高を写した", "部長に送った"]


def test_what_another_screen_wrote_is_not_overwritten(recording, line, nishino, at):
    seen_by_both = line(1)
    actions.change_line(seen_by_both, {"text": "通帳を2冊開いた"}, seen=1, by=nishino, at=at)

    with pytest.raises(NotAllowed) as refusal:
        actions.change_line(seen_by_both, {"text": "通帳をひらいた"}, seen=1, by=nishino, at=at)

    assert refusal.value.problems == [Problem.CHANGED_MEANWHILE]
    assert line(1).text == "通帳を2冊開いた"


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ([" "], Problem.EMPTY_LINE),
        (["あ" * 501], Problem.TOO_LONG),
        (["あ"] * (MOST_LINES + 1), Problem.TOO_MANY_LINES),
        (["あ"] * MOST_LINES, Problem.TOO_MANY_LINES),
        (["番号は123456789018です"], Problem.PERSONAL_NUMBER),
    ],
)
def test_what_cannot_be_a_line_is_refused_and_nothing_is_written(texts, problem, recording, nishino, at):
    with pytest.raises(NotAllowed) as refusal:
        actions.write(recording, texts, by=nishino, at=at)

    assert problem in refusal.value.problems
    assert recording.lines.count() == 3


def test_of_the_lines_the_record_keeps_nothing_and_of_the_recording_no_name(recording, line, nishino, at):
    actions.write(recording, ["封をする"], part=Part.CHECK, by=nishino, at=at)

    (entry,) = Entry.objects.filter(about_kind="recording")
    assert (entry.act, entry.actor_id, entry.about_label, entry.facts) == ("recording.started", None, "", {})


def test_what_was_thrown_away_comes_back_for_thirty_days(recording, nishino, at):
    actions.throw(recording, by=nishino, at=at)
    assert list(queries.open_now(nishino)) == []
    actions.bring_back(recording, by=nishino, at=at)
    assert list(queries.open_now(nishino)) == [recording]

    actions.throw(recording, by=nishino, at=at)
    assert actions.forget(at + timedelta(days=30)) == 0
    assert actions.forget(at + timedelta(days=31)) == 1

    assert not Recording.objects.exists()
