"""代わり: whoever is asked is here and able, the order holds, and a day ends at its end."""

from datetime import date, timedelta

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from urakata.core.cover import Away, Half, Presence, StandIn, Stretch, is_away, stand_in

MONDAY = date(2026, 11, 16)
PEOPLE = range(1, 7)
people = st.lists(st.sampled_from(PEOPLE), unique=True)
some = st.sets(st.sampled_from(PEOPLE))
halves = st.sampled_from(list(Half))
aways = st.dictionaries(st.sampled_from(PEOPLE), st.builds(Away, st.just(MONDAY), halves))
days = st.integers(0, 40).map(lambda n: MONDAY + timedelta(days=n))
stretches = st.builds(
    lambda first, n, half: Stretch(first, first + timedelta(days=n), half), days, st.integers(0, 20), halves
)
weekdays = st.none() | st.frozensets(st.integers(0, 4), min_size=1)


def is_weekday(on: date) -> bool:
    return on.weekday() < 5


def presence(*mine: Stretch, works: frozenset[int] | None = None) -> Presence:
    return Presence({1: mine}, {} if works is None else {1: works}, is_weekday)


@given(people, st.none() | st.sampled_from(PEOPLE), some, aways, some, st.booleans())
def test_whoever_is_asked_is_here_able_and_not_barred(order, in_charge, able, away, barred, urgent):
    found = stand_in(order, in_charge=in_charge, able=able, away=away, barred=barred, urgent=urgent)

    fit = [p for p in [*order, in_charge] if p in able and p not in barred and not is_away(p, away, urgent=urgent)]
    event("nobody" if found is None else "in charge" if found.place == 0 else "by order")
    assert found is None or found.person in fit
    assert (found is None) == (fit == [])


@given(people, st.none() | st.sampled_from(PEOPLE), some, aways, some, st.booleans())
def test_nobody_who_could_is_passed_over(order, in_charge, able, away, barred, urgent):
    found = stand_in(order, in_charge=in_charge, able=able, away=away, barred=barred, urgent=urgent)

    if found is not None:
        before = order[: found.place - 1] if found.place else order
        assert not [p for p in before if p in able and p not in barred and not is_away(p, away, urgent=urgent)]
        assert found.place == 0 or order[found.place - 1] == found.person


@given(st.lists(stretches, max_size=4), weekdays, days)
def test_a_day_away_lasts_to_the_last_one_before_an_open_day_at_work(mine, works, on):
    away = presence(*mine, works=works).away_on(1, on)

    if away is not None and away.half == Half.WHOLE:
        back = next(day for day in _days_after(on) if is_weekday(day) and not _is_whole(mine, works, day))
        assert away.until == max(day for day in [on, *_days_after(on)] if day < back and _is_whole(mine, works, day))


def _days_after(on: date) -> list[date]:
    return [on + timedelta(days=n) for n in range(1, 100)]


def _is_whole(mine: list[Stretch], works: frozenset[int] | None, on: date) -> bool:
    halves = {each.half for each in mine if each.first <= on <= each.last}
    absent = Half.WHOLE in halves or len(halves) > 1
    return absent or (works is not None and on.weekday() not in works and is_weekday(on))


@given(st.lists(stretches, max_size=4), days)
def test_without_an_absence_of_that_day_nobody_is_away(mine, on):
    away = presence(*mine).away_on(1, on)

    assert (away is not None) == any(each.first <= on <= each.last for each in mine)


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2026, 11, 23), None),
        (date(2026, 11, 24), date(2026, 12, 4)),
        (date(2026, 12, 4), date(2026, 12, 4)),
        (date(2026, 12, 5), None),
    ],
)
def test_two_weeks_begin_and_end_with_their_days(on, until):
    away = presence(Stretch(date(2026, 11, 24), date(2026, 12, 4))).away_on(1, on)

    assert (away and away.until) == until


def test_whoever_works_on_closed_days_alone_is_away_for_long():
    assert presence(works=frozenset({6})).away_on(1, MONDAY).until > MONDAY + timedelta(days=700)


def test_whoever_works_to_thursday_is_away_on_friday_and_not_on_a_closed_day():
    to_thursday = presence(works=frozenset({0, 1, 2, 3}))

    assert to_thursday.away_on(1, MONDAY + timedelta(days=3)) is None
    assert to_thursday.away_on(1, MONDAY + timedelta(days=4)) == Away(MONDAY + timedelta(days=4))
    assert to_thursday.away_on(1, MONDAY + timedelta(days=5)) is None


def test_an_absence_after_a_free_friday_is_told_to_its_end():
    both = presence(Stretch(MONDAY + timedelta(days=7), MONDAY + timedelta(days=9)), works=frozenset({0, 1, 2, 3}))

    assert both.away_on(1, MONDAY + timedelta(days=4)) == Away(MONDAY + timedelta(days=9))


def test_half_a_day_counts_only_for_what_is_due():
    away = {1: Away(MONDAY, Half.MORNING)}

    assert not is_away(1, away, urgent=False)
    assert is_away(1, away, urgent=True)
    assert stand_in([1, 2], able={1, 2}, away=away) == StandIn(1, 1)
    assert stand_in([1, 2], able={1, 2}, away=away, urgent=True) == StandIn(2, 2)


def test_a_morning_and_an_afternoon_are_a_day():
    both = presence(Stretch(MONDAY, MONDAY, Half.MORNING), Stretch(MONDAY, MONDAY, Half.AFTERNOON))

    assert both.away_on(1, MONDAY) == Away(MONDAY)
    assert not Stretch(MONDAY, MONDAY, Half.MORNING).crosses(Stretch(MONDAY, MONDAY, Half.AFTERNOON))
    assert Stretch(MONDAY, MONDAY, Half.MORNING).crosses(Stretch(MONDAY, MONDAY))
