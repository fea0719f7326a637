"""The sample company holds together on whatever day it is built."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db.models import Count

from urakata.common.audit import queries as record
from urakata.common.audit.models import Entry
from urakata.common.files.models import Evidence
from urakata.common.search.queries import search
from urakata.config.sample.hands import PARTNERS
from urakata.config.sample.manuals import GIVEN_UP, TRIED
from urakata.config.sample.once import ONCE
from urakata.core.flow import OPEN, State
from urakata.core.recurrence import Every, Period
from urakata.core.viewer import operator
from urakata.features.company import queries as company
from urakata.features.company.models import Absence, Company, Grant, Person
from urakata.features.company.queries.postings import visible_to as postings
from urakata.features.duties import jobs as duties
from urakata.features.duties import queries as deadlines
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.models import Edition, Procedure
from urakata.features.runs import jobs
from urakata.features.runs import queries as runs
from urakata.features.runs.models import Reminder, Run, Share, Stamp, Task
from urakata.features.runs.queries import shares
from urakata.features.runs.wording import period_label
from urakata.features.today import queries as today

# 10 February: the two weeks away fell into the 年末調整
DAYS = (date(2026, 11, 17), date(2027, 2, 10))
IN_GRID_AND_ANSWERED = dict(zip(DAYS, ((48, 31), (47, 47)), strict=True))
INSIDE, PORTAL = ("morita", "saeki", "nishino", "ohashi"), ("foreman", "employee")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=DAYS, ids=str)
def at(request, built) -> Iterator[datetime]:
    with built(request.param) as moment:
        yield moment


@pytest.fixture
def seen(at):
    """The Viewer of a person by key."""
    return lambda key: company.viewer(Person.objects.get(code=key), at.date())


def test_the_record_holds_and_follows_the_order_of_time(at):
    moments = list(Entry.objects.order_by("seq").values_list("at", flat=True))

    assert record.verify().ok
    assert moments == sorted(moments)
    assert moments[-1] <= at
    assert (at - moments[0]).days > 365


def test_every_finished_step_of_a_procedure_has_its_stamps(at):
    done = Task.objects.filter(state=State.DONE, run__is_errand=False, is_head=False)

    without_stamp = done.exclude(stamps__kind="done")
    unconfirmed = done.exclude(gate="none").exclude(stamps__kind__in=["second_person", "blind"])

    assert done.count() > 600
    assert not without_stamp.exists()
    assert not unconfirmed.exists()


@pytest.mark.parametrize("key", INSIDE)
def test_who_works_inside_stands_on_a_living_page(seen, at, key):
    page = today.today_page(seen(key), at)

    assert len(page.firsts) >= 2
    assert page.total >= 4


@pytest.mark.parametrize("key", PORTAL)
def test_the_window_is_not_empty(seen, at, key):
    assert runs.window_lists(seen(key), at).today


def test_from_outside_a_step_of_the_hiring_and_the_errands_are_seen_and_nothing_else(seen, at):
    found = shares.shares(seen("sharoshi"))

    assert [share.run.procedure.key for share in found if not share.run.is_errand] == ["hiring"]
    assert sum(share.run.is_errand for share in found) >= 2
    assert not runs.visible_to(seen("sharoshi")).exists()


def test_the_lead_is_waited_for_and_has_lent_something(seen, at):
    lists = runs.task_lists(seen("morita"), at)

    assert {row.task.run.title for row in lists.waiting_for_me} == {"リース契約の更新", "入社"}
    assert lists.lent


def test_something_given_was_not_received_yet(at):
    given = Task.objects.filter(state__in=OPEN).exclude(lent_by=None)

    assert given.filter(received_at=None).exists()
    assert given.exclude(received_at=None).exists()


def test_at_most_one_thing_is_left_over(at):
    assert Task.objects.filter(state__in=OPEN, due_on__lt=at.date()).count() == 1


def test_the_sweep_has_nothing_to_open(at):
    assert jobs.open_due(at) == 0


def test_every_deadline_behind_was_met_or_is_worked_on_and_those_ahead_have_their_runs(at):
    clock, today = operator(at.date()), at.date()
    behind = deadlines.deadlines(clock, today - timedelta(days=330), today - timedelta(days=1))

    left = [each.key for each in behind if each.act_by < today and not each.is_done and each.run is None]
    met = [each for each in behind if each.is_done]

    assert len(met) > 60
    assert not left
    assert duties.open_due(at) == 0


def test_whatever_comes_round_on_the_shelf_has_been_lived_with(at):
    keys = {procedure.key for procedure, _ in procedures.recurring()}

    assert keys == set(Run.objects.filter(procedure__key__in=keys).values_list("procedure__key", flat=True))


def test_every_procedure_of_the_library_was_run_from_its_first_step_to_its_end(at):
    ended = set(Run.objects.exclude(finished_at=None).values_list("procedure__key", flat=True))

    still_going_on = set(procedures.templates()) - ended
    going_on_then = {"standard_remuneration"} if at.month < 10 else set()
    going_on_then |= {"year_end_adjustment"} if at.month < 3 else set()  # that of December ends with its papers
    assert still_going_on <= going_on_then


def test_what_was_only_tried_is_put_away_and_what_took_its_place_goes_on(at):
    put_away = set(Procedure.objects.exclude(retired_at=None).values_list("key", flat=True))

    assert put_away == {*TRIED, *GIVEN_UP}
    for key, own in TRIED.items():
        assert Run.objects.get(procedure__key=key).finished_at
        assert Run.objects.filter(procedure__key=own).exists()


def test_what_comes_rarely_went_through_many_hands_and_some_of_it_was_left_out(at):
    rare = Task.objects.filter(run__procedure__key__in=ONCE, run__is_errand=False, run__finished_at__isnull=False)

    hands = set(rare.values_list("done_by__code", flat=True))
    seen = set(Stamp.objects.filter(task__in=rare, kind__in=["second_person", "blind"]).values_list("person__code"))

    assert {"saeki", "nishino", "ohashi", "hirose", "kawabe", "momose", "hayakawa"} <= hands
    assert ("morita",) in seen
    assert rare.filter(state=State.NOT_APPLICABLE, step_key="registration").exists()
    assert set(rare.filter(step_key="accept").values_list("state", flat=True)) == {"done", "not_applicable"}


def test_the_payroll_goes_on_and_the_hiring_stands_in_several_departments(at):
    assert Run.objects.filter(procedure__key="payroll", finished_at=None).count() == 1
    hiring = Task.objects.filter(run__procedure__key="hiring", run__finished_at=None, state__in=OPEN)
    assert {"人事", "情シス", "総務", "労務"} <= set(hiring.values_list("department__name", flat=True))
    assert hiring.filter(assignee__code="ohashi", state=State.NOW).exists()


def test_what_has_a_day_by_law_or_contract_was_run_for_twelve_months(at):
    monthly = ("payroll", "monthly_closing", "invoice_payment", "invoicing", "monthly_tax", "social_insurance")

    ended = {key: Run.objects.filter(procedure__key=key).exclude(finished_at=None).count() for key in monthly}
    bonuses = Run.objects.filter(procedure__key="bonus").values_list("anchor_on__month", flat=True)

    assert min(ended.values()) >= 10
    assert {7, 12} <= set(bonuses)
    assert Run.objects.filter(procedure__key="standard_remuneration", passed_count__gte=7).exists()


def test_the_year_end_stands_where_the_day_puts_it(at):
    run = Run.objects.filter(procedure__key="year_end_adjustment").latest("pk")

    answered = run.cells().filter(step_key="answer", state=State.DONE).count()

    assert (run.subjects.count(), answered) == IN_GRID_AND_ANSWERED[at.date()]
    assert not run.subjects.filter(person__code__in=["ohashi", "sharoshi"]).exists()
    assert run.cells().filter(step_key="loan", state=State.NOT_APPLICABLE).exists()
    if answered < run.subjects.count():
        assert run.cells().filter(step_key="defects", state=State.NOW).exists()
        assert run.cells().filter(step_key="answer", state=State.NOW, assignee__code="foreman").exists()


def test_while_one_was_away_another_did_the_payroll_and_it_stayed_in_the_same_hands(at):
    away = Absence.objects.get(person__code="saeki")

    covered = Task.objects.filter(run__procedure__key="payroll", assignee__code="saeki", done_by__code="hayakawa")
    moments = covered.values_list("done_at", flat=True)
    meanwhile = Stamp.objects.filter(person__code="saeki", at__date__range=(away.first, away.last))

    assert len(moments) >= 3
    assert all(away.first <= moment.astimezone(at.tzinfo).date() <= away.last for moment in moments)
    assert not meanwhile.exclude(task__subject__person__code="saeki").exists()  # one's own answer comes from anywhere


def test_the_filing_of_july_was_shared_with_somebody_outside_until_a_day(at):
    shared = Share.objects.get(run__procedure__key="standard_remuneration")

    assert shared.until < at.date()
    assert shared.visited_at
    assert shared.tasks.get().done_by.code == "sharoshi"


def test_who_had_not_answered_a_week_before_the_day_was_reminded_once(at):
    reminder = Reminder.objects.get()

    assert reminder.by.code in {"saeki", "hayakawa"}
    assert 15 <= len(reminder.to) < 40


def test_two_projects_stand_side_by_side_and_one_firm_of_each_was_not_chosen(at):
    projects = Run.objects.filter(procedure__key="one_off_project", in_charge__code="nishino", finished_at=None)

    assert [run.subjects.filter(left_at=None).count() for run in projects] == [2, 2]
    assert all(run.cells().filter(state=State.NOW).exists() for run in projects)


def test_of_two_editions_published_in_the_middle_one_run_moved_and_one_stayed(at):
    moved, kept = Entry.objects.get(act="run.moved"), Entry.objects.get(act="run.kept")

    assert (moved.facts["from"], moved.facts["to"]) == (kept.facts["from"], kept.facts["to"]) == (1, 2)
    assert moved.facts["kept"] > 0
    assert moved.facts["said"] == ["推移・前月比・予算比を見る"]
    assert Run.objects.get(code=moved.about_key).edition.number == 2
    assert Run.objects.get(code=kept.about_key).edition.number == 1


@pytest.mark.parametrize("key", ["monthly_closing", "monthly_tax", "social_insurance"])
def test_what_is_done_a_month_later_bears_the_month_before(at, key):
    opened = Run.objects.filter(procedure__key=key).values_list("occurrence", "label")

    days = [(date.fromisoformat(nominal), label) for nominal, label in opened if nominal]

    assert days
    assert [label for _, label in days] == [period_label(_month_before(nominal)) for nominal, _ in days]


def _month_before(day: date) -> Period:
    last = day.replace(day=1) - timedelta(days=1)
    return Period(Every.MONTH, last.year, last.month)


def test_a_temp_cannot_learn_that_payroll_exists(seen, at):
    ohashi = seen("ohashi")

    found = search(ohashi, "給与計算")
    told = record.entries(ohashi).values_list("about_label", flat=True)

    assert not runs.visible_to(ohashi).filter(clearance="pay").exists()
    assert not procedures.visible_to(ohashi).filter(key="payroll").exists()
    assert not [hit for hit in found if "給与" in hit.title]
    assert not [label for label in told if "給与" in label]


def test_clearances_were_given_by_one_and_confirmed_by_another(at):
    held = Grant.objects.exclude(confirmed_at=None)

    assert {"morita", "saeki", "hayakawa"} == set(held.filter(clearance="pay").values_list("person__code", flat=True))
    assert not [grant for grant in held if grant.granted_by_id in {None, grant.confirmed_by_id, grant.person_id}]
    assert Grant.objects.filter(confirmed_at=None).count() == 1


def test_a_change_ahead_is_known_to_all_in_charge_and_one_under_a_seal_to_those_named(seen, at):
    ahead = {
        key: postings(seen(key)).filter(since__gt=at.date(), begun_at=None) for key in ("morita", "kodama", "nishino")
    }

    assert {key: found.count() for key, found in ahead.items()} == {"morita": 2, "kodama": 2, "nishino": 1}
    assert not Person.objects.exclude(department=None).filter(postings=None).exists()


def test_everything_that_can_go_differently_did(at):
    acts = set(Entry.objects.values_list("act", flat=True))

    assert {
        "task.sent_back",
        "task.differs",
        "task.difference_explained",
        "task.redone",
        "task.undone",
        "task.skipped",
        "task.taken_over",
        "task.postponed",
        "procedure.published",
    } <= acts
    assert Stamp.objects.filter(kind="blind").exclude(reason="").exists()


def test_procedures_have_second_editions_with_a_name_and_a_reason(at):
    second = Edition.objects.filter(number=2).select_related("published_by")

    assert second.count() >= 2
    assert all(edition.published_by and edition.reason for edition in second)


def test_what_several_people_have_run_is_not_theirs_alone(at):
    ran = Run.objects.exclude(finished_by=None).exclude(is_errand=True).values("procedure__key")

    cover = dict(ran.annotate(people=Count("finished_by", distinct=True)).values_list("procedure__key", "people"))

    assert {"payroll", "monthly_closing", "expense_claims"} <= {key for key, people in cover.items() if people > 1}
    assert 1 in cover.values()


def test_there_are_forty_eight_people_three_firms_and_amounts_that_are_not_round(at):
    own = Person.objects.exclude(number=None)
    amounts = set(Evidence.objects.exclude(amount=None).values_list("amount", flat=True))

    assert Company.objects.get().is_sample
    assert own.count() == 48
    assert own.exclude(account__email=None).count() >= 20
    assert not Person.objects.exclude(account__email=None).exclude(account__email__endswith=".example").exists()
    assert {name[0] for name in own.values_list("name", flat=True)} >= set("髙𠮷")
    assert set(PARTNERS) <= set(Evidence.objects.values_list("counterparty", flat=True))
    assert len([amount for amount in amounts if amount % 10]) >= 20


def test_nobody_acted_while_the_office_was_closed(at):
    calendar = company.calendars()("company")

    days = {moment.astimezone(at.tzinfo).date() for moment in Stamp.objects.values_list("at", flat=True)}

    assert [day for day in days if not calendar.is_open(day)] == []
