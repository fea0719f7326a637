"""配属: any postings in any order, and what a change moves."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.postings import (
    Candidate,
    Change,
    Departments,
    Held,
    HeldKind,
    change,
    holding,
    moves,
    spans,
    suggested,
)

APRIL = date(2027, 4, 1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Post:
    since: date
    entered: int


@st.composite
def entered(draw: st.DrawFn) -> list[Post]:
    days = draw(st.lists(st.integers(0, 12), max_size=9))
    return [Post(APRIL + timedelta(days=day), number) for number, day in enumerate(days)]


@given(entered(), st.integers(-2, 16))
def test_on_every_day_from_the_first_on_exactly_one_holds(postings, days):
    on = APRIL + timedelta(days=days)

    within = [post for post, last in spans(postings) if post.since <= on and (last is None or on <= last)]

    assert within == ([found] if (found := holding(postings, on)) else [])
    assert bool(found) == any(post.since <= on for post in postings)


@given(entered())
def test_each_ends_the_day_before_the_next_begins_and_the_last_has_no_end(postings):
    found = spans(postings)

    assert [last for _, last in found] == [*(post.since - DAY for post, _ in found[1:]), None][: len(found)]
    assert all(last is None or post.since <= last for post, last in found)


@given(entered(), st.integers(0, 12))
def test_of_two_that_begin_on_one_day_the_one_entered_later_holds(postings, days):
    on = APRIL + timedelta(days=days)
    of_the_day = [post for post in postings if post.since == on]

    assert not of_the_day or holding(postings, on) == of_the_day[-1]


@given(entered(), st.integers(0, 12))
def test_what_is_entered_ahead_changes_nothing_before_its_day(postings, days):
    coming = Post(APRIL + timedelta(days=days), 99)

    before = [holding(postings, APRIL + timedelta(days=day)) for day in range(days)]

    assert [holding([*postings, coming], APRIL + timedelta(days=day)) for day in range(days)] == before


def test_an_upper_department_reaches_two_levels_below_it():
    tree = Departments({1: None, 2: 1, 3: 2, 4: 3, 5: None})

    assert tree.reach([1, None]) == {1, 2, 3}
    assert tree.reach([3]) == {3, 4}


@pytest.mark.parametrize(
    ("roles", "role", "leaves"),
    [
        ({"office"}, "", False),
        ({"office"}, "manager", True),
        ({"office"}, "lead", False),
        ({"employee"}, "manager", False),
    ],
)
def test_the_office_is_left_by_a_role_outside_it_alone(roles, role, leaves):
    assert change(APRIL, {1}, {1}, roles, role).leaves_office is leaves


def task(on: date | None, department: int | None = 1, **more) -> Held:
    return Held(HeldKind.TASK, "差引を確かめる", "/runs/a/tasks/1/", on, department, **more)


@pytest.mark.parametrize(
    ("held", "moved"),
    [
        (task(APRIL - DAY), False),
        (task(APRIL), True),
        (task(APRIL, 2), False),
        (task(None), True),
        (task(APRIL, None), False),
    ],
)
def test_what_is_due_from_the_day_on_in_a_department_that_is_left_moves(held, moved):
    assert moves(held, Change(APRIL, frozenset({1}))) is moved


def test_whoever_leaves_the_office_hands_over_everything_from_the_day_on():
    leaving = Change(APRIL, leaves_office=True)

    assert [moves(held, leaving) for held in (task(APRIL, None), task(APRIL, 2), task(APRIL - DAY))] == [
        True, True, False,
    ]  # fmt: skip


def test_a_name_is_suggested_only_where_department_clearance_and_seal_allow():
    people = [
        Candidate("away", frozenset({2}), frozenset({"pay"})),
        Candidate("bare", frozenset({1})),
        Candidate("shut", frozenset({1}), frozenset({"pay"}), frozenset({7})),
        Candidate("able", frozenset({1, 2}), frozenset({"pay"})),
    ]

    assert suggested(task(APRIL, clearance="pay", seal_id=7), people) == ["able"]
    assert suggested(task(APRIL), people) == ["bare", "shut", "able"]
    assert suggested(task(APRIL, 9), people) == []
