"""こよみのファイル, read back by a reader that is not ours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from urakata.formats.icalendar import Event, write

AT = datetime(2026, 11, 17, 0, 30, tzinfo=UTC)
ON = date(2026, 12, 10)
NAUGHTY = [
    "髙𠮷﨑 の 届",
    "a,b;c\\n\\,d",
    "一行目\n二行目\r\n三行目",
    "あ" * 500,
    "👩‍👩‍👧‍👦" * 40,
    "BEGIN:VEVENT\r\nX:1",
    '"=1+1"',
    " 前後 ",
]
LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), min_size=1, max_size=120)


def written(*events: Event) -> bytes:
    return write(events, name="裏方 わたしの締切", revision=3, revised_at=AT)


def read(content: bytes):
    return list(Calendar.from_ical(content).walk("VEVENT"))


@pytest.mark.parametrize("title", NAUGHTY)
def test_whatever_a_title_holds_comes_back_as_it_was(title):
    (event,) = read(written(Event("task-1@x", ON, title, text=title, category=title)))

    said = title.replace("\r\n", "\n")
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (said, said)
    assert [str(name) for name in event["CATEGORIES"].cats] == [said]


@given(title=LETTERS, uid=LETTERS, days=st.integers(0, 20000))
@settings(max_examples=60, deadline=None)
def test_any_title_on_any_day_is_one_event_of_that_day(title, uid, days):
    on = date(1990, 1, 1) + timedelta(days=days)

    (event,) = read(written(Event(uid, on, title)))

    assert (str(event["SUMMARY"]), str(event["UID"])) == (title, uid)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (on, on + timedelta(days=1))


@given(titles=st.lists(LETTERS, max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_line_is_over_75_octets_and_none_cuts_a_letter(titles):
    content = written(*(Event(str(n), ON, title) for n, title in enumerate(titles)))

    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() for line in lines)
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_characters_that_no_calendar_prints_are_left_out():
    (event,) = read(written(Event("1", ON, "前\x00\x1b後\ud800", url="https://x.example/\r\nX-EVIL:1")))

    assert str(event["SUMMARY"]) == "前後?"
    assert "X-EVIL" not in event


def test_an_event_says_which_revision_it_is_and_takes_no_time():
    (event,) = read(written(Event("1", ON, "源泉所得税", url="https://x.example/runs/a/")))

    assert (event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt, event["SEQUENCE"]) == (AT, AT, 3)
    assert (event["TRANSP"], event["STATUS"], event["URL"]) == ("TRANSPARENT", "CONFIRMED", "https://x.example/runs/a/")


@pytest.mark.parametrize(
    "alarm",
    [timedelta(hours=8, minutes=30), timedelta(hours=-15, minutes=-30), timedelta(days=-6, hours=8, minutes=30)],
)
def test_the_alarm_is_counted_from_midnight(alarm):
    (event,) = read(written(Event("1", ON, "源泉所得税", alarm=alarm)))

    (reminder,) = event.walk("VALARM")
    assert reminder["TRIGGER"].dt == alarm


def test_a_calendar_without_days_is_a_calendar():
    found = Calendar.from_ical(written())

    assert (str(found["VERSION"]), str(found["X-WR-CALNAME"])) == ("2.0", "裏方 わたしの締切")


def test_the_same_days_give_the_same_bytes():
    events = [Event("1", ON, "源泉所得税"), Event("2", ON, "住民税")]

    assert written(*events) == written(*events)
