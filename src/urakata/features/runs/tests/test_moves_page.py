"""開いている実行をどうしますか: the page after publishing, what it refuses, and how it reads afterwards."""

import pytest
from django.urls import reverse

from urakata.features.procedures.models import Procedure
from urakata.features.runs.actions import moving
from urakata.features.runs.models import Run
from urakata.features.runs.tests.test_moving import EARLIER, GATED, LATER, WITHOUT_SEND, published

__all__ = ["published"]


@pytest.fixture
def page(payroll):
    return f"/runs/moves/{payroll.code}/"


def write_and_publish(saeki, payroll):
    saeki.post(reverse("procedure_text", args=[payroll.code]), {"text": LATER, "base": 1, "seen": 0})
    return saeki.post(
        reverse("procedure_publish", args=[payroll.code]), {"seen": 2, "reason": "抜けていた"}, follow=True
    )


def chosen(run, choice: str, *, seen: int = 1, to: int = 2, **more: str) -> dict[str, str]:
    return {"to": str(to), f"choice-{run.code}": choice, f"seen-{run.code}": str(seen), **more}


def test_publishing_leads_to_the_page_while_a_run_is_open(run, payroll, page, browser_of, office):
    answer = write_and_publish(browser_of(office.saeki), payroll)

    text = answer.content.decode()
    assert answer.redirect_chain[-1][0].startswith(page)
    assert "第2版を公開しました" in text
    assert "開いている実行をどうしますか" in text


def test_publishing_leads_back_to_the_procedure_where_no_run_is_open(payroll, browser_of, office):
    answer = write_and_publish(browser_of(office.saeki), payroll)

    assert answer.redirect_chain[-1][0] == reverse("procedure", args=[payroll.code])
    assert "第2版を公開しました" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LATER, "工程4　台帳に書く"),
        (WITHOUT_SEND, "「振込データを送る」　対象外になります。"),
        (GATED, "<ins>別の人が見て確かめる</ins>"),
        (EARLIER, "「勤怠を集める」　もう進んだ所に立つ工程です"),
        (LATER.replace("振込データを送る", "振り込む"), "<del>振込データを送る</del>"),
        (LATER.replace("受付画面", "受付票"), "工程3　振込データを送る　書いてあること"),
    ],
)
def test_it_tells_what_would_change(text, told, run, done, page, published, browser_of, office):
    done(1)
    published(text)

    assert told in browser_of(office.saeki).get(page).content.decode()


def test_moved_by_a_plain_form_and_readable_afterwards(run, done, payroll, page, published, browser_of, office):
    done(1)
    published(LATER)
    saeki = browser_of(office.saeki)

    answer = saeki.post(page + "choose/", chosen(run, "move"), follow=True)

    history = saeki.get(f"/runs/{run.code}/history/").content.decode()
    assert answer.redirect_chain == [(reverse("procedure", args=[payroll.code]), 302)]
    assert "1件を第2版へ移しました。" in answer.content.decode()
    assert "実行を新しい版へ移した" in history
    assert "足した：「台帳に書く」" in history


def test_kept_by_a_plain_form(run, page, published, browser_of, office):
    published(LATER)
    saeki = browser_of(office.saeki)

    saeki.post(page + "choose/", chosen(run, "keep"))

    assert Run.objects.get().edition.number == 1
    assert "第1版のまま進めます。" in saeki.get(f"/runs/{run.code}/history/").content.decode()


def test_backdated_by_its_box(run, done, page, published, browser_of, office):
    done(1)
    published(EARLIER)

    browser_of(office.saeki).post(page + "choose/", chosen(run, "move", **{f"backdated-{run.code}": "1"}))

    assert run.tasks.filter(step_key="gather").exists()


def test_choosing_nothing_changes_nothing_and_is_told(run, page, published, browser_of, office):
    published(LATER)

    answer = browser_of(office.saeki).post(page + "choose/", {"to": "2", f"seen-{run.code}": "1"})

    assert answer.status_code == 422
    assert "どちらかを選んでください" in answer.content.decode()
    assert Run.objects.get().edition.number == 1


