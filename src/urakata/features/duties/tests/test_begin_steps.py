"""並んだ締切から今日まで: what is off and why, the bank, the first procedure, one person, and what is left."""

from datetime import date, timedelta

import pytest

from urakata.common.audit.models import Entry
from urakata.core.profile import Bank, Kind, Profile
from urakata.core.refusal import NotAllowed
from urakata.features.company import queries as company
from urakata.features.company.models import Company, Person, Role
from urakata.features.duties import actions
from urakata.features.duties.models import Choice
from urakata.features.duties.queries.first_run import first_run_left, picks
from urakata.features.duties.queries.lining_up import lined, lined_up
from urakata.features.duties.queries.sending import sending
from urakata.features.runs.models import Run

WHOLE = {
    "kind": "corporation", "employees": 48, "fiscal_year_end": "03-31", "closing_day": "last", "payday": 25,
    "payday_month": "next", "bonuses": ["07-10", "12-10"], "industries": ["construction"],
}  # fmt: skip
TODAY = date(2026, 11, 17)
HTMX = {"hx-request": "true"}


@pytest.fixture
def owner(office):
    """児玉 owns and leads, as whoever began the home in the browser does."""
    Role.objects.create(person=office.owner, name="lead")
    Company.objects.update(profile=WHOLE)
    return office.owner


@pytest.fixture
def browser(owner, browser_of):
    return browser_of(owner)


@pytest.fixture
def by(owner, viewer_of):
    return viewer_of(owner)


def test_each_duty_stands_once_with_its_day_and_how_it_is_counted(owner):
    row, among = lined("gensen_nofu", TODAY)

    assert (row.count, row.next_on, row.how) == (12, date(2026, 12, 10), "翌月10日まで")
    assert row.moved == "休みなら次の開いている日・国税の暦"
    assert len({each.duty.id for group in among.groups for each in group.rows}) == sum(
        len(group.rows) for group in among.groups
    )


def test_what_the_profile_does_not_decide_yet_says_what_would(owner):
    row, _ = lined("shohizei_chukan11", TODAY)

    assert "前期の消費税額" in row.unsure


def test_switched_off_it_stays_to_be_read_with_who_and_why(browser, owner):
    said = browser.post(
        "/begin/deadlines/gensen_nofu/off/", {"usual": "まとめて納めている"}, headers=HTMX
    ).content.decode()

    choice = Choice.objects.get()
    assert (choice.is_off, choice.reason, choice.changed_by_id) == (True, "まとめて納めている", owner.pk)
    assert "まとめて納めている" in said
    assert "児玉さん" in said
    assert lined("gensen_nofu", TODAY)[0].count == 0


def test_it_can_be_put_back(browser, by, at):
    before = lined_up(TODAY).count
    actions.switch_off("gensen_nofu", reason="無い", by=by, at=at)

    browser.post("/begin/deadlines/gensen_nofu/on/")

    assert lined_up(TODAY).count == before
    assert list(Entry.objects.order_by("seq").values_list("act", flat=True)) == [
        "duty.switched_off",
        "duty.switched_on",
    ]


@pytest.mark.parametrize("reason", ["", "   ", "123456789018"])
def test_without_a_reason_nothing_is_switched_off(browser, reason):
    answer = browser.post("/begin/deadlines/gensen_nofu/off/", {"reason": reason})

    assert answer.status_code == 422
    assert not Choice.objects.exists()


def test_the_office_may_not_choose_for_the_company(office, viewer_of, at):
    with pytest.raises(NotAllowed) as refusal:
        actions.switch_off("gensen_nofu", reason="無い", by=viewer_of(office.nishino), at=at)

    assert refusal.value.problems == [actions.ChoiceProblem.NOT_YOURS]


def test_an_unknown_duty_is_not_found(browser):
    assert browser.post("/begin/deadlines/nonsense/off/", {"reason": "無い"}).status_code == 404


def test_the_last_time_lets_the_next_be_counted(browser):
    assert lined("freon_kani", TODAY)[0] is None

    browser.post("/begin/deadlines/freon_kani/tell/", {"last_on": "R8.10.1"})

    assert lined("freon_kani", TODAY)[0].next_on == date(2026, 12, 31)


@pytest.mark.parametrize("last_on", ["2月30日", "2027-01-01", "", "令和0年1月1日"])
def test_a_last_time_that_cannot_be_is_told(browser, last_on):
    assert browser.post("/begin/deadlines/freon_kani/tell/", {"last_on": last_on}).status_code == 422
    assert not Choice.objects.exists()


def test_the_start_of_the_36_agreement_brings_it_round_each_year(browser):
    browser.post("/begin/deadlines/kyotei36/tell/", {"anchor": "４月１日"})

    row, _ = lined("kyotei36", TODAY)
    assert (row.next_on, row.how) == (date(2027, 3, 31), "起算日の1日前")


def test_one_way_of_counting_can_be_chosen(browser):
    browser.post("/begin/deadlines/rodo_hoken_3ki/tell/", {"variant": "事務組合に委託または口座振替"})

    assert lined("rodo_hoken_3ki", TODAY)[0].next_on == date(2027, 2, 12)


