"""締切の頁: what stands on them, for whom, and that what is decided there shows at once."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from urakata.core.backplan import DueRule
from urakata.core.outline import Opening, Outline, Step
from urakata.core.viewer import operator
from urakata.features.company.models import ClosedDay, Company
from urakata.features.duties import actions
from urakata.features.duties.models import Choice, Fulfilment, Happening
from urakata.features.duties.queries.year import Thing
from urakata.features.procedures import actions as procedures

HOUTEI = "/plan/duties/hotei_chosho/2026/"
YEAR = "/plan/year/?from=2026-12"
PAYING = Outline(
    "tax_payment",
    "源泉税を納める",
    opening=Opening(10),
    steps=(Step("sum", "集計する", due=DueRule("anchor", -1)), Step("pay", "納める", needs=("sum",))),
)


@pytest.fixture
def lead(office, browser_of):
    return browser_of(office.morita)


@pytest.fixture
def decided(office, viewer_of, at):
    """社内の期限は6営業日前, 担当は西野."""
    by = viewer_of(office.morita)
    actions.set_own_days("hotei_chosho", 6, by=by, at=at)
    actions.set_charge("hotei_chosho", office.nishino, by=by, at=at)


def read(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_deadline_shows_its_four_days_with_a_reason_each(lead, decided):
    page = read(lead, HOUTEI)

    for said in ("1月31日", "「翌年の1月31日まで」", "日曜なので、翌営業日に", "1月22日", "余白は6営業日", "西野 千尋"):
        assert said in page


def test_the_small_calendar_names_closed_days_and_is_told_in_words(lead, decided):
    page = read(lead, HOUTEI)

    assert "成人の日" in page
    assert "条文の日は1月31日（日）、期限は2月1日（月）、出す日は2月1日（月）、社内の期限は1月22日（金）です。" in page


def test_a_closed_day_of_the_company_bears_its_own_name(lead):
    ClosedDay.objects.create(on=date(2027, 1, 18), name="創立記念日")

    assert "創立記念日" in read(lead, HOUTEI)


def test_what_was_handed_in_before_shows_with_its_margin(lead, office, at):
    told = {"made_at": at, "made_by": office.nishino}
    days = {"nominal_on": date(2026, 1, 31), "legal_on": date(2026, 2, 2)}
    Fulfilment.objects.create(
        duty="hotei_chosho", what_for="2025", done_on=date(2026, 1, 23), receipt="R-77", **days, **told
    )

    page = read(lead, HOUTEI)

    assert "2025年分" in page
    assert '<span class="left"><b>6</b>' in page
    assert "R-77" in page


def test_what_was_handed_in_for_a_happening_stays_with_its_clearance(office, browser_of, at):
    hired = Happening.objects.create(
        code="abc", group="joining", label="新田さんの入社", clearance="people", made_at=at
    )
    Fulfilment.objects.create(
        duty="hotei_chosho", what_for="abc", happening=hired, done_on=date(2026, 1, 5), made_at=at
    )

    assert "新田さんの入社" in read(browser_of(office.saeki), HOUTEI)
    assert "新田さんの入社" not in read(browser_of(office.nishino), HOUTEI)


def test_a_button_returns_to_the_deadline_and_shows_what_was_decided(lead):
    path = reverse("duty_own_days", kwargs={"duty": "hotei_chosho"})

    answer = lead.post(path, {"days_before": "３", "what_for": "2026"}, follow=True)

    assert answer.redirect_chain == [(HOUTEI, 302)]
    assert "出す日の3営業日前" in answer.content.decode()


def test_what_is_switched_off_leaves_its_page_for_that_of_the_duty(lead):
    answer = lead.post("/plan/duties/hotei_chosho/off/", {"reason": "税理士が出す", "what_for": "2026"}, follow=True)

    assert answer.redirect_chain == [("/plan/duties/hotei_chosho/", 302)]
    assert "税理士が出す" in answer.content.decode()
    assert lead.get(HOUTEI).status_code == 404
    assert HOUTEI not in read(lead, YEAR)


@pytest.mark.parametrize("what_for", ["²²²²", "9999", "2026\0", "nothing"])
def test_nonsense_beside_a_button_leads_to_the_duty(lead, what_for):
    answer = lead.post("/plan/duties/hotei_chosho/own-days/", {"days_before": "2", "what_for": what_for})

    assert (answer.status_code, answer["Location"]) == (302, "/plan/duties/hotei_chosho/")


@pytest.mark.parametrize("sent", ["", "0", "いつか", "99", "-1", "1" * 5000, "2\0"])
def test_nonsense_in_a_field_is_refused_with_a_sentence(lead, sent):
    answer = lead.post("/plan/duties/hotei_chosho/own-days/", {"days_before": sent})

    assert answer.status_code in {302, 422}


def test_the_office_is_told_who_decides(office, browser_of):
    answer = browser_of(office.nishino).post("/plan/duties/hotei_chosho/off/", {"reason": "無い"})

    assert answer.status_code == 422
    assert "うちの決めごとは、部長か設定の持ち主が決めます" in answer.content.decode()
    assert not Choice.objects.exists()


@pytest.mark.parametrize(
    "path", ["/plan/duties/nothing/", "/plan/duties/hotei_chosho/1999-13/", "/plan/duties/nyusha/2026/"]
)
def test_what_is_not_there_is_not_found(lead, path):
    assert lead.get(path).status_code == 404


def test_a_given_day_is_counted_without_changing_anything(lead):
    page = read(lead, "/plan/duties/nyusha/?hire_date=2026-12-01&acquisition_date=2026-12-01")

    assert "健康保険・厚生年金保険 資格取得届" in page
    assert "12月4日（金）" in page


def test_what_is_missing_for_a_count_is_named(lead):
    assert "支払った日" in read(lead, "/plan/duties/shoyo_shiharai_todoke/?payment_date=")
    assert "日付として読めませんでした" in read(lead, "/plan/duties/shoyo_shiharai_todoke/?payment_date=2月30日")


def test_the_year_shows_deadlines_on_the_day_to_act_by_and_can_be_narrowed(lead):
    everything, tax = read(lead, YEAR), read(lead, f"{YEAR}&group=tax")

    assert HOUTEI in tax
    assert "shaho_hokenryo_nofu" in everything
    assert "shaho_hokenryo_nofu" not in tax


@pytest.mark.parametrize("asked", ["2026-13", "9999-12", "0001-01", "", "令和8年12月", "\0", "²"])
def test_a_year_asked_for_in_any_words_is_shown(lead, asked):
    assert "年のこよみ" in read(lead, "/plan/year/?" + f"from={asked}&group=zz&paper=zz")


def test_the_year_of_a_house_without_a_company_is_empty(lead):
    Company.objects.all().delete()

    assert "0件あります" in read(lead, YEAR)


def test_a_change_says_whom_it_concerns_and_which_duty(lead):
    page = read(lead, "/plan/changes/")

    assert "公益通報対応体制の整備・周知" in page
    assert "あと14日" in page


def test_the_rules_can_be_searched_and_narrowed(lead):
    found = read(lead, "/settings/duties/?q=法定調書")

    assert "法定調書・法定調書合計表の提出" in found
    assert "賞与支払届" not in found
    assert "この言葉に合う規則はありません" in read(lead, "/settings/duties/?q=zzz\0&use=x&sure=y")


def test_a_rule_file_with_a_mistake_is_named_with_its_line(lead, tmp_path, monkeypatch):
    (tmp_path / "own.yaml").write_text("id: [", "utf-8")
    monkeypatch.setattr("urakata.rules.pack._place", tmp_path)

    page = read(lead, "/settings/duties/")

    assert "own.yaml" in page
    assert "読めないところが1つあります" in page


def test_the_year_names_what_would_bring_a_duty_into_it(lead):
    page = read(lead, YEAR)

    assert "日の決まらない締切" in page
    assert "前回の日がわかると、次の日が決まります" in page
    lead.post("/plan/duties/freon_kani/last/", {"last_on": "2026-10-01"})
    assert "/plan/duties/freon_kani/2027-01-01/" in read(lead, YEAR)


def test_the_procedure_that_will_open_shows_its_days_counted_back(lead, office, at):
    procedures.import_outline(PAYING, reason="はじめから", by=operator(at.date()), at=at)

    page = read(lead, "/plan/duties/gensen_nofu/2026-12/")

    assert "12月25日（金）に実行が開きます" in page
    assert "1/8<small>金</small>" in page
    assert "始める日" in page


def test_a_procedure_that_the_viewer_may_not_see_is_not_named(office, browser_of, at):
    hidden = replace(PAYING, clearance="pay")
    procedures.import_outline(hidden, reason="はじめから", by=operator(at.date()), at=at)

    page = read(browser_of(office.nishino), "/plan/duties/gensen_nofu/2026-12/")

    assert "源泉税を納める" not in page
    assert "徴収高計算書を作る" in page
    assert "雛形" not in page


def test_the_lead_is_shown_the_template_where_no_procedure_stands_yet(lead):
    page = read(lead, "/plan/duties/gensen_nofu/2026-12/")

    assert "/procedures/library/tax_payment/" in page
    assert lead.get("/procedures/library/tax_payment/").status_code == 200


ROOM = ("/plan/year/", "/plan/happenings/", "/plan/changes/", "/plan/feeds/")


@pytest.mark.parametrize("path", ROOM)
def test_the_pages_of_the_room_share_one_row_of_ways(lead, path):
    page = read(lead, path)

    row = page[page.index('aria-label="予定の中"') :]
    assert [f'href="{way}"' in row[: row.index("</nav>")] for way in ROOM] == [True] * 4
    assert f'href="{path}" aria-current="page"' in row


def test_who_has_one_page_of_the_room_gets_no_row_and_no_way_to_a_page_that_is_not_theirs(office, browser_of):
    page = read(browser_of(office.ohashi), "/plan/feeds/")

    assert "予定の中" not in page
    assert 'href="/plan/"' not in page  # not in the rail either: what would they find there
    assert 'href="/settings/me/"' in page


def test_rules_are_folded_until_something_is_sought(lead):
    everything, found = read(lead, "/settings/duties/"), read(lead, "/settings/duties/?q=法定調書")

    assert everything.count('<details class="card flush rule-group">') > 4
    assert '<details class="card flush rule-group" open>' in found


def test_off_and_on_again_lead_back_to_the_rule(lead):
    sent = lead.post("/plan/duties/hotei_chosho/off/", {"reason": "出すものが無い", "back": "rules"})

    assert sent.url == "/settings/duties/#rule-hotei_chosho"
    assert 'id="rule-hotei_chosho"' in read(lead, "/settings/duties/")


def test_what_changes_later_than_a_year_is_folded_and_counted_coarsely(lead):
    page = read(lead, "/plan/changes/")

    near, _, later = page.partition("1年より先の変更")
    assert "あと6年" in later
    assert "あと6年" not in near
    assert "あと6週間" in near


def test_a_day_does_not_break_before_its_weekday(lead):
    assert '<span class="nb">1月31日（日）</span>' in read(lead, HOUTEI)


def test_a_milestone_is_no_run(lead, office):
    type(office.kobayashi).objects.filter(pk=office.kobayashi.pk).update(birth_on=date(1987, 3, 10))

    assert "40歳になる日" in read(lead, "/plan/year/?from=2026-12&group=milestone")
    assert "40歳になる日" not in read(lead, "/plan/year/?from=2026-12&group=work")


@pytest.mark.parametrize(
    ("name", "short"), [("月次決算 2026年", "月次決算2026年"), ("Day one", "Day one"), ("PC の点検", "PCの点検")]
)
def test_a_short_title_keeps_the_spaces_between_latin_words(name, short):
    assert Thing(name, name, "/", "work").short == short
