"""版を移す: a half-done run follows a newer edition, or is kept with its own; who may, who is second, what stays."""

import pytest

from urakata.common.audit.models import Entry
from urakata.common.files.models import Evidence
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.procedures.actions import publish
from urakata.features.procedures.models import Procedure
from urakata.features.runs import queries
from urakata.features.runs.actions import doing, gates, moving, papers, sideways
from urakata.features.runs.models import Run, Task
from urakata.features.runs.tests.conftest import PAYROLL
from urakata.features.runs.wording import was_decided
from urakata.formats.procedures import read

REGISTER = """  - key: register
    title: 台帳に書く
    needs: [compare]
    due: {from: anchor, offset: -1, unit: business_days}
"""
LATER = PAYROLL + REGISTER
EARLIER = PAYROLL.replace("  - key: calculate", "  - {key: gather, title: 勤怠を集める}\n  - key: calculate").replace(
    "title: 計算する", "title: 計算する\n    needs: [gather]"
)
WITHOUT_SEND = PAYROLL[: PAYROLL.index("  - key: send")]
RENAMED = PAYROLL.replace("key: send\n    title: 振込データを送る", "key: transfer\n    was: send\n    title: 振り込む")
GATED = PAYROLL.replace("    evidence: [受付画面]", "    evidence: [受付画面]\n    gate: second_person")


@pytest.fixture
def published(payroll, cast, at):
    """Publish this text as the next edition."""

    def as_next(text: str):
        outline, mistakes = read(text)
        assert not mistakes
        base = Procedure.objects.get(pk=payroll.pk).edition.number
        return publish(payroll, outline, base=base, reason="直した", by=cast.saeki, at=at)

    return as_next


@pytest.fixture
def moved(run, published, cast, at):
    """The run, moved to this text."""

    def to(text: str, **how):
        edition = published(text)
        return moving.move(run, edition, seen=edition.number - 1, by=how.pop("by", cast.saeki), at=at, **how)

    return to


def stand(run) -> list[tuple[int, str, str]]:
    return list(run.tasks.order_by("number").values_list("number", "step_key", "state"))


def refused(act) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.problems


def test_publishing_alone_touches_no_run(run, done, published):
    done(1)
    before = stand(run)

    published(LATER)

    run.refresh_from_db()
    assert stand(run) == before
    assert run.edition.number == 1


def test_what_is_done_keeps_its_edition_and_what_is_open_follows(run, done, moved, step):
    done(1)

    moved(LATER)

    run.refresh_from_db()
    editions = dict(run.tasks.values_list("step_key", "edition__number"))
    assert editions == {"calculate": 1, "compare": 2, "send": 2, "register": 2}
    assert stand(run) == [(1, "calculate", "done"), (2, "compare", "now"), (3, "send", "todo"), (4, "register", "todo")]
    assert (run.edition.number, run.step_count, run.passed_count) == (2, 4, 1)


def test_a_new_step_gets_its_day_and_its_person_as_at_opening(run, done, moved, office, step):
    done(1)

    moved(LATER)

    new = step(4)
    assert new.due_on.isoformat() == "2026-11-24"
    assert (new.assignee, new.department) == (office.saeki, office.労務)


def test_a_step_before_here_joins_only_backdated(run, done, moved):
    done(1)

    plan = moved(EARLIER)

    assert plan.held_back == ("gather",)
    assert "gather" not in [key for _, key, _ in stand(run)]


def test_backdated_it_joins_and_every_paper_stays_with_its_step(run, done, moved, cast, at, step):
    done(1)
    paper = papers.attach(step(2), "控え.pdf", b"%PDF-1.4 x", by=cast.saeki, at=at)

    moved(EARLIER, backdated=True)

    assert stand(run)[:3] == [(1, "gather", "now"), (2, "calculate", "done"), (3, "compare", "now")]
    assert Evidence.objects.get(pk=paper.pk).about_key == f"{run.code}/3"
    assert [each.code for each in queries.step_page(cast.saeki, step(3), [], [], at).other_files] == [paper.code]


def test_an_open_step_that_is_gone_says_in_which_edition_and_the_run_may_end_with_it(run, done, moved, cast, at, step):
    done(2)
    gates.confirm(step(2), figure="12715430", by=cast.morita, at=at)

    moved(WITHOUT_SEND)

    run.refresh_from_db()
    assert (step(3).state, step(3).reason) == ("not_applicable", "版2で外れた")
    assert run.finished_at == at
    assert (run.step_count, run.passed_count) == (3, 3)


