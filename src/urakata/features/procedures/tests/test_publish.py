"""公開する・下書き・しまう."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from urakata.common.audit.models import Entry
from urakata.core.outline import Step
from urakata.core.procedure_rules import Problem
from urakata.core.refusal import NotAllowed
from urakata.features.procedures import actions, queries
from urakata.features.procedures.models import Draft, Edition, Procedure
from urakata.features.procedures.tests.conftest import PAYROLL, outline

NEW = replace(PAYROLL, steps=(*PAYROLL.steps, Step("tell", "明細を配る")))


def publish(shelf, by, at, new=NEW, base=1, reason="配り忘れがあったため"):
    return actions.publish(shelf.payroll, new, base=base, reason=reason, by=by, at=at)


def refused(*args, **more):
    with pytest.raises(NotAllowed) as refusal:
        publish(*args, **more)
    return refusal.value.problems


def test_publishing_makes_the_next_edition_and_leaves_its_record(shelf, office, viewer_of, at):
    made = publish(shelf, viewer_of(office.saeki), at)

    entry = Entry.objects.latest("seq")
    assert (made.number, made.reason, made.published_by) == (2, "配り忘れがあったため", office.saeki)
    assert shelf.payroll.edition == made
    assert (entry.act, entry.actor_id, entry.facts) == (
        "procedure.published",
        office.saeki.pk,
        {"edition": 2, "reason": "配り忘れがあったため", "changes": 1},
    )


def test_the_edition_before_stays_as_it_was(shelf, office, viewer_of, at):
    before = shelf.payroll.edition_id

    publish(shelf, viewer_of(office.saeki), at)

    assert queries.outline(before) == PAYROLL


def test_a_reason_is_asked_for_in_one_line(shelf, office, viewer_of, at):
    assert refused(shelf, viewer_of(office.saeki), at, reason="  ") == [Problem.NO_REASON]
    assert publish(shelf, viewer_of(office.saeki), at, reason="二行の\n理由").reason == "二行の 理由"


def test_the_same_content_is_not_published_again(shelf, office, viewer_of, at):
    assert refused(shelf, viewer_of(office.saeki), at, new=PAYROLL) == [Problem.NOTHING_CHANGED]


def test_only_the_first_of_two_wins_and_the_second_is_told(shelf, office, viewer_of, at):
    publish(shelf, viewer_of(office.saeki), at)

    assert refused(shelf, viewer_of(office.morita), at, new=replace(NEW, why="別の理由")) == [
        Problem.SOMEBODY_PUBLISHED_MEANWHILE
    ]
    assert Edition.objects.filter(procedure=shelf.payroll).count() == 2


def test_the_office_writes_for_its_own_department_and_a_temp_for_none(shelf, office, viewer_of, at):
    new = outline("supplies", "備品の発注と検品", "総務")
    for person in (office.nishino, office.ohashi):
        with pytest.raises(NotAllowed) as refusal:
            actions.publish(shelf.supplies, new, base=1, reason="検品", by=viewer_of(person), at=at)
        assert refusal.value.problems == [Problem.MAY_NOT_PUBLISH]


def test_a_procedure_is_not_given_away_to_another_department(shelf, office, viewer_of, at):
    assert refused(shelf, viewer_of(office.saeki), at, new=replace(NEW, department="経理")) == [Problem.MAY_NOT_PUBLISH]


def test_a_clearance_is_taken_away_only_by_one_who_holds_it(shelf, office, viewer_of, at):
    without = replace(viewer_of(office.morita), clearances=frozenset())

    assert refused(shelf, without, at, new=replace(NEW, clearance="")) == [Problem.CLEARANCE_NOT_HELD]
    assert publish(shelf, viewer_of(office.morita), at, new=replace(NEW, clearance="")).number == 2
    assert shelf.payroll.clearance == ""


def test_the_key_stays(shelf, office, viewer_of, at):
    assert refused(shelf, viewer_of(office.saeki), at, new=replace(NEW, key="closing")) == [Problem.KEY_CHANGED]


def test_nothing_changes_when_the_record_cannot_be_written(shelf, office, viewer_of, at, monkeypatch):
    def broken(entries):
        raise OSError("disk full")

    monkeypatch.setattr("urakata.common.audit.acts._write", broken)

    with pytest.raises(OSError, match="disk full"):
        publish(shelf, viewer_of(office.saeki), at)

    assert Procedure.objects.get(pk=shelf.payroll.pk).edition.number == 1


def test_a_draft_is_kept_per_person_and_gone_once_published(shelf, office, viewer_of, at):
    for person in (office.saeki, office.morita):
        actions.change_draft(shelf.payroll, lambda was: replace(was, why="別の理由"), by=viewer_of(person), at=at)
    saeki = viewer_of(office.saeki)

    others = queries.others_writing(saeki, shelf.payroll)
    publish(shelf, saeki, at)

    assert [writing.name for writing in others] == ["森田 真由美"]
    assert [draft.person for draft in Draft.objects.all()] == [office.morita]


def test_a_draft_is_discarded_by_its_writer_alone(shelf, office, viewer_of, at):
    actions.keep_text(shelf.payroll, "x", base=1, by=viewer_of(office.saeki), at=at)

    actions.discard_draft(shelf.payroll, by=viewer_of(office.morita), at=at)
    assert queries.draft(viewer_of(office.saeki), shelf.payroll).text == "x"
    actions.discard_draft(shelf.payroll, by=viewer_of(office.saeki), at=at)
    assert queries.draft(viewer_of(office.saeki), shelf.payroll) is None


def test_put_away_and_brought_back_and_the_first_wins(shelf, office, viewer_of, at):
    lead = viewer_of(office.morita)

    actions.retire(shelf.closing, by=lead, at=at)
    with pytest.raises(NotAllowed) as refusal:
        actions.retire(shelf.closing, by=viewer_of(office.nishino), at=at)
    actions.bring_back(shelf.closing, by=lead, at=at)

    assert refusal.value.problems == [Problem.SOMEBODY_WAS_FIRST]
    assert Procedure.objects.get(pk=shelf.closing.pk).retired_at is None
    assert list(Entry.objects.order_by("seq").values_list("act", flat=True))[-2:] == [
        "procedure.retired",
        "procedure.brought_back",
    ]


def test_an_edition_without_a_reason_cannot_stand_in_the_database(shelf, at):
    with pytest.raises(IntegrityError, match="an_edition_says_why"):
        Edition.objects.create(procedure=shelf.payroll, number=9, content={}, reason="", published_at=at)
