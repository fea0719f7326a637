"""夜の控え: once a night, into the home's own folder."""

from datetime import datetime

from django.utils import timezone

from urakata.common.backup import actions, history
from urakata.common.backup.place import place
from urakata.core.viewer import operator

FROM_HOUR = 3


def nightly(at: datetime) -> int:
    """Once a day from three o'clock on; a machine that slept through it makes up for it. Twice does nothing."""
    local = timezone.localtime(at)
    taken = {timezone.localtime(backup.at).date() for backup in history.backups(place())}
    if local.hour < FROM_HOUR or local.date() in taken:
        return 0
    actions.take_dated(by=operator(local.date()), at=at)
    return 1
