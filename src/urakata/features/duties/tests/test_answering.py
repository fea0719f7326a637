"""会社のこと: six answers, kept as they are given, and the year that grows with each."""

from datetime import date

import pytest

from urakata.common.audit.models import Entry
from urakata.core.profile import Kind, PaydayMonth, Profile, Rhythm
from urakata.features.company import actions as company_actions
from urakata.features.company import queries as company
from urakata.features.company.models import Company
from urakata.features.duties import actions
from urakata.features.duties.forms.begin import AnswersForm, sealed
from urakata.features.duties.queries.answering import QUESTIONS, growth, year_ahead
from urakata.features.duties.queries.lining_up import lined_up

WHOLE = {
    "kind": "corporation", "employees": "48", "fiscal_year_end": "3", "closing_day": "last", "payday_month": "next",
    "payday": "25", "bonuses": ["7", "12"], "industries": ["construction"],
}  # fmt: skip
HTMX = {"hx-request": "true"}


@pytest.fixture
def owner(office, browser_of):
    Company.objects.update(profile={})
    return browser_of(office.owner)


@pytest.fixture
def answer(owner):
    return lambda sent, **headers: owner.post("/begin/company/answer/", sent, headers=headers)


def test_the_year_ahead_is_twelve_whole_months():
    assert year_ahead(date(2026, 11, 17)) == (date(2026, 12, 1), date(2027, 11, 30))
    assert year_ahead(date(2026, 12, 31)) == (date(2027, 1, 1), date(2027, 12, 31))


def test_every_question_is_kept_at_once(answer):
    answer(WHOLE)

    assert company.profile() == Profile(
        name="株式会社こだち空間設計", kind=Kind.CORPORATION, employees=48, fiscal_year_end=(3, 31), closing_day=-1,
        payday=25, payday_month=PaydayMonth.NEXT, bonuses=((7, 10), (12, 10)), industries=("construction",),
    )  # fmt: skip


def test_what_the_answers_add_adds_up_to_what_is_lined_up(answer, office, at):
    answer(WHOLE)

    grown = growth(company.profile(), at.date())

    assert grown.count == grown.gains["kind"] + sum(grown.gains[question] for question in list(QUESTIONS)[1:])
    assert grown.count == sum(month.count for month in grown.months) == sum(count for _, count in grown.groups)
    assert grown.count == lined_up(at.date()).count


def test_an_empty_answer_is_later_and_switches_nothing_off(answer, at):
    answer({})

    assert company.profile() == Profile(name="株式会社こだち空間設計")
    assert set(growth(Profile(), at.date()).gains.values()) == {None}
    assert lined_up(at.date()).ruled_out == []


def test_later_takes_one_answer_back(answer):
    answer(WHOLE)
    answer(WHOLE | {"later": "bonuses"})

    assert company.profile().bonuses is None
    assert company.profile().employees == 48


def test_no_bonus_is_an_answer_of_its_own(answer):
    answer({"no_bonus": "1"})

    assert company.profile().bonuses == ()


@pytest.mark.parametrize("typed", ["４８", "48人", " 48 名", "1,200", "１，２００人", "0"])
def test_a_number_is_read_as_people_write_it(typed):
    form = AnswersForm({"employees": typed}, profile=Profile())

    assert form.is_valid(), form.errors
    assert form.answers["employees"] in {48, 1200, 0}


@pytest.mark.parametrize("typed", ["-1", "たくさん", "1e9", "99999999", "\0", "四十八"])
def test_nonsense_is_told_in_a_sentence_and_leaves_the_number_as_it_was(answer, typed):
    answer(WHOLE)

    said = answer(WHOLE | {"employees": typed}, **HTMX)

    assert said.status_code == 422
    assert 'class="errors"' in said.content.decode()
    assert company.profile().employees == 48


