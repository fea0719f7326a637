"""掃く: open a run for each deadline whose opening day has come."""

from datetime import datetime

from urakata.features.duties.actions.opening import open_for
from urakata.features.duties.queries.opening import TOKYO, to_open


def open_due(at: datetime) -> int:
    """A second sweep finds them open and opens nothing; each run is opened in a transaction of its own."""
    return sum(open_for(each, at=at) for each in to_open(at.astimezone(TOKYO).date()))
