"""取り込む: added, changed, same; and nothing learnt from a collision."""

from dataclasses import replace

import pytest

from urakata.common.audit.models import Entry
from urakata.core.procedure_rules import Problem
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import operator
from urakata.features.procedures import actions, queries
from urakata.features.procedures.models import Edition, Procedure
from urakata.features.procedures.tests.conftest import PAYROLL, outline


def bring(made, by, at, **more):
    return actions.import_outline(made, reason="ファイルから取り込み", by=by, at=at, **more)


def test_the_second_time_adds_nothing(office, at):
    first = bring(PAYROLL, operator(at.date()), at)
    second = bring(PAYROLL, operator(at.date()), at)

    assert (first.outcome, second.outcome) == ("added", "same")
    assert first.procedure == second.procedure
    assert Edition.objects.count() == 1
    assert Entry.objects.count() == 1


def test_changed_content_is_a_new_edition(office, at):
    bring(PAYROLL, operator(at.date()), at)

    again = bring(replace(PAYROLL, title="給与計算と賞与"), operator(at.date()), at)

    assert again.outcome == "changed"
    assert again.procedure.edition.number == 2
    assert again.procedure.title == "給与計算と賞与"


def test_a_person_gets_a_key_of_ones_own_whether_it_is_taken_or_not(shelf, office, viewer_of, at):
    nishino = viewer_of(office.nishino)

    hidden = bring(outline("supplies", "経理の備品", "経理"), nishino, at)
    free = bring(outline("nothing-like-it", "新しい仕事", "経理"), nishino, at)

    assert hidden.outcome == free.outcome == "added"
    assert hidden.procedure.key.startswith("supplies~")
    assert free.procedure.key.startswith("nothing-like-it~")
    assert queries.by_key(nishino, "supplies") == hidden.procedure
    assert bring(outline("supplies", "経理の備品", "経理"), nishino, at).outcome == "same"
    assert Procedure.objects.get(pk=shelf.supplies.pk).title == "備品の発注"


def test_keys_that_differ_in_their_case_are_two_procedures(office, viewer_of, at):
    nishino = viewer_of(office.nishino)

    bring(outline("Stock", "棚卸", "経理"), nishino, at)

    assert queries.by_key(nishino, "stock") is None


def test_the_office_imports_for_its_own_department_or_for_all(office, viewer_of, at):
    assert bring(outline("a", "経理の仕事", "経理"), viewer_of(office.nishino), at).outcome == "added"
    assert bring(outline("b", "みんなの仕事"), viewer_of(office.nishino), at).outcome == "added"
    with pytest.raises(NotAllowed) as refusal:
        bring(outline("c", "労務の仕事", "労務"), viewer_of(office.nishino), at)

    assert refusal.value.problems == [Problem.MAY_NOT_PUBLISH]


def test_a_temp_imports_nothing(office, viewer_of, at):
    with pytest.raises(NotAllowed):
        bring(outline("a", "総務の仕事", "総務"), viewer_of(office.ohashi), at)

    assert not Procedure.objects.exists()


def test_a_clearance_is_set_only_by_one_who_holds_it(shelf, office, viewer_of, at):
    for key in ("payroll", "never-seen"):
        with pytest.raises(NotAllowed) as refusal:
            bring(outline(key, "賞与", "経理", "pay"), viewer_of(office.nishino), at)

        assert refusal.value.problems == [Problem.CLEARANCE_NOT_HELD]


def test_a_checklist_leaves_what_it_cannot_say(office, at):
    by = operator(at.date())
    made = outline("onboard-a1b2c3", "入社")
    bring(replace(made, department="人事", clearance="people", why="迎える準備"), by, at, source="onboard.md")

    again = bring(made, by, at, source="onboard.md")

    assert again.outcome == "same"
    assert again.procedure.clearance == "people"


def test_importing_brings_back_what_was_put_away(shelf, office, viewer_of, at):
    actions.retire(shelf.closing, by=viewer_of(office.morita), at=at)

    again = bring(outline("closing", "月次決算", "経理"), operator(at.date()), at)

    assert again.outcome == "changed"
    assert again.procedure.retired_at is None


def test_the_library_becomes_the_companys_own_once(office, at):
    first = actions.start_with_library(by=operator(at.date()), at=at)
    second = actions.start_with_library(by=operator(at.date()), at=at)

    assert {made.outcome for made in first} == {"added"}
    assert {made.outcome for made in second} == {"same"}


def test_nothing_is_kept_when_the_record_cannot_be_written(office, at, monkeypatch):
    def broken(entries):
        raise OSError("disk full")

    monkeypatch.setattr("urakata.common.audit.acts._write", broken)

    with pytest.raises(OSError, match="disk full"):
        bring(PAYROLL, operator(at.date()), at)

    assert not Procedure.objects.exists()
