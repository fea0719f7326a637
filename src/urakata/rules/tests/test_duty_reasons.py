"""締切の文: each day says in one sentence why it is that day, and closed days say their names."""

from datetime import date
from functools import partial

import pytest

from urakata.core.due import Op, Operation, due_day
from urakata.core.duty import current
from urakata.rules.calendars import calendars
from urakata.rules.closed import is_plain_weekend, why_closed
from urakata.rules.day_names import DAY_NAMES
from urakata.rules.duties import rules
from urakata.rules.duty_reasons import by_law, by_the_text, how_counted, in_short, reasons, to_act

CALENDARS = calendars([date(2026, 12, 28)])


def counted(id, **given):
    duty = current(rules().duties[id], date(2026, 11, 17))
    days = due_day(duty.due, duty.roll, given, CALENDARS)
    return duty, days, partial(why_closed, CALENDARS(duty.roll.calendar or "company"))


@pytest.mark.parametrize(
    ("calendar", "on", "why"),
    [
        ("national_tax", date(2027, 1, 31), "日曜"),
        ("national_tax", date(2027, 1, 11), "成人の日"),
        ("national_tax", date(2026, 12, 29), "年末年始"),
        ("bank", date(2026, 12, 29), ""),
        ("company", date(2026, 12, 28), "夏の休み"),
        ("civil", date(2027, 1, 30), ""),
        ("company", date(2026, 9, 22), "休日"),
    ],
)
def test_a_closed_day_says_why(calendar, on, why):
    assert why_closed(CALENDARS(calendar), on, {date(2026, 12, 28): "夏の休み"}) == why


def test_a_holiday_on_a_sunday_is_more_than_a_weekend():
    sunday = date(2026, 5, 3)

    assert why_closed(CALENDARS("company"), sunday) == "憲法記念日"
    assert not is_plain_weekend(sunday, "憲法記念日")


def test_a_day_by_the_text_on_a_sunday_says_where_it_moves():
    duty, days, why = counted("hotei_chosho", year=date(2027, 1, 1))

    assert by_the_text(duty, days.reading) == "「翌年の1月31日まで」"
    assert by_law(duty, days, why) == "日曜なので、翌営業日に"
    assert to_act(days) == "出す先も会社も開いています"
    assert [each.title for each in reasons(duty, days, why)] == ["条文を読む", "休みを見る", "出せる日に置く"]
    assert "1月31日（日）は日曜です。" in reasons(duty, days, why)[1].sentence


def test_a_disputed_count_says_that_the_shorter_one_is_followed():
    duty, days, why = counted("shoyo_shiharai_todoke", payment_date=date(2026, 12, 10))

    assert by_the_text(duty, days.reading) == "「5日以内」"
    assert to_act(days) == "早く数えるほうに合わせます"
    assert "早いほうの12月14日（月）までに動きます" in reasons(duty, days, why)[2].sentence


def test_every_duty_says_how_it_is_counted_and_every_sentence_is_for_a_screen():
    for versions in rules().duties.values():
        for duty in versions:
            assert how_counted(duty)
            assert not set(how_counted(duty)) & set("()")


def test_every_day_that_a_duty_asks_for_has_a_name():
    asked = {name for versions in rules().duties.values() for duty in versions for name in duty.names}

    assert asked - DAY_NAMES.keys() == set()


def test_a_step_is_said_in_short():
    assert in_short(Operation(Op.MONTH_DAY, month=1, day=31)) == "1月31日まで"
    assert in_short(Operation(Op.DAY_OF_MONTH, months=1, day=10)) == "翌月10日"
