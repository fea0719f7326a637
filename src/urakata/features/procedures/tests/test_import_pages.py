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
