"""今日: three things with their reasons, the strip, what waits for me; for whom it is there."""

from datetime import date, timedelta

import pytest

from urakata.common.audit.models import Entry
from urakata.core.attention import Why
from urakata.features.runs.actions import doing, errands
from urakata.features.today import actions, queries
from urakata.features.today.models import Pin


@pytest.fixture
def errand(office, viewer_of, at):
    """An errand of saeki's, due in so many days."""
    saeki = viewer_of(office.saeki)

    def made(title: str, days: int = 0):
        due_on = at.date() + timedelta(days=days)
        return errands.add(title, who=office.saeki, due_on=due_on, by=saeki, at=at).tasks.get()

    return made


@pytest.fixture
def saeki(office, viewer_of):
    return viewer_of(office.saeki)


def test_never_more_than_three_and_what_is_left_over_comes_first(errand, saeki, at):
    for number in range(4):
        errand(f"仕事{number}")
    errand("残り", -1)

    firsts = queries.today_page(saeki, at).firsts

    assert len(firsts) == 3
    assert (firsts[0].task.title, firsts[0].chosen.why) == ("残り", Why.LEFT_OVER)


def test_a_pinned_task_comes_first_and_pressing_again_lets_it_go(errand, saeki, at):
    errand("先")
    later = errand("あと", 3)

    actions.pin(later, by=saeki, at=at)
    assert queries.today_page(saeki, at).firsts[0].task.pk == later.pk

    actions.pin(later, by=saeki, at=at)
    assert not Pin.objects.exists()


def test_a_dismissed_task_stays_away_for_the_day(errand, saeki, at):
    task = errand("今日は見ない")

    actions.dismiss(task, by=saeki, at=at)

    assert queries.today_page(saeki, at).firsts == []
    assert len(queries.today_page(saeki, at + timedelta(days=1)).firsts) == 1


def test_what_a_person_pins_is_nobodys_business(errand, saeki, at):
    actions.pin(errand("私事"), by=saeki, at=at)

    entry = Entry.objects.get(act="today.pinned")
    assert (entry.actor_id, entry.about_label, entry.facts) == (None, "", {})


def test_the_strip_counts_ones_own_deadlines_by_day(errand, saeki, at):
    errand("あと", 3)
    doing.finish(errand("済み"), by=saeki, at=at)

    page = queries.today_page(saeki, at)

    assert (page.total, page.done, page.left) == (2, 1, 1)
    assert [day.on.day for day in page.strip if day.open] == [20]
    assert next(day for day in page.strip if day.on == date(2026, 11, 23)).holiday == "勤労感謝の日"
    assert (page.nth, page.month_open_days) == (11, 19)


def test_a_long_weekend_ahead_is_said(saeki, at):
    weekend = queries.today_page(saeki, at).long_weekend

    assert (weekend.first, weekend.days) == (date(2026, 11, 21), 3)


def test_an_empty_day_says_that_it_is_done(browser_of, office):
    assert "今日の分は終わりました" in browser_of(office.saeki).get("/").content.decode()


@pytest.mark.parametrize(("who", "to"), [("kobayashi", "/window/"), ("sharoshi", "/shared/"), ("owner", "/settings/")])
def test_whoever_has_no_rail_is_shown_to_their_own_door(who, to, browser_of, office):
    answer = browser_of(getattr(office, who)).get("/")

    assert answer.headers["Location"] == to


def test_a_stranger_is_shown_to_the_entrance(client, office):
    assert client.get("/").headers["Location"].startswith("/enter/")


def test_another_persons_task_cannot_be_pinned_unseen(errand, browser_of, office):
    task = errand("佐伯さんの仕事")

    answer = browser_of(office.ohashi).post(f"/today/{task.run.code}/1/pin/")

    assert answer.status_code == 404
    assert not Pin.objects.exists()


def test_today_costs_at_most_a_dozen_queries(errand, browser_of, office, django_assert_max_num_queries):
    for number in range(8):
        errand(f"仕事{number}", number)
    client = browser_of(office.saeki)

    with django_assert_max_num_queries(12):
        client.get("/")
