"""出来事の義務: the bundle of duties that follows from what happened, each counted from the days that are known."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from urakata.core.due import Calendars, Form, frame_days, missing
from urakata.core.duty import Duties, Duty
from urakata.core.duty_count import Count, count, count_same_as, given_to
from urakata.core.duty_days import NO_RULES, HouseRule
from urakata.core.errors import InputMistake
from urakata.core.events import EventGroup, Given, all_days
from urakata.core.profile import Profile


class Why(StrEnum):
    """並ばないわけ."""

    DAY_MISSING = "day_missing"
    NO_COUNTED_DAY = "no_counted_day"
    NOT_APPLICABLE = "not_applicable"  # by the profile
    NOT_OURS = "not_ours"  # by what the company said of the duty
    NOT_THIS_TIME = "not_this_time"  # by what was said of this happening
    NOT_IN_FORCE = "not_in_force"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class Left:
    """並ばない義務, with the days that would tell, or the keys of the profile that rule it out."""

    duty: Duty
    why: Why
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """枠: a stretch of days in which something may be done."""

    duty: Duty
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Brought:
    """出来事の義務: those with a day in the order of the days to act by, those without one, those that do not apply."""

    counts: list[Count] = field(default_factory=list)
    undated: list[Left] = field(default_factory=list)
    off: list[Left] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)


def bundle(group: EventGroup, duties: Duties) -> list[str]:
    """束: the duties of the group's events, what a bundle among them includes, and what is called for besides."""
    found: list[str] = []
    for id, versions in duties.items():
        if versions[-1].trigger.event in group.events:
            found += [id, *versions[-1].due.includes]
    return [id for id in dict.fromkeys([*found, *group.also]) if id in duties and id not in group.apart]


def happening_counts(
    group: EventGroup,
    said: Given,
    duties: Duties,
    profile: Profile,
    calendar: Calendars,
    *,
    house: Mapping[str, HouseRule] = NO_RULES,
    without: Collection[str] = (),
) -> Brought:
    """出来事の義務を数える. A day that is not known leaves out what needs it, and says which day would tell."""
    brought = Brought()
    asked = _Asked(duties, all_days(group, said), profile, calendar, house)
    for id in bundle(group, duties):
        versions = duties[id]
        if versions[-1].due.form is Form.BUNDLE:
            brought.stretches.extend(_stretches(versions[-1], asked))
            continue
        found = Left(versions[-1], Why.NOT_THIS_TIME) if id in without else _found(versions, asked)
        if isinstance(found, Count):
            brought.counts.append(found)
        else:
            (brought.undated if found.why in WITHOUT_DAY else brought.off).append(found)
    brought.counts.sort(key=lambda each: (each.days.act_by or date.max, each.duty.id))
    return brought


WITHOUT_DAY = frozenset({Why.DAY_MISSING, Why.NO_COUNTED_DAY, Why.TOO_FAR})


@dataclass(frozen=True, slots=True)
class _Asked:
    duties: Duties
    known: Given
    profile: Profile
    calendar: Calendars
    house: Mapping[str, HouseRule]

    def rules_out(self, duty: Duty) -> bool:
        return duty.applies_to(self.profile) is False


def _found(versions: Sequence[Duty], asked: _Asked) -> Count | Left:
    newest = versions[-1]
    rule = asked.house.get(newest.id, HouseRule())
    if rule.is_off:
        return Left(newest, Why.NOT_OURS)
    if all(asked.rules_out(each) for each in versions):
        return _ruled_out(newest, asked.profile)
    try:
        found = _counted(versions, asked, rule.variant)
    except InputMistake as mistake:
        return _left(newest, mistake)
    if asked.rules_out(found.duty):
        return _ruled_out(found.duty, asked.profile)
    return found if found.days.act_by else Left(found.duty, *_without(found.duty, asked))


def _counted(versions: Sequence[Duty], asked: _Asked, variant: str) -> Count:
    if versions[-1].due.form is Form.SAME_AS:
        same = count_same_as(versions[-1], asked.duties, asked.known, asked.profile, asked.calendar)
        return Count(versions[-1], same.days, same.given)
    return count(versions, asked.known, asked.profile, asked.calendar, variant=variant)


def _lacking(duty: Duty, asked: _Asked) -> tuple[str, ...]:
    return missing(duty.names, given_to(duty, asked.known, asked.profile, asked.calendar))


def _ruled_out(duty: Duty, profile: Profile) -> Left:
    return Left(duty, Why.NOT_APPLICABLE, tuple(sorted(duty.ruled_out_by(profile))))


def _left(duty: Duty, mistake: InputMistake) -> Left:
    match mistake.code:
        case "day_missing":
            names = mistake.params.get("names")
            return Left(duty, Why.DAY_MISSING, names if isinstance(names, tuple) else ())
        case "rule_not_in_force" | "rule_ended":
            return Left(duty, Why.NOT_IN_FORCE)
        case _:
            return Left(duty, Why.TOO_FAR)


def _without(duty: Duty, asked: _Asked) -> tuple[Why, tuple[str, ...]]:
    lacking = _lacking(duty, asked) if duty.due.prompt_from else ()
    return (Why.DAY_MISSING, lacking) if lacking else (Why.NO_COUNTED_DAY, ())


def _stretches(duty: Duty, asked: _Asked) -> Iterator[Stretch]:
    frame = duty.due.frame
    if frame is None or missing((*frame.opens.names, *frame.closes.names), asked.known):
        return
    with suppress(InputMistake):  # further off than any calendar reaches: the duties themselves say so
        yield Stretch(duty, *frame_days(frame, asked.known, asked.calendar))
