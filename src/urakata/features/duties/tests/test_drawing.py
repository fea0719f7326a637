"""こよみに描く: the weeks hold every day of the deadline, and a count numbers each of its days."""

from datetime import date, timedelta
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from urakata.core.due import due_day
from urakata.core.duty import current
from urakata.features.duties.queries.drawing import count_table, counted_from, month_ends, weeks
from urakata.rules.calendars import calendars
from urakata.rules.closed import why_closed
from urakata.rules.duties import rules

CALENDARS = calendars()
WHY = partial(why_closed, CALENDARS("gov_office"))
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def counted(id, **on):
    duty = current(rules().duties[id], date(2026, 11, 17))
    return due_day(duty.due, duty.roll, on, CALENDARS)


@given(DAYS, st.integers(0, 12), st.integers(0, 400))
def test_weeks_are_whole_four_to_six_and_hold_the_days_of_the_deadline(act, own, start):
    marked = {"from": act - timedelta(days=start), "legal": act, "act": act, "own": act - timedelta(days=own)}

    drawn = weeks(marked, WHY, act)

    shown = [day.on for week in drawn for day in week]
    assert 4 <= len(drawn) <= 6
    assert {len(week) for week in drawn} == {7}
    assert {week[0].on.weekday() for week in drawn} == {6}
    assert {act, marked["own"]} <= set(shown)


def test_the_days_between_ours_and_the_day_to_act_by_are_buffer_where_they_are_open():
    drawn = weeks({"own": date(2027, 1, 22), "act": date(2027, 2, 1)}, WHY, date(2026, 11, 17))

    buffer = [day.on.day for week in drawn for day in week if day.is_buffer]
    assert buffer == [25, 26, 27, 28, 29]


def test_both_readings_of_a_disputed_count_are_numbered():
    table = count_table(counted("shoyo_shiharai_todoke", payment_date=date(2026, 12, 10)), WHY)

    assert [day.on.day for day in table.days] == [10, 11, 12, 13, 14, 15]
    assert [row.numbers for row in table.rows] == [(0, 1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 0)]
    assert [row.is_safe for row in table.rows] == [False, True]


def test_what_is_counted_in_months_shows_the_end_of_each():
    days = counted("hojinzei_kakutei", fiscal_year_end=date(2027, 3, 31))

    assert count_table(days, WHY) is None
    assert [each.on for each in month_ends(days)] == [date(2027, 4, 30), date(2027, 5, 31)]


def test_a_year_is_no_day_on_the_wall():
    assert counted_from(counted("hotei_chosho", year=date(2027, 1, 1))) is None
    assert counted_from(counted("hojinzei_kakutei", fiscal_year_end=date(2027, 3, 31))) == date(2027, 3, 31)
