"""義務: a statutory or customary obligation as dated data with its source; a newer version follows, none is changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from urakata.core.applicability import Answer, Expression, holds, ruled_out_by
from urakata.core.calendar_days import MonthDay
from urakata.core.due import YEAR, Due, Form, Roll
from urakata.core.errors import InputMistake
from urakata.core.profile import KEYS, Profile

PROFILE_KEYS = frozenset(KEYS)


class Group(StrEnum):
    """まとまり, as a first run and the year show them."""

    TAX = "tax"
    SOCIAL_INSURANCE = "social_insurance"
    LABOUR = "labour"
    CLOSING = "closing"
    LEGAL = "legal"
    GENERAL = "general"
    HOUSE = "house"


class DutyKind(StrEnum):
    """種類."""

    STATUTORY_DEADLINE = "statutory_deadline"
    STATUTORY_DUTY = "statutory_duty"
    EFFECTIVE_CONDITION = "effective_condition"  # not a deadline: acting late changes the effect
    RATE_CHANGE = "rate_change"
    OPTIONAL = "optional"
    REFERENCE = "reference"
    CUSTOMARY = "customary"
    BUNDLE = "bundle"


class Confidence(StrEnum):
    """確からしさ."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Frequency(StrEnum):
    """めぐり方 of what comes round by the calendar; what differs by use or by authority has no frequency of its own."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    YEARLY = "yearly"
    ONCE = "once"
    BONUS_MONTH = "bonus_month"
    SEMIANNUAL_OR_YEARLY = "semiannual_or_yearly"
    ONE_OR_THREE_YEARS = "1y_or_3y"
    SIX_MONTHS_TO_THREE_YEARS = "6m_to_3y"


@dataclass(frozen=True, slots=True)
class Trigger:
    """きっかけ: the calendar, or an event with the day it hangs on."""

    frequency: Frequency | None = None
    event: str = ""
    anchor: str = ""
    as_of: MonthDay | None = None  # 現在: the day whose state is reported
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """これから変わること, where the day itself does not change."""

    on: date
    what: str
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """義務: one file. `since` and `until` are the days of its validity, None where they are not known."""

    id: str
    title: str
    group: Group
    kind: DutyKind
    checked_on: date
    confidence: Confidence
    trigger: Trigger
    due: Due
    roll: Roll
    title_en: str = ""
    since: date | None = None
    until: date | None = None
    window: tuple[MonthDay, MonthDay] | None = None
    for_year: int = 0  # -1: the day lies in the year after the one it is for
    applies: Expression | None = None
    applies_when: str = ""
    procedure: str = ""
    office: str = ""
    penalty: str = ""
    steps: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str = ""
    changes: str = ""
    coming: tuple[Coming, ...] = ()
    unverified: tuple[str, ...] = ()

    @property
    def is_fixed(self) -> bool:
        """動かせない: law, contract or bank say so; what the house itself set can be moved."""
        return self.kind is not DutyKind.CUSTOMARY

    @property
    def names(self) -> tuple[str, ...]:
        """The days to be given, by name."""
        return self.due.names or ((self.trigger.anchor,) if self.trigger.anchor else ())

    def applies_to(self, profile: Profile) -> Answer:
        """当てはまるか: None while what decides it is not known; such a duty stays on."""
        return holds(self.applies, _known(profile)) if self.applies else True

    def months_more(self, profile: Profile) -> int:
        """延長の月数, as the profile says."""
        return int(getattr(profile, self.due.extended_by, 0) or 0) if self.due.extended_by else 0

    def ruled_out_by(self, profile: Profile) -> frozenset[str]:
        """The keys of the profile that say so, where it does not apply."""
        return ruled_out_by(self.applies, _known(profile)) if self.applies else frozenset()

    def is_in_force(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@lru_cache(maxsize=32)
def _known(profile: Profile) -> Mapping[str, Any]:
    """What the profile says, once for all duties."""
    return MappingProxyType(profile.to_plain())


Duties = Mapping[str, Sequence[Duty]]  # by id, the versions in the order of `since`


def gathered(found: Iterable[Duty]) -> dict[str, list[Duty]]:
    """版ごとに: a later file with the same `since` takes the place of an earlier one."""
    versions: dict[str, dict[date, Duty]] = {}
    for duty in found:
        versions.setdefault(duty.id, {})[duty.since or date.min] = duty
    return {id: [by_since[since] for since in sorted(by_since)] for id, by_since in versions.items()}


def in_force(versions: Sequence[Duty], on: date) -> Duty | None:
    """その日の版: the newest that has begun and not ended."""
    return next((duty for duty in reversed(versions) if duty.is_in_force(on)), None)


def current(versions: Sequence[Duty], on: date) -> Duty:
    """いまの版, else the one that comes next, else the last there was."""
    coming = next((duty for duty in versions if duty.since and duty.since > on), versions[-1])
    return in_force(versions, on) or coming


def reference_day(duty: Duty, given: Mapping[str, date], nominal_on: date | None) -> date | None:
    """どの版で数えるか: the day of the fact, for a yearly one the day whose state is reported, else its own day."""
    if duty.trigger.as_of and nominal_on:
        return date(nominal_on.year, *duty.trigger.as_of)
    if duty.due.form in {Form.ANNUAL, Form.FIXED, Form.FIXED_SERIES}:
        return nominal_on
    facts = [day for name, day in given.items() if name != YEAR]
    return max(facts) if facts else nominal_on


def found_by(duties: Duties, id: str) -> Sequence[Duty]:
    """Raises InputMistake `unknown_duty`."""
    if id not in duties:
        raise InputMistake("unknown_duty", {"duty": id[:60], "known": tuple(duties)})
    return duties[id]
