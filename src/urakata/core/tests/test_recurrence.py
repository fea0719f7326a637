"""周期: on which days a thing comes round."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.business_days import CALENDARS, ClosedDays
from urakata.core.calendar_days import add_months
from urakata.core.errors import InputMistake
from urakata.core.recurrence import (
    Anchor,
    Cadence,
    Closed,
    CompanyDays,
    Every,
    Occurrence,
    Period,
    fiscal_year_end,
    occurrences,
)
from urakata.core.tests.conftest import calendar as cached

COMPANY = CompanyDays(fiscal_year_end=(3, 31), closing_day=-1, payday=25, bonuses=((7, 10), (12, 10)))


def days(cadence: Cadence, first: date, last: date, company: CompanyDays = COMPANY) -> list[date]:
    return [found.on for found in occurrences(cadence, first, last, company=company, calendar=cached)]


def year_2026(cadence: Cadence, company: CompanyDays = COMPANY) -> list[Occurrence]:
    return occurrences(cadence, date(2026, 1, 1), date(2026, 12, 31), company=company, calendar=cached)


def test_a_closed_day_moves_as_the_cadence_says() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 30)  # 22 November is a Sunday, the 23rd a holiday

    moved = {closed: days(Cadence(Every.MONTH, day=22, closed=closed), first, last) for closed in Closed}

    assert moved == {
        Closed.EARLIER: [date(2026, 11, 20)],
        Closed.LATER: [date(2026, 11, 24)],
        Closed.SKIP: [],
        Closed.AS_IS: [date(2026, 11, 22)],
    }


def test_the_31st_of_a_shorter_month_is_its_last_day() -> None:
    found = year_2026(Cadence(Every.MONTH, day=31, closed=Closed.AS_IS))

    assert [occurrence.on.day for occurrence in found] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_the_tenth_business_day_of_a_short_month_is_its_last() -> None:
    short = frozenset((6, day) for day in range(10, 31))
    found = occurrences(
        Cadence(Every.MONTH, business_day=10),
        date(2026, 6, 1),
        date(2026, 7, 31),
        company=COMPANY,
        calendar=lambda name: cached(name, short),
    )

    assert [occurrence.on for occurrence in found] == [date(2026, 6, 9), date(2026, 7, 14)]


def test_the_last_business_day_comes_from_the_calendar_of_the_cadence() -> None:
    december = date(2026, 12, 1), date(2026, 12, 31)

    assert days(Cadence(Every.MONTH, last_business_day=True, calendar="bank"), *december) == [date(2026, 12, 30)]
    assert days(Cadence(Every.MONTH, last_business_day=True, calendar="gov_office"), *december) == [date(2026, 12, 28)]


def test_every_week_comes_on_its_weekday_with_the_iso_week() -> None:
    found = occurrences(
        Cadence(Every.WEEK, weekday=0), date(2026, 11, 16), date(2026, 11, 30), company=COMPANY, calendar=cached
    )

    # Monday 23 November is a holiday, so that week's turn is the Friday before
    assert [(occurrence.on, occurrence.period) for occurrence in found] == [
        (date(2026, 11, 16), Period(Every.WEEK, 2026, 47)),
        (date(2026, 11, 20), Period(Every.WEEK, 2026, 48)),
        (date(2026, 11, 30), Period(Every.WEEK, 2026, 49)),
    ]


def test_a_day_moved_out_of_its_month_is_found_where_it_lands() -> None:
    cadence = Cadence(Every.MONTH, day=1)  # 1 November 2026 is a Sunday

    found = occurrences(cadence, date(2026, 10, 2), date(2026, 10, 31), company=COMPANY, calendar=cached)

    assert found == [Occurrence(date(2026, 11, 1), date(2026, 10, 30), Period(Every.MONTH, 2026, 11))]


def test_a_payday_is_moved_earlier_by_the_bank_and_by_nothing_else() -> None:
    company = CompanyDays(payday=31)
    cadence = Cadence(Every.MONTH, anchor=Anchor.PAYDAY, closed=Closed.LATER, calendar="gov_office")

    found = year_2026(cadence, company)

    assert found[-1] == Occurrence(date(2026, 12, 31), date(2026, 12, 30), Period(Every.MONTH, 2026, 12))
    assert found[4].on == date(2026, 5, 29)


def test_a_payday_in_the_next_month_is_for_the_month_that_closed() -> None:
    company = CompanyDays(payday=10, payday_month="next")

    found = year_2026(Cadence(Every.MONTH, anchor=Anchor.PAYDAY), company)

    assert [occurrence.period for occurrence in found[:2]] == [
        Period(Every.MONTH, 2025, 12),
        Period(Every.MONTH, 2026, 1),
    ]
    assert found[0].on == date(2026, 1, 9)


def test_a_payday_that_is_for_the_month_before_is_so_once_in_either_company() -> None:
    cadence = Cadence(Every.MONTH, anchor=Anchor.PAYDAY, previous=True)

    found = {said: year_2026(cadence, CompanyDays(payday=10, payday_month=said))[0].period for said in ("same", "next")}

    assert found == dict.fromkeys(found, Period(Every.MONTH, 2025, 12))


def test_a_month_is_closed_on_the_fifth_business_day_of_the_next() -> None:
    found = year_2026(Cadence(Every.MONTH, business_day=5, previous=True))

    assert [(occurrence.on, occurrence.period) for occurrence in (found[0], found[-1])] == [
        (date(2026, 1, 8), Period(Every.MONTH, 2025, 12)),
        (date(2026, 12, 7), Period(Every.MONTH, 2026, 11)),
    ]


def test_a_day_moved_into_the_next_month_is_still_for_the_month_before_its_own() -> None:
    cadence = Cadence(Every.MONTH, anchor=Anchor.MONTH_END, closed=Closed.LATER, calendar="bank", previous=True)

    found = occurrences(cadence, date(2026, 11, 1), date(2026, 11, 30), company=COMPANY, calendar=cached)

    # 31 October 2026 is a Saturday
    assert [(occurrence.on, occurrence.period.number) for occurrence in found] == [
        (date(2026, 11, 2), 9),
        (date(2026, 11, 30), 10),
    ]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (Every.WEEK, Period(Every.WEEK, 2025, 52)),  # the week of 1 January 2026 is the first
        (Every.MONTH, Period(Every.MONTH, 2025, 12)),
        (Every.QUARTER, Period(Every.QUARTER, 2025, 3)),
        (Every.YEAR, Period(Every.YEAR, 2025)),
        (Every.FISCAL_YEAR, Period(Every.FISCAL_YEAR, 2024)),
    ],
)
def test_the_period_before_crosses_the_year(every: Every, expected: Period) -> None:
    cadence = Cadence(every, day=-1, closed=Closed.AS_IS, previous=True)

    found = occurrences(cadence, date(2026, 1, 1), date(2026, 12, 31), company=COMPANY, calendar=cached)

    assert found[0].period == expected


def test_bonus_days_come_each_with_its_bank_day() -> None:
    company = CompanyDays(bonuses=((12, 12), (7, 10)))

    for every in (Every.YEAR, Every.MONTH):
        found = year_2026(Cadence(every, anchor=Anchor.BONUS_DAY), company)
        assert [occurrence.on for occurrence in found] == [date(2026, 7, 10), date(2026, 12, 11)]


def test_closing_day_and_month_end_follow_the_closed_rule() -> None:
    company = CompanyDays(closing_day=20)
    may = date(2026, 5, 1), date(2026, 5, 31)

    assert days(Cadence(Every.MONTH, anchor=Anchor.CLOSING_DAY), *may, company) == [date(2026, 5, 20)]
    assert days(Cadence(Every.MONTH, anchor=Anchor.MONTH_END), *may) == [date(2026, 5, 29)]
    assert days(Cadence(Every.MONTH, anchor=Anchor.MONTH_END, closed=Closed.AS_IS), *may) == [date(2026, 5, 31)]


def test_the_last_payday_of_the_year_is_the_years_payday() -> None:
    company = CompanyDays(payday=25, payday_month="next")

    found = year_2026(Cadence(Every.YEAR, anchor=Anchor.PAYDAY), company)

    assert [(occurrence.on, occurrence.period) for occurrence in found] == [
        (date(2026, 12, 25), Period(Every.YEAR, 2026))
    ]


def test_quarters_and_fiscal_years_follow_the_company() -> None:
    company = CompanyDays(fiscal_year_end=(2, 28))
    quarters = year_2026(Cadence(Every.QUARTER, day=-1, closed=Closed.AS_IS), company)
    years = year_2026(Cadence(Every.FISCAL_YEAR, anchor=Anchor.FISCAL_YEAR_END, closed=Closed.AS_IS), company)

    assert [(found.on, found.period.year, found.period.number) for found in quarters] == [
        (date(2026, 2, 28), 2025, 4),
        (date(2026, 5, 31), 2026, 1),
        (date(2026, 8, 31), 2026, 2),
        (date(2026, 11, 30), 2026, 3),
    ]
    assert [(found.on, found.period) for found in years] == [(date(2026, 2, 28), Period(Every.FISCAL_YEAR, 2025))]


def test_a_february_year_end_is_the_last_day_of_february() -> None:
    assert fiscal_year_end(2028, (2, 28)) == fiscal_year_end(2028, (2, 29)) == date(2028, 2, 29)
    assert fiscal_year_end(2027, (2, 29)) == date(2027, 2, 28)


def test_a_year_end_inside_a_month_cuts_its_quarters_there() -> None:
    company = CompanyDays(fiscal_year_end=(3, 20))
    cadence = Cadence(Every.QUARTER, anchor=Anchor.START, closed=Closed.AS_IS)

    assert [found.on for found in year_2026(cadence, company)] == [
        date(2026, 3, 21),
        date(2026, 6, 21),
        date(2026, 9, 21),
        date(2026, 12, 21),
    ]


def test_a_month_and_day_come_once_a_year_or_every_third_month() -> None:
    yearly = year_2026(Cadence(Every.YEAR, month_day=(7, 10)))
    fiscal = year_2026(Cadence(Every.FISCAL_YEAR, month_day=(1, 20)))
    quarterly = year_2026(Cadence(Every.QUARTER, month_day=(1, 31), closed=Closed.AS_IS))

    assert [found.on for found in yearly] == [date(2026, 7, 10)]
    assert [(found.on, found.period.year) for found in fiscal] == [(date(2026, 1, 20), 2025)]
    assert [(found.on.month, found.on.day) for found in quarterly] == [(1, 31), (4, 30), (7, 31), (10, 31)]


@pytest.mark.parametrize(
    "cadence",
    [
        Cadence(Every.MONTH, anchor=Anchor.PAYDAY),
        Cadence(Every.MONTH, anchor=Anchor.CLOSING_DAY),
        Cadence(Every.YEAR, anchor=Anchor.BONUS_DAY),
        Cadence(Every.FISCAL_YEAR, day=1),
        Cadence(Every.YEAR, anchor=Anchor.FISCAL_YEAR_END),
    ],
)
def test_what_the_profile_does_not_say_yet_gives_no_day(cadence: Cadence) -> None:
    assert year_2026(cadence, CompanyDays()) == []


def test_a_cadence_without_a_day_is_refused() -> None:
    with pytest.raises(InputMistake, match="cadence_without_day"):
        year_2026(Cadence(Every.MONTH))


def test_days_beyond_the_calendars_are_refused() -> None:
    for first in (date(1956, 1, 1), date(2149, 1, 1), date.max, date.min):
        with pytest.raises(InputMistake, match="out_of_range"):
            days(Cadence(Every.WEEK, weekday=0), first, first)


def test_a_range_that_ends_before_it_begins_holds_nothing() -> None:
    assert days(Cadence(Every.WEEK, weekday=0), date(2026, 12, 1), date(2026, 11, 1)) == []


day_words = st.one_of(
    st.builds(dict, day=st.sampled_from([-1, *range(1, 32)])),
    st.builds(dict, weekday=st.integers(0, 6)),
    st.builds(dict, business_day=st.integers(1, 25)),
    st.just({"last_business_day": True}),
    st.builds(dict, month_day=st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: (day.month, day.day))),
    st.builds(dict, anchor=st.sampled_from(Anchor)),
)
cadences = st.builds(
    lambda words, **more: Cadence(**words, **more),
    day_words,
    every=st.sampled_from(Every),
    closed=st.sampled_from(Closed),
    calendar=st.sampled_from(sorted(CALENDARS)),
    previous=st.booleans(),
)
firsts = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@given(cadences, firsts, st.integers(0, 400), st.integers(0, 400))
def test_two_ranges_side_by_side_give_what_the_whole_gives(cadence: Cadence, first: date, one: int, two: int) -> None:
    middle, last = first + timedelta(days=one), first + timedelta(days=one + two)

    parts = days(cadence, first, middle) + days(cadence, middle + timedelta(days=1), last)

    assert parts == days(cadence, first, last)


@given(cadences, firsts)
def test_a_moved_day_is_open_and_on_its_side(cadence: Cadence, first: date) -> None:
    by_bank = cadence.anchor in (Anchor.PAYDAY, Anchor.BONUS_DAY)
    closed = Closed.EARLIER if by_bank else cadence.closed
    calendar: Callable[[str], ClosedDays] = cached
    open_days = calendar("bank" if by_bank else cadence.calendar)

    for found in occurrences(cadence, first, first + timedelta(days=400), company=COMPANY, calendar=calendar):
        assert open_days.is_open(found.on) or closed is Closed.AS_IS
        assert found.on <= found.nominal or closed is Closed.LATER
        assert found.on == found.nominal or closed in (Closed.EARLIER, Closed.LATER)


@given(firsts, st.integers(1, 31))
def test_every_month_has_its_turn_exactly_once(first: date, day: int) -> None:
    found = occurrences(
        Cadence(Every.MONTH, day=day, closed=Closed.AS_IS),
        first.replace(month=1, day=1),
        first.replace(month=12, day=31),
        company=COMPANY,
        calendar=cached,
    )

    assert [occurrence.period.number for occurrence in found] == list(range(1, 13))


def place(period: Period) -> int:
    """Where a period stands among those of its kind, one after the other."""
    match period.every:
        case Every.WEEK:
            return date.fromisocalendar(period.year, period.number or 0, 1).toordinal() // 7
        case Every.MONTH:
            return period.year * 12 + (period.number or 0)
        case Every.QUARTER:
            return period.year * 4 + (period.number or 0)
        case _:
            return period.year


@given(cadences, firsts)
def test_what_is_for_the_period_before_keeps_its_days_and_is_one_period_behind(cadence: Cadence, first: date) -> None:
    last = first + timedelta(days=400)
    own, before = (
        occurrences(replace(cadence, previous=said), first, last, company=COMPANY, calendar=cached)
        for said in (False, True)
    )

    assert [(found.nominal, found.on) for found in before] == [(found.nominal, found.on) for found in own]
    assert [place(found.period) + 1 for found in before] == [place(found.period) for found in own]


years = st.integers(2000, 2060)
calendar_names = st.sampled_from(sorted(CALENDARS))
few = settings(max_examples=40, deadline=None)


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=passed) for passed in range((last - first).days + 1)]


def months_of(year: int) -> list[tuple[date, date]]:
    firsts = [date(year, month, 1) for month in range(1, 13)]
    return [(first, add_months(first, 1) - timedelta(days=1)) for first in firsts]


def of_year(cadence: Cadence, year: int) -> list[date]:
    return days(cadence, date(year, 1, 1), date(year, 12, 31))


@few
@given(cadences, years)
def test_a_year_is_the_union_of_its_months(cadence: Cadence, year: int) -> None:
    assert of_year(cadence, year) == [on for month in months_of(year) for on in days(cadence, *month)]


@few
@given(years, st.integers(1, 31), calendar_names)
def test_the_nth_business_day_is_counted_on_the_fingers_and_falls_back_to_the_last(
    year: int, n: int, name: str
) -> None:
    opened = [[on for on in every_day(*month) if cached(name).is_open(on)] for month in months_of(year)]

    assert of_year(Cadence(Every.MONTH, business_day=n, calendar=name), year) == [
        month[n - 1] if n <= len(month) else month[-1] for month in opened
    ]
    assert of_year(Cadence(Every.MONTH, last_business_day=True, calendar=name), year) == [month[-1] for month in opened]


@pytest.mark.parametrize("opened", [0, 1, 14])
def test_a_month_with_hardly_an_open_day_still_has_its_turn_and_one_with_none_has_none(opened: int) -> None:
    first, last = months_of(2026)[5]
    own = frozenset((on.month, on.day) for on in every_day(first, last) if on.day > opened)
    left = [on for on in every_day(first, last) if cached("company", own).is_open(on)]

    for n in range(1, 32):
        cadence = Cadence(Every.MONTH, business_day=n)
        found = occurrences(cadence, first, last, company=COMPANY, calendar=lambda name: cached(name, own))
        assert [each.on for each in found] == left[: min(n, len(left))][-1:]


@few
@given(firsts, st.integers(0, 6))
def test_a_weekday_comes_every_seventh_day(first: date, weekday: int) -> None:
    last = first + timedelta(days=200)

    found = days(Cadence(Every.WEEK, weekday=weekday, closed=Closed.AS_IS), first, last)

    assert found == [on for on in every_day(first, last) if on.weekday() == weekday]


@few
@given(years, st.sampled_from([{"day": -1}, {"anchor": Anchor.MONTH_END}]), calendar_names)
def test_the_end_of_the_month_moves_back_or_on_to_the_next_open_day(year: int, words: dict, name: str) -> None:
    is_open, ends = cached(name).is_open, [last for _, last in months_of(year)]

    back = Cadence(Every.MONTH, **words, calendar=name, closed=Closed.EARLIER)
    on = replace(back, closed=Closed.LATER)

    assert [each.on for each in year_of(back, year)] == [walked(end, -1, is_open) for end in ends]
    assert [each.on for each in year_of(on, year)] == [walked(end, 1, is_open) for end in ends]


def year_of(cadence: Cadence, year: int) -> list[Occurrence]:
    """Those whose nominal day lies in the year, wherever closed days carry them."""
    first, last = date(year - 1, 12, 1), date(year + 1, 1, 31)
    found = occurrences(cadence, first, last, company=COMPANY, calendar=cached)
    return [each for each in found if each.nominal.year == year]


def walked(on: date, step: int, is_open: Callable[[date], bool]) -> date:
    while not is_open(on):
        on += timedelta(days=step)
    return on


@few
@given(st.dates(date(2000, 1, 1), date(2000, 12, 31)), years, st.sampled_from([Every.QUARTER, Every.FISCAL_YEAR]))
def test_quarters_and_fiscal_years_each_begin_once_and_leave_no_day_out(end: date, year: int, every: Every) -> None:
    company = CompanyDays(fiscal_year_end=(end.month, end.day))
    first, last = date(year, 1, 1), date(year + 4, 12, 31)
    starts = occurrences(
        Cadence(every, anchor=Anchor.START, closed=Closed.AS_IS), first, last, company=company, calendar=cached
    )
    ends = occurrences(Cadence(every, day=-1, closed=Closed.AS_IS), first, last, company=company, calendar=cached)

    begun = {each.period: each.on for each in starts}
    closed = {each.period: each.on for each in ends}
    assert len(starts) == len(begun) == (5 if every is Every.FISCAL_YEAR else 20)
    following = sorted(begun.values())[1:]
    assert sorted(closed[period] for period in sorted(begun, key=lambda each: begun[each])[:-1]) == [
        on - timedelta(days=1) for on in following
    ]


by_words = st.one_of(
    st.builds(dict, day=st.sampled_from([-1, *range(1, 32)])),
    st.builds(dict, weekday=st.integers(0, 6)),
    st.builds(dict, month_day=st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: (day.month, day.day))),
    st.builds(dict, anchor=st.sampled_from([Anchor.MONTH_END, Anchor.CLOSING_DAY, Anchor.FISCAL_YEAR_END])),
)
MAY_BE_CLOSED = [date(2026, 6, day) for day in (1, 10, 15, 30)]


@few
@given(by_words, st.sampled_from(Every), st.sampled_from(MAY_BE_CLOSED))
def test_one_more_closed_day_never_makes_a_later_day_earlier_nor_an_earlier_one_later(
    words: dict, every: Every, more: date
) -> None:
    first, last = date(2026, 5, 1), date(2026, 8, 31)

    def by_nominal(closed: Closed, own: frozenset) -> dict[date, date]:
        cadence = Cadence(every, **words, closed=closed)
        found = occurrences(cadence, first, last, company=COMPANY, calendar=lambda name: cached(name, own))
        return {each.nominal: each.on for each in found}

    for closed, side in ((Closed.LATER, 1), (Closed.EARLIER, -1)):
        before, after = (by_nominal(closed, frozenset(days)) for days in ((), (more,)))
        assert all((after[nominal] - on).days * side >= 0 for nominal, on in before.items() if nominal in after)
        assert {nominal for nominal, on in before.items() if after.get(nominal) != on} <= {
            nominal for nominal, on in before.items() if on == more
        }
