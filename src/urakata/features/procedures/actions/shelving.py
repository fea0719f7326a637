"""しまう・戻す: a procedure leaves the shelf and comes back; its editions and runs stay."""

from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.common.search import actions as search
from urakata.core.procedure_rules import Problem, problems
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.procedures.models import Procedure


def retire(procedure: Procedure, *, by: Viewer, at: datetime) -> None:
    """しまう."""
    _shelve("procedure.retired", procedure, at, by=by, at=at)


def bring_back(procedure: Procedure, *, by: Viewer, at: datetime) -> None:
    """戻す."""
    _shelve("procedure.brought_back", procedure, None, by=by, at=at)


def _shelve(act: str, procedure: Procedure, retired_at: datetime | None, *, by: Viewer, at: datetime) -> None:
    refused = problems(by, departments=[procedure.department_id], clearances=[procedure.clearance])
    if refused:
        raise NotAllowed(refused)
    with audit.act(by=by, at=at) as record:
        same = Procedure.objects.filter(pk=procedure.pk, retired_at__isnull=retired_at is not None)
        if not same.update(retired_at=retired_at):
            raise NotAllowed([Problem.SOMEBODY_WAS_FIRST])
        procedure.retired_at = retired_at
        record(act, about=procedure)
        search.index("procedure", [procedure.key])
