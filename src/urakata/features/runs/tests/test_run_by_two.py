"""A run by two people: finish, blind confirmation, difference, sending back, undo and redo."""

from datetime import timedelta

import pytest

from urakata.common.audit import queries as record
from urakata.common.audit.models import Entry
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.runs.actions import doing, gates, papers, sideways
from urakata.features.runs.models import Run, Stamp

PDF = b"%PDF-1.4 receipt"


def refused(act) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.problems


def test_only_the_first_step_is_here_when_a_run_opens(run):
    states = list(run.tasks.order_by("number").values_list("state", flat=True))

    assert states == ["now", "todo", "todo"]


def test_opening_counts_the_days_back_from_payday_over_the_holiday(run, step):
    assert run.label == "2026年11月分"
    assert run.is_fixed
    assert [str(step(number).due_on) for number in (1, 2, 3)] == ["2026-11-17", "2026-11-18", "2026-11-19"]


def test_finishing_early_names_what_is_left(step, cast, at):
    with pytest.raises(NotAllowed) as refusal:
        doing.finish(step(1), {"people": "48"}, by=cast.saeki, at=at)

    assert refusal.value.problems == [Problem.CHECKS_LEFT]
    assert [check.key for check in refusal.value.facts["checks"]] == ["same"]


def test_a_figure_that_cannot_be_read_is_refused(step, cast, at):
    assert refused(lambda: doing.finish(step(1), {"people": "たくさん"}, by=cast.saeki, at=at)) == [Problem.BAD_ANSWER]


def test_finishing_hands_on_to_the_next_step_and_leaves_its_record(step, cast, at, done):
    done(1)

    assert (step(1).state, step(2).state) == ("done", "now")
    assert Entry.objects.filter(act="task.finished", about_key=step(1).about().key).count() == 1


def test_a_gate_makes_the_step_wait_and_holds_what_comes_after(step, done):
    done(2)

    assert (step(2).state, step(3).state) == ("waiting", "todo")


def test_the_doer_cannot_confirm_the_own_work(step, cast, at, done):
    done(2)

    assert Problem.OWN_WORK in refused(lambda: gates.confirm(step(2), figure="12715430", by=cast.saeki, at=at))


def test_a_matching_figure_stamps_and_opens_the_way(step, cast, at, done):
    done(2)

    assert gates.confirm(step(2), figure="１２，７１５，４３０円", by=cast.morita, at=at)

    assert (step(2).state, step(3).state) == ("done", "now")
    assert Stamp.objects.filter(task=step(2), kind="blind", agreed=True, person=cast.morita.person_id).count() == 1


def test_a_figure_that_differs_keeps_both_and_waits_for_a_reason(step, cast, at, done):
    done(2)

    assert not gates.confirm(step(2), figure="12,718,430", by=cast.morita, at=at)

    difference = gates.open_difference(step(2))
    assert (difference.first_figure, difference.figure) == ("12,715,430", "12,718,430")
    assert step(2).state == "waiting"
    assert refused(lambda: gates.confirm(step(2), by=cast.morita, at=at)) == [Problem.NO_REASON]


def test_a_reason_for_the_difference_lets_the_run_go_on(step, cast, at, done):
    done(2)
    gates.confirm(step(2), figure="12,718,430", by=cast.morita, at=at)

    gates.confirm(step(2), reason="前払い3,000円を別に払っている", by=cast.morita, at=at)

    assert step(2).state == "done"
    assert Stamp.objects.get(task=step(2), kind="blind", taken_back_at=None).reason.startswith("前払い")


def test_sending_back_returns_the_work_to_its_doer_with_the_reason(step, cast, at, done):
    done(2)

    gates.send_back(step(2), reason="住民税が先月のまま", by=cast.morita, at=at)

    assert (step(2).state, step(2).reason, step(2).assignee_id) == (
        "sent_back", "住民税が先月のまま", cast.saeki.person_id,
    )  # fmt: skip
    doing.finish(step(2), {"net": "12,700,000"}, by=cast.saeki, at=at)
    assert step(2).state == "waiting"


def test_the_record_never_tells_the_figure_that_is_to_be_found_again(step, done):
    done(2)

    assert all("12,715,430" not in str(entry.facts) for entry in Entry.objects.all())


def test_the_last_step_ends_the_run_and_names_who_did_most(step, run, cast, at, done):
    done(2)
    gates.confirm(step(2), figure="12715430", by=cast.morita, at=at)
    assert refused(lambda: doing.finish(step(3), by=cast.saeki, at=at)) == [Problem.EVIDENCE_LEFT]

    papers.attach(step(3), "受付.pdf", PDF, slot="受付画面", by=cast.saeki, at=at)
    doing.finish(step(3), by=cast.saeki, at=at)

    ended = Run.objects.get(pk=run.pk)
    assert ended.finished_at == at
    assert ended.finished_by_id == cast.saeki.person_id
    assert record.verify().ok


def test_the_second_to_press_is_told_who_was_first(step, cast, at, done):
    first_page, second_page = step(1), step(1)
    doing.finish(first_page, {"people": "48", "same": "1"}, by=cast.saeki, at=at)

    with pytest.raises(NotAllowed) as refusal:
        doing.finish(second_page, {"people": "47", "same": "1"}, by=cast.saeki, at=at)

    assert refusal.value.problems == [Problem.ALREADY_DONE]
    assert refusal.value.facts["by"] == "佐伯 悠"
    assert step(1).answers["people"]["value"] == "48"