def test_a_rename_is_followed_and_so_are_the_answers(run, done, moved, step, cast, at):
    done(1)
    doing.check(step(2), {"net": "1"}, by=cast.saeki, at=at)

    moved(
        RENAMED.replace("key: compare", "key: balance\n    was: compare").replace(
            "needs: [compare]", "needs: [balance]"
        )
    )

    assert [key for _, key, _ in stand(run)] == ["calculate", "balance", "transfer"]
    assert step(2).answers["net"]["value"] == "1"
    assert step(3).title == "振り込む"


def test_an_answer_to_what_is_now_another_kind_of_question_is_asked_again(run, moved, step, cast, at):
    doing.check(step(1), {"same": "1", "people": "48"}, by=cast.saeki, at=at)

    moved(PAYROLL.replace("{key: same, text: 在籍人数と合う}", "{key: same, text: 在籍人数, kind: number}"))

    assert list(step(1).answers) == ["people"]
    assert Entry.objects.get(act="run.moved").facts["asked_again"] == ["在籍人数"]


def test_a_changed_gate_holds_for_what_is_open(run, done, moved, step, cast, at):
    done(2)
    gates.confirm(step(2), figure="12715430", by=cast.morita, at=at)
    papers.attach(step(3), "控え.pdf", b"%PDF-1.4 x", slot="受付画面", by=cast.saeki, at=at)

    moved(GATED)
    doing.finish(step(3), by=cast.saeki, at=at)

    assert step(3).state == "waiting"
    assert Problem.OWN_WORK in refused(lambda: gates.confirm(step(3), by=cast.saeki, at=at))


def test_what_waits_for_its_confirmation_is_confirmed_as_it_was_done(run, done, moved, step, cast, at):
    done(2)

    moved(PAYROLL.replace("    gate: {kind: blind, of: net}\n", ""))

    assert (step(2).state, step(2).gate, step(3).state) == ("waiting", "blind", "todo")
    assert gates.confirm(step(2), figure="12715430", by=cast.morita, at=at)
    assert step(3).state == "now"


def test_handed_back_after_the_move_it_is_done_anew_by_the_newer_edition(run, done, moved, step, cast, at):
    done(2)
    moved(PAYROLL.replace("    gate: {kind: blind, of: net}\n", ""))

    gates.send_back(step(2), reason="桁が違う", by=cast.morita, at=at)

    assert (step(2).state, step(2).gate, step(2).edition.number) == ("sent_back", "none", 2)


def test_redone_after_a_rename_it_stands_under_its_new_key_and_what_is_gone_stays_gone(
    run, done, moved, step, cast, at
):
    done(1)
    text = WITHOUT_SEND.replace("key: calculate", "key: compute\n    was: calculate")
    moved(text.replace("needs: [calculate]", "needs: [compute]"))
    assert stand(run)[0] == (1, "calculate", "done")

    sideways.redo(step(1), reason="勤怠が直った", by=cast.saeki, at=at)

    assert stand(run) == [(1, "compute", "now"), (2, "compare", "todo"), (3, "send", "not_applicable")]


def test_the_second_to_press_is_told(run, published, cast, at):
    to = published(LATER)
    moving.move(run, to, seen=1, by=cast.saeki, at=at)
    before = stand(run)

    assert refused(lambda: moving.move(run, to, seen=1, by=cast.morita, at=at)) == [Problem.MOVED_ALREADY]
    assert refused(lambda: moving.keep(run, to, seen=1, by=cast.morita, at=at)) == [Problem.MOVED_ALREADY]
    assert stand(run) == before


def test_an_edition_that_is_no_longer_the_newest_is_refused(run, published, cast, at):
    older = published(LATER)
    published(WITHOUT_SEND)

    assert refused(lambda: moving.move(run, older, seen=1, by=cast.saeki, at=at)) == [Problem.NEWER_EDITION]


def test_what_is_closed_is_not_moved(run, published, cast, at):
    to = published(LATER)
    papers.stop(run, reason="二重", by=cast.saeki, at=at)

    assert refused(lambda: moving.move(run, to, seen=1, by=cast.saeki, at=at)) == [Problem.RUN_CLOSED]


@pytest.mark.parametrize("who", ["nishino", "ohashi", "kobayashi"])
def test_whoever_sees_the_run_but_may_not_publish_moves_nothing(who, run, published, office, viewer_of, at):
    to = published(LATER)
    open_to_all(Run, Procedure)
    Task.objects.filter(run=run).update(assignee=getattr(office, who))

    by = viewer_of(getattr(office, who))

    assert queries.run(by, run.code) == run
    assert refused(lambda: moving.move(run, to, seen=1, by=by, at=at)) == [Problem.MAY_NOT_MOVE]
    assert refused(lambda: moving.keep(run, to, seen=1, by=by, at=at)) == [Problem.MAY_NOT_MOVE]


