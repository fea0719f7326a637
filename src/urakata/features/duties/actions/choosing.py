"""うちの決めごとを決める: one verb each; the same verb with nothing takes it back to how the law says it."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from urakata.common.audit import acts as audit
from urakata.common.audit.about import About
from urakata.core.calendar_days import MonthDay
from urakata.core.duty import Duty
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company.models import Person
from urakata.features.duties import queries
from urakata.features.duties.models import Choice

MOST_DAYS_BEFORE = 60  # business days
LONGEST_REASON = 200


class ChoiceProblem(StrEnum):
    """決められないわけ."""

    NOT_YOURS = "choice_not_yours"
    UNKNOWN_DUTY = "choice_unknown_duty"
    TOO_MANY_DAYS = "choice_too_many_days"
    NOT_HERE = "choice_not_here"
    UNKNOWN_VARIANT = "choice_unknown_variant"
    LAST_AHEAD = "choice_last_ahead"
    NO_INTERVAL = "choice_no_interval"
    NO_ANCHOR = "choice_no_anchor"
    NO_REASON = "choice_no_reason"


def set_own_days(duty: str, days_before: int | None, *, by: Viewer, at: datetime) -> bool:
    """社内の期限: so many business days before the day to act by; None or 0: none of our own."""
    wrong = days_before is not None and not 0 <= days_before <= MOST_DAYS_BEFORE
    refused = [ChoiceProblem.TOO_MANY_DAYS] * wrong
    return _change(duty, "duty.own_days_set", {"own_days_before": days_before or None}, refused, by=by, at=at)


def set_charge(duty: str, person: Person | None, *, by: Viewer, at: datetime) -> bool:
    """担当: somebody of the office who is here; None: nobody in particular."""
    refused = [ChoiceProblem.NOT_HERE] * (person is not None and not queries.may_be_in_charge(by, person))
    return _change(duty, "duty.charge_set", {"in_charge_id": person.pk if person else None}, refused, by=by, at=at)


def set_variant(duty: str, variant: str, *, by: Viewer, at: datetime) -> bool:
    """数え方を選ぶ, where the law has several; empty: the one of the rule."""
    known = {name for version in _versions(duty) for name in version.due.variants}
    refused = [ChoiceProblem.UNKNOWN_VARIANT] * bool(variant and variant not in known)
    return _change(duty, "duty.variant_set", {"variant": variant}, refused, by=by, at=at)


def set_last(duty: str, last_on: date | None, interval: int = 0, *, by: Viewer, at: datetime) -> bool:
    """前回 of what comes at intervals, and which of the intervals; None: not known."""
    refused = [ChoiceProblem.LAST_AHEAD] * bool(last_on and last_on > by.on)
    most = min((len(version.due.intervals) for version in _versions(duty)), default=0)
    refused += [ChoiceProblem.NO_INTERVAL] * (not 0 <= interval < most)
    return _change(duty, "duty.last_set", {"last_on": last_on, "interval": interval}, refused, by=by, at=at)


def set_anchor(duty: str, anchor: MonthDay | None, *, by: Viewer, at: datetime) -> bool:
    """起算日 of every year, where an agreement of our own sets it; None: not known."""
    hangs_on_a_day = any(version.trigger.event and version.trigger.anchor for version in _versions(duty))
    written = f"{anchor[0]:02d}-{anchor[1]:02d}" if anchor else ""
    refused = [ChoiceProblem.NO_ANCHOR] * (not hangs_on_a_day)
    return _change(duty, "duty.anchor_set", {"anchor": written}, refused, by=by, at=at)


def switch_off(duty: str, reason: str, *, by: Viewer, at: datetime) -> bool:
    """うちには無い, with the reason; it falls out of the year and opens no run."""
    said = reason.replace("\0", "").strip()[:LONGEST_REASON]
    refused = [ChoiceProblem.NO_REASON] * (not said)
    return _change(duty, "duty.switched_off", {"is_off": True, "reason": said}, refused, by=by, at=at)


def switch_on(duty: str, *, by: Viewer, at: datetime) -> bool:
    """うちにもある: back into the year."""
    return _change(duty, "duty.switched_on", {"is_off": False, "reason": ""}, [], by=by, at=at)


def _versions(duty: str) -> list[Duty]:
    return list(queries.known().get(duty, ()))


def _change(
    duty: str, act: str, said: Mapping[str, Any], refused: list[ChoiceProblem], *, by: Viewer, at: datetime
) -> bool:
    """Answers whether anything changed; what stands already leaves no entry."""
    if not queries.may_decide(by):
        raise NotAllowed([ChoiceProblem.NOT_YOURS])
    versions = _versions(duty)
    if not versions:
        raise NotAllowed([ChoiceProblem.UNKNOWN_DUTY])
    if refused:
        raise NotAllowed(refused)
    with audit.act(by=by, at=at) as record:
        choice = Choice.objects.select_for_update().filter(duty=duty).first() or Choice(duty=duty)
        before = {name: getattr(choice, name) for name in said}
        if before == said:
            return False
        if choice.pk is None:
            choice, _ = Choice.objects.select_for_update().get_or_create(duty=duty, defaults={"changed_at": at})
        changed = {**said, "changed_by_id": by.person_id, "changed_at": at}
        Choice.objects.filter(pk=choice.pk).update(**changed)
        about = About("duty", duty, versions[-1].title)
        record(act, about=about, **said, before=before)
    return True
