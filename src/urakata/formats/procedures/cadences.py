"""周期の書き方: `cadence: {every: month, anchor: payday}`; with `for: previous` each time is for the period before."""

import re

from urakata.core.business_days import CALENDARS
from urakata.core.outline_plain import WEEKDAYS
from urakata.core.recurrence import Anchor, Cadence, Closed, Every
from urakata.formats.reading import Reading, shown
from urakata.formats.yaml_places import Node

DAY_WORDS = ("day", "weekday", "business_day", "last_business_day", "month_day", "anchor")

# Which of them say something about which cycle.
FITTING: dict[Every, tuple[str, ...]] = {
    Every.WEEK: ("weekday", "business_day", "last_business_day"),
    Every.MONTH: ("day", "business_day", "last_business_day", "anchor"),
    Every.QUARTER: ("day", "business_day", "last_business_day", "anchor"),
    Every.YEAR: ("month_day", "anchor", "day", "business_day", "last_business_day"),
    Every.FISCAL_YEAR: ("month_day", "anchor", "day", "business_day", "last_business_day"),
}

_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_cadence(reading: Reading, node: Node | None) -> Cadence | None:
    """周期を読む: exactly one of the day words, fitting its cycle."""
    if node is None or node.value is None:
        return None
    entries = reading.mapping(node, ("every", *DAY_WORDS, "closed", "calendar", "for"))
    if not isinstance(node.value, dict):
        return None
    reading.missing(node, entries.get("every"), "every")
    every = Every(reading.word(entries.get("every"), Every, Every.MONTH))
    _one_day_word(reading, node, entries, every)
    anchor = reading.word(entries.get("anchor"), Anchor, "")
    return Cadence(
        every=every,
        day=_day(reading, entries.get("day")),
        weekday=_weekday(reading, entries.get("weekday")),
        business_day=reading.number(entries.get("business_day"), 1, 23),
        last_business_day=reading.truth(entries.get("last_business_day"), False),
        month_day=_month_day(reading, entries.get("month_day")),
        anchor=Anchor(anchor) if anchor else None,
        closed=Closed(reading.word(entries.get("closed"), Closed, Closed.EARLIER)),
        calendar=reading.word(entries.get("calendar"), CALENDARS, "company"),
        previous=reading.word(entries.get("for"), ("previous",), "") == "previous",
    )


def _one_day_word(reading: Reading, node: Node, entries: dict[str, Node], every: Every) -> None:
    said = [word for word in DAY_WORDS if word in entries and entries[word].value not in (None, False)]
    if len(said) != 1:
        reading.note(node, "cadence_day", said=said, known=list(FITTING[every]))
    elif said[0] not in FITTING[every]:
        reading.note(node.keys[said[0]], "cadence_fit", said=said[0], every=every.value, known=list(FITTING[every]))


def _day(reading: Reading, node: Node | None) -> int | None:
    if node is not None and node.source == "last":
        return -1
    return reading.number(node, 1, 31)


def _weekday(reading: Reading, node: Node | None) -> int | None:
    word = reading.word(node, WEEKDAYS, "")
    return WEEKDAYS.index(word) if word else None


def _month_day(reading: Reading, node: Node | None) -> tuple[int, int] | None:
    """`03-31`; 29 February is a day, 31 June is none."""
    if node is None or node.value is None:
        return None
    written = re.fullmatch(r"(\d{1,2})-(\d{1,2})", node.source)
    if written:
        month, day = int(written[1]), int(written[2])
        if 1 <= month <= 12 and 1 <= day <= _LONGEST_MONTHS[month - 1]:
            return month, day
    reading.note(node, "not_month_day", now=shown(node))
    return None
