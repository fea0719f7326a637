"""書き直す頁."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from urakata.features.procedures import queries
from urakata.features.procedures.models import Draft, Edition
from urakata.features.procedures.tests.conftest import PAYROLL
from urakata.formats import procedures as files


@pytest.fixture
def paths(shelf):
    return {name: reverse(f"procedure_{name}", args=[shelf.payroll.code]) for name in ("edit", "publish", "draft_save")}


@pytest.fixture
def text():
    return files.write(PAYROLL).replace("minutes: 30", "minutes: 45")


def test_it_begins_with_the_published_text(paths, office, browser_of):
    page = browser_of(office.saeki).get(paths["edit"])

    assert page.context["form"]["text"].value() == files.write(PAYROLL)
    assert page.context["form"]["base"].value() == 1


def test_what_would_change_is_shown_first(paths, text, office, browser_of):
    page = browser_of(office.saeki).post(paths["edit"], {"text": text, "base": 1})

    assert "<ins>45分</ins>" in page.content.decode()
    assert Edition.objects.filter(number=2).count() == 0


def test_publishing_works_without_javascript(paths, text, shelf, office, browser_of):
    text = text.replace("\n", "\r\n")

    answer = browser_of(office.saeki).post(
        paths["publish"], {"text": text, "base": 1, "reason": "量ったため"}, follow=True
    )

    assert "第2版を公開しました" in answer.content.decode()
    assert queries.outline(Edition.objects.get(procedure=shelf.payroll, number=2).pk).steps[0].minutes == 45


def test_all_mistakes_are_listed_with_their_places(paths, text, office, browser_of):
    wrong = text.replace("minutes: 45", "minutes: たくさん").replace("needs: [calculate]", "needs: [nothing]")

    answer = browser_of(office.saeki).post(paths["publish"], {"text": wrong, "base": 1, "reason": "x"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "行目" in page
    assert "minutes" in page
    assert "nothing" in page


def test_a_refusal_keeps_the_text_as_a_draft(paths, text, shelf, office, browser_of):
    answer = browser_of(office.saeki).post(paths["publish"], {"text": text, "base": 1, "reason": ""})

    assert answer.status_code == 422
    assert "なぜ変えたかを1行で" in answer.content.decode()
    assert Draft.objects.get().text == text


def test_the_second_of_two_is_told_and_sees_what_differs_from_the_new_edition(paths, text, shelf, office, browser_of):
    browser_of(office.saeki).post(paths["publish"], {"text": text, "base": 1, "reason": "量ったため"})
    mine = text.replace("minutes: 45", "minutes: 60")
    morita = browser_of(office.morita)

    told = morita.post(paths["publish"], {"text": mine, "base": 1, "reason": "足りないため"})
    knowing = morita.post(paths["publish"], {"text": mine, "base": 2, "reason": "足りないため"})

    page = told.content.decode()
    assert told.status_code == 422
    assert "ほかの人が新しい版を公開しました" in page
    assert "<del>45分</del>" in page
    assert 'name="base" value="2"' in page
    assert knowing.status_code == 302


def test_two_who_write_are_told_of_each_other(paths, text, office, browser_of):
    browser_of(office.saeki).post(paths["draft_save"], {"text": "まだ途中: [", "base": 1})

    page = browser_of(office.morita).get(paths["edit"]).content.decode()

    assert "佐伯さんも書いています" in page
    assert "まだ途中" not in page


def test_a_draft_is_kept_with_its_mistakes(paths, office, browser_of):
    saeki = browser_of(office.saeki)
    saeki.post(paths["draft_save"], {"text": "まだ途中: [", "base": 1})

    assert "まだ途中: [" in saeki.get(paths["edit"]).content.decode()


@pytest.mark.parametrize("base", ["0", "-1", "99999999999999999999", "二", ""])
def test_no_base_breaks_the_page(paths, text, office, browser_of, base):
    saeki = browser_of(office.saeki)

    assert saeki.post(paths["publish"], {"text": text, "base": base, "reason": "x"}).status_code in {404, 422}
    assert saeki.post(paths["draft_save"], {"text": text, "base": base}).status_code == 404


def test_the_export_is_the_same_text_and_named_after_its_key(shelf, office, browser_of):
    answer = browser_of(office.saeki).get(reverse("procedure_export", args=[shelf.payroll.code]))

    assert answer.content.decode() == files.write(PAYROLL)
    assert quote("payroll.yaml") in answer["Content-Disposition"]
