"""動く日: deadlines that other calendars would put on other days; what is done, or open as a run, keeps its own."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.urls import reverse

from urakata.common.seams.moved import Move
from urakata.core.duty_count import LAST_YEAR
from urakata.core.duty_days import Falls, HouseRule, duty_days
from urakata.core.profile import Profile
from urakata.core.recurrence import Calendars
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.duties.models import Fulfilment
from urakata.features.duties.queries.deadlines import may_read
from urakata.features.duties.queries.house import choices, house_rules, known
from urakata.features.runs import queries as runs
from urakata.rules.duty_words import label

REACH = timedelta(days=31)  # how far a closing may carry a day over the edge of what is asked for


def moved_deadlines(viewer: Viewer, before: Calendars, after: Calendars, first: date, last: date) -> Iterator[Move]:
    """動く締切: by the day to act by; by the legal day where that alone moves."""
    profile = company.profile()
    if profile is None or not may_read(viewer):
        return
    house = house_rules(choices())
    was, now = (_falls(profile, house, first, last, calendars) for calendars in (before, after))
    told = [(each, now[key]) for key, each in was.items() if key in now and _differs(each, now[key])]
    keys = [each.key for each, _ in told]
    done, opened = (_done(keys), _opened(viewer, keys)) if keys else (set(), set())
    for left, right in told:
        days = _days(left, right)
        if left.key not in done and any(first <= on <= last for on in days):
            title = f"{left.duty.title} {label(left.what_for)}".strip()
            path = reverse("deadline", kwargs={"duty": left.duty.id, "what_for": left.what_for.key})
            yield Move("deadline", left.key, title, *days, path, is_open=left.key in opened)


def _falls(
    profile: Profile, house: Mapping[str, HouseRule], first: date, last: date, calendar: Calendars
) -> Mapping[str, Falls]:
    until = min(last + REACH, date(LAST_YEAR, 12, 31))  # beyond it no law is counted
    if until < first:
        return {}
    found = duty_days(known(), profile, first - REACH, until, calendar=calendar, house=house).falls
    return {falls.key: falls for falls in found}


def _differs(left: Falls, right: Falls) -> bool:
    return (left.legal_on, left.act_by) != (right.legal_on, right.act_by)


def _days(left: Falls, right: Falls) -> tuple[date, date]:
    if left.act_by != right.act_by:
        return left.act_by, right.act_by
    return left.legal_on, right.legal_on


def _done(keys: list[str]) -> set[str]:
    duties = {key.partition(":")[0] for key in keys}
    return {each.key for each in Fulfilment.objects.filter(taken_back_at=None, duty__in=duties)}


def _opened(viewer: Viewer, keys: list[str]) -> set[str]:
    seen = runs.visible_to(viewer).filter(occurrence__in=keys, finished_at=None, stopped_at=None)
    return set(seen.values_list("occurrence", flat=True))
