"""取り込む頁と雛形の頁."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from urakata.features.procedures import queries
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.tests.conftest import PAYROLL, outline
from urakata.formats import procedures as files

CHECKLIST = """# 入社の日

## 人事

- [ ] 総務: 机を用意する
  - [ ] 電話の番号を決める
- [x] 名札を渡す
- [ ]

## 情シス

- [ ] [アカウント](https://example.com/)をつくる
"""


def brought(page):
    fields = ("name", "text", "department", "clearance")
    context = page.context
    given = {"name": context["brought"].name, "text": context["brought"].text}
    return {name: given.get(name, context["form"].data.get(name, "")) for name in fields}


def test_a_checklist_is_shown_then_published_once(office, browser_of):
    browser = browser_of(office.saeki)
    file = SimpleUploadedFile("入社.md", CHECKLIST.encode("cp932"))

    preview = browser.post(reverse("procedure_import"), {"file": file, "department": "労務"})
    page = preview.content.decode()
    assert "机を用意する" in page
    assert "電話の番号を決める" in page
    assert "人事" in page
    assert "7行目" in page or "8行目" in page
    assert not Procedure.objects.exists()

    first = browser.post(reverse("procedure_import_publish"), brought(preview), follow=True)
    second = browser.post(reverse("procedure_import_publish"), brought(preview), follow=True)

    made = Procedure.objects.get()
    assert made.department == office.労務
    assert "手順ができました" in first.content.decode()
    assert "もう棚にあります" in second.content.decode()


def test_a_pasted_procedure_is_known_by_its_words(office, browser_of):
    page = browser_of(office.saeki).post(reverse("procedure_import"), {"text": files.write(PAYROLL)})

    assert page.context["outline"] == PAYROLL


def test_two_pasted_lists_are_two_procedures(office, browser_of):
    browser = browser_of(office.saeki)
    for text in ("- [ ] 窓を閉める", "- [ ] 鍵をかける"):
        browser.post(reverse("procedure_import_publish"), {"text": text})

    assert Procedure.objects.count() == 2


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\x01\x02" * 500, b"%PDF-1.7", b"no boxes here", b"key: x\nsteps: 3", b"- [ ] x\n" * 20_001]
)
def test_what_cannot_be_read_is_refused_with_reasons(office, browser_of, raw):
    file = SimpleUploadedFile("list.md", raw)

    answer = browser_of(office.saeki).post(reverse("procedure_import"), {"file": file})

    assert answer.status_code == 422
    assert 'class="errors"' in answer.content.decode()


def test_a_clearance_that_is_not_held_is_refused_the_same_whether_payroll_exists(shelf, office, browser_of):
    browser = browser_of(office.nishino)
    answers = []
    for key in ("payroll", "never-seen"):
        text = files.write(outline(key, "賞与", "経理", "pay"))
        answers.append(browser.post(reverse("procedure_import_publish"), {"text": text}))

    assert [answer.status_code for answer in answers] == [422, 422]
    first, second = (answer.context["form"].non_field_errors() for answer in answers)
    assert first == second


def test_a_key_of_a_hidden_procedure_tells_nothing(shelf, office, browser_of):
    browser = browser_of(office.nishino)
    answers = []
    for key in ("payroll", "never-seen"):
        text = files.write(outline(key, "同じ名前", "経理"))
        answers.append(browser.post(reverse("procedure_import_publish"), {"text": text}, follow=True).content.decode())

    assert all("手順ができました" in answer and "~" not in answer for answer in answers)


def test_a_template_becomes_the_companys_own(office, browser_of):
    browser = browser_of(office.morita)
    key = next(iter(queries.templates()))

    shown = browser.get(reverse("procedure_library")).content.decode()
    browser.post(reverse("procedure_template_take", args=[key]))
    browser.post(reverse("procedure_template_take", args=[key]))

    assert "この雛形を使う" in shown
    assert Procedure.objects.count() == 1


def test_templates_of_a_clearance_are_offered_only_to_who_holds_it(office, browser_of):
    browser = browser_of(office.nishino)

    assert "給与計算" not in browser.get(reverse("procedure_library")).content.decode()
    assert browser.get(reverse("procedure_template", args=["payroll"])).status_code == 404
    assert browser.post(reverse("procedure_template_take", args=["payroll"])).status_code == 404


def test_ten_thousand_boxes_are_read(office, browser_of):
    text = "\n".join(f"- [ ] 作業{number}" for number in range(10_000))

    answer = browser_of(office.morita).post(reverse("procedure_import_publish"), {"text": text, "name": "多い.md"})

    assert answer.status_code == 302
    assert len(queries.published_outline(Procedure.objects.get()).steps) == 10_000


TABLE = """給与計算チェックシート
区分\t工程\t担当\t期限\t時間\t完了
勤怠\t勤怠を締める\t労務\t支給日の5営業日前\t30分\t済
\t給与を計算する\t佐伯さん\t20日頃\t1h\t
\t振り込む\tだれか\t支給日の前日\t15分\t
"""


def sent_on(page, **more):
    """As the preview sends it on: everything its form holds."""
    found = page.context["document"]
    sent = {"paper": page.context["brought"].carried, "origin": page.context["brought"].name, **more}
    sent |= {"was_sheet": found.sheet, "sheet": found.sheet, "was_header": found.header, "header": found.header}
    return sent | more


def test_a_pasted_table_is_shown_with_what_was_not_understood(office, browser_of):
    preview = browser_of(office.saeki).post(reverse("procedure_import"), {"text": TABLE})

    page = preview.content.decode()
    assert [step.who.name for step in preview.context["outline"].steps[:2]] == ["労務", "佐伯 悠"]
    assert [(line.place, line.text) for line in preview.context["report"].unsure] == [
        ("D4", "20日頃"),
        ("C5", "だれか"),
    ]
    assert "いつのことか決められません" in page
    assert "済みの印や日付は、手順には移しません。" in page
    assert not Procedure.objects.exists()


def test_a_file_is_published_from_its_preview_without_being_sent_again(office, browser_of):
    browser = browser_of(office.saeki)
    preview = browser.post(
        reverse("procedure_import"),
        {"file": SimpleUploadedFile("給与.csv", TABLE.replace("\t", ",").encode("cp932")), "department": "労務"},
    )

    first = browser.post(reverse("procedure_import_publish"), sent_on(preview, department="労務"), follow=True)
    again = browser.post(reverse("procedure_import_publish"), sent_on(preview, department="労務"), follow=True)

    made = Procedure.objects.get()
    assert (made.title, made.department, made.source) == ("給与計算チェックシート", office.労務, "給与.csv")
    assert "手順ができました" in first.content.decode()
    assert "もう棚にあります" in again.content.decode()


def test_what_is_chosen_on_the_preview_is_read_again(office, browser_of):
    browser = browser_of(office.saeki)
    preview = browser.post(reverse("procedure_import"), {"text": TABLE})

    read = browser.post(
        reverse("procedure_import"), sent_on(preview, c2="check", r4="unused", ordered="0", name="給与")
    )

    outline = read.context["outline"]
    assert outline.title == "給与"
    assert [check.text for step in outline.steps for check in step.checks] == ["労務", "佐伯さん"]
    assert not any(step.needs for step in outline.steps)
    assert read.context["form"].chosen.rows


def test_columns_that_were_chosen_do_not_stay_under_another_heading(office, browser_of):
    browser = browser_of(office.saeki)
    preview = browser.post(reverse("procedure_import"), {"text": TABLE})

    read = browser.post(reverse("procedure_import"), sent_on(preview, c1="unused", header="-1"))

    assert read.context["document"].header == -1
    assert "工程" in [step.title for step in read.context["outline"].steps]


def test_a_choice_that_leaves_no_step_is_shown_and_can_be_taken_back(office, browser_of):
    browser = browser_of(office.saeki)
    preview = browser.post(reverse("procedure_import"), {"text": "工程\t担当\n机を拭く\t総務"})

    unread = browser.post(reverse("procedure_import"), sent_on(preview, r1="unused"))
    refused = browser.post(reverse("procedure_import_publish"), sent_on(preview, r1="unused"))

    assert [unread.status_code, refused.status_code] == [422, 422]
    assert "工程になる行が見つかりません" in unread.content.decode()
    assert 'name="r1"' in unread.content.decode()
    assert not Procedure.objects.exists()


def test_the_html_of_the_clipboard_goes_before_its_text(office, browser_of):
    html = "<table><tr><td>工程<td>担当<tr><td>机を<br>拭く<td>総務</table>"

    page = browser_of(office.saeki).post(reverse("procedure_import"), {"text": "工程\t担当", "html": html})

    assert [step.title for step in page.context["outline"].steps] == ["机を"]


def test_names_are_only_those_the_viewer_may_know(office, viewer_of):
    assert "小林 真帆" in queries.names_known(viewer_of(office.saeki)).people
    assert queries.names_known(viewer_of(office.ohashi)).people == ("大橋 里奈",)


@pytest.mark.parametrize(
    "sent",
    [
        {"paper": "{"},
        {"paper": '{"sheets":[],"blocks":[],"left":[]}'},
        {"paper": "null"},
        {"html": "<table>"},
        {"text": TABLE, "sheet": "\0", "header": "99999999999"},
        {"text": TABLE, "c99999": "title", "r0": "?"},
        {"text": "a\t" * 200 + "\n"},
        {"text": "工程\t担当\n" * 4_000},
        {"text": "\0\t\0\n" * 3},
    ],
)
def test_whatever_is_sent_is_answered(office, browser_of, sent):
    for name in ("procedure_import", "procedure_import_publish"):
        assert browser_of(office.saeki).post(reverse(name), sent).status_code in (200, 302, 422)


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "古い.xls", "名前を付けて保存"),
        (b"PK\x03\x04" + b"\0" * 99, "壊れた.xlsx", "名前を付けて保存"),
        (b"%PDF-1.7", "a.docx", "中身が違います"),
    ],
)
def test_a_file_that_cannot_be_read_says_how_to_mend_it(office, browser_of, raw, name, said):
    answer = browser_of(office.saeki).post(reverse("procedure_import"), {"file": SimpleUploadedFile(name, raw)})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_was_read_can_be_mended_as_a_draft_before_anybody_sees_it(office, browser_of, viewer_of):
    browser = browser_of(office.saeki)
    preview = browser.post(reverse("procedure_import"), {"file": SimpleUploadedFile("給与.tsv", TABLE.encode())})

    first = browser.post(reverse("procedure_import_draft"), sent_on(preview))
    again = browser.post(reverse("procedure_import_draft"), sent_on(preview, r4="unused"))

    made = Procedure.objects.get()
    assert first.url == again.url == reverse("procedure_edit", args=[made.code])
    assert made.edition is None
    assert "給与を計算する" in browser.get(first.url).content.decode()
    assert len(queries.draft_outline(viewer_of(office.saeki), made).steps) == 2
    assert browser_of(office.morita).get(first.url).status_code == 404


def test_a_procedure_that_is_known_again_gets_a_draft_and_stays_as_it_is(office, browser_of, viewer_of):
    browser = browser_of(office.saeki)
    preview = browser.post(reverse("procedure_import"), {"file": SimpleUploadedFile("給与.tsv", TABLE.encode())})
    browser.post(reverse("procedure_import_publish"), sent_on(preview))

    browser.post(reverse("procedure_import_draft"), sent_on(preview, r4="unused", department="労務"))

    made = Procedure.objects.get()
    assert len(queries.published_outline(made).steps) == 3
    assert len(queries.draft_outline(viewer_of(office.saeki), made).steps) == 2
