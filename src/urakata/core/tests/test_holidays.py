"""祝日 by the Holiday Act, without the official list."""

from datetime import date, timedelta

import pytest

from urakata.core.holidays import BY_LAW, OTHER_HOLIDAY, Holidays, autumnal, by_law, vernal

LAW = Holidays({})
LISTED = Holidays({date(2026, 1, 1): "元日", date(2027, 1, 1): "元日"})


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2027, 3, 22), "休日"),  # 21 March 2027 is a Sunday
        (date(2026, 9, 22), "休日"),  # between 敬老の日 and 秋分の日
        (date(2020, 5, 6), "休日"),  # 3 May is a Sunday, 4 and 5 May are holidays
        (date(1988, 5, 4), "休日"),
        (date(1987, 5, 4), "休日"),  # 3 May 1987 is a Sunday: a substitute
        (date(2019, 4, 30), "休日"),
        (date(2019, 5, 1), "休日（祝日扱い）"),
        (date(2021, 8, 9), "休日"),  # 山の日 moved to Sunday 8 August 2021
        (date(1989, 2, 24), "大喪の礼"),
    ],
)
def test_the_act_and_its_exceptions_name_the_day(on: date, name: str) -> None:
    assert LAW.name(on) == name


@pytest.mark.parametrize(
    "on",
    [
        date(1973, 2, 12),  # a holiday on a Sunday before substitutes existed
        date(1985, 5, 4),  # before bridged days existed
        date(2019, 2, 23),  # between two emperors nobody's birthday is a holiday
        date(2019, 12, 23),
        date(2020, 7, 20),  # 海の日 stood on 23 July that year
        date(2021, 10, 11),  # スポーツの日 on 23 July
        date(2026, 12, 31),
    ],
)
def test_an_ordinary_day_has_no_name(on: date) -> None:
    assert LAW.name(on) is None


def test_the_equinoxes_wander_between_two_days() -> None:
    assert [vernal(year).day for year in (2023, 2024, 2025, 2026, 2027)] == [21, 20, 20, 20, 21]
    assert [autumnal(year).day for year in (2011, 2012, 2024, 2025)] == [23, 22, 22, 23]


def test_the_equinoxes_know_that_2100_is_no_leap_year() -> None:
    assert [vernal(year).day for year in (2099, 2100, 2150)] == [20, 20, 21]
    assert [autumnal(year).day for year in (2099, 2100, 2150)] == [23, 23, 23]


def test_the_act_says_nothing_outside_its_years() -> None:
    assert by_law(1947) == {}
    assert list(by_law(1948)) == [date(1948, 9, 23), date(1948, 11, 3), date(1948, 11, 23)]
    assert by_law(2151) == {}


def test_a_listed_year_follows_the_list_and_not_the_act() -> None:
    assert LISTED.name(date(2027, 2, 11)) is None
    assert LISTED.name(date(2028, 2, 11)) == "建国記念の日"


def test_days_after_the_last_listed_year_are_provisional() -> None:
    assert not LISTED.is_provisional(date(2027, 12, 31))
    assert LISTED.is_provisional(date(2028, 1, 1))


@pytest.mark.parametrize("years", [range(first, first + 24) for first in range(2007, 2151, 24)], ids=str)
def test_every_other_holiday_follows_from_the_act_and_no_other_does(years: range) -> None:
    """3条2項 and 3項 once more, day by day: a Sunday's holiday is made up for, a day between two holidays is one."""
    for year in years:
        named = {day(year) for _, first, last, day in BY_LAW if first <= year <= last}
        expected = set()
        for on in (date(year, 1, 1) + timedelta(days=passed) for passed in range(365)):
            sundays = [on - timedelta(days=back) for back in range(1, 7) if (on - timedelta(days=back)).weekday() == 6]
            made_up = any(
                sunday in named and all(sunday + timedelta(days=n) in named for n in range((on - sunday).days))
                for sunday in sundays
            )
            is_between = on - timedelta(days=1) in named and on + timedelta(days=1) in named
            if on not in named and (made_up or is_between):
                expected.add(on)

        assert {on for on, name in by_law(year).items() if name == OTHER_HOLIDAY} == expected
