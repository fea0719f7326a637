"""期限の問い: the words of `due` read, and answered from the rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from urakata.core.calendar_days import known
from urakata.core.dates_ja import parse_date, parse_month
from urakata.core.due import (
    MONTH_SUFFIX,
    YEAR,
    Calendars,
    DueDay,
    Form,
    Reading,
    fixed_day,
    frame_days,
    missing,
    window_days,
)
from urakata.core.duty import Duties, Duty, found_by
from urakata.core.duty_count import LAST_ON, Count, count, count_same_as, given_to, in_reach
from urakata.core.errors import InputMistake
from urakata.core.profile import Profile
from urakata.rules.calendars import calendars
from urakata.rules.duties import duties as known_duties
from urakata.rules.duty_words import explanation

FURTHER = frozenset({YEAR, LAST_ON})
FIRST_OF_YEAR = (1, 1)

Days = Mapping[str, date]
ReadCompany = Callable[[str], Profile]


@dataclass(frozen=True, slots=True)
class _Asked:
    """問い: the day names given, and what they are answered from."""

    duties: Duties
    given: Days
    profile: Profile
    calendar: Calendars
    today: date | None


def answer(
    words: Sequence[str],
    *,
    company: Profile | None = None,
    read_company: ReadCompany | None = None,
    duties: Duties | None = None,
    closed_days: Sequence[Any] | None = None,
    today: date | None = None,
) -> dict[str, Any]:
    """期限の答え as design §6 writes it; `words` as typed after `due`: DUTY --on NAME=DATE … [--company FILE].

    Raises InputMistake.
    """
    name, said, file = _read(words)
    duties = known_duties() if duties is None else duties
    profile = read_company(file) if file and read_company else company or Profile()
    own = profile.closed_days or () if closed_days is None or file else closed_days
    given = _given(said, duties)
    return _answer(found_by_near(duties, name), _Asked(duties, given, profile, calendars(own), today))


def found_by_near(duties: Duties, id: str) -> Sequence[Duty]:
    """The duty of that id; InputMistake `unknown_duty` with the nearest."""
    if id not in duties:
        near = get_close_matches(id[:60], list(duties), n=1, cutoff=0.4)
        raise InputMistake("unknown_duty", {"duty": id[:60], "near": near[0] if near else next(iter(duties))})
    return found_by(duties, id)


def _read(words: Sequence[str]) -> tuple[str, list[str], str]:
    """The duty, the days as they were written, and the file of the company."""
    names, said, file = [], [], ""
    ahead = iter(words)
    for word in ahead:
        option, equals, value = word.partition("=")
        if option == "--on":
            said.append(value if equals else next(ahead, ""))
        elif option == "--company":
            file = value if equals else next(ahead, "")
            if not file:
                raise InputMistake("option_alone", {"option": option})
        elif word.startswith("--"):
            raise InputMistake("unknown_option", {"option": word[:40], "known": ("--on", "--company")})
        else:
            names.append(word)
    if len(names) != 1:
        raise InputMistake("due_usage")
    return names[0], said, file


def _given(said: Sequence[str], duties: Duties) -> dict[str, date]:
    named = names_of(duties)
    given: dict[str, date] = {}
    for each in said:
        name, equals, value = each.partition("=")
        name = name.strip()
        if not equals:
            raise InputMistake("due_on", {"found": each[:40]})
        if name not in named:
            near = get_close_matches(name[:60], sorted(named), n=1, cutoff=0.4)
            raise InputMistake("unknown_day_name", {"name": name[:60], "near": near[0] if near else YEAR})
        if name in given:
            raise InputMistake("day_twice", {"name": name})
        given[name] = _day(name, value)
    return given


def names_of(duties: Duties) -> frozenset[str]:
    """日の名: all that a rule asks for."""
    versions = [duty for each in duties.values() for duty in each]
    asked = {name for duty in versions for name in (*duty.names, duty.trigger.anchor) if name}
    return frozenset(asked | FURTHER | {"payment_month"})


def _day(name: str, value: str) -> date:
    """A day; where a month or a year is meant, also that alone."""
    if name == YEAR:
        found = date(_year(value), *FIRST_OF_YEAR)
    elif name.endswith(MONTH_SUFFIX):
        found = _month(value)
    else:
        found = parse_date(value)
    return in_reach(known(found))


def _year(value: str) -> int:
    text = value.strip().removesuffix("年")
    for attempt in (f"{text}-01", f"{text}年1月"):
        try:
            return parse_month(attempt)[0]
        except InputMistake:
            continue
    return _month(value).year


def _month(value: str) -> date:
    try:
        return date(*parse_month(value), 1)
    except InputMistake:
        return parse_date(value)


def _answer(versions: Sequence[Duty], asked: _Asked) -> dict[str, Any]:
    newest = versions[-1]
    if newest.due.form is Form.BUNDLE:
        return _bundle(newest, asked)
    if newest.due.form is Form.SAME_AS:
        return _same_as(newest, asked)
    found = _days(versions, asked)
    return _told(found.duty, found.days, found.given, asked)


def _days(versions: Sequence[Duty], asked: _Asked) -> Count:
    if versions[-1].due.fixed:
        return Count(versions[-1], _fixed(versions[-1], asked), {})
    return count(versions, asked.given, asked.profile, asked.calendar)


def _fixed(duty: Duty, asked: _Asked) -> DueDay:
    """The fixed day of the year asked for, else the next from today, else the last."""
    days = [fixed.on for fixed in duty.due.fixed]
    if YEAR in asked.given:
        days = [on for on in days if on.year == asked.given[YEAR].year]
        if not days:
            raise InputMistake("no_fixed_day", {"duty": duty.id, "year": asked.given[YEAR].year})
    ahead = [on for on in days if asked.today and on >= asked.today]
    return fixed_day(ahead[0] if ahead else days[-1], duty.roll, asked.calendar)


def _bundle(duty: Duty, asked: _Asked) -> dict[str, Any]:
    """束: its frame, and every included duty whose names are given."""
    included = [asked.duties[id] for id in duty.due.includes if id in asked.duties]
    answered = [_answer(versions, asked) for versions in included if _is_given(versions, asked)]
    frame = duty.due.frame
    window = None
    if frame and not missing((*frame.opens.names, *frame.closes.names), asked.given):
        window = _window(frame_days(frame, asked.given, asked.calendar))
    if not answered and window is None and duty.trigger.anchor not in asked.given:
        names = {name for versions in included for name in versions[-1].names}
        raise InputMistake("day_missing", {"duty": duty.id, "names": tuple(sorted(names))})
    return {"duty": duty.id, "window": window, "includes": answered}


def _is_given(versions: Sequence[Duty], asked: _Asked) -> bool:
    duty = versions[-1]
    if duty.due.form is Form.SAME_AS:
        return any(_is_given(asked.duties[id], asked) for id in duty.due.same_as.values() if id in asked.duties)
    names = duty.names
    if not names or missing(names, given_to(duty, asked.given, asked.profile, asked.calendar)):
        return False
    try:
        _days(versions, asked)
    except InputMistake:
        return False
    return True


def _same_as(duty: Duty, asked: _Asked) -> dict[str, Any]:
    """ほかの届と同じ日: told as that one is, under its own name."""
    same = count_same_as(duty, asked.duties, asked.given, asked.profile, asked.calendar)
    return _told(same.duty, same.days, same.given, asked) | {"duty": duty.id, "title": duty.title}


def _told(duty: Duty, days: DueDay, given: Days, asked: _Asked) -> dict[str, Any]:
    looked_at = [on for on in (days.nominal_on, days.legal_on, days.act_by) if on]
    return {
        "duty": duty.id,
        "title": duty.title,
        "nominal_on": _iso(days.nominal_on),
        "legal_on": _iso(days.legal_on),
        "act_by": _iso(days.act_by),
        "window": _opening(duty, days, asked),
        "roll": {
            "rule": str(duty.roll.rule),
            "calendar": duty.roll.calendar or None,
            "moved": days.moved,
            "basis": duty.roll.basis,
        },
        "counting": _counting(duty, days, given),
        "sources": list(duty.sources),
        "law": list(duty.law),
        "since": _iso(duty.since),
        "checked_on": duty.checked_on.isoformat(),
        "confidence": str(duty.confidence),
        "provisional": bool(looked_at) and asked.calendar("company").is_provisional(*looked_at),
        "explanation": explanation(duty, days),
    }


def _opening(duty: Duty, days: DueDay, asked: _Asked) -> dict[str, str] | None:
    """受付の期間 of the year of its day; it closes when the day is due."""
    year = days.nominal_on.year if days.nominal_on else asked.given[YEAR].year if YEAR in asked.given else None
    if duty.window is None or year is None:
        return None
    opens_on, closes_on = window_days(year, *duty.window, duty.roll, asked.calendar)
    is_deadline = days.nominal_on == closes_on and days.legal_on
    return _window((opens_on, days.legal_on if is_deadline and days.legal_on else closes_on))


def _window(ends: tuple[date, date]) -> dict[str, str]:
    return {"opens_on": ends[0].isoformat(), "closes_on": ends[1].isoformat()}


def _counting(duty: Duty, days: DueDay, given: Days) -> dict[str, Any]:
    """数え方: the form, the days it starts from, each step with the day it leads to, and the earlier reading."""
    told: dict[str, Any] = {"form": str(duty.due.form), "given": {name: on.isoformat() for name, on in given.items()}}
    if days.reading:
        told |= {"from": days.reading.name, "start": days.reading.start.isoformat(), "steps": _steps(days.reading)}
    if days.safe_reading:
        told["safe_side"] = {"on": days.safe_reading.on.isoformat(), "steps": _steps(days.safe_reading)}
    return told | {"wording": duty.due.wording} if duty.due.wording else told


def _steps(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "op": str(each.operation.op),
            "n": each.operation.n,
            "unit": str(each.operation.unit),
            "inclusive": each.operation.inclusive,
            "clear": each.operation.clear,
            "on": each.on.isoformat(),
        }
        for each in reading.steps
    ]


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