def test_the_second_is_told_who_was_first_and_keeps_what_was_chosen(run, page, published, browser_of, office, cast, at):
    moving.move(run, published(LATER), seen=1, by=cast.morita, at=at)

    answer = browser_of(office.saeki).post(page + "choose/", chosen(run, "move"))

    assert answer.status_code == 422
    assert "先に第2版へ移されていました" in answer.content.decode()


def test_one_who_saw_an_older_edition_is_shown_the_newest(run, page, published, browser_of, office):
    published(LATER)
    published(WITHOUT_SEND)

    answer = browser_of(office.saeki).post(page + "choose/", chosen(run, "move"))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "もっと新しい版が公開されました" in text
    assert 'value="move" checked' in text
    assert 'name="to" value="3"' in text


@pytest.mark.parametrize("to", ["", "0", "9" * 30, "二", "7"])
def test_no_edition_breaks_the_page(to, run, page, published, browser_of, office):
    published(LATER)

    answer = browser_of(office.saeki).post(page + "choose/", chosen(run, "move") | {"to": to})

    assert answer.status_code in {404, 422}
    assert Run.objects.get().edition.number == 1


def test_a_run_of_another_procedure_is_not_there(run, page, published, browser_of, office):
    published(LATER)
    sent = {"to": "2", "choice-zzzzzzz": "move", "seen-zzzzzzz": "1"}

    assert browser_of(office.saeki).post(page + "choose/", sent).status_code == 404


def test_nothing_to_choose_is_told(run, page, browser_of, office):
    assert "どの実行も、いまの版で動いています" in browser_of(office.saeki).get(page).content.decode()


def test_the_run_says_that_a_newer_edition_is_out(run, page, published, browser_of, office):
    before = browser_of(office.saeki).get(f"/runs/{run.code}/").content.decode()
    published(LATER)

    after = browser_of(office.saeki).get(f"/runs/{run.code}/").content.decode()

    assert "版が出ています" not in before
    assert "第2版が出ています" in after
    assert f'href="{page}"' in after


def test_whoever_may_not_publish_sees_the_line_without_the_way(run, page, published, browser_of, office):
    Procedure.objects.update(clearance="")
    Run.objects.update(clearance="")
    published(LATER.replace("clearance: pay\n", ""))
    run.tasks.filter(number=1).update(assignee=office.ohashi)

    seen = browser_of(office.ohashi).get(f"/runs/{run.code}/").content.decode()

    assert "第2版が出ています" in seen
    assert page not in seen
    assert browser_of(office.ohashi).get(page).status_code == 404


def test_the_procedure_leads_back_to_what_was_put_off(run, payroll, page, published, browser_of, office, cast, at):
    procedure = reverse("procedure", args=[payroll.code])
    before = browser_of(office.saeki).get(procedure).content.decode()
    to = published(LATER)
    put_off = browser_of(office.saeki).get(procedure).content.decode()
    moving.move(run, to, seen=1, by=cast.saeki, at=at)

    after = browser_of(office.saeki).get(procedure).content.decode()

    assert [f'href="{page}"' in each for each in (before, put_off, after)] == [False, True, False]


def test_importing_a_changed_file_leads_there_too(run, page, browser_of, office):
    answer = browser_of(office.saeki).post(reverse("procedure_import_publish"), {"text": LATER}, follow=True)

    assert answer.redirect_chain[-1][0].startswith(page)


def test_a_press_on_a_page_from_before_the_move_does_nothing_to_another_step(
    run, done, step, published, browser_of, office, cast, at
):
    done(1)
    saeki = browser_of(office.saeki)
    shown = saeki.get(f"/runs/{run.code}/tasks/2/").content.decode()
    moving.move(run, published(EARLIER), seen=1, backdated=True, by=cast.morita, at=at)
    stood = list(run.tasks.order_by("number").values_list("step_key", "state"))

    told = saeki.post(f"/runs/{run.code}/tasks/1/finish/", {"step": "calculate", "check-people": "48"})

    assert 'name="step" value="compare"' in shown
    assert told.status_code == 422
    assert "工程の番号が変わりました" in told.content.decode()
    assert 'value="48"' not in told.content.decode()
    assert list(run.tasks.order_by("number").values_list("step_key", "state")) == stood
    assert saeki.post(f"/runs/{run.code}/tasks/1/finish/", {"step": "gather"}).status_code == 302
