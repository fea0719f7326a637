"""下書き: kept at every change, taken back, merged; and a procedure that nobody else knows of yet."""

from dataclasses import replace

import pytest
from django.http import Http404

from urakata.common.audit.models import Entry
from urakata.core.outline import Outline, Step
from urakata.core.procedure_rules import Problem
from urakata.core.refusal import NotAllowed
from urakata.features.procedures import actions, queries
from urakata.features.procedures.models import Draft, DraftState, Procedure
from urakata.features.procedures.tests.conftest import PAYROLL

NEW = Outline("p-cash", "資金繰り表の更新", department="経理", steps=(Step("see", "残高を見る"),))


def titled(text, key="calculate"):
    """A change of the title of one step."""
    return lambda was: replace(was, steps=tuple(replace(s, title=text) if s.key == key else s for s in was.steps))


@pytest.fixture
def write(shelf, viewer_of, at):
    def change(person, made, **more):
        return actions.change_draft(shelf.payroll, made, by=viewer_of(person), at=at, **more)

    return change


@pytest.fixture
def begun(viewer_of, office, at):
    return actions.begin(NEW, by=viewer_of(office.nishino), at=at)


def first(draft):
    return draft.content["steps"][0]["title"]


def test_a_change_is_kept_and_taken_back_and_made_again(shelf, write, office, viewer_of, at):
    saeki = viewer_of(office.saeki)
    write(office.saeki, titled("一"))
    write(office.saeki, titled("二"))

    for ahead, title in [(False, "一"), (False, "計算する"), (True, "一"), (True, "二")]:
        assert actions.take_back(shelf.payroll, ahead=ahead, by=saeki, at=at)
        assert first(queries.draft(saeki, shelf.payroll)) == title
    assert not actions.take_back(shelf.payroll, ahead=True, by=saeki, at=at)


def test_after_a_new_change_nothing_is_made_again(shelf, write, office, viewer_of, at):
    saeki = viewer_of(office.saeki)
    write(office.saeki, titled("一"))
    actions.take_back(shelf.payroll, by=saeki, at=at)
    write(office.saeki, titled("三"))

    assert not actions.take_back(shelf.payroll, ahead=True, by=saeki, at=at)


def test_two_windows_of_one_person_lose_nothing(write, office):
    begun = write(office.saeki, titled("一"))
    write(office.saeki, titled("二", "compare"), seen=begun.version)
    draft = write(office.saeki, titled("三"), seen=begun.version)

    assert [step["title"] for step in draft.content["steps"]] == ["三", "二"]
    assert draft.clashes == []


def test_two_windows_opened_before_there_was_a_draft_lose_nothing(write, office):
    write(office.saeki, titled("一"), seen=0, base=1)
    draft = write(office.saeki, titled("二", "compare"), seen=0, base=1)

    assert [step["title"] for step in draft.content["steps"]] == ["一", "二"]


def test_the_same_place_written_in_two_windows_is_asked_about(shelf, write, office, viewer_of, at):
    saeki = viewer_of(office.saeki)
    begun = write(office.saeki, titled("一"))
    write(office.saeki, titled("二"), seen=begun.version)
    draft = write(office.saeki, titled("三"), seen=begun.version)
    assert first(draft) == "三"
    assert draft.clashes == [{"step": "calculate", "part": "title", "theirs": "二"}]

    actions.settle_clash(shelf.payroll, "calculate", "title", theirs=True, by=saeki, at=at)

    draft = queries.draft(saeki, shelf.payroll)
    assert (first(draft), draft.clashes) == ("二", [])


def test_what_was_published_meanwhile_is_merged_not_overwritten(shelf, write, office, viewer_of, at):
    write(office.saeki, titled("計算し直す"))
    lead = viewer_of(office.morita)
    theirs = replace(PAYROLL, steps=(*PAYROLL.steps, Step("tell", "明細を配る")))
    actions.publish(shelf.payroll, theirs, base=1, reason="配り忘れ", by=lead, at=at)

    draft = actions.take_edition(shelf.payroll, by=viewer_of(office.saeki), at=at)

    assert [step["title"] for step in draft.content["steps"]] == ["計算し直す", "前月との差を説明する", "明細を配る"]
    assert draft.based_on.number == 2


def test_only_the_first_change_leaves_a_line_in_the_record(write, office):
    before = Entry.objects.count()
    for text in ("一", "二", "三"):
        write(office.saeki, titled(text))

    assert Entry.objects.count() == before + 1


