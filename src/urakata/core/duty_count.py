"""一つの義務を数える: from the days somebody gave, by the version of the rule that was in force for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from urakata.core import company_dates
from urakata.core.due import MONTH_SUFFIX, YEAR, Calendars, DueDay, Form, due_day, interval_day, missing
from urakata.core.duty import Duties, Duty, in_force, reference_day
from urakata.core.errors import InputMistake
from urakata.core.profile import Profile

LAST_YEAR = 2099  # the equinoxes are good until then
LAST_ON = "last_on"  # 前回 of what comes at intervals

Given = Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Count:
    """数えた結果: the version, its days, and the given days it was counted from."""

    duty: Duty
    days: DueDay
    given: Given


def count(versions: Sequence[Duty], given: Given, profile: Profile, calendar: Calendars, *, variant: str = "") -> Count:
    """数える. Raises InputMistake `day_missing`, `rule_not_in_force`, `rule_ended`, `past_last_year`."""
    counts_on: date | None = None
    for duty in reversed(versions):
        asked = given_to(duty, given, profile, calendar)
        days = _days(duty, asked, given, profile, calendar, variant)
        counts_on = reference_day(duty, asked, days.nominal_on)
        if counts_on is None or in_force(versions, counts_on) is duty:
            return Count(duty, days, asked)
    raise _not_in_force(versions, counts_on or date.min)


def _not_in_force(versions: Sequence[Duty], on: date) -> InputMistake:
    """効力のない日: before the rule begins, or after it has ended."""
    ahead = [duty.since for duty in versions if duty.since and duty.since > on]
    if ahead:
        return InputMistake("rule_not_in_force", {"duty": versions[0].id, "since": min(ahead)})
    ended = [duty.until for duty in versions if duty.until]
    return InputMistake("rule_ended", {"duty": versions[0].id, "until": max(ended, default="")})


def count_same_as(duty: Duty, duties: Duties, given: Given, profile: Profile, calendar: Calendars) -> Count:
    """ほかの届と同じ日を数える: by the one whose day is known; with the fact alone, the earlier of both to act by.

    The `duty` of the count is the one that was counted. Raises InputMistake `day_missing` and those of `count`.
    """
    others = [duties[id] for id in duty.due.same_as.values() if id in duties]
    for versions in others:
        if not missing(versions[-1].names, given_to(versions[-1], given, profile, calendar)):
            return count(versions, given, profile, calendar)
    anchor = duty.trigger.anchor
    if anchor not in given:
        names = (anchor, *(name for versions in others for name in versions[-1].names))
        raise InputMistake("day_missing", {"duty": duty.id, "names": tuple(dict.fromkeys(names))})
    fact = given[anchor]
    readings = [due_day(v[-1].due, v[-1].roll, dict.fromkeys(v[-1].names, fact), calendar) for v in others]
    act_by = min((days.act_by for days in readings if days.act_by), default=None)
    return Count(duty, DueDay(act_by=act_by), {anchor: fact})


def given_to(duty: Duty, given: Given, profile: Profile, calendar: Calendars) -> dict[str, date]:
    """The days this duty asks for: as given, by its anchor where a month is meant, else from the profile."""
    if duty.due.form is Form.PROMPT and not duty.names:  # it hangs on many things: any day that is given counts
        return {name: on for name, on in given.items() if name != YEAR}
    anchor, found = duty.trigger.anchor, {}
    for name in duty.names:
        if name in given:
            found[name] = given[name]
        elif name.endswith(MONTH_SUFFIX) and anchor in given:
            found[name] = given[anchor]
        elif on := company_dates.derived(name, given, profile, calendar):
            found[name] = on
    return found


def in_reach(on: date) -> date:
    """Raises InputMistake `past_last_year`."""
    if on.year > LAST_YEAR:
        raise InputMistake("past_last_year", {"year": LAST_YEAR})
    return on


def _days(duty: Duty, asked: Given, given: Given, profile: Profile, calendar: Calendars, variant: str) -> DueDay:
    if duty.due.form is Form.INTERVAL and LAST_ON in given:
        return interval_day(given[LAST_ON], duty.due.intervals[0], duty.roll, calendar)
    first = "period_end" in asked and company_dates.is_first_period(asked["period_end"], profile)
    counted_by = variant if variant in duty.due.variants else ""
    more = duty.months_more(profile)
    days = due_day(duty.due, duty.roll, asked, calendar, variant=counted_by, first=first, months_more=more)
    for on in (days.nominal_on, days.legal_on, days.act_by):
        if on:
            in_reach(on)
    return days
