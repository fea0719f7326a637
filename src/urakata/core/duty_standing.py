"""うちでは: whether a duty is used by a company, and what a change of its rule would mean for it."""

from datetime import date, timedelta
from enum import StrEnum

from urakata.core.applicability import asked_keys
from urakata.core.duty import Duty
from urakata.core.profile import Profile

CHECKED_WITHIN = timedelta(days=365)


class Use(StrEnum):
    """使うかどうか."""

    USED = "used"
    NOT_SURE = "not_sure"  # what decides it is not known of the company yet; it stays on
    BY_PROFILE = "by_profile"
    SWITCHED_OFF = "switched_off"


class Concern(StrEnum):
    """うちにかかわるか."""

    APPLIES = "applies"
    NEWLY = "newly"
    NO_LONGER = "no_longer"
    UNDECIDED = "undecided"
    NOT = "not"


def use_of(duty: Duty, profile: Profile, *, is_off: bool) -> Use:
    """使うかどうか, by what the company said and what is known of it."""
    if is_off:
        return Use.SWITCHED_OFF
    answer = duty.applies_to(profile)
    if answer is None:
        return Use.NOT_SURE
    return Use.USED if answer else Use.BY_PROFILE


def deciding_keys(duty: Duty, profile: Profile, use: Use) -> frozenset[str]:
    """The answers about the company that rule it out, or that are still missing."""
    if use is Use.BY_PROFILE:
        return duty.ruled_out_by(profile)
    asked = asked_keys(duty.applies) if duty.applies and use is Use.NOT_SURE else frozenset()
    return asked - profile.to_plain().keys()


def concern(older: Duty | None, newer: Duty, profile: Profile, *, is_off: bool) -> Concern:
    """変わることが、うちにかかわるか; `older` is None for a duty that begins."""
    if is_off:
        return Concern.NOT
    before, after = older.applies_to(profile) if older else False, newer.applies_to(profile)
    if before is None or after is None:
        return Concern.UNDECIDED
    if after:
        return Concern.APPLIES if before else Concern.NEWLY
    return Concern.NO_LONGER if before else Concern.NOT


def is_unchecked(duty: Duty, today: date) -> bool:
    """確かめてから1年たった規則."""
    return today - duty.checked_on > CHECKED_WITHIN
