"""実行の終わりを聞く: a run that ends does its deadlines; opened again or stopped, it has not done them."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from urakata.common.audit.acts import Record
from urakata.common.seams.origin import Became
from urakata.core.refusal import NotAllowed
from urakata.features.duties.actions.fulfilling import LONGEST_RECEIPT, undo, write
from urakata.features.duties.models import Fulfilment
from urakata.features.duties.queries import Deadline
from urakata.features.runs import queries as runs
from urakata.features.runs.queries import Run

TOKYO = ZoneInfo("Asia/Tokyo")
RECEIPT = "受付番号"  # of a check of a run: how it is called in Japanese procedures


def run_ended(run: Run, of: Iterable[Deadline], became: Became, *, record: Record) -> None:
    """What was done by hand before stays as it was said."""
    if became is Became.FINISHED:
        receipt = "・".join(runs.answers_to(run, RECEIPT))[:LONGEST_RECEIPT]
        on = record.at.astimezone(TOKYO).date()
        for deadline in of:
            if not deadline.is_done:
                _write(deadline, run, on, receipt, record)
    else:
        undo(list(Fulfilment.objects.filter(run=run, taken_back_at=None).select_related("happening")), record=record)


def _write(deadline: Deadline, run: Run, on: date, receipt: str, record: Record) -> None:
    try:
        write(deadline, on, receipt, run=run, record=record)
    except NotAllowed:  # somebody said so by hand at the same moment: the run ends all the same
        return
