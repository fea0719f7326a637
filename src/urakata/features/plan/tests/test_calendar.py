"""こよみが読むもの: with the eyes that a person has at that moment, and never a title behind a clearance."""

import hashlib
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from urakata.common.seams import dated
from urakata.common.seams.dated import DatedThing
from urakata.core.feeds import Kind, Remind
from urakata.features.company.models import Grant, Person, Role, Seal
from urakata.features.plan import actions
from urakata.features.plan.models import Feed
from urakata.features.runs.models import Run, Task

ASKED = 4  # whether the house has begun, the feed, its person, and what the page of a 404 says
HIDDEN = ("賞与", "異動", "額を決める", "名簿を直す")


def test_ones_own_days_are_there_without_what_is_behind_a_clearance_or_a_seal(work, office, make, titles):
    assert titles(make(office.saeki)) == ["月次決算 請求書を集める"]


def test_ticked_what_is_behind_a_clearance_comes_as_a_day_alone(work, office, make, ask, events):
    secret = make(office.saeki, with_veiled=True)

    days = {(str(event["SUMMARY"]), event["DTSTART"].dt) for event in events(secret)}
    said = ask(secret).content.decode().replace("\r\n ", "")

    assert days == {("月次決算 請求書を集める", date(2026, 12, 10)), ("締切", date(2026, 12, 10))}
    assert [word for word in HIDDEN if word in said] == []
    assert work[1].code not in said


def test_a_veiled_day_cannot_be_tried_against_keys_known_from_elsewhere(work, office, make, events, viewer_of):
    """A colleague to whom the link was forwarded knows codes of people, and whose feed names the home."""
    secret = make(office.saeki, with_veiled=True)
    named = {str(event["UID"]) for event in events(secret)}
    home = next(iter(named)).rpartition("@")[2]
    known = dated.days(viewer_of(office.saeki), date(2026, 12, 10), date(2026, 12, 10), own=True)

    tried = {hashlib.sha256(f"{each.kind}-{each.key}@{home}".encode()).hexdigest()[:24] for each in known}

    assert not {uid for uid in named if any(guess in uid for guess in tried)}


def test_whoever_loses_the_clearance_loses_the_day_as_well(work, office, make, titles, at):
    secret = make(office.saeki, with_veiled=True)

    Grant.objects.filter(person=office.saeki).update(revoked_at=at)

    assert titles(secret) == ["月次決算 請求書を集める"]


@pytest.mark.parametrize("maker", ["morita", "nishino"])
def test_the_teams_days_show_nothing_behind_a_clearance_and_nobodys_own_work(maker, work, office, make, ask, titles):
    """morita leads and holds 給与; 経理 is nishino's department."""
    Task.objects.update(assignee=getattr(office, maker))
    secret = make(getattr(office, maker), Kind.TEAM)

    assert titles(secret) == ["月次決算"]
    assert [word for word in HIDDEN if word in ask(secret).content.decode()] == []


def test_of_other_departments_the_team_shows_nothing_that_its_maker_does_not_see(work, office, make, titles):
    """A step that nobody has is in nobody's hands, not in the team's."""
    Task.objects.update(assignee=None, department=None)

    assert titles(make(office.saeki, Kind.TEAM)) == []


def test_a_clearance_set_later_closes_what_stood_in_the_feed(work, office, make, titles):
    secret = make(office.saeki)

    Run.objects.filter(pk=work[0].pk).update(clearance="pay")

    assert titles(secret) == []


def test_a_seal_that_opened_lets_its_days_in(work, office, make, titles):
    secret = make(office.saeki)

    Seal.objects.update(until=date(2026, 11, 16))

    assert "異動 名簿を直す" in titles(secret)


def _take_back(feed: Feed, viewer, at: datetime) -> None:
    actions.revoke(feed, by=viewer, at=at)


ENDS = {
    "taken back": _take_back,
    "left": lambda feed, *_: Person.objects.filter(pk=feed.person_id).update(leaves_on=date(2026, 11, 16)),
    "without an account": lambda feed, *_: Person.objects.filter(pk=feed.person_id).update(account=None),
    "account closed": lambda feed, *_: (
        type(feed.person.account).objects.filter(pk=feed.person.account_id).update(is_active=False)
    ),
    "of the office no more": lambda feed, *_: Role.objects.filter(person=feed.person_id).update(name="employee"),
}


@pytest.mark.parametrize("how", ENDS)
def test_what_is_over_answers_as_what_never_was(how, work, office, make, ask, viewer_of, at, django_assert_num_queries):
    secret, never = make(office.nishino, Kind.TEAM), "x" * 43
    assert ask(secret).status_code == 200

    ENDS[how](Feed.objects.get(), viewer_of(office.nishino), at)

    with django_assert_num_queries(ASKED):
        over = ask(secret)
    with django_assert_num_queries(ASKED):
        unknown = ask(never)
    assert (over.status_code, over.content) == (404, unknown.content)