@pytest.mark.parametrize(
    "sent", [{"fiscal_year_end": "13"}, {"payday": "32"}, {"kind": "x"}, {"bonuses": ["0"]}, {"industries": ["\0"]}]
)
def test_what_no_field_of_the_page_could_send_is_not_kept(answer, sent):
    assert answer(sent).status_code == 422
    assert company.profile() == Profile(name="株式会社こだち空間設計")


def test_days_the_company_had_said_stay_when_the_month_does(answer):
    Company.objects.update(profile={"fiscal_year_end": "03-20", "bonuses": ["07-05"], "industries": ["design"]})

    answer({"fiscal_year_end": "3", "bonuses": ["7", "12"], "industries": ["other", "transport"]})

    assert company.profile().fiscal_year_end == (3, 20)
    assert company.profile().bonuses == ((7, 5), (12, 10))
    assert company.profile().industries == ("other", "transport", "design")


def test_fewer_than_ten_may_choose_to_pay_twice_a_year_and_ten_may_not(answer):
    answer({"employees": "9", "withholding_tax": "half_year"})
    assert company.profile().withholding_tax == Rhythm.HALF_YEAR

    answer({"employees": "10"})
    assert company.profile().withholding_tax is None


def test_what_was_not_asked_stays(answer):
    Company.objects.update(profile={"withholding_tax": "monthly", "prefecture": "東京都", "employees": 48})

    answer({"employees": "49"})

    kept = company.profile()
    assert (kept.withholding_tax, kept.prefecture, kept.employees) == (Rhythm.MONTHLY, "東京都", 49)


def test_two_owners_at_once_keep_what_each_of_them_changed(answer, office, viewer_of):
    seen = sealed(company.profile())
    company_actions.answer({"payday": 20}, by=viewer_of(office.owner))

    answer({"kind": "corporation", "seen": seen})

    assert (company.profile().kind, company.profile().payday) == (Kind.CORPORATION, 20)


@pytest.mark.parametrize("seen", ["[" * 3999, "{", "[]", "null", '{"kind": {"a": NaN}}', "x" * 5000])
def test_what_the_page_showed_may_be_nonsense(answer, seen):
    assert answer({"kind": "corporation", "seen": seen}).status_code in {302, 422}


def test_htmx_gets_the_figures_and_not_the_page(answer):
    said = answer({"kind": "corporation"}, **HTMX).content.decode()

    assert "<html" not in said
    assert 'id="year"' in said
    assert 'id="gain-people" hx-swap-oob' in said


def test_leaving_the_page_writes_one_line(answer, owner):
    answer({"kind": "corporation"})
    answer({"kind": "corporation", "employees": "48"})
    assert not Entry.objects.exists()

    left = answer({"kind": "corporation", "employees": "48", "next": "1"})

    entry = Entry.objects.get()
    assert left["Location"] == "/begin/deadlines/"
    assert (entry.act, entry.facts["changed"]) == ("company.changed", ["employees", "kind"])


def test_going_on_to_another_step_in_any_way_counts_as_leaving(answer, owner):
    answer({"kind": "corporation"})

    owner.get("/begin/bank/")
    owner.get("/begin/deadlines/")

    assert Entry.objects.count() == 1


def test_without_scripts_the_page_comes_back_whole(answer, owner):
    assert answer({"kind": "sole"})["Location"] == "/begin/company/"
    assert "個人事業ならどこでも" in owner.get("/begin/company/").content.decode()


def test_what_company_yaml_said_is_filled_in(owner):
    Company.objects.update(profile={"kind": "corporation", "employees": 48, "payday": 25})

    page = owner.get("/begin/company/").content.decode()

    assert 'value="48"' in page
    assert '<option value="25" selected>' in page


def test_what_is_switched_off_is_counted_nowhere(answer, owner, office, viewer_of, at):
    answer(WHOLE)
    before = growth(company.profile(), at.date()).count

    actions.switch_off("gensen_nofu", reason="給与を払っていない", by=viewer_of(office.owner), at=at)

    assert growth(company.profile(), at.date()).count == before - 12
