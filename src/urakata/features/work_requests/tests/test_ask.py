"""様式で尋ねる: answered in one act, read by those who keep the step alone, and held until it is complete."""

from datetime import timedelta

import pytest
from django.http import Http404

from urakata.common.audit.models import Entry
from urakata.common.files.models import Evidence
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.runs import queries
from urakata.features.runs.actions import papers, sideways
from urakata.features.runs.queries.evidence import evidence
from urakata.features.runs.queries.listing import run_sheet

JPEG = ("photo.jpg", b"\xff\xd8\xff\xe0 picture")
GIVEN = {"changed": "ある", "since": "11/1", "allowance": "10,000", "boss": "長谷川 剛"}


def test_the_answers_fill_the_step_and_finish_it(answer, task, office):
    answer(GIVEN, {"photo": JPEG})

    kept = task()
    assert (kept.state, kept.done_by_id) == ("done", office.kobayashi.pk)
    assert {key: said["value"] for key, said in kept.answers.items()} == {f"ask:{k}": v for k, v in GIVEN.items()}
    assert Evidence.objects.get().slot == "ask:photo"
    assert task(2).state == "now"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"changed": ""}, Problem.CHECKS_LEFT),
        ({"changed": "たぶん"}, Problem.BAD_ANSWER),
        ({"changed": "ある", "since": "いつか"}, Problem.BAD_ANSWER),
        ({"changed": "ある", "allowance": "たくさん"}, Problem.BAD_ANSWER),
        ({"changed": "ある", "boss": "だれか"}, Problem.PART_WRONG),
        ({"changed": "ある", "boss": "1234-5678-9018"}, Problem.PERSONAL_NUMBER),
    ],
)
def test_what_does_not_answer_is_sent_back_with_its_question_and_keeps_nothing(answer, task, given, problem):
    before = Entry.objects.count()

    with pytest.raises(NotAllowed) as refused:
        answer(given, {"photo": JPEG})

    assert refused.value.problems == [problem]
    assert refused.value.facts["checks"]
    assert (task().state, task().answers, Evidence.objects.count()) == ("now", {}, 0)
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jpg", b"MZ not a picture"), ("a.jpg", b""), ("a.jpg", b"\xff\xd8\xff" + b"0" * 20 * 1024 * 1024)],
)
def test_a_photo_is_taken_for_what_its_bytes_say_and_bounded(answer, task, name, content):
    with pytest.raises(NotAllowed):
        answer(GIVEN, {"photo": (name, content)})

    assert (task().state, Evidence.objects.count()) == ("now", 0)


def test_a_photo_for_no_question_is_left(answer):
    answer(GIVEN, {"photo": JPEG, "elsewhere": JPEG})

    assert list(Evidence.objects.values_list("slot", flat=True)) == ["ask:photo"]


def test_sent_twice_it_counts_once_and_a_closed_run_takes_nothing(answer, task, hearing, office, viewer_of, at):
    answer()

    with pytest.raises(NotAllowed) as second:
        answer({"changed": "ない"})
    assert second.value.problems == [Problem.ALREADY_DONE]
    assert task().answers["ask:changed"]["value"] == "ある"

    sideways.undo(task(), by=viewer_of(office.kobayashi), at=at)
    papers.stop(hearing, reason="やめた", by=viewer_of(office.saeki), at=at)
    with pytest.raises(NotAllowed) as closed:
        answer()
    assert closed.value.problems == [Problem.RUN_CLOSED]


def test_the_answers_may_be_mended_until_somebody_acts_on_them(answer, task, office, viewer_of, at):
    kobayashi, saeki = viewer_of(office.kobayashi), viewer_of(office.saeki)
    answer(GIVEN)

    sideways.undo(task(), by=kobayashi, at=at + timedelta(minutes=5))

    assert task().state == "now"
    assert task().answers["ask:boss"]["value"] == "長谷川 剛"
    answer({"changed": "ない"}, at=at + timedelta(minutes=6))
    from urakata.features.runs.actions import doing

    doing.finish(task(2), {"all": "1"}, by=saeki, at=at + timedelta(minutes=7))
    with pytest.raises(NotAllowed):
        sideways.undo(task(), by=kobayashi, at=at + timedelta(minutes=8))


def test_a_step_done_again_keeps_what_people_said(answer, task, office, viewer_of, at):
    answer(GIVEN)

    sideways.redo(task(), reason="もう一度", by=viewer_of(office.saeki), at=at)

    assert task().state == "now"
    assert task().answers["ask:changed"]["value"] == "ある"


