"""版のちがい: what changed between two outlines, as a person would tell it; steps are known by their keys.

Codes and plain values only (as in `outline_plain`); the sentences are the feature's.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from urakata.core.outline import Outline, Step
from urakata.core.outline_plain import check_to_plain, step_to_plain, to_plain


class ChangeCode(StrEnum):
    PROCEDURE_CHANGED = "procedure_changed"  # field, before, after
    STEP_ADDED = "step_added"  # after = its title, field = the key of the step it stands behind ("" = first)
    STEP_REMOVED = "step_removed"  # before = its title
    STEP_RENAMED = "step_renamed"  # before, after = keys (`was:`)
    STEP_MOVED = "step_moved"  # before, after = places from 1
    STEP_CHANGED = "step_changed"  # field, before, after
    CHECK_ADDED = "check_added"  # field = the check's key, after = its text
    CHECK_REMOVED = "check_removed"  # field = the check's key, before = its text
    CHECK_CHANGED = "check_changed"  # field = "key.part", before, after


@dataclass(frozen=True, slots=True)
class Change:
    """変わったこと: `step` and `title` are those of the newer outline where it still has the step."""

    code: ChangeCode
    step: str = ""
    title: str = ""
    field: str = ""
    before: Any = None
    after: Any = None


def differences(old: Outline, new: Outline) -> list[Change]:
    """ちがい: of the whole procedure first, then step by step in the newer order, those gone last."""
    changes = list(_whole(old, new))
    came_from = pairs(old, new)
    before = {step.key: step for step in old.steps}
    moved = _moved(old, new, came_from)
    above = ""
    for step in new.steps:
        was = came_from.get(step.key)
        if was is None:
            changes.append(Change(ChangeCode.STEP_ADDED, step.key, step.title, above, None, step.title))
        else:
            if was != step.key:
                changes.append(Change(ChangeCode.STEP_RENAMED, step.key, step.title, "key", was, step.key))
            if step.key in moved:
                changes.append(Change(ChangeCode.STEP_MOVED, step.key, step.title, "place", *moved[step.key]))
            changes += _step(before[was], step)
        above = step.key
    kept = set(came_from.values())
    gone = (step for step in old.steps if step.key not in kept)
    return changes + [Change(ChangeCode.STEP_REMOVED, step.key, step.title, "", step.title) for step in gone]


def pairs(old: Outline, new: Outline) -> dict[str, str]:
    """The key each step had before. A rename counts once: where both keys stood before, `was:` is history."""
    known = {step.key for step in old.steps}
    still = {step.key for step in new.steps}
    pairs = {key: key for key in known & still}
    for step in new.steps:
        if step.key not in known and step.was in known - still and step.was not in pairs.values():
            pairs[step.key] = step.was
    return pairs


def _whole(old: Outline, new: Outline) -> Iterator[Change]:
    before, after = to_plain(old), to_plain(new)
    for field in _union(before, after):
        if field != "steps" and before.get(field) != after.get(field):
            change = before.get(field), after.get(field)
            yield Change(ChangeCode.PROCEDURE_CHANGED, "", new.title, field, *change)


def _step(old: Step, new: Step) -> Iterator[Change]:
    before, after = step_to_plain(old), step_to_plain(new)
    for field in _union(before, after):
        if field not in ("key", "was", "checks") and before.get(field) != after.get(field):
            yield Change(ChangeCode.STEP_CHANGED, new.key, new.title, field, before.get(field), after.get(field))
    yield from _checks(old, new)


def _checks(old: Step, new: Step) -> Iterator[Change]:
    before = {check.key: check for check in old.checks}
    after = {check.key: check for check in new.checks}
    for key, check in after.items():
        if key not in before:
            yield Change(ChangeCode.CHECK_ADDED, new.key, new.title, key, None, check.text)
            continue
        was, now = check_to_plain(before[key]), check_to_plain(check)
        for part in _union(was, now):
            if was.get(part) != now.get(part):
                field = f"{key}.{part}"
                yield Change(ChangeCode.CHECK_CHANGED, new.key, new.title, field, was.get(part), now.get(part))
    for key, check in before.items():
        if key not in after:
            yield Change(ChangeCode.CHECK_REMOVED, new.key, new.title, key, check.text)
    if list(before) != list(after) and set(before) == set(after):
        yield Change(ChangeCode.STEP_CHANGED, new.key, new.title, "checks", list(before), list(after))


def _moved(old: Outline, new: Outline, came_from: dict[str, str]) -> dict[str, tuple[int, int]]:
    """The fewest steps that must be carried elsewhere to get the newer order, with their places from 1."""
    place = {step.key: n for n, step in enumerate(old.steps, start=1)}
    kept = [(n, step.key) for n, step in enumerate(new.steps, start=1) if step.key in came_from]
    before = [place[came_from[key]] for _, key in kept]
    staying = _longest_rising(before)
    return {key: (was, now) for (now, key), was in zip(kept, before, strict=True) if was not in staying}


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The longest rising subsequence of different numbers (patience sorting, n log n)."""
    tops: list[int] = []
    under: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        under[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    rising: set[int] = set()
    number_or_none = tops[-1] if tops else None
    while number_or_none is not None:
        rising.add(number_or_none)
        number_or_none = under[number_or_none]
    return rising


def _union(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return list(after | before)
