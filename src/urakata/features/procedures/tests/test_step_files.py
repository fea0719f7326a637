"""手順のファイル: added in a draft, kept with the edition, and nowhere for whoever may not know of the procedure."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from urakata.common.audit.models import Entry
from urakata.common.files.sniff import FileProblem
from urakata.core.procedure_rules import Problem as Writing
from urakata.core.refusal import NotAllowed
from urakata.core.step_files import Problem
from urakata.features.procedures import actions, queries
from urakata.features.procedures.models import StepFile
from urakata.features.procedures.tests.conftest import PAYROLL
from urakata.formats.tests.test_pictures import png

BOOK = b"PK\x03\x04 a workbook"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def add(shelf, office, viewer_of, at):
    """add(name, content, …): into the first step of payroll, by saeki."""

    def added(name="画面.png", content=None, **more):
        content = png() if content is None else content
        return actions.add_step_file(
            shelf.payroll, "calculate", name, content, by=viewer_of(office.saeki), at=at, **more
        )  # fmt: skip

    return added


@pytest.fixture
def draft(shelf, office, viewer_of):
    return lambda by="saeki": queries.draft_outline(viewer_of(getattr(office, by)), shelf.payroll)


@pytest.fixture
def publish(shelf, office, viewer_of, at, draft):
    def put(outline=None, by="saeki"):
        shelf.payroll.refresh_from_db()
        outline = outline or draft(by)
        base = queries.published(shelf.payroll).number
        return actions.publish(
            shelf.payroll, outline, base=base, reason="見せる", by=viewer_of(getattr(office, by)), at=at
        )

    return put


def path_of(file):
    return reverse("procedure_file", args=[file.procedure.code, file.code])


def test_a_picture_is_named_at_its_step_and_stands_in_the_record(add, draft, office):
    file = add(alt="  給与ソフトの　一覧 ")

    assert draft().steps[0].files == ("画面.png",)
    assert (file.alt, file.width, file.height) == ("給与ソフトの 一覧", 3, 2)
    entry = Entry.objects.get(act="procedure.file_added")
    assert (entry.facts["file"], entry.clearance, entry.actor_id) == ("画面.png", "pay", office.saeki.pk)


def test_a_changed_picture_gets_a_new_name_and_the_edition_keeps_its_own(add, publish, draft, shelf):
    first = add()
    publish()
    second = add(content=png(width=9), instead="画面.png")
    publish()

    old, new = (queries.outline(each.pk) for each in shelf.payroll.editions.order_by("number")[1:])
    assert (old.steps[0].files, new.steps[0].files) == (("画面.png",), ("画面-2.png",))
    assert first.blob_id != second.blob_id
    assert StepFile.objects.get(name="画面.png").blob_id == first.blob_id


def test_what_is_taken_out_of_the_draft_stays_in_the_edition(
    add, publish, draft, shelf, office, viewer_of, at, browser_of
):
    file = add()
    publish()

    actions.remove_step_file(shelf.payroll, "calculate", "画面.png", by=viewer_of(office.saeki), at=at)

    assert draft().steps[0].files == ()
    assert browser_of(office.saeki).get(path_of(file)).status_code == 200
    assert "画面.png" in browser_of(office.morita).get(reverse("procedure", args=[shelf.payroll.code])).content.decode()


def test_a_name_that_an_edition_has_without_a_file_is_not_filled_behind_its_back(add, publish, draft, shelf):
    said = draft()
    publish(replace(said, steps=(replace(said.steps[0], files=("一覧.xlsx",)), said.steps[1])))

    file = add("一覧.xlsx", BOOK, instead="一覧.xlsx")

    assert (file.name, draft().steps[0].files) == ("一覧-2.xlsx", ("一覧-2.xlsx",))
    assert queries.published_outline(shelf.payroll).steps[0].files == ("一覧.xlsx",)


def test_a_procedure_of_ones_own_without_an_edition_has_files_and_the_record_is_silent(
    office, viewer_of, at, browser_of
):
    saeki = viewer_of(office.saeki)
    made = actions.begin(PAYROLL, by=saeki, at=at)

    file = actions.add_step_file(made, "calculate", "画面.png", png(), by=saeki, at=at)

    assert browser_of(office.saeki).get(path_of(file)).status_code == 200
    assert browser_of(office.morita).get(path_of(file)).status_code == 404
    assert not Entry.objects.filter(act="procedure.file_added").exists()
    assert made.code in browser_of(office.saeki).get(reverse("procedure_edit", args=[made.code])).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        (
            "印.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            FileProblem.KIND_NOT_KNOWN,
        ),
        ("頁.html", b"<!doctype html>", FileProblem.KIND_NOT_KNOWN),
        ("頁.png", b"<!doctype html>", FileProblem.KIND_NOT_KNOWN),
        ("表.xlsx", png(), FileProblem.NAME_DOES_NOT_FIT),
        ("画面.png", png()[:40], Problem.PICTURE_BROKEN),
        ("画面.png", png() + b"\0" * (5 * 1024 * 1024), Problem.PICTURE_TOO_LARGE),
        ("大.xlsx", BOOK + b"\0" * (20 * 1024 * 1024), FileProblem.TOO_LARGE),
        ("空.xlsx", b"", FileProblem.EMPTY),
    ],
    ids=["svg", "html", "html called png", "png called xlsx", "cut off", "large picture", "large book", "empty"],
)
def test_what_is_no_picture_and_no_template_is_refused(add, draft, name, content, problem):
    with pytest.raises(NotAllowed) as refused:
        add(name, content)

    assert refused.value.problems == [problem]
    assert (StepFile.objects.count(), draft().steps[0].files) == (0, ())


def test_who_may_not_write_adds_nothing(shelf, office, viewer_of, at):
    with pytest.raises(NotAllowed) as refused:
        actions.add_step_file(shelf.closing, "ask", "画面.png", png(), by=viewer_of(office.saeki), at=at)

    assert refused.value.problems == [Writing.MAY_NOT_PUBLISH]


def test_nothing_is_left_if_the_record_cannot_be_written(add, draft, monkeypatch):
    monkeypatch.setattr("urakata.common.audit.acts._write", lambda entries: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        add()

    monkeypatch.undo()
    assert StepFile.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["画面.png", "ＣＯＮ.png", "CON.png", "髙𠮷﨑.png", "a/b\\c.png", "\x00x.png", "あ" * 300 + ".png"]
)
def test_names_of_all_kinds_are_kept_so_that_windows_keeps_them_too(add, name):
    file, again = add(name), add(name)

    assert file.name != again.name
    assert len(file.name) <= 82
    assert not set('<>:"/\\|?*\x00') & set(file.name)


# --- the door ---------------------------------------------------------------------


def test_a_picture_is_shown_and_a_template_handed_over(add, publish, office, browser_of):
    picture, book = add(), add("様式.xlsx", BOOK)
    publish()
    browser = browser_of(office.saeki)

    shown, given = browser.get(path_of(picture)), browser.get(path_of(book))

    assert b"".join(shown.streaming_content) == png()
    assert shown["Content-Disposition"].startswith("inline")
    assert given["Content-Disposition"].startswith("attachment")
    for answer in (shown, given):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["nishino", "ohashi", "foreman", "kobayashi", "sharoshi", "owner"])
def test_it_is_not_there_for_whoever_may_not_know_of_the_procedure(add, publish, shelf, office, browser_of, name):
    file = add()
    publish()
    browser = browser_of(getattr(office, name))

    sent = {"step": "calculate", "name": "画面.png", "file": SimpleUploadedFile("画面.png", png())}
    answers = {
        browser.get(path_of(file)).status_code,
        browser.get(reverse("procedure_folder", args=[shelf.payroll.code])).status_code,
    }
    answers |= {
        browser.post(reverse(f"procedure_file_{act}", args=[shelf.payroll.code]), sent).status_code
        for act in ("add", "remove")
    }

    assert answers == {404}


def test_what_only_a_draft_names_is_its_writers_alone(add, office, browser_of):
    file = add()

    assert browser_of(office.saeki).get(path_of(file)).status_code == 200
    assert browser_of(office.morita).get(path_of(file)).status_code == 404


def test_a_file_of_another_procedure_is_not_found_under_this_one(add, publish, shelf, office, browser_of):
    file = add()
    publish()

    path = reverse("procedure_file", args=[shelf.closing.code, file.code])

    assert browser_of(office.morita).get(path).status_code == 404


def test_nobody_opens_what_they_were_not_shown_by_naming_it(
    add, publish, shelf, put, office, viewer_of, browser_of, at
):
    """Hidden in an edition of a time with a clearance, it stays so for who never held that."""
    file = add("単価.png")
    publish()
    opened = replace(PAYROLL, clearance="", department="")
    publish(opened)
    nishino = viewer_of(office.nishino)
    shelf.payroll.refresh_from_db()
    named = replace(opened, steps=(replace(opened.steps[0], files=("単価.png",)), opened.steps[1]))

    with pytest.raises(NotAllowed) as refused:
        actions.publish(shelf.payroll, named, base=3, reason="見たい", by=nishino, at=at)

    assert refused.value.problems == [Problem.NOT_TO_BE_NAMED]
    assert queries.files_to_write(nishino, shelf.payroll, named).of(named.steps[0])[0].url == ""
    assert browser_of(office.nishino).get(path_of(file)).status_code == 404


# --- the pages --------------------------------------------------------------------


def test_the_page_shows_pictures_templates_and_names_without_a_file(add, publish, draft, shelf, office, browser_of):
    picture, book = add(alt="一覧の画面"), add("様式.xlsx", BOOK)
    said = draft()
    publish(replace(said, steps=(replace(said.steps[0], files=(*said.steps[0].files, "紙の控え")), said.steps[1])))

    page = browser_of(office.saeki).get(reverse("procedure", args=[shelf.payroll.code])).content.decode()
    paper = browser_of(office.saeki).get(reverse("procedure_print", args=[shelf.payroll.code])).content.decode()

    for shown in (page, paper):
        assert f'<img src="{path_of(picture)}" alt="一覧の画面" width="3" height="2"' in shown
        assert "様式.xlsx" in shown
    assert path_of(book) in page
    assert "紙の控え" in page


def test_files_take_one_question_however_many(add, publish, shelf, office, browser_of):
    browser, path = browser_of(office.saeki), reverse("procedure", args=[shelf.payroll.code])

    def asked():
        browser.get(path)
        with CaptureQueriesContext(connection) as questions:
            browser.get(path)
        return len(questions)

    without = asked()
    for _ in range(8):
        add()
    publish()

    assert asked() == without + 1


def test_adding_leads_back_to_the_card_and_taking_out_as_well(shelf, office, browser_of, draft):
    browser, base = browser_of(office.saeki), reverse("procedure_edit", args=[shelf.payroll.code])
    sent = {"step": "calculate", "file": SimpleUploadedFile("画面.png", png()), "alt": "一覧"}

    added = browser.post(reverse("procedure_file_add", args=[shelf.payroll.code]), sent)
    assert draft().steps[0].files == ("画面.png",)
    taken = browser.post(
        reverse("procedure_file_remove", args=[shelf.payroll.code]), {"step": "calculate", "name": "画面.png"}
    )

    assert added["Location"] == taken["Location"] == f"{base}?step=calculate#card"
    assert draft().steps[0].files == ()


def test_htmx_gets_also_what_changes_beside_so_that_publishing_knows_of_it(shelf, office, browser_of):
    path = reverse("procedure_file_add", args=[shelf.payroll.code])
    sent = {"step": "calculate", "file": SimpleUploadedFile("画面.png", png())}

    answer = browser_of(office.saeki).post(path, sent, headers=HTMX).content.decode()

    assert '<div id="ed-state" hx-swap-oob="true"' in answer
    assert 'name="seen" value="2"' in answer


def test_htmx_gets_only_the_files_of_the_step(shelf, office, browser_of):
    browser, path = browser_of(office.saeki), reverse("procedure_file_add", args=[shelf.payroll.code])
    sent = {"step": "calculate", "file": SimpleUploadedFile("画面.png", png())}

    answer = browser.post(path, sent, headers=HTMX)
    refused = browser.post(path, {"step": "calculate"}, headers=HTMX)

    assert "<html" not in answer.content.decode()
    assert "「画面.png」を下書きに添えました。" in answer.content.decode()
    assert refused.status_code == 422
    assert "ファイルを選ぶか" in refused.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"step": "\x00", "name": "\x00"},
        {"step": "ない工程", "name": "ない", "file": SimpleUploadedFile("画面.png", png())},
        {"step": "calculate", "name": "ない", "alt": "あ" * 300, "file": SimpleUploadedFile("画面.png", png())},
        {"step": "calculate", "instead": "ない.png", "file": SimpleUploadedFile("画面.png", png())},
    ],
    ids=["nothing", "NUL", "no such step", "long words", "no such file"],
)
@pytest.mark.parametrize("act", ["add", "remove"])
def test_whatever_is_sent_is_answered_with_a_sentence(shelf, office, browser_of, sent, act):
    for given in filter(None, [sent.get("file")]):
        given.seek(0)

    answer = browser_of(office.saeki).post(
        reverse(f"procedure_file_{act}", args=[shelf.payroll.code]), sent, follow=True
    )

    assert answer.status_code == 200
    assert 'class="toast' in answer.content.decode() or "says" in answer.content.decode()
    assert StepFile.objects.count() == 0
