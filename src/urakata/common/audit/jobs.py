"""鎖の見回り: every morning from the first entry to the last."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from urakata.common.audit import actions, queries

MORNING = time(6, 0)


def verify_daily(at: datetime) -> int:
    """Once a day after six; a second time the same day does nothing."""
    last = queries.last_verified()
    if last and last.at >= _last_morning(at):
        return 0
    actions.verify(at)
    return 1


def _last_morning(at: datetime) -> datetime:
    local = timezone.localtime(at)
    morning = local.replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)
    return morning if morning <= local else morning - timedelta(days=1)
