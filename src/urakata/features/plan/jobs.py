"""あとでする仕事."""

from datetime import datetime

from urakata.features.plan import actions


def end_feeds(at: datetime) -> int:
    """退職した人の購読を終える."""
    return actions.end_of_leavers(at)
