"""フォルダ: a procedure that is read without Urakata, and comes back from its files as it was."""

import io
import zipfile
from dataclasses import replace

import pytest
from django.urls import reverse

from urakata.features.procedures import actions, queries
from urakata.features.procedures.models import StepFile
from urakata.features.procedures.tests.conftest import PAYROLL
from urakata.formats.checklists import read_checklist
from urakata.formats.procedures import read
from urakata.formats.tests.test_pictures import png

TITLE = "髙𠮷﨑: 給与/計算"


@pytest.fixture
def with_files(shelf, office, viewer_of, at):
    """給与計算 with a picture and a template, published by saeki."""
    saeki = viewer_of(office.saeki)
    for name, content in (("画面.png", png()), ("様式.xlsx", b"PK\x03\x04 a workbook")):
        actions.add_step_file(shelf.payroll, "calculate", name, content, alt="一覧の画面", by=saeki, at=at)
    outline = queries.draft_outline(saeki, shelf.payroll)
    actions.publish(shelf.payroll, outline, base=1, reason="見せる", by=saeki, at=at)
    return shelf.payroll


def unzipped(answer):
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_everything_lies_in_it_once(with_files, office, browser_of):
    answer = browser_of(office.saeki).get(reverse("procedure_folder", args=[with_files.code]))

    files = unzipped(answer)

    assert sorted(files) == sorted(
        [
            "手順.html",
            "手順.yaml",
            "チェックリスト.md",
            "チェックリスト.xlsx",
            "はじめに.txt",
            "写し/画面.png",
            "ひな形/様式.xlsx",
        ]
    )
    assert files["写し/画面.png"] == png()
    assert 'alt="一覧の画面"' in files["手順.html"].decode()
    assert "%E5%86%99%E3%81%97/%E7%94%BB%E9%9D%A2.png" in files["手順.html"].decode()
    assert files["はじめに.txt"].startswith("\ufeff「給与計算」の手順（第2版、2026年11月17日".encode())
    assert b"\r\n" in files["はじめに.txt"]
    assert "attachment" in answer["Content-Disposition"]


def test_its_yaml_says_the_same_and_its_checklist_the_same_boxes(with_files, office, browser_of):
    files = unzipped(browser_of(office.saeki).get(reverse("procedure_folder", args=[with_files.code])))
    said = queries.outline(with_files.editions.get(number=2).pk)

    outline, mistakes = read(files["手順.yaml"])
    ticked = read_checklist(files["チェックリスト.md"], name="チェックリスト.md").outline

    assert (outline, mistakes) == (said, [])
    assert [(s.title, [c.text for c in s.checks]) for s in ticked.steps] == [
        (s.title, [c.text for c in s.checks]) for s in said.steps
    ]


def test_its_page_asks_nothing_of_anybody_and_runs_nothing(put, office, browser_of):
    steps = (
        replace(PAYROLL.steps[0], how="<script>alert(1)</script> ![x](https://elsewhere.example/a.png)"),
        PAYROLL.steps[1],
    )
    made = put(replace(PAYROLL, steps=steps))

    page = unzipped(browser_of(office.saeki).get(reverse("procedure_folder", args=[made.code])))["手順.html"].decode()

    assert "<script" not in page
    assert "<img" not in page
    assert "/static/" not in page
    assert page.count("<style>") == 1
    assert '<svg class="flow"' in page
    assert 'href="#step-calculate"' in page


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (TITLE, "髙𠮷﨑： 給与／計算_第1版"),
        ("CON", "CON__第1版"),
        ("給" * 200, "給" * 60 + "_第1版"),
        ("a" * 199 + ".", "a" * 60 + "_第1版"),
    ],
)
def test_its_name_is_one_that_windows_keeps(put, office, browser_of, title, name):
    made = put(replace(PAYROLL, title=title))

    answer = browser_of(office.saeki).get(reverse("procedure_folder", args=[made.code]))

    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert {entry.partition("/")[0] for entry in archive.namelist()} == {name}


def test_what_the_home_has_lost_is_named_and_stops_nothing(with_files, office, browser_of, settings):
    lost = StepFile.objects.get(name="画面.png").blob_id
    (settings.FILES_DIR / lost[:2] / lost).unlink()

    files = unzipped(browser_of(office.saeki).get(reverse("procedure_folder", args=[with_files.code])))

    assert "写し/画面.png" not in files
    assert "入りきらなかったファイル：画面.png" in files["はじめに.txt"].decode()


def test_what_is_too_much_is_named_and_left_out(with_files, office, browser_of, monkeypatch):
    monkeypatch.setattr("urakata.features.procedures.queries.folders.MOST_BYTES", 30)

    files = unzipped(browser_of(office.saeki).get(reverse("procedure_folder", args=[with_files.code])))

    assert "ひな形/様式.xlsx" in files
    assert "写し/画面.png" not in files


def test_it_says_for_whom_it_is(with_files, office, browser_of):
    files = unzipped(browser_of(office.saeki).get(reverse("procedure_folder", args=[with_files.code])))

    assert "機密区分：給与。見てよい人にだけ渡してください。" in files["はじめに.txt"].decode()
