"""代わり: while somebody is away the next of the order is asked, told why, and may act; then it is theirs again."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import TOKYO, Problem
from urakata.features.company import actions as company
from urakata.features.company.models import Grant, Person, Role
from urakata.features.company.queries import viewer
from urakata.features.procedures.actions import add_deputy
from urakata.features.runs import queries
from urakata.features.runs.actions import doing, gates, papers
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Task
from urakata.features.today.queries import today_page

FIRST, LAST = date(2026, 11, 18), date(2026, 12, 1)
CHECKED = {"people": "48", "same": "1"}


@pytest.fixture
def hayakawa(office, at) -> Person:
    """Of 労務 with 給与, as saeki."""
    made = Person.objects.create(code="hayakawa", name="早川 美咲", department=office.労務)
    Role.objects.create(person=made, name="office")
    Grant.objects.create(code="hay-pay", person=made, clearance="pay", granted_at=at, confirmed_at=at)
    return made


@pytest.fixture
def order(payroll, office, hayakawa, viewer_of, at):
    """hayakawa before morita."""
    for person in (hayakawa, office.morita):
        add_deputy(payroll, person, by=viewer_of(office.saeki), at=at)


@pytest.fixture
def away(office, viewer_of, at):
    """Somebody, saeki unless said, is away for the two weeks or for what is said."""

    def leave(person=None, *, first: date = FIRST, last: date = LAST, half: str = ""):
        person = person or office.saeki
        return company.add_absence(person, first=first, last=last, half=half, by=viewer_of(office.morita), at=at)

    return leave


def at_nine(on: date) -> datetime:
    return datetime.combine(on, time(9), TOKYO)


def lists(person: Person, on: date = FIRST) -> queries.lists.TaskLists:
    return queries.task_lists(viewer(person, on), at_nine(on))


def today(person: Person, on: date = FIRST) -> list[tuple[int, str]]:
    return [(row.task.number, row.cover) for row in lists(person, on).today]


def finish(task: Task, by: Person, at: datetime) -> None:
    doing.finish(task, CHECKED, by=viewer(by, at.astimezone(TOKYO).date()), at=at)


def refused(task: Task, by: Person, at: datetime) -> list[Problem]:
    with pytest.raises(NotAllowed) as refusal:
        finish(task, by, at)
    return list(refusal.value.problems)


def test_an_absence_changes_no_row(run, order, away, at):
    before = list(run.tasks.values())

    away()

    assert list(run.tasks.values()) == before


def test_the_first_of_the_order_is_asked_and_told_why(run, order, away, office, hayakawa):
    away()

    why = "佐伯さんは12月1日（火）まで休みです。代わりの順の1番目です。"
    assert today(hayakawa) == [(1, why)]
    assert today(office.morita) == lists(office.morita).for_anybody == lists(hayakawa).for_anybody == []
    assert today(office.saeki) == [(1, "佐伯さんは12月1日（火）まで休みです。いまは早川さんが代わりです。")]


def test_whoever_stands_in_is_away_too_and_the_next_is_asked(run, order, away, office, hayakawa):
    away()
    away(hayakawa, first=FIRST, last=FIRST)

    assert today(office.morita) == [(1, "佐伯さんは12月1日（火）まで休みです。代わりの順の2番目です。")]
    assert today(hayakawa) == []
    assert [number for number, _ in today(hayakawa, FIRST + timedelta(days=1))] == [1]


def test_the_one_who_stands_in_does_it_and_it_stays_the_others(run, order, away, step, office, hayakawa):
    away()

    finish(step(1), hayakawa, at_nine(FIRST))

    done = step(1)
    assert (done.state, done.done_by, done.assignee) == ("done", hayakawa, office.saeki)
    assert [number for number, _ in today(hayakawa, date(2026, 11, 19))] == [2]


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        (datetime(2026, 11, 17, 14, 59, 59, tzinfo=UTC), False),  # a second before the 18th begins in Tokyo
        (datetime(2026, 11, 17, 15, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 1, 14, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 1, 15, 0, tzinfo=UTC), False),
    ],
)
def test_it_begins_and_ends_at_midnight_in_tokyo(run, order, away, step, hayakawa, moment, may):
    away()

    if may:
        finish(step(1), hayakawa, moment)
    else:
        assert refused(step(1), hayakawa, moment) == [Problem.OF_ANOTHER]
    assert step(1).state == ("done" if may else "now")


def test_back_again_it_is_theirs_alone(run, order, away, office, hayakawa):
    away()
    back = LAST + timedelta(days=1)

    assert today(hayakawa, back) == []
    assert [number for number, said in today(office.saeki, back) if not said] == [1]


def test_an_absence_taken_back_gives_everything_back_at_once(run, order, away, office, hayakawa, viewer_of, at):
    absence = away()
    company.take_back_absence(absence, by=viewer_of(office.saeki), at=at)

    assert today(hayakawa) == []


def test_before_its_day_to_begin_a_step_stays_where_it_is(payroll, order, away, office, hayakawa, viewer_of, at):
    later = open_by_hand(payroll, anchor_on=date(2026, 12, 25), by=viewer_of(office.saeki), at=at)
    away()

    assert later.tasks.get(number=1).start_on > FIRST
    assert today(hayakawa) == []
    assert refused(later.tasks.get(number=1), hayakawa, at_nine(FIRST)) == [Problem.OF_ANOTHER]


def test_one_who_lost_the_clearance_is_passed_over_and_sees_nothing(run, order, away, office, hayakawa, at):
    away()
    Grant.objects.filter(person=hayakawa).update(revoked_at=at)

    assert today(hayakawa) == []
    assert not queries.visible_to(viewer(hayakawa, FIRST)).exists()
    assert [number for number, _ in today(office.morita)] == [1]


def test_a_deputy_of_another_department_opens_the_run_and_does_it(run, order, away, step, office, hayakawa):
    hayakawa.department = office.経理
    hayakawa.save()
    away()

    assert list(queries.visible_to(viewer(hayakawa, FIRST))) == [run]
    assert [number for number, _ in today(hayakawa)] == [1]
    finish(step(1), hayakawa, at_nine(FIRST))


def test_without_an_order_the_one_in_charge_is_asked(run, away, office, hayakawa):
    run.in_charge = hayakawa
    run.save()
    away()

    assert today(hayakawa) == [(1, "佐伯さんは12月1日（火）まで休みです。この実行の担当です。")]


def test_where_nobody_is_named_it_is_for_anybody_of_the_department(run, away, step, office, hayakawa):
    away()
    said = {
        person.code: [row.cover for row in lists(person).for_anybody]
        for person in (hayakawa, office.nishino, office.ohashi)
    }

    assert said["hayakawa"] == [
        "佐伯さんは12月1日（火）まで休みです。代わりの人が決まっていないので、部署のだれでも進められます。"
    ]
    assert said["nishino"] == said["ohashi"] == []
    finish(step(1), hayakawa, at_nine(FIRST))
    assert step(1).done_by == hayakawa


def test_half_a_day_is_covered_only_when_it_is_due(run, order, away, step, office, hayakawa):
    due = FIRST + timedelta(days=2)
    Task.objects.filter(pk=step(1).pk).update(start_on=FIRST, due_on=due)
    away(first=FIRST, last=due, half="am")

    assert today(hayakawa, due - timedelta(days=1)) == []
    assert today(hayakawa, due) == [(1, "佐伯さんは今日の午前は休みです。代わりの順の1番目です。")]
    assert refused(step(1), hayakawa, at_nine(due - timedelta(days=1))) == [Problem.OF_ANOTHER]
    finish(step(1), hayakawa, at_nine(due))


def test_the_checker_is_away_and_another_confirms_but_never_the_doer(run, order, away, done, step, office, hayakawa):
    done(2)
    Task.objects.filter(pk=step(2).pk).update(checker=office.morita)
    away(office.morita)

    waiting = [(row.task.number, row.cover) for row in lists(hayakawa).waiting_for_me]
    assert waiting == [(2, "森田さんは12月1日（火）まで休みです。代わりの順の1番目です。")]
    assert lists(office.saeki).waiting_for_me == []
    with pytest.raises(NotAllowed) as refusal:
        gates.confirm(step(2), figure="12,715,430", by=viewer(office.saeki, FIRST), at=at_nine(FIRST))
    assert list(refusal.value.problems) == [Problem.OWN_WORK]
    assert gates.confirm(step(2), figure="12,715,430", by=viewer(hayakawa, FIRST), at=at_nine(FIRST))
    assert step(2).stamps.latest("at").person == hayakawa


def test_one_who_did_the_step_is_passed_over_for_its_check(run, order, away, done, step, office, hayakawa):
    done(1)
    away()
    doing.finish(step(2), {"net": "1"}, by=viewer(hayakawa, FIRST), at=at_nine(FIRST))
    Task.objects.filter(pk=step(2).pk).update(checker=office.saeki)

    assert lists(hayakawa).waiting_for_me == []
    assert [row.task.number for row in lists(office.morita).waiting_for_me] == [2]


def test_next_time_step_and_check_belong_to_those_who_were_away(
    run, payroll, order, away, done, step, office, hayakawa, at
):
    Task.objects.filter(pk=step(2).pk).update(checker=office.morita)
    done(2)
    away(office.morita)
    away(office.saeki, first=date(2026, 11, 19))
    gates.confirm(step(2), figure="12,715,430", by=viewer(hayakawa, FIRST), at=at_nine(FIRST))
    on = date(2026, 11, 20)
    papers.attach(step(3), "控え.pdf", b"%PDF-1.4 x", slot="受付画面", by=viewer(hayakawa, on), at=at_nine(on))
    doing.finish(step(3), by=viewer(hayakawa, on), at=at_nine(on))
    run.refresh_from_db()

    again = open_by_hand(payroll, anchor_on=date(2026, 12, 25), by=viewer(office.nishino, on), at=at)

    assert run.finished_at
    assert [task.assignee for task in again.tasks.order_by("number")] == [office.saeki] * 3
    assert again.tasks.get(number=2).checker == office.morita


def test_the_page_of_the_run_says_who_stands_in_and_a_temp_learns_nothing(run, order, away, step, office, browser_of):
    away(first=date(2026, 11, 17))
    Task.objects.filter(pk=step(3).pk).update(assignee=office.ohashi)
    Grant.objects.create(
        code="oha-pay", person=office.ohashi, clearance="pay", granted_at=at_nine(FIRST), confirmed_at=at_nine(FIRST)
    )
    pages = {
        key: browser_of(getattr(office, key)).get(f"/runs/{run.code}/").content.decode() for key in ("morita", "ohashi")
    }

    assert "佐伯さんは12月1日（火）まで休みです。いまは早川さんが代わりです。" in pages["morita"]
    assert "この工程を終える" not in pages["ohashi"]
    assert "休みです" not in pages["ohashi"]


def test_today_tells_why_it_came(run, order, away, office, hayakawa, at):
    away(first=date(2026, 11, 17))

    firsts = today_page(viewer(hayakawa, at.date()), at).firsts

    assert [first.cover for first in firsts] == ["佐伯さんは12月1日（火）まで休みです。代わりの順の1番目です。"]
    assert today_page(viewer(office.nishino, at.date()), at).firsts == []


def test_what_falls_into_an_absence_is_told_before_it_is_entered(run, order, away, office, browser_of):
    away(office.morita, first=date(2026, 11, 20), last=date(2026, 11, 20))
    words = {"first": "11/18", "last": "12/1", "half": "day"}
    before = list(Task.objects.values())

    page = browser_of(office.saeki).post("/settings/absences/ahead/", words).content.decode()

    assert page.count("早川さん（代わりの順の1番目）") == 2
    assert list(Task.objects.values()) == before
    assert (
        "この間に来る作業はありません"
        in browser_of(office.nishino).post("/settings/absences/ahead/", words).content.decode()
    )


def test_with_nobody_away_it_costs_no_question_of_its_own(run, order, office, hayakawa, django_assert_max_num_queries):
    lists(hayakawa)

    with django_assert_max_num_queries(11):
        queries.task_lists(viewer(hayakawa, FIRST), at_nine(FIRST))