def test_what_the_profile_rules_out_is_folded_away_with_its_reason(browser):
    page = browser.get("/begin/deadlines/").content.decode()

    assert "労働者派遣事業報告書" in page
    assert "（業種）から、当てはまりません" in page


def test_the_bank_is_counted_out_loud_over_the_holiday(owner):
    profile = Profile(payday=25)

    found = sending(profile, 3, TODAY)

    assert (found.payday, found.send_on) == (date(2026, 11, 25), date(2026, 11, 19))
    assert [day.before for day in found.days] == [0, 1, None, None, None, 2, 3]
    assert found.days[2].closed == "勤労感謝の日"


def test_a_pay_day_on_a_sunday_is_paid_before_it(owner):
    found = sending(Profile(payday=25), 3, date(2027, 4, 1))

    assert (found.nominal_on, found.payday, found.send_on) == (date(2027, 4, 25), date(2027, 4, 23), date(2027, 4, 20))
    assert found.has_moved


def test_the_bank_is_kept_with_its_line(browser):
    browser.post(
        "/begin/bank/save/", {"days_before": "other", "other_days": "５", "until": "other", "other_until": "9:30"}
    )

    assert company.profile().bank == Bank(5, "09:30")
    assert Entry.objects.get().facts["changed"] == ["bank"]


@pytest.mark.parametrize("wrong", [{"days_before": "9"}, {"until": "25:00"}, {"until": "other", "other_until": "夕方"}])
def test_a_bank_that_cannot_be_is_told(browser, wrong):
    assert browser.post("/begin/bank/save/", {"days_before": "3", "until": "17:00"} | wrong).status_code == 422
    assert company.profile().bank is None


def test_looking_at_another_cut_off_keeps_nothing(browser):
    said = browser.get("/begin/bank/", {"days_before": "4", "until": "12:00"}, headers=HTMX).content.decode()

    assert "11月18日（水）12:00まで" in said
    assert company.profile().bank is None


def test_templates_that_ask_for_a_clearance_are_named_with_it(by):
    found = picks(by, Profile(kind=Kind.CORPORATION, employees=48))

    assert {pick.outline.key: pick.needs for pick in found}["payroll"] == "pay"
    assert 6 <= len([pick for pick in found if not pick.needs]) <= 8


def test_the_first_procedure_comes_with_its_first_run_on_today(browser):
    browser.post("/begin/procedure/take/", {"key": "monthly_closing"})

    run = Run.objects.get()
    assert (run.procedure.title, run.anchor_on) == ("月次決算", date(2026, 12, 7))
    assert "月次決算" in browser.get("/").content.decode()


def test_pressed_twice_it_is_begun_once(browser):
    browser.post("/begin/procedure/take/", {"key": "monthly_closing"})
    again = browser.post("/begin/procedure/take/", {"key": "monthly_closing"})

    assert again.status_code == 302
    assert Run.objects.count() == 1


@pytest.mark.parametrize("key", ["payroll", "nonsense", "", "\0"])
def test_what_was_not_offered_cannot_be_taken(browser, key):
    assert browser.post("/begin/procedure/take/", {"key": key}).status_code == 422
    assert not Run.objects.exists()


def test_one_is_invited_by_a_link_that_is_shown_once(browser):
    said = browser.post("/begin/invite/send/", {"name": "新田 一郎", "address": "Nitta@x.example", "role": "lead"})

    person = Person.objects.get(name="新田 一郎")
    assert "/invite/" in said.content.decode()
    assert person.account.email == "nitta@x.example"
    assert [role.name for role in person.roles.all()] == ["lead"]


def test_an_address_of_somebody_else_is_told(browser):
    sent = {"name": "新田 一郎", "address": "saeki@kodachi.example", "role": "office"}

    assert browser.post("/begin/invite/send/", sent).status_code == 422
    assert not Person.objects.filter(name="新田 一郎").exists()


def test_what_is_left_stands_on_today_for_a_week_and_then_leaves(by, at):
    left = {each.step: each.is_done for each in first_run_left(by, at)}

    assert left == {"company": True, "deadlines": False, "bank": False, "procedure": False, "invite": True}
    assert first_run_left(by, at + timedelta(days=8)) == []


def test_it_leaves_when_all_is_done(browser, by, at):
    browser.post("/begin/deadlines/confirm/")
    browser.post("/begin/bank/save/", {"days_before": "3", "until": "17:00"})
    assert len(first_run_left(by, at)) == 5

    browser.post("/begin/procedure/take/", {"key": "payables"})

    assert first_run_left(by, at) == []


def test_it_can_be_put_away(browser, by, at):
    assert "しまう" in browser.get("/").content.decode()

    browser.post("/begin/put-away/")

    assert first_run_left(by, at) == []


def test_nobody_but_an_owner_is_shown_what_is_left(office, owner, viewer_of, at):
    assert first_run_left(viewer_of(office.morita), at) == []


def test_what_is_left_takes_one_query(by, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        first_run_left(by, at)