def test_old_states_are_let_go(write, office, monkeypatch):
    monkeypatch.setattr("urakata.features.procedures.actions.drafts.MOST_STATES", 5)
    for n in range(12):
        write(office.saeki, titled(str(n)))

    assert DraftState.objects.count() == 5


def test_too_old_a_window_is_told_instead_of_merged(write, office, monkeypatch):
    monkeypatch.setattr("urakata.features.procedures.actions.drafts.MOST_STATES", 2)
    for n in range(6):
        write(office.saeki, titled(str(n)))

    with pytest.raises(NotAllowed) as refusal:
        write(office.saeki, titled("古い窓"), seen=2)
    assert refusal.value.problems == [Problem.DRAFT_IS_GONE]


def test_a_window_whose_draft_was_thrown_away_elsewhere_is_told(shelf, write, office, viewer_of, at):
    gone = write(office.saeki, titled("一"))
    actions.discard_draft(shelf.payroll, by=viewer_of(office.saeki), at=at)
    write(office.saeki, titled("二"))

    with pytest.raises(NotAllowed) as refusal:
        write(office.saeki, titled("古い窓"), of=gone.pk, seen=1, base=1)
    assert refusal.value.problems == [Problem.DRAFT_IS_GONE]


def test_a_window_from_before_a_newer_edition_does_not_take_it_back(shelf, write, office, viewer_of, at):
    theirs = replace(PAYROLL, steps=(*PAYROLL.steps, Step("tell", "明細を配る")))
    actions.publish(shelf.payroll, theirs, base=1, reason="配り忘れ", by=viewer_of(office.morita), at=at)
    write(office.saeki, titled("計算し直す"))

    draft = write(office.saeki, lambda _was: replace(PAYROLL, why="古い窓"), seen=0, base=1)

    assert draft.content["why"] == "古い窓"
    assert [step["title"] for step in draft.content["steps"]] == ["計算し直す", "前月との差を説明する", "明細を配る"]


def test_a_procedure_without_an_edition_is_its_writers_alone(begun, office, viewer_of, browser_of):
    nishino, lead = viewer_of(office.nishino), viewer_of(office.morita)

    assert queries.to_write(nishino, begun.code) == begun
    with pytest.raises(Http404):
        queries.to_write(lead, begun.code)
    assert not queries.visible_to(lead).filter(pk=begun.pk).exists()
    for path in ("", "edit/", "print/", "export/", "editions/", "edit/text/"):
        assert browser_of(office.morita).get(f"/procedures/{begun.code}/{path}").status_code == 404
    assert browser_of(office.nishino).get(f"/procedures/{begun.code}/").status_code == 404
    assert browser_of(office.nishino).get(f"/procedures/{begun.code}/edit/").status_code == 200


def test_nobody_reads_in_the_record_that_it_was_begun(begun):
    assert not Entry.objects.filter(about_key=begun.code).exists()


def test_published_it_stands_on_the_shelf(begun, office, viewer_of, at):
    nishino = viewer_of(office.nishino)

    edition = actions.publish(begun, NEW, base=0, reason="はじめて書いた", by=nishino, at=at)

    assert edition.number == 1
    assert queries.procedure(viewer_of(office.morita), begun.code).title == "資金繰り表の更新"
    assert Entry.objects.latest("seq").act == "procedure.added"
    assert not Draft.objects.filter(procedure=begun).exists()


def test_it_is_published_only_under_departments_one_writes_for(begun, office, viewer_of, at):
    with pytest.raises(NotAllowed) as refusal:
        actions.publish(begun, replace(NEW, department="労務"), base=0, reason="x", by=viewer_of(office.nishino), at=at)

    assert refusal.value.problems == [Problem.MAY_NOT_PUBLISH]


def test_thrown_away_it_never_was(begun, office, viewer_of, at):
    actions.discard_draft(begun, by=viewer_of(office.nishino), at=at)

    assert not Procedure.objects.filter(pk=begun.pk).exists()


def test_a_temp_begins_nothing(office, viewer_of, at):
    with pytest.raises(NotAllowed):
        actions.begin(NEW, by=viewer_of(office.ohashi), at=at)


def test_begun_drafts_are_listed_for_their_writer(begun, write, office, viewer_of):
    write(office.saeki, titled("一"))

    assert [each.procedure.title for each in queries.begun(viewer_of(office.nishino))] == ["資金繰り表の更新"]
    assert [each.procedure.title for each in queries.begun(viewer_of(office.saeki))] == ["給与計算"]
    assert queries.begun(viewer_of(office.morita)) == []
