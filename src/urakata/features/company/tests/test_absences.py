"""休み: entered by oneself or by the lead, taken back, seen by those one works with and by nobody else."""

from datetime import date

import pytest

from urakata.core.cover import Away
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.actions import AbsenceProblem
from urakata.features.company.models import Absence, WorkingDays

FIRST, LAST = date(2026, 11, 24), date(2026, 12, 4)
PAGE, ADD, BACK = "/settings/absences/", "/settings/absences/add/", "/settings/absences/take-back/"


@pytest.fixture
def away(viewer_of, office, at):
    """saeki, for two weeks."""
    return actions.add_absence(office.saeki, first=FIRST, last=LAST, by=viewer_of(office.saeki), at=at)


def refused(call, *args, **words) -> list[AbsenceProblem]:
    with pytest.raises(NotAllowed) as refusal:
        call(*args, **words)
    return list(refusal.value.problems)


def test_an_absence_says_its_days_and_never_why(away, recorded):
    columns = {field.name for field in Absence._meta.fields}

    assert (away.first, away.last) == (FIRST, LAST)
    assert columns == {"id", "person", "first", "last", "half"}
    assert recorded()[-1] == "absence.added"


def test_on_its_days_the_person_is_away_and_on_no_other(away, office):
    assert queries.away(FIRST) == {office.saeki.pk: Away(LAST)}
    assert queries.away(LAST) == {office.saeki.pk: Away(LAST)}
    assert queries.away(date(2026, 11, 23)) == queries.away(date(2026, 12, 5)) == {}


def test_taken_back_it_is_as_if_it_had_never_been_entered(away, office, viewer_of, at, recorded):
    actions.take_back_absence(away, by=viewer_of(office.saeki), at=at)

    assert queries.away(FIRST) == {}
    assert recorded()[-1] == "absence.taken_back"
    assert refused(actions.take_back_absence, away, by=viewer_of(office.saeki), at=at) == [AbsenceProblem.GONE]


def test_nothing_is_entered_if_the_record_cannot_be_written(office, viewer_of, at, breaking_record):
    with pytest.raises(OSError, match="full"):
        actions.add_absence(office.saeki, first=FIRST, last=LAST, by=viewer_of(office.saeki), at=at)

    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        (LAST, FIRST, AbsenceProblem.BACKWARDS),
        (date(2026, 11, 2), date(2026, 11, 16), AbsenceProblem.PASSED),
        (FIRST, date(2028, 12, 4), AbsenceProblem.TOO_LONG),
        (date(2026, 12, 4), date(2026, 12, 9), AbsenceProblem.ALREADY_AWAY),
    ],
)
def test_days_that_cannot_be_are_refused(away, office, viewer_of, at, first, last, problem):
    words = {"first": first, "last": last, "by": viewer_of(office.saeki), "at": at}

    assert refused(actions.add_absence, office.saeki, **words) == [problem]


def test_a_morning_and_an_afternoon_of_one_day_do_not_meet(office, viewer_of, at):
    for half in ("am", "pm"):
        actions.add_absence(office.saeki, first=FIRST, last=FIRST, half=half, by=viewer_of(office.saeki), at=at)

    assert queries.away(FIRST) == {office.saeki.pk: Away(FIRST)}


def test_the_lead_enters_for_anybody_of_the_office_and_others_for_themselves_alone(office, viewer_of, at):
    actions.add_absence(office.ohashi, first=FIRST, last=LAST, by=viewer_of(office.morita), at=at)

    for person, by in (
        (office.nishino, office.saeki),
        (office.kobayashi, office.morita),
        (office.kobayashi, office.kobayashi),
        (office.saeki, office.owner),
    ):
        words = {"first": FIRST, "last": LAST, "by": viewer_of(by), "at": at}
        assert refused(actions.add_absence, person, **words) == [AbsenceProblem.NOT_YOURS]


def test_a_weekday_on_which_a_person_does_not_work_counts_as_away(office, viewer_of, at, recorded):
    actions.set_working_days(office.saeki, range(4), by=viewer_of(office.saeki), at=at)

    assert recorded()[-1] == "working_days.set"
    assert queries.away(date(2026, 11, 19)) == {}
    assert queries.away(date(2026, 11, 20)) == {office.saeki.pk: Away(date(2026, 11, 20))}
    assert queries.away(date(2026, 11, 21)) == {}  # the company is closed


def test_every_weekday_means_as_the_company_works(office, viewer_of, at):
    actions.set_working_days(office.saeki, range(4), by=viewer_of(office.saeki), at=at)
    actions.set_working_days(office.saeki, range(7), by=viewer_of(office.saeki), at=at)

    assert not WorkingDays.objects.exists()


def test_calendar_and_absences_come_in_two_statements(away, django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.office_day(FIRST)


def test_one_sees_the_absences_of_those_one_works_with(away, office, browser_of):
    seen = {key: page_of(browser_of(getattr(office, key))) for key in ("morita", "saeki", "nishino", "ohashi")}

    assert [key for key, page in seen.items() if "佐伯 悠" in page and "12月4日" in page] == ["morita", "saeki"]


def page_of(client) -> str:
    return client.get(PAGE).content.decode()


@pytest.mark.parametrize("key", ["kobayashi", "foreman", "sharoshi", "owner"])
def test_who_is_not_of_the_office_finds_no_such_page(away, office, browser_of, key):
    client = browser_of(getattr(office, key))

    assert client.get(PAGE).status_code == 404
    assert client.post(ADD, {"first": "11/24", "half": "day"}).status_code == 404
    assert client.post(BACK, {"absence": away.pk}).status_code == 404


def test_a_colleague_cannot_take_it_back_nor_learn_that_it_is_there(away, office, browser_of):
    of_another, missing = (
        browser_of(office.nishino).post(BACK, {"absence": number}) for number in (away.pk, away.pk + 99)
    )

    assert of_another.status_code == missing.status_code == 404
    assert Absence.objects.get() == away


def test_a_form_may_name_nobody_else(office, browser_of):
    browser_of(office.nishino).post(ADD, {"who": "saeki", "first": "11/24", "half": "day"})

    assert Absence.objects.get().person == office.nishino


def test_the_lead_chooses_whose_it_is(office, browser_of):
    answer = browser_of(office.morita).post(ADD, {"who": "saeki", "first": "11/24", "last": "12/4", "half": "am"})

    assert answer.status_code == 302
    assert str(Absence.objects.get().person) == "佐伯 悠"
    assert Absence.objects.get().half == "am"


def test_the_record_of_an_absence_is_for_the_owner_and_whoever_entered_it(away, office, browser_of):
    lines = {key: browser_of(getattr(office, key)).get("/record/").content.decode() for key in ("saeki", "nishino")}

    assert "休みを入れた" in lines["saeki"]
    assert "佐伯" not in lines["nishino"]
