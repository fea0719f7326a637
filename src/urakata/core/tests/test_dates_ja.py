"""日付の読み取り."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.dates_ja import parse_closed_day, parse_date, parse_month, parse_month_day, parse_whole
from urakata.core.errors import InputMistake

DAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-17",
        "2026/11/17",
        "2026.11.17",
        "20261117",
        "２０２６／１１／１７",
        "２０２６－１１－１７",
        "2026年11月17日",
        "2026年11月17日(火)",
        "２０２６年１１月１７日（火曜日）",
        "令和8年11月17日",
        "令和 8 年 11 月 17 日",
        "R8.11.17",
        "r8/11/17",
        "Ｒ０８．１１．１７",
        "㋿8年11月17日",
        "平成38年11月17日",
        " 2026/11/17 0:00 ",
        "2026-11-17T00:00:00",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("S20.8.15", date(1945, 8, 15)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("明治45年7月29日", date(1912, 7, 29)),
    ],
)
def test_eras_are_counted_from_their_first_year(text: str, on: date) -> None:
    assert parse_date(text) == on


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_date"),
        ("明日", "not_a_date"),
        ("26-11-17", "not_a_date"),
        ("11/17", "not_a_date"),
        ("2026-11-17 9:30", "not_a_date"),
        ("2026-11-17" + " " * 300 + "x", "not_a_date"),
        ("2026-02-29", "no_such_date"),
        ("0000-01-01", "no_such_date"),
        ("令和元年4月30日", "no_such_date"),
        ("令和0年1月1日", "no_such_date"),
        ("2026年11月17日(水)", "no_such_date"),
    ],
)
def test_what_is_not_a_day_is_refused_by_its_own_words(text: str, code: str) -> None:
    with pytest.raises(InputMistake) as refused:
        parse_date(text)

    assert refused.value.code == code
    assert str(refused.value.params["text"])[:10] == text[:10]


def test_a_day_without_its_year_is_the_coming_one() -> None:
    assert parse_date("11/17", today=DAY) == DAY
    assert parse_date("11月16日", today=DAY) == date(2027, 11, 16)
    assert parse_date("2/29", today=DAY) == date(2028, 2, 29)
    assert parse_date("2026/11/17", today=DAY) == DAY


@given(st.dates(date(1868, 2, 1), date(2150, 12, 31)))
def test_every_day_written_plainly_is_read_back(on: date) -> None:
    assert parse_date(on.isoformat()) == parse_date(f"{on.year}年{on.month}月{on.day}日") == on


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (parse_date, parse_month, parse_month_day, parse_closed_day):
        with suppress(InputMistake):
            read(text)


@pytest.mark.parametrize(
    "text", ["2026-11", "2026/11", "202611", "2026年11月", "令和8年11月分", "R8.11", "２０２６－１１"]
)
def test_a_month_is_read_however_it_is_written(text: str) -> None:
    assert parse_month(text) == (2026, 11)


@pytest.mark.parametrize("text", ["2026", "2026-13", "2026-00", "令和元年4月", "11月", "2026-11-17"])
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(InputMistake):
        parse_month(text)


def test_the_month_in_which_an_era_began_is_in_it() -> None:
    assert parse_month("大正元年7月") == (1912, 7)


def test_a_closed_day_is_one_day_or_a_day_of_every_year() -> None:
    assert parse_closed_day("2026-12-29") == date(2026, 12, 29)
    assert parse_closed_day("12-29") == parse_closed_day("12月29日") == (12, 29)


def test_whole_numbers_are_read_in_either_width_and_bounded() -> None:
    assert [parse_whole(text, lowest=-9, highest=9) for text in ("3", "+3", "-3", "－３", "−3")] == [3, 3, -3, -3, -3]
    for text, code in (("10", "number_out_of_range"), ("9" * 60, "number_out_of_range"), ("1_0", "not_a_number")):
        with pytest.raises(InputMistake, match=code):
            parse_whole(text, lowest=-9, highest=9)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(0, 364))
def test_the_coming_day_is_within_a_year(today: date, ahead: int) -> None:
    on = today + timedelta(days=ahead)

    if (on.month, on.day) != (2, 29):
        assert parse_date(f"{on.month}/{on.day}", today=today) == on
