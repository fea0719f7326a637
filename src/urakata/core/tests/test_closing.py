"""会社の休み as people write them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.closing import Closing, Spell, read_spells, spells
from urakata.core.errors import InputMistake

TODAY = date(2026, 11, 17)
SUMMER = Spell(date(2027, 8, 12), date(2027, 8, 15))
NEW_YEAR = Spell(date(2026, 12, 29), date(2027, 1, 3))


@pytest.mark.parametrize(
    ("text", "spell"),
    [
        ("8/12〜8/15", SUMMER),
        ("８／１２～８／１５", SUMMER),
        ("8/12-8/15", SUMMER),
        ("8/12〜15", SUMMER),
        ("8月12日から15日まで", SUMMER),
        ("8月12日（木）〜8月15日（日）", SUMMER),
        ("2027-08-12〜2027-08-15", SUMMER),
        ("令和9年8月12日〜8月15日", SUMMER),
        ("R9.8.12~R9.8.15", SUMMER),
        ("12/29〜1/3", NEW_YEAR),
        ("11/17", Spell(TODAY, TODAY)),
        ("毎年4月1日", Spell(date(2000, 4, 1), date(2000, 4, 1), is_yearly=True)),
        ("毎年 12/29〜1/3", Spell(date(2000, 12, 29), date(2001, 1, 3), is_yearly=True)),
        ("毎年12/1〜2/29", Spell(date(2000, 12, 1), date(2001, 2, 28), is_yearly=True)),
        ("毎年2/28〜3/1", Spell(date(2000, 2, 28), date(2000, 3, 1), is_yearly=True)),
    ],
)
def test_days_are_read_however_they_are_written(text: str, spell: Spell) -> None:
    assert read_spells(text, TODAY) == [spell]


def test_several_stand_side_by_side() -> None:
    found = read_spells("8/12〜8/15、12/28, 毎年4/1\n2027/5/1", TODAY)

    assert [spell.first for spell in found] == [
        date(2027, 8, 12),
        date(2026, 12, 28),
        date(2000, 4, 1),
        date(2027, 5, 1),
    ]


def test_where_every_year_is_meant_a_year_is_left_out() -> None:
    assert read_spells("2026/12/29〜1/3", TODAY, yearly=True) == read_spells("毎年12/29〜1/3", TODAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_date"),
        ("、、", "not_a_date"),
        ("夏休み", "not_a_date"),
        ("2/30", "no_such_date"),
        ("8/12〜", "not_a_date"),
        ("毎年12/1〜2/29〜", "not_a_date"),
        ("2027-08-15〜2027-08-12", "span_backwards"),
        ("8/12〜8/11", "span_too_long"),
        ("毎年2/30", "no_such_date"),
        ("毎年夏", "not_a_date"),
        ("9999-12-31", "out_of_range"),
        ("1" * 5000, "not_a_date"),
        ("\0", "not_a_date"),
        ("1/1," * 101, "not_a_date"),
    ],
)
def test_what_is_no_day_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputMistake) as refused:
        read_spells(text, TODAY)

    assert refused.value.code == code


def test_what_is_yearly_and_goes_over_new_year_is_one() -> None:
    (new_year,) = read_spells("毎年12/29〜1/3", TODAY)

    assert [day.isoformat()[5:] for day in new_year.days()] == ["12-29", "12-30", "12-31", "01-01", "01-02", "01-03"]
    assert spells(new_year.closings()) == [new_year]


def test_neighbours_of_another_name_or_half_stay_apart() -> None:
    on = [date(2026, 12, day) for day in (28, 29, 30)]
    days = [Closing(False, on[0], half="pm"), Closing(False, on[1], "年末"), Closing(False, on[2])]

    assert [spell.first for spell in spells(days)] == on


closings = st.builds(
    Closing,
    st.booleans(),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)),
    st.sampled_from(["", "夏季休業"]),
    st.sampled_from(["", "pm"]),
)


@settings(max_examples=60)
@given(st.lists(closings, max_size=40, unique_by=lambda closing: closing.key))
def test_drawn_together_and_apart_again_they_are_the_same_days(days: list[Closing]) -> None:
    assert sorted(day for spell in spells(days) for day in spell.closings()) == sorted(days)
