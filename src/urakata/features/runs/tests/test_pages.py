"""The pages of a run: who sees them, what they hide, and that plain forms are enough."""

import re

import pytest
from django.urls import reverse

from urakata.features.company.models import Grant
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.queries import templates
from urakata.features.runs.actions import doing, errands
from urakata.features.runs.models import Task


def without_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_the_page_of_a_run_shows_the_step_that_waits_for_me(browser_of, office, run):
    page = browser_of(office.saeki).get(f"/runs/{run.code}/").content.decode()

    assert "この工程を終える" in page
    assert "計算する" in page


@pytest.mark.parametrize("who", ["ohashi", "nishino", "kobayashi", "foreman", "sharoshi", "owner"])
def test_whoever_may_not_know_of_payroll_gets_the_same_page_as_for_nothing(who, browser_of, office, run):
    client = browser_of(getattr(office, who))

    hidden, missing = client.get(f"/runs/{run.code}/"), client.get("/runs/zzzzzzz/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert without_token(hidden.content) == without_token(missing.content)


def test_finishing_too_early_says_what_is_left_and_keeps_what_was_typed(browser_of, office, run):
    client = browser_of(office.saeki)

    answer = client.post(
        f"/runs/{run.code}/tasks/1/finish/", {"whole": "1", "shown": ["people", "same"], "check-people": "48"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "あと1つ確かめると、次に進めます：「在籍人数と合う」" in page
    assert 'value="48"' in page


def test_a_plain_form_finishes_a_step_and_goes_on(browser_of, office, run, step):
    client = browser_of(office.saeki)

    answer = client.post(
        f"/runs/{run.code}/tasks/1/finish/",
        {"whole": "1", "shown": ["people", "same"], "check-people": "48", "check-same": "1"},
        follow=True,
    )

    assert answer.redirect_chain == [(f"/runs/{run.code}/", 302)]
    assert step(1).state == "done"


def test_htmx_gets_only_the_part(browser_of, office, run):
    answer = browser_of(office.saeki).post(
        f"/runs/{run.code}/tasks/1/finish/",
        {"whole": "1", "shown": ["people", "same"], "check-people": "48", "check-same": "1"},
        headers={"hx-request": "true"},
    )

    page = answer.content.decode()
    assert "<html" not in page
    assert "差引を確かめる" in page


def test_the_checker_never_receives_the_figure_before_entering_the_own(browser_of, office, run, done):
    done(2)

    for path in (f"/runs/{run.code}/", f"/runs/{run.code}/tasks/2/", f"/runs/{run.code}/print/",
                 f"/runs/{run.code}/history/"):  # fmt: skip
        assert "12,715,430" not in browser_of(office.morita).get(path).content.decode(), path

    assert "12,715,430" in browser_of(office.saeki).get(f"/runs/{run.code}/tasks/2/").content.decode()


def test_a_file_goes_in_as_evidence_and_comes_out_as_it_was(browser_of, office, run, step):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = browser_of(office.saeki)
    paper = SimpleUploadedFile("勤怠_10月.pdf", b"%PDF-1.7 hours")
    client.post(f"/runs/{run.code}/tasks/1/attach/", {"file": paper, "amount": "1,000円", "on": "R8.11.5"})

    from urakata.common.files.models import Evidence

    kept = Evidence.objects.get()
    answer = client.get(f"/runs/{run.code}/evidence/{kept.code}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 hours"
    assert (str(kept.amount), str(kept.on)) == ("1000.00", "2026-11-05")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert browser_of(office.nishino).get(f"/runs/{run.code}/evidence/{kept.code}/").status_code == 404


def test_a_program_called_pdf_is_refused(browser_of, office, run):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = browser_of(office.saeki).post(
        f"/runs/{run.code}/tasks/1/attach/", {"file": SimpleUploadedFile("a.pdf", b"MZ\x90\x00")}
    )

    assert answer.status_code == 422
    assert "この種類のファイルは預かれません" in answer.content.decode()


def test_an_employee_finds_the_own_errand_in_the_window_and_finishes_it(browser_of, office, viewer_of, at):
    from datetime import date

    given = errands.add("机を拭く", who=office.kobayashi, due_on=date(2026, 11, 20), by=viewer_of(office.morita), at=at)
    client = browser_of(office.kobayashi)

    assert "机を拭く" in client.get("/window/").content.decode()
    assert client.get(f"/runs/{given.code}/tasks/1/").status_code == 302
    assert client.get(f"/window/{given.code}/1/").status_code == 200
    client.post(f"/runs/{given.code}/tasks/1/finish/", {"whole": "1"})

    assert Task.objects.get(run=given).state == "done"


def test_the_lists_show_each_their_own(browser_of, office, run, done, django_assert_max_num_queries):
    done(2)
    saeki, morita = browser_of(office.saeki), browser_of(office.morita)

    with django_assert_max_num_queries(15):
        page = morita.get("/tasks/").content.decode()

    assert "差引を確かめる" in page
    assert "確認を待っている" in saeki.get("/tasks/").content.decode()
    assert "差引を確かめる" not in browser_of(office.nishino).get("/tasks/").content.decode()


@pytest.mark.parametrize("path", ["/tasks/", "/runs/", "/runs/?state=finished", "/errands/new/", "/"])
def test_the_pages_of_the_office_open(path, browser_of, office, run):
    assert browser_of(office.saeki).get(path).status_code == 200


def test_a_temp_reads_the_procedure_of_the_given_task_only(browser_of, office, run, viewer_of, at):
    from datetime import date

    client = browser_of(office.ohashi)
    given = errands.add("鍵を返す", who=office.ohashi, due_on=date(2026, 11, 20), by=viewer_of(office.morita), at=at)

    assert client.get(f"/runs/{given.code}/").status_code == 200
    assert "給与" not in client.get("/runs/").content.decode()


def test_taking_part_shows_what_changed_since_my_last_time(office, payroll, viewer_of, at, browser_of):
    """The first time a person runs a newer edition, 前回からの変更 stands above the step."""
    from datetime import date

    from urakata.features.procedures.actions import import_outline
    from urakata.features.procedures.models import Procedure
    from urakata.features.runs.actions.opening import open_by_hand
    from urakata.formats.procedures import read

    from .conftest import PAYROLL

    saeki = viewer_of(office.saeki)
    first = open_by_hand(payroll, anchor_on=date(2026, 10, 23), by=saeki, at=at)
    doing.finish(first.tasks.get(number=1), {"people": "47", "same": "1"}, by=saeki, at=at)
    newer, _ = read(PAYROLL.replace("title: 計算する", "title: 計算する\n    why: 一円の違いも翌月まで残る。"))
    import_outline(newer, reason="なぜを書いた", by=saeki, at=at)
    second = open_by_hand(Procedure.objects.get(key="payroll"), anchor_on=date(2026, 11, 25), by=saeki, at=at)

    page = browser_of(office.saeki).get(f"/runs/{second.code}/tasks/1/").content.decode()

    assert "前回からの変更" in page
    assert "前回からの変更" not in browser_of(office.saeki).get(f"/runs/{first.code}/tasks/1/").content.decode()


def _let_see(person, clearance: str, at) -> None:
    if clearance and not Grant.objects.filter(person=person, clearance=clearance).exists():
        Grant.objects.create(code="g-board", person=person, clearance=clearance, granted_at=at, confirmed_at=at)


@pytest.mark.parametrize("key", templates())
def test_every_template_can_be_taken_and_started_the_same_day(key, browser_of, office, at):
    _let_see(office.morita, templates()[key].clearance, at)
    client = browser_of(office.morita)

    client.post(reverse("procedure_template_take", args=[key]))
    taken = Procedure.objects.get(key__startswith=key)
    begun = client.post(reverse("run_open", args=[taken.code]), {"anchor_on": "2027-01-29"}, follow=True)

    page = begun.content.decode()
    assert begun.status_code == 200
    assert templates()[key].steps[0].title in page
    assert Task.objects.filter(run__procedure=taken, subject=None).count() == len(templates()[key].steps)


def test_what_the_rules_would_refuse_to_take_back_is_not_offered(browser_of, office, run, step, done, cast, at):
    from datetime import timedelta

    from urakata.features.runs.actions import gates

    done(2)
    assert "30分以内なら元に戻せます" in browser_of(office.saeki).get(f"/runs/{run.code}/").content.decode()

    gates.confirm(step(2), figure="12715430", by=cast.morita, at=at + timedelta(minutes=1))

    assert "30分以内なら元に戻せます" not in browser_of(office.saeki).get(f"/runs/{run.code}/").content.decode()
