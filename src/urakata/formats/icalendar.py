"""こよみのファイルを書く: days as events of iCalendar (RFC 5545, 7986), the same bytes for the same days.

All events last one day, without a clock or a zone: the 10th is the 10th wherever the calendar is opened.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75  # octets of a line without its CRLF
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
NOT_SAID = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Event:
    """予定: one day; `alarm` is counted from the midnight with which it begins."""

    uid: str
    on: date
    title: str
    text: str = ""
    url: str = ""
    category: str = ""
    alarm: timedelta | None = None


def write(events: Iterable[Event], *, name: str, revision: int, revised_at: datetime) -> bytes:
    """書き出す: UTF-8, CRLF, folded; every event carries the revision of the whole file."""
    stamp = f"{revised_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    revised = [f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}", f"SEQUENCE:{revision}"]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Urakata//Urakata//JA", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"]
    for event in events:
        lines += ["BEGIN:VEVENT", f"UID:{_text(event.uid)}", *revised, *_event(event), "END:VEVENT"]
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(event: Event) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.title)}"
    yield from [f"DESCRIPTION:{_text(event.text)}"] * bool(event.text)
    yield from [f"CATEGORIES:{_text(event.category)}"] * bool(event.category)
    yield from [f"URL:{NOT_SAID.sub('', ''.join(event.url.split()))}"] * bool(event.url)
    yield from ("STATUS:CONFIRMED", "TRANSP:TRANSPARENT")
    if event.alarm is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.title)}")
        yield from (f"TRIGGER:{_duration(event.alarm)}", "END:VALARM")


def _text(value: str) -> str:
    plain = NOT_SAID.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(ESCAPED.get(letter, letter) for letter in plain)


def _duration(span: timedelta) -> str:
    minutes = abs(int(span.total_seconds()) // 60)
    return f"{'-' * (span < timedelta())}P{minutes // 1440}DT{minutes // 60 % 24}H{minutes % 60}M"


def _folded(line: str) -> bytes:
    """折り返す: no line over 75 octets, no letter cut in two; what goes on begins with a space."""
    rest, written = line.encode("utf-8", "replace"), b""
    while len(rest) > LONGEST:
        cut = LONGEST
        while rest[cut] & 0xC0 == 0x80:  # inside a letter
            cut -= 1
        written, rest = written + rest[:cut] + b"\r\n", b" " + rest[cut:]
    return written + rest + b"\r\n"
