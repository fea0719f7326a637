"""人ごとに尋ねる: each answers in the own cell of a grid, by telephone, without the clearance of the run."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from urakata.common.audit.models import Entry
from urakata.common.files.models import Evidence
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.runs.actions import doing, many, moving, replying, rows, sideways
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.work_requests.tests.conftest import FAMILY

YEAR_END = """
key: year_end
title: 年末調整
department: 労務
clearance: pay
subjects: {ledger: people, where: employed}
steps:
  - {key: prepare, title: 用意する}
  - {key: answer, title: 質問に答える, per: subject, who: subject, needs: [prepare], ask: family}
  - {key: examine, title: 検める, per: subject, needs: [answer], checks: [{key: seen, text: 見た}]}
  - {key: compute, title: 計算する, needs: [examine]}
"""
JPEG = b"\xff\xd8\xff\xe0 picture"


@pytest.fixture
def run(office, take, viewer_of, at):
    take.form(FAMILY.replace("title: 家族のこと", "title: 家族のこと\nclearance: pay"))
    saeki = viewer_of(office.saeki)
    made = open_by_hand(take.procedure(YEAR_END), anchor_on=date(2026, 12, 25), by=saeki, at=at)
    doing.finish(made.line().get(number=1), by=saeki, at=at)
    return made


@pytest.fixture
def cell(run, office):
    def at_place(who: str = "kobayashi", number: int = 2):
        whole = run.cells().select_related("run", "head", "subject")
        return whole.get(number=number, subject__person=getattr(office, who))

    return at_place


@pytest.fixture
def path(cell):
    def address(name: str, who: str = "kobayashi", **more: object) -> str:
        return reverse(name, kwargs={"code": cell(who).run.code, "number": cell(who).address, **more})

    return address


def sent(**answers: object) -> dict[str, object]:
    given = {f"check-ask:{key}": value for key, value in answers.items()}
    return {"whole": "1", "shown": [key.removeprefix("check-") for key in given], **given}


def test_the_cell_stands_in_the_window_of_its_person_who_holds_no_clearance(browser_of, office, path):
    client = browser_of(office.kobayashi)

    window = client.get("/window/").content.decode()
    page = client.get(path("window_task")).content.decode()

    assert "質問に答える" in window
    assert path("window_task") in window
    assert "変わったことはありますか" in page
    assert "検める" not in page


def test_answering_fills_the_cell_and_opens_the_next_for_the_office(browser_of, office, path, cell):
    photo = SimpleUploadedFile("a.jpg", JPEG)

    answer = browser_of(office.kobayashi).post(path("task_finish"), sent(changed="ある", photo=photo), follow=True)

    assert "答えを送りました" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/window/"
    assert (cell().state, cell(number=3).state) == ("done", "now")
    assert Evidence.objects.get().about_key == cell().about().key


def test_the_own_photo_can_be_seen_again_and_by_nobody_who_does_not_keep_the_step(browser_of, office, path, cell):
    photo = SimpleUploadedFile("a.jpg", JPEG)
    browser_of(office.kobayashi).post(path("task_finish"), sent(changed="ある", photo=photo))
    code = cell().run.code
    place = reverse("run_evidence", kwargs={"code": code, "evidence": Evidence.objects.get().code})

    told = {key: browser_of(getattr(office, key)).get(place).status_code for key in ("kobayashi", "saeki")}
    others = {browser_of(getattr(office, key)).get(place).status_code for key in ("morita", "foreman", "nishino")}

    assert told == {"kobayashi": 200, "saeki": 200}
    assert others == {404}


@pytest.mark.parametrize("who", ["foreman", "nishino", "ohashi", "sharoshi", "owner"])
def test_another_person_does_not_find_the_cell(who, browser_of, office, path, cell):
    """Not even those who have a cell of their own in the same grid."""
    client = browser_of(getattr(office, who))

    assert {client.get(path(name)).status_code for name in ("window_task", "run_task")} == {404}
    assert client.post(path("task_finish"), sent(changed="ある")).status_code == 404
    assert cell().state == "now"


def test_a_lead_who_does_not_keep_the_step_sees_that_an_answer_came(browser_of, office, path, cell, viewer_of, at):
    replying.send(cell(), {"ask:changed": "ある", "ask:boss": "長谷川 剛"}, [], by=viewer_of(office.kobayashi), at=at)

    seen = {key: browser_of(getattr(office, key)).get(path("run_task")).content.decode() for key in ("saeki", "morita")}

    assert "長谷川 剛" in seen["saeki"]
    assert "長谷川 剛" not in seen["morita"]
    assert "答えました。" in seen["morita"]


def test_the_table_and_the_record_tell_no_answer(browser_of, office, cell, viewer_of, run, at):
    replying.send(cell(), {"ask:changed": "ある", "ask:boss": "長谷川 剛"}, [], by=viewer_of(office.kobayashi), at=at)
    client = browser_of(office.morita)

    told = [
        client.get(reverse(name, kwargs={"code": run.code})) for name in ("run_grid", "run_grid_print", "run_print")
    ]
    told.append(client.get(reverse("run_grid_table", kwargs={"code": run.code}), {"as": "csv"}))
    record = str(list(Entry.objects.exclude(act__startswith="procedure").values_list("facts", flat=True)))

    changed = [page.content.decode() for page in told]
    assert all("小林" in page for page in changed[:2])
    assert not any("ask:" in page or ">ある<" in page for page in changed)
    assert "長谷川" not in record.replace("names", "")


def test_the_office_answers_for_somebody_without_a_telephone(browser_of, office, path, cell):
    client = browser_of(office.saeki)
    page = client.get(path("run_task")).content.decode()
    assert "変わったことはありますか" in page

    client.post(path("task_finish"), sent(changed="ない"))

    assert (cell().state, cell().done_by_id) == ("done", office.saeki.pk)


def test_nobody_answers_for_many_at_once(run, office, viewer_of, at):
    with pytest.raises(NotAllowed) as refused:
        many.finish(run.line().get(number=2), list(run.subjects.all()), by=viewer_of(office.saeki), at=at)

    assert refused.value.problems == [Problem.ONE_BY_ONE]


def test_the_answer_is_mended_until_the_office_has_acted_on_this_person(run, cell, office, viewer_of, at):
    kobayashi, saeki = viewer_of(office.kobayashi), viewer_of(office.saeki)
    replying.send(cell(), {"ask:changed": "ある"}, [], by=kobayashi, at=at)
    replying.send(
        cell("foreman"), {"ask:changed": "ない"}, [], by=viewer_of(office.foreman), at=at + timedelta(minutes=1)
    )
    doing.finish(cell("foreman", 3), {"seen": "1"}, by=saeki, at=at + timedelta(minutes=2))

    sideways.undo(cell(), by=kobayashi, at=at + timedelta(minutes=3))  # what was done for another does not hinder
    replying.send(cell(), {"ask:changed": "ない"}, [], by=kobayashi, at=at + timedelta(minutes=4))
    doing.finish(cell(number=3), {"seen": "1"}, by=saeki, at=at + timedelta(minutes=5))

    with pytest.raises(NotAllowed) as refused:
        sideways.undo(cell(), by=kobayashi, at=at + timedelta(minutes=6))
    assert refused.value.problems == [Problem.ACTED_ON]


def test_who_is_taken_out_of_the_grid_is_asked_no_more(run, cell, office, viewer_of, browser_of, at):
    rows.take_out(run, [cell().subject], reason="退職した", by=viewer_of(office.saeki), at=at)

    assert "質問に答える" not in browser_of(office.kobayashi).get("/window/").content.decode()


def test_answers_stay_with_the_person_when_the_run_is_moved(run, cell, office, viewer_of, at, path):
    from urakata.features.procedures.actions import publish
    from urakata.features.procedures.models import Procedure
    from urakata.formats.procedures import read

    kobayashi, saeki = viewer_of(office.kobayashi), viewer_of(office.saeki)
    replying.send(cell(), {"ask:changed": "ある"}, [("ask:photo", "a.jpg", JPEG)], by=kobayashi, at=at)
    doing.check(cell("foreman"), {"ask:changed": "ない"}, by=viewer_of(office.foreman), at=at)
    outline, _ = read(YEAR_END.replace("steps:\n", "steps:\n  - {key: first, title: 前の年を見る}\n"))
    procedure = Procedure.objects.get(key="year_end")
    edition = publish(procedure, outline, base=1, reason="抜けていた", by=saeki, at=at)

    moving.move(run, edition, seen=1, backdated=True, by=saeki, at=at)

    assert cell(number=3).answers["ask:changed"]["value"] == "ある"
    assert cell("foreman", 3).answers["ask:changed"]["value"] == "ない"
    assert Evidence.objects.get().about_key == cell(number=3).about().key


def test_the_office_finds_its_own_questions_from_its_own_work(browser_of, office, path):
    client = browser_of(office.saeki)
    tasks = client.get("/tasks/").content.decode()

    assert "窓口で聞かれていること" in tasks
    assert 'href="/window/"' in tasks
    assert path("window_task", "saeki") in client.get("/window/").content.decode()


def test_a_photo_of_a_person_is_not_offered_to_be_shared_outside(run, cell, office, viewer_of, at):
    from urakata.features.runs import queries
    from urakata.features.runs.queries import shares

    saeki, morita = viewer_of(office.saeki), viewer_of(office.morita)
    replying.send(
        cell(), {"ask:changed": "ある"}, [("ask:photo", "a.jpg", JPEG)], by=viewer_of(office.kobayashi), at=at
    )
    among = [queries.task_in(saeki, run, cell().address)]

    assert len(shares.papers_of_run(saeki, run, among)) == 1
    assert shares.papers_of_run(morita, run, among) == []