def test_whoever_may_publish_but_does_not_see_the_run_moves_nothing(run, published, office, viewer_of, at):
    """The procedure was opened to all later; what was born under 給与 stays there."""
    to = published(LATER)
    open_to_all(Procedure)
    Procedure.objects.update(department=None)
    by = viewer_of(office.nishino)

    assert queries.may_move(by, Procedure.objects.get())
    assert queries.previews(by, Procedure.objects.get()) == []
    assert refused(lambda: moving.move(run, to, seen=1, by=by, at=at)) == [Problem.MAY_NOT_MOVE]


def open_to_all(*kinds) -> None:
    for kind in kinds:
        kind.objects.update(clearance="")


def test_what_needs_a_renamed_step_waits_for_the_one_that_was_done_under_the_old_key(run, done, moved, step):
    done(2)
    balance = PAYROLL.index("  - key: compare")
    send = PAYROLL[PAYROLL.index("  - key: send") :].replace("[compare]", "[balance]")
    compare = PAYROLL[balance : PAYROLL.index("  - key: send")].replace(
        "key: compare", "key: balance\n    was: compare"
    )

    moved(PAYROLL[:balance] + send + compare)

    assert stand(run) == [(1, "calculate", "done"), (2, "send", "todo"), (3, "compare", "waiting")]


def test_keeping_changes_nothing_and_is_in_the_record(run, done, published, cast, at):
    done(1)
    to, before = published(LATER), stand(run)

    moving.keep(run, to, seen=1, by=cast.saeki, at=at)

    entry = Entry.objects.get(act="run.kept")
    assert (stand(run), entry.run_code) == (before, run.code)
    assert was_decided(entry.act, entry.facts) == ["第2版が出ていますが、第1版のまま進めます。"]


def test_the_record_tells_what_changed(run, done, moved):
    done(1)

    moved(LATER.replace("title: 振込データを送る", "title: 振り込む"))

    facts = Entry.objects.get(act="run.moved").facts
    assert (facts["from"], facts["to"], facts["kept"], facts["new"]) == (1, 2, 1, ["台帳に書く"])
    assert was_decided("run.moved", facts) == [
        "第1版から第2版へ。", "足した：「台帳に書く」", "名前を変えた：「振込データを送る→振り込む」",
    ]  # fmt: skip


def test_nothing_moves_if_the_record_cannot_be_written(run, done, published, cast, at, monkeypatch):
    done(1)
    to, before = published(EARLIER), stand(run)
    monkeypatch.setattr("urakata.common.audit.acts._write", _broken)

    with pytest.raises(OSError, match="disk full"):
        moving.move(run, to, seen=1, backdated=True, by=cast.saeki, at=at)

    run.refresh_from_db()
    assert (stand(run), run.edition.number) == (before, 1)


def _broken(entries: list) -> None:
    raise OSError("disk full")


def test_of_several_choices_all_are_carried_out_or_none(run, payroll, published, cast, at):
    from datetime import date

    from urakata.features.runs.actions.opening import open_by_hand

    other = open_by_hand(payroll, anchor_on=date(2026, 12, 25), by=cast.saeki, at=at)
    to = published(LATER)
    choices = [moving.Choice(run, 1, moves=True), moving.Choice(other, 7, moves=True)]

    assert refused(lambda: moving.choose(choices, to, by=cast.saeki, at=at)) == [Problem.MOVED_ALREADY]
    run.refresh_from_db()
    assert run.edition.number == 1
    assert not Entry.objects.filter(act="run.moved").exists()


def test_moved_twice_over_two_editions_the_run_comes_to_its_end(run, done, published, step, cast, at):
    done(2)
    moving.move(run, published(RENAMED), seen=1, by=cast.saeki, at=at)
    moving.move(run, published(EARLIER.replace("key: send", "key: pay\n    was: transfer")), seen=2, backdated=True,
                by=cast.saeki, at=at)  # fmt: skip

    doing.finish(step(1), by=cast.saeki, at=at)
    gates.confirm(step(3), figure="12715430", by=cast.morita, at=at)
    papers.attach(step(4), "控え.pdf", b"%PDF-1.4 x", slot="受付画面", by=cast.saeki, at=at)
    doing.finish(step(4), by=cast.saeki, at=at)

    run.refresh_from_db()
    assert [key for _, key, _ in stand(run)] == ["gather", "calculate", "compare", "pay"]
    assert run.finished_at == at
