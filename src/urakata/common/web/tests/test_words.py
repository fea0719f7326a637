from datetime import UTC, date, datetime

import pytest

from urakata.common.web import words

TODAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 19), "19日（木）"),
        (date(2026, 12, 7), "12月7日（月）"),
        (date(2027, 1, 29), "2027年1月29日（金）"),
        (date(2025, 11, 17), "2025年11月17日（月）"),
    ],
)
def test_a_day_leaves_out_what_is_plain_from_today(day, said):
    assert words.day_words(day, TODAY) == said


def test_a_day_without_a_today_keeps_its_month():
    assert words.day_words(date(2026, 11, 19)) == "11月19日（木）"


@pytest.mark.parametrize(
    ("business_days", "said"),
    [(-3, "残っています"), (0, "今日中"), (2, "あと2営業日"), (10, "あと10営業日"), (13, "あと3週間")],
)
def test_a_distance_is_said_in_business_days_and_then_in_weeks(business_days, said):
    assert words.distance_words(business_days) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 17, 0, 14, tzinfo=UTC), "今日 9:14"),
        (datetime(2026, 11, 15, 15, 30, tzinfo=UTC), "昨日 0:30"),
        (datetime(2026, 11, 12, 3, 0, tzinfo=UTC), "12日（木）"),
    ],
)
def test_a_moment_is_told_in_tokyo_time(at, said):
    assert words.moment_words(at, TODAY) == said


@pytest.mark.parametrize(
    ("value", "said"), [(12715430, "12,715,430"), (-14220, "−14,220"), (0, "0"), (None, ""), ("1234.5", "1,234.5")]
)
def test_zero_is_a_figure_and_nothing_entered_is_not(value, said):
    assert words.figure_words(value) == said


def test_money_carries_its_unit_only_when_there_is_money():
    assert (words.yen_words(12715430), words.yen_words(None)) == ("12,715,430円", "")


@pytest.mark.parametrize(("minutes", "said"), [(25, "25分"), (60, "1時間"), (270, "4時間30分"), (0, ""), (None, "")])
def test_an_estimate_is_said_in_hours_and_minutes(minutes, said):
    assert words.minutes_words(minutes) == said


def test_a_person_is_addressed_by_the_surname():
    assert words.who_words("佐伯 悠") == "佐伯さん"


def test_the_day_of_a_moment_is_that_of_tokyo_too():
    early = datetime(2026, 11, 16, 23, 31, tzinfo=UTC)

    assert (words.day_words(early), words.clock_words(early)) == ("11月17日（火）", "8:31")
