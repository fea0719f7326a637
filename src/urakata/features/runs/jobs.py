"""掃く: open what the 周期 of the procedures ask for, send the links of shares, bring back what was shared."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from urakata.common.jobs.queue import enqueue
from urakata.core.backplan import Unit, opening_day
from urakata.core.outline import Opening, Outline
from urakata.core.recurrence import Occurrence, occurrences
from urakata.core.viewer import operator
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.queries import Procedure
from urakata.features.runs.actions import sharing
from urakata.features.runs.actions.opening import open_once
from urakata.features.runs.queries import Run, shares
from urakata.features.runs.wording import period_label, share_mail, share_subject

LOOK_AHEAD = timedelta(days=120)
LOOK_BACK = timedelta(days=35)  # a worker that was down for a month still opens what it missed
OPENS = Opening(before=5, unit=Unit.BUSINESS_DAYS)  # where a procedure does not say
OVERDUE = timedelta(minutes=5)
A_YEAR = timedelta(days=366)
TOKYO = ZoneInfo("Asia/Tokyo")


def open_due(at: datetime) -> int:
    """Open every occurrence whose opening day has come; a second sweep finds them open and opens nothing."""
    today = at.astimezone(TOKYO).date()
    opened = 0
    for procedure, outline in procedures.recurring():
        since = max(today - LOOK_BACK, procedure.made_at.astimezone(TOKYO).date())
        for occurrence in _due(outline, since, today):
            if _stands_already(procedure, outline, occurrence):
                continue
            opened += open_once(
                procedure,
                anchor_on=occurrence.on,
                label=period_label(occurrence.period),
                occurrence=occurrence.key,
                by=operator(today),
                at=at,
            )
    return opened


def mail_share(share_id: int, at: str) -> None:
    """共有のリンクを送る: looks at that share and sends its link once; `at` is the clock when it was asked."""
    now = datetime.fromisoformat(at)
    on, house = now.astimezone(TOKYO).date(), company.company()
    found = next(iter(shares.open_now(shares.unsent(on).filter(pk=share_id), on)), None)
    if found is None or house is None:
        return
    text = share_mail(found.person.name, house.name, found.keeper.name, found.until)
    link = settings.BASE_URL.rstrip("/") + reverse("share_open", args=["{token}"]).replace("%7Btoken%7D", "{token}")
    sharing.mail(found, link=link, subject=share_subject(), text=text, at=now)


def mail_shares_again(at: datetime) -> int:
    """送り残し: links whose mail was asked for a while ago and did not go out."""
    left = shares.unsent(at.astimezone(TOKYO).date()).filter(link_at__lt=at - OVERDUE)
    found = list(left.values_list("pk", flat=True)[:50])
    for pk in found:
        enqueue("runs.mail_share", pk, at.isoformat())
    return len(found)


def end_shares(at: datetime) -> int:
    """終わった共有を戻す."""
    return sharing.end_over(at, at.astimezone(TOKYO).date())


def _stands_already(procedure: Procedure, outline: Outline, occurrence: Occurrence) -> bool:
    """Opened, or opened for the same period by the 周期 that the procedure had before."""
    same = Run.objects.filter(procedure=procedure, origin_kind="", label=period_label(occurrence.period))
    opened = set(same.exclude(occurrence="").values_list("occurrence", flat=True))
    if not opened or occurrence.key in opened:
        return bool(opened)
    return not opened <= _keys(outline, occurrence.on)


def _keys(outline: Outline, around: date) -> set[str]:
    """The times of the 周期 as it is now: some periods have two, such as a year with its 賞与."""
    assert outline.cadence
    profile = company.profile()
    assert profile
    first, last = around - A_YEAR, around + A_YEAR
    found = occurrences(outline.cadence, first, last, company=profile.company_days(), calendar=company.calendars())
    return {each.key for each in found}


def _due(outline: Outline, since: date, today: date) -> list[Occurrence]:
    if outline.cadence is None or (profile := company.profile()) is None:
        return []
    calendar = company.calendars()
    opening = outline.opening or OPENS
    found = occurrences(outline.cadence, since, today + LOOK_AHEAD, company=profile.company_days(), calendar=calendar)
    return [each for each in found if opening_day(each.on, opening.before, opening.unit, calendar("company")) <= today]