def test_a_step_whose_turn_has_not_come_is_refused(step, cast, at):
    assert refused(lambda: doing.finish(step(3), by=cast.saeki, at=at)) == [Problem.NOT_YET]


def test_undo_takes_back_ones_own_act_within_half_an_hour(step, cast, at, done):
    done(1)

    sideways.undo(step(1), by=cast.saeki, at=at + timedelta(minutes=29))

    assert (step(1).state, step(2).state) == ("now", "todo")
    assert step(1).answers["people"]["value"] == "48"


def test_undo_is_refused_after_half_an_hour(step, cast, at, done):
    done(1)

    problems = refused(lambda: sideways.undo(step(1), by=cast.saeki, at=at + timedelta(minutes=31)))

    assert problems == [Problem.UNDO_TOO_LATE]


def test_undo_is_refused_once_somebody_acted_on_what_followed(step, cast, at, done):
    done(1)
    doing.finish(step(2), {"net": "1"}, by=cast.saeki, at=at + timedelta(minutes=1))

    assert refused(lambda: sideways.undo(step(1), by=cast.saeki, at=at + timedelta(minutes=2))) == [Problem.ACTED_ON]


def test_undo_belongs_to_who_did_it(step, cast, at, done):
    done(1)

    assert refused(lambda: sideways.undo(step(1), by=cast.morita, at=at)) == [Problem.NOT_OWN_ACT]


def test_a_checker_takes_back_the_own_stamp_and_the_step_waits_again(step, cast, at, done):
    done(2)
    gates.confirm(step(2), figure="12715430", by=cast.morita, at=at + timedelta(minutes=1))

    sideways.undo(step(2), by=cast.morita, at=at + timedelta(minutes=5))

    assert (step(2).state, step(3).state) == ("waiting", "todo")


def test_redo_returns_the_step_and_all_after_it_and_keeps_the_stamps(step, run, cast, at, done):
    done(2)
    gates.confirm(step(2), figure="12715430", by=cast.morita, at=at)

    sideways.redo(step(1), reason="勤怠の締め直し", by=cast.saeki, at=at + timedelta(days=1))

    assert [step(number).state for number in (1, 2, 3)] == ["now", "todo", "todo"]
    assert Stamp.objects.filter(task__run=run).exclude(taken_back_at=None).count() == 3


def test_a_colleague_takes_over_with_one_press(step, cast, at, run, office, viewer_of):
    assert refused(lambda: doing.finish(step(1), {"people": "1", "same": "1"}, by=cast.morita, at=at)) == [
        Problem.OF_ANOTHER
    ]

    sideways.take_over(step(1), by=cast.morita, at=at)
    doing.finish(step(1), {"people": "48", "same": "1"}, by=cast.morita, at=at)

    assert step(1).done_by_id == cast.morita.person_id


def test_work_under_a_clearance_is_given_only_to_those_who_hold_it(step, office, cast, at):
    assert refused(lambda: sideways.reassign(step(1), office.ohashi, by=cast.saeki, at=at)) == [Problem.CANNOT_TAKE]


def test_skipping_needs_a_reason_and_lets_the_next_step_begin(step, cast, at):
    assert refused(lambda: sideways.skip(step(1), reason=" ", by=cast.saeki, at=at)) == [Problem.NO_REASON]

    sideways.skip(step(1), reason="今月は対象がない", by=cast.saeki, at=at)

    assert (step(1).state, step(2).state) == ("not_applicable", "now")


def test_nothing_changes_if_the_record_cannot_be_written(step, cast, at, monkeypatch):
    def broken(entries):
        raise OSError("disk full")

    monkeypatch.setattr("urakata.common.audit.acts._write", broken)

    with pytest.raises(OSError, match="disk full"):
        doing.finish(step(1), {"people": "48", "same": "1"}, by=cast.saeki, at=at)

    assert step(1).state == "now"
    assert not Stamp.objects.exists()


def test_twelve_digits_that_could_be_a_personal_number_are_not_kept(step, cast, at):
    # 123456789018 has the check digit of a personal number
    problems = refused(lambda: papers.note(step(1), "番号は 1234-5678-9018 です", by=cast.saeki, at=at))

    assert problems == [Problem.PERSONAL_NUMBER]


def test_a_step_with_a_gate_is_set_aside_only_when_another_agrees(step, cast, at, done):
    done(1)

    sideways.skip(step(2), reason="今月は賞与だけ", by=cast.saeki, at=at)
    assert (step(2).state, step(3).state) == ("waiting", "todo")
    assert Problem.OWN_WORK in refused(lambda: gates.confirm(step(2), by=cast.saeki, at=at))

    gates.confirm(step(2), by=cast.morita, at=at)
    assert (step(2).state, step(3).state) == ("not_applicable", "now")


def test_a_checker_who_takes_over_and_sets_aside_is_no_longer_the_checker(step, cast, at, done):
    done(1)
    task = step(2)
    task.checker_id = cast.morita.person_id
    task.save()

    sideways.take_over(step(2), by=cast.morita, at=at)
    sideways.skip(step(2), reason="今月はない", by=cast.morita, at=at)

    assert step(2).checker_id is None


def test_a_stopped_run_does_not_begin_again(step, run, cast, at, done):
    done(1)
    papers.stop(run, reason="二重に開いた", by=cast.saeki, at=at)

    assert refused(lambda: sideways.redo(step(1), reason="やり直す", by=cast.saeki, at=at)) == [Problem.RUN_CLOSED]
    assert refused(lambda: sideways.undo(step(1), by=cast.saeki, at=at)) == [Problem.RUN_CLOSED]
