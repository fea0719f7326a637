"""動く日: the occurrences that two calendars put on different days, one beside the other."""

from collections.abc import Iterable
from datetime import date

from urakata.core.recurrence import REACH, Cadence, Calendars, CompanyDays, Occurrence, Period, occurrences

Pair = tuple[Occurrence | None, Occurrence | None]


def moved(
    cadence: Cadence, first: date, last: date, *, company: CompanyDays, before: Calendars, after: Calendars
) -> list[Pair]:
    """動く日 of a cadence, where either day lies from `first` to `last`; None on the side on which it is skipped."""
    left, right = (
        occurrences(cadence, first - REACH, last + REACH, company=company, calendar=calendar)
        for calendar in (before, after)
    )
    return [pair for pair in pairs(left, right) if any(each and first <= each.on <= last for each in pair)]


def pairs(before: Iterable[Occurrence], after: Iterable[Occurrence]) -> list[Pair]:
    """Those of one period belong together: by their nominal day, else (第n営業日) in order."""
    left, right = _by_period(before), _by_period(after)
    found = [pair for period in left | right for pair in _of_period(left.get(period, []), right.get(period, []))]
    return sorted(found, key=_place)


def _by_period(found: Iterable[Occurrence]) -> dict[Period, list[Occurrence]]:
    by_period: dict[Period, list[Occurrence]] = {}
    for each in found:
        by_period.setdefault(each.period, []).append(each)
    return by_period


def _of_period(before: list[Occurrence], after: list[Occurrence]) -> list[Pair]:
    known = {each.nominal: each for each in after}
    both = {each.nominal for each in before} & known.keys()
    found: list[Pair] = [(each, known[each.nominal]) for each in before if each.nominal in both]
    alone = [each for each in before if each.nominal not in both]
    others = [each for each in after if each.nominal not in both]
    length = max(len(alone), len(others))
    filled = zip([*alone, *[None] * (length - len(alone))], [*others, *[None] * (length - len(others))], strict=True)
    return [(was, now) for was, now in [*found, *filled] if (was and was.on) != (now and now.on)]


def _place(pair: Pair) -> date:
    was, now = pair
    return was.on if was else now.on if now else date.max
