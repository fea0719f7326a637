"""様式の頁: as the person who is asked sees it, as those who keep the step do, and as everybody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from urakata.features.work_requests.tests.conftest import HEARING

WINDOW, FINISH, UNDO = "window_task", "task_finish", "task_undo"


@pytest.fixture
def path(hearing):
    return lambda name, number=1: reverse(name, kwargs={"code": hearing.code, "number": number})


@pytest.fixture
def kobayashi(browser_of, office, hearing):
    return browser_of(office.kobayashi)


def sent(**answers: object) -> dict[str, object]:
    given = {f"check-ask:{key}": value for key, value in answers.items()}
    return {"whole": "1", "shown": [key.removeprefix("check-") for key in given], **given}


def test_the_window_shows_the_questions_with_chips_a_camera_and_the_estimate(kobayashi, path):
    page = kobayashi.get(path(WINDOW)).content.decode()

    assert "家族のこと" in page
    assert page.count('type="radio"') == 2
    assert 'capture="environment"' in page
    assert "明日の午前に返事します。" in page
    assert "管理部に送る" in page
    assert 'data-draft="step-' in page
    assert "data-retry" in page


def test_sending_finishes_the_step_and_says_so(kobayashi, path, task):
    photo = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\xe0")
    answer = kobayashi.post(path(FINISH), sent(changed="ある", photo=photo), follow=True)

    assert task().state == "done"
    assert "答えを送りました" in answer.content.decode()


def test_sending_again_says_that_the_first_is_there(kobayashi, path, task):
    kobayashi.post(path(FINISH), sent(changed="ある"))
    again = kobayashi.post(path(FINISH), sent(changed="ない"), follow=True)

    assert "先に送った答えが届いています" in again.content.decode()
    assert task().answers["ask:changed"]["value"] == "ある"


def test_what_was_sent_can_be_read_and_mended(kobayashi, path, task):
    kobayashi.post(path(FINISH), sent(changed="ある"))

    page = kobayashi.get(path(WINDOW)).content.decode()
    assert "答えを直す" in page
    kobayashi.post(path(UNDO))
    page = kobayashi.get(path(WINDOW)).content.decode()
    assert 'value="ある" checked' in page
    assert "管理部に送る" in page


def test_a_refused_answer_comes_back_with_what_was_typed(kobayashi, path):
    answer = kobayashi.post(path(FINISH), sent(changed="ある", boss="だれか"), headers={"hx-request": "true"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "その名前の人が見つかりません" in page
    assert 'value="だれか"' in page
    assert 'aria-invalid="true"' in page
    assert "<html" not in page


@pytest.mark.parametrize(("who", "reads"), [("saeki", True), ("morita", False)])
def test_the_page_of_the_run_tells_the_answers_to_those_who_keep_the_step(who, reads, browser_of, office, answer, path):
    answer({"changed": "ある", "boss": "長谷川 剛"})

    page = browser_of(getattr(office, who)).get(path("run_task")).content.decode()

    assert ("長谷川 剛" in page) is reads
    assert ("答えました。" in page) is not reads


@pytest.mark.parametrize("who", ["nishino", "foreman", "sharoshi", "owner"])
def test_whoever_does_not_see_the_run_finds_nothing(who, browser_of, office, answer, path):
    answer()
    client = browser_of(getattr(office, who))

    assert {client.get(path(name)).status_code for name in (WINDOW, "run_task")} == {404}
    assert client.post(path(FINISH), sent(changed="ない")).status_code == 404


def test_the_page_of_the_procedure_lists_its_forms_and_those_that_are_not_there(take, hearing, browser_of, office):
    more = "  - {key: more, title: もう一度聞く, ask: nowhere}\n"
    code = take.procedure(HEARING + more).code

    page = browser_of(office.saeki).get(reverse("procedure", kwargs={"code": code})).content.decode()

    assert "変わったことはありますか" in page
    assert "様式「nowhere」がまだありません。" in page


def test_a_procedure_without_forms_has_no_such_place(take, hearing, browser_of, office):
    code = take.procedure("key: a\ntitle: A\nsteps: [{title: 見る}]").code

    assert "forms-h" not in browser_of(office.saeki).get(reverse("procedure", kwargs={"code": code})).content.decode()
