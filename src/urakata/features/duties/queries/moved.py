"""動く日: deadlines that other calendars would put on other days; what was handed in keeps its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from urakata.common.seams.moved import Move
from urakata.core.due import DueDay
from urakata.core.duty_count import LAST_YEAR
from urakata.core.recurrence import Calendars
from urakata.core.viewer import Viewer
from urakata.features.duties.queries.deadlines import days_on, deadlines
from urakata.features.duties.queries.ground import ground

REACH = timedelta(days=31)  # how far a closing may carry a day over the edge of what is asked for


def moved_deadlines(viewer: Viewer, before: Calendars, after: Calendars, first: date, last: date) -> Iterator[Move]:
    """動く締切, those of 出来事 as well: by the day to act by; by the legal day where that alone moves."""
    until = min(last + REACH, date(LAST_YEAR, 12, 31))  # beyond it no law is counted
    if until < first:
        return
    here = ground()
    found = deadlines(viewer, first - REACH, until, replace(here, calendars=before))
    now = days_on(replace(here, calendars=after), found, first - REACH, until)
    for each in found:
        days = _days(each.days, now.get(each.key, each.days))
        if not each.is_done and days[0] != days[1] and any(on and first <= on <= last for on in days):
            is_open = each.run is not None and each.run.is_open
            yield Move("deadline", each.key, each.title, *days, each.path, is_open=is_open)


def _days(was: DueDay, now: DueDay) -> tuple[date | None, date | None]:
    return (was.act_by, now.act_by) if was.act_by != now.act_by else (was.legal_on, now.legal_on)
