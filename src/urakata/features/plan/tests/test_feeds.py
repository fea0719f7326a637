"""購読をつくる・やめる: the secret is told once, the record keeps none of it."""

from datetime import date, timedelta

import pytest

from urakata.common.audit.models import Entry
from urakata.core.feeds import MOST_OPEN, Kind, Problem, Remind
from urakata.core.refusal import NotAllowed
from urakata.features.company.models import Person
from urakata.features.plan import actions, jobs, queries
from urakata.features.plan.models import Feed


def test_neither_the_database_nor_the_record_keeps_the_secret(office, make):
    secret = make(office.saeki)

    kept = [str(row) for row in [*Feed.objects.values(), *Entry.objects.values()]]

    assert [row for row in kept if secret in row] == []
    assert Entry.objects.filter(act="feed.made").count() == 1


@pytest.mark.parametrize("who", ["ohashi", "foreman", "kobayashi", "owner"])
def test_the_teams_days_are_for_the_office(who, office, make):
    with pytest.raises(NotAllowed) as refused:
        make(getattr(office, who), Kind.TEAM)

    assert refused.value.problems == [Problem.NOT_YOURS]


def test_somebody_from_outside_takes_nothing_along(office, make):
    with pytest.raises(NotAllowed):
        make(office.sharoshi)


def test_there_is_an_end_to_how_many_one_has(office, make):
    for _ in range(MOST_OPEN):
        make(office.saeki)

    with pytest.raises(NotAllowed) as refused:
        make(office.saeki)

    assert refused.value.problems == [Problem.TOO_MANY]
    assert make(office.nishino)


def test_only_the_first_of_two_takes_it_back(office, make, viewer_of, at):
    make(office.saeki)
    feed = Feed.objects.get()
    actions.revoke(feed, by=viewer_of(office.saeki), at=at)

    with pytest.raises(NotAllowed) as refused:
        actions.revoke(feed, by=viewer_of(office.saeki), at=at)

    assert refused.value.problems == [Problem.IS_OVER]
    assert Entry.objects.filter(act="feed.revoked").count() == 1


def test_a_lead_sees_the_teams_feeds_and_nobody_elses_own(office, make, viewer_of):
    make(office.saeki)
    make(office.saeki, Kind.TEAM)

    assert [feed.kind for feed in queries.of_others(viewer_of(office.morita))] == ["team"]
    assert queries.of_others(viewer_of(office.nishino)) == []


def test_a_leavers_feeds_end_for_good_with_the_day_after(office, make, ask, at):
    secret = make(office.saeki)
    Person.objects.filter(pk=office.saeki.pk).update(leaves_on=at.date())
    assert ask(secret).status_code == 200

    ended = [jobs.end_feeds(at + timedelta(days=1)), jobs.end_feeds(at + timedelta(days=1))]

    assert ended == [1, 0]
    Person.objects.filter(pk=office.saeki.pk).update(leaves_on=None)
    assert ask(secret).status_code == 404


@pytest.mark.parametrize(("second", "revision"), [("neu", 1), ("anders", 2)])
def test_of_two_that_read_at_once_the_second_counts_on_from_the_first(second, revision, office, make, at):
    make(office.saeki)
    one, other = Feed.objects.get(), Feed.objects.get()

    said = [actions.read(one, "neu", at=at).revision, actions.read(other, second, at=at).revision]

    assert said == [1, revision]
    assert Feed.objects.get().content == second


def test_a_clock_that_was_set_back_makes_nothing_older(office, make, at):
    make(office.saeki)
    before = Feed.objects.get()

    after = actions.read(before, "neu", at=at - timedelta(days=3))

    assert after.revised_at == at
    assert Feed.objects.get().last_read_on == date(2026, 11, 14)


def test_a_team_feed_never_has_what_is_behind_a_clearance(office, make):
    make(office.saeki, Kind.TEAM, Remind.NONE, with_veiled=True)

    assert Feed.objects.get().with_veiled is False