@pytest.mark.parametrize("secret", ["a", "髙𠮷﨑", "%00", "x" * 5000, "..%2f..", "' or 1=1"])
def test_nonsense_is_not_found(secret, ask, office):
    assert ask(secret).status_code == 404


def test_a_uid_stays_when_the_title_and_the_day_change(work, office, make, events):
    secret = make(office.saeki)
    (before,) = events(secret)

    Task.objects.filter(run=work[0]).update(title="請求書と領収書を集める", due_on=date(2026, 12, 11))

    (after,) = events(secret)
    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], date(2026, 12, 11))
    assert str(after["UID"]).startswith(f"task-{work[0].code}/1@")
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_what_says_the_same_has_not_changed(work, office, make, ask, monkeypatch, at):
    secret = make(office.saeki)
    first = ask(secret)
    monkeypatch.setattr("urakata.config.middleware.now", lambda: at + timedelta(days=1))

    again, asked = ask(secret), ask(secret, if_none_match=first["ETag"])

    assert again.content == first.content
    assert (asked.status_code, asked.content, asked["ETag"]) == (304, b"", first["ETag"])
    Task.objects.update(title="別の題")
    assert ask(secret, if_none_match=first["ETag"]).status_code == 200


def test_the_answer_is_kept_by_nobody_between(work, office, make, ask):
    answer = ask(make(office.saeki))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"


def test_of_its_reading_the_day_stays_and_nothing_else(work, office, make, ask, at):
    ask(make(office.saeki))

    assert Feed.objects.get().last_read_on == at.date()


class Twice:
    """One thing that stands on two days."""

    kind = "twice"

    def days(self, viewer, first, last, *, own):
        return [DatedThing("twice", "a;b,c", "棚卸し", date(2026, 12, day), "/", is_fixed=True) for day in (1, 2)]


def test_what_stands_on_two_days_is_two_events(office, make, events):
    dated.register(Twice())

    found = [(event["UID"].partition("@")[0], event["DTSTART"].dt.day) for event in events(make(office.saeki))]

    assert found == [("twice-a;b,c-20261201", 1), ("twice-a;b,c-20261202", 2)]


def test_what_is_done_says_so_and_does_not_remind(work, office, make, events, at):
    secret = make(office.saeki, remind=Remind.MORNING)
    Task.objects.filter(run=work[0]).update(state="done", done_at=at, done_by=office.saeki)

    (event,) = events(secret)

    assert (str(event["SUMMARY"]), event.walk("VALARM")) == ("済み 月次決算 請求書を集める", [])


def test_what_cannot_move_says_so(work, office, make, events):
    Run.objects.filter(pk=work[0].pk).update(is_fixed=True)

    (event,) = events(make(office.saeki))

    assert "動かせない期限です。" in str(event["DESCRIPTION"])
    assert [str(name) for name in event["CATEGORIES"].cats] == ["期限"]
    assert str(event["URL"]).endswith(f"/runs/{work[0].code}/tasks/1/")


@pytest.mark.parametrize(
    ("remind", "days", "before"),
    [(Remind.MORNING, 0, 0), (Remind.DAYS, 3, 3), (Remind.BUSINESS_DAY, 0, 3)],
)
def test_it_reminds_in_the_morning(remind, days, before, open_run, office, make, events):
    """The business day before Monday 14 December is the Friday."""
    text = "key: closing\ntitle: 月次決算\ndepartment: 経理\nsteps: [{key: gather, title: 請求書を集める}]"
    open_run(text, office.saeki, date(2026, 12, 14))

    (event,) = events(make(office.saeki, remind=remind, remind_days=days))

    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=8, minutes=30) - timedelta(days=before)


def test_the_feed_is_bounded(work, office, make, titles, at):
    secret = make(office.saeki)
    for far in (-91, 401):
        Task.objects.filter(run=work[0]).update(due_on=at.date() + timedelta(days=far))
        assert titles(secret) == []
    for near in (-90, 400):
        Task.objects.filter(run=work[0]).update(due_on=at.date() + timedelta(days=near))
        assert len(titles(secret)) == 1


def test_a_session_of_somebody_else_and_another_language_change_nothing(work, office, make, ask, browser_of, settings):
    secret, browser = make(office.saeki, with_veiled=True), browser_of(office.morita)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert browser.get(f"/calendar/{secret}.ics").content == ask(secret).content


def test_read_under_two_names_of_the_house_it_has_not_changed(work, office, make, ask):
    secret = make(office.saeki)

    said = [ask(secret, host=host) for host in ("a.example", "b.example", "a.example")]

    assert b"http://b.example/runs/" in said[1].content.replace(b"\r\n ", b"")
    assert said[0].content == said[2].content
    assert Feed.objects.get().revision == 1


def test_it_can_be_asked_for_its_head_alone(work, office, make):
    assert Client().head(f"/calendar/{make(office.saeki)}.ics").status_code == 200
