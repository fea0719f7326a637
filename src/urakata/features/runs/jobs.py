"""掃く: open what the 周期 of the procedures ask for."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from urakata.core.backplan import Unit, opening_day
from urakata.core.outline import Opening, Outline
from urakata.core.recurrence import Occurrence, occurrences
from urakata.core.viewer import operator
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.runs.actions.opening import open_once
from urakata.features.runs.wording import period_label

LOOK_AHEAD = timedelta(days=120)
LOOK_BACK = timedelta(days=35)  # a worker that was down for a month still opens what it missed
OPENS = Opening(before=5, unit=Unit.BUSINESS_DAYS)  # where a procedure does not say
TOKYO = ZoneInfo("Asia/Tokyo")


def open_due(at: datetime) -> int:
    """Open every occurrence whose opening day has come; a second sweep finds them open and opens nothing."""
    today = at.astimezone(TOKYO).date()
    opened = 0
    for procedure, outline in procedures.recurring():
        since = max(today - LOOK_BACK, procedure.made_at.astimezone(TOKYO).date())
        for occurrence in _due(outline, since, today):
            opened += open_once(
                procedure,
                anchor_on=occurrence.on,
                label=period_label(occurrence.period),
                occurrence=occurrence.nominal.isoformat(),
                by=operator(today),
                at=at,
            )
    return opened


def _due(outline: Outline, since: date, today: date) -> list[Occurrence]:
    if outline.cadence is None or (profile := company.profile()) is None:
        return []
    calendar = company.calendars()
    opening = outline.opening or OPENS
    found = occurrences(outline.cadence, since, today + LOOK_AHEAD, company=profile.company_days(), calendar=calendar)
    return [each for each in found if opening_day(each.on, opening.before, opening.unit, calendar("company")) <= today]