def told(viewer, run, number, at) -> str:
    """Everything the page, the paper and the record tell a viewer of the run."""
    page = queries.run_page(viewer, run, queries.task_in(viewer, run, number), at)
    sheet = run_sheet(viewer, run, at)
    panels = [each.value for part in page.at.parts for each in part.answered] if page.at else []
    files = [paper.name for part in page.at.parts for each in part.answered for paper in each.files] if page.at else []
    files += [paper.name for paper in page.at.other_files] if page.at else []
    on_paper = [each.value for line in sheet.lines for each in line.answers]
    on_paper += [paper.name for line in sheet.lines for paper in line.papers]
    on_paper += [paper.name for line in sheet.lines for each in line.answers for paper in each.files]
    return " ".join([*panels, *files, *on_paper])


@pytest.mark.parametrize("who", ["kobayashi", "saeki"])
def test_the_one_who_answered_and_those_who_keep_the_step_read_the_answers(who, answer, office, hearing, viewer_of, at):
    answer({"changed": "ある", "boss": "長谷川 剛"}, {"photo": ("sekininsha.jpg", JPEG[1])})
    viewer = viewer_of(getattr(office, who))

    assert "長谷川 剛" in told(viewer, hearing, 1, at)
    assert "sekininsha.jpg" in told(viewer, hearing, 1, at)
    assert evidence(viewer, hearing.code, Evidence.objects.get().code)


@pytest.mark.parametrize("who", ["morita", "ohashi"])
def test_everybody_else_learns_only_that_they_came(who, answer, task, office, hearing, viewer_of, at):
    """morita leads and ohashi has another step of the run; both see it, and neither keeps this step."""
    hearing.tasks.filter(number=2).update(assignee=office.ohashi)
    answer({"changed": "ある", "boss": "長谷川 剛"}, {"photo": ("sekininsha.jpg", JPEG[1])})
    viewer = viewer_of(getattr(office, who))

    page = queries.run_page(viewer, hearing, queries.task_in(viewer, hearing, 1), at)

    assert told(viewer, hearing, 1, at).strip() == ""
    assert page.at.parts[0].has_answers
    with pytest.raises(Http404):
        evidence(viewer, hearing.code, Evidence.objects.get().code)


def test_the_record_tells_no_answer_and_no_name_of_a_photo(answer, office):
    answer({"changed": "ある", "boss": "長谷川 剛"}, {"photo": ("sekininsha.jpg", JPEG[1])})

    facts = str(list(Entry.objects.values_list("facts", flat=True)))
    assert "長谷川" not in facts
    assert "sekininsha" not in facts
    assert "ある" not in facts


def test_an_open_question_is_read_by_whoever_sees_the_run(take, office, viewer_of, at, answer, task, hearing):
    from urakata.features.procedures.actions import publish
    from urakata.features.procedures.models import Procedure
    from urakata.features.runs.actions import moving
    from urakata.features.work_requests.tests.conftest import HEARING
    from urakata.formats.procedures import read

    outline, _ = read(HEARING.replace("ask: family", "ask: family, personal: false"))
    procedure = Procedure.objects.get(key="hearing")
    edition = publish(procedure, outline, base=1, reason="みなで見る", by=viewer_of(office.saeki), at=at)
    moving.move(hearing, edition, seen=1, by=viewer_of(office.saeki), at=at)
    answer({"changed": "ある", "boss": "長谷川 剛"})
    hearing.refresh_from_db()

    assert "長谷川 剛" in told(viewer_of(office.morita), hearing, 1, at)


def test_a_form_that_is_not_there_blocks_nothing(take, office, viewer_of, at):
    from datetime import date

    from urakata.features.runs.actions import doing
    from urakata.features.runs.actions.opening import open_by_hand

    saeki = viewer_of(office.saeki)
    made = take.procedure("key: a\ntitle: A\nsteps: [{key: x, title: 聞く, ask: nowhere}]")
    run = open_by_hand(made, anchor_on=date(2026, 11, 30), by=saeki, at=at)

    doing.finish(run.tasks.get(), by=saeki, at=at)

    assert run.tasks.get().state == "done"


def test_another_form_behind_the_word_asks_anew(take, answer, task, hearing, office, viewer_of, at):
    from urakata.features.procedures.actions import publish
    from urakata.features.procedures.models import Procedure
    from urakata.features.runs.actions import doing, moving
    from urakata.features.work_requests.tests.conftest import FAMILY, HEARING
    from urakata.formats.procedures import read

    doing.check(task(), {"ask:changed": "ある"}, by=viewer_of(office.kobayashi), at=at)
    take.form(FAMILY.replace("key: family", "key: other"))
    outline, _ = read(HEARING.replace("ask: family", "ask: other"))
    saeki = viewer_of(office.saeki)
    edition = publish(Procedure.objects.get(key="hearing"), outline, base=1, reason="替えた", by=saeki, at=at)

    moving.move(hearing, edition, seen=1, by=saeki, at=at)

    assert task().answers == {}
