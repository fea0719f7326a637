"""締切から開く: a run of the procedure that does it, each in a transaction of its own, by the clock."""

import logging
from datetime import datetime

from django.utils.translation import gettext as _

from urakata.common.audit import acts as audit
from urakata.core.procedure_rules import Problem
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer, operator
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.duties.actions.own_procedure import own_outline
from urakata.features.duties.models import Choice
from urakata.features.duties.queries.coverage import DUTY, HAPPENING
from urakata.features.duties.queries.opening import TOKYO, How, ToOpen
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.actions import import_outline
from urakata.features.procedures.queries import Procedure
from urakata.features.runs.actions.opening import CalledFor, open_once

log = logging.getLogger(__name__)


def open_for(wanted: ToOpen, *, at: datetime) -> bool:
    """開く; False where somebody was first, or the procedure that was put on the shelf opens its runs itself."""
    deadline, by = wanted.deadline, operator(at.astimezone(TOKYO).date())
    try:
        procedure = _procedure(wanted, by=by, at=at)
    except NotAllowed as refusal:  # another worker made it a moment ago: the next sweep finds it
        log.info("%s was not opened: %s", deadline.key, refusal.problems)
        return False
    if procedures.published_outline(procedure).cadence:
        return False
    return open_once(
        procedure, anchor_on=wanted.anchor_on, label=deadline.label, occurrence=wanted.occurrence,
        in_charge=_in_charge(deadline.choice, procedure, wanted, by), called_for=_called_for(wanted), by=by, at=at,
    )  # fmt: skip


def _procedure(wanted: ToOpen, *, by: Viewer, at: datetime) -> Procedure:
    """As it stands on the shelf, else from the library or from the duty's own steps.

    Raises NotAllowed where another worker made it at the same moment: a second one beside it would never be looked at
    again, and a 周期 of its own would open every run twice.
    """
    if there := procedures.by_key(by, wanted.procedure):
        return there
    outline = (
        procedures.templates()[wanted.procedure]
        if wanted.how is How.LIBRARY
        else own_outline(wanted.deadline.duty, key=wanted.procedure, clearance=wanted.clearance)
    )
    with audit.act(by=by, at=at):
        made = import_outline(outline, reason=_("締切から"), by=by, at=at).procedure
        if made.key != wanted.procedure:
            raise NotAllowed([Problem.SOMEBODY_WAS_FIRST])
    return made


def _called_for(wanted: ToOpen) -> CalledFor:
    deadline = wanted.deadline
    if wanted.is_shared:
        return CalledFor(HAPPENING, wanted.occurrence, deadline.label, clearance=wanted.clearance)
    return CalledFor(
        DUTY, deadline.key, deadline.title, is_fixed=deadline.is_fixed, clearance=wanted.clearance,
        plan_to=deadline.own_by,
    )  # fmt: skip


def _in_charge(choice: Choice | None, procedure: Procedure, wanted: ToOpen, by: Viewer) -> Person | None:
    """担当, while here and cleared."""
    person = choice.in_charge if choice else None
    if person is None:
        return None
    asked = wanted.clearance or procedure.clearance
    may = company.may_be_given(person, clearance=asked, seal_id=procedure.seal_id, on=by.on)
    return person if may else None
