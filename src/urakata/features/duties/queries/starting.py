"""始まる手順: what does a duty: its run, the procedure that will open with its days, or the steps of the rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from urakata.core.backplan import PlannedStep, opening_day, plan
from urakata.core.errors import InputMistake
from urakata.core.outline import GateKind, Outline, Step
from urakata.core.viewer import RoleName, Viewer
from urakata.features.duties.queries.deadlines import Deadline
from urakata.features.duties.queries.ground import COMPANY, Ground
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.models import Procedure
from urakata.features.runs import queries as runs
from urakata.features.runs.queries import Run, Task


@dataclass(frozen=True, slots=True)
class Starts:
    """始まる手順: the run with its tasks, else the procedure with its steps, else the steps of the duty."""

    run: Run | None = None
    tasks: Sequence[Task] = ()
    procedure: Procedure | None = None
    outline: Outline | None = None
    steps: Sequence[tuple[Step, PlannedStep | None]] = ()
    own_steps: Sequence[str] = ()
    begins_on: date | None = None  # 始める日
    template: Outline | None = None  # 雛形 that a lead may take, where no procedure stands on the shelf

    @property
    def is_empty(self) -> bool:
        return not (self.run or self.procedure or self.own_steps)


def starts_of_deadline(viewer: Viewer, found: Deadline, here: Ground) -> Starts:
    """始まる手順 of one deadline, planned back from its day where no run is open yet."""
    if found.run is not None:
        tasks = runs.tasks(viewer, found.run)
        begins_on = min((task.start_on for task in tasks), default=None)
        return Starts(run=found.run, tasks=tasks, begins_on=begins_on)
    anchor = found.act_by if not found.is_done and found.happening is None else None
    return starts_of(viewer, found.duty.procedure, found.duty.steps, here, anchor)


def starts_of(
    viewer: Viewer, procedure: str, own_steps: Sequence[str], here: Ground, anchor: date | None = None
) -> Starts:
    """The procedure of that key as far as the viewer may see it, else the steps that the rule names."""
    shown = procedures.by_key(viewer, procedure, retired=False)
    if shown is None:
        return Starts(own_steps=own_steps, template=_template(viewer, procedure))
    outline = procedures.published_outline(shown)
    begins_on = _begins_on(outline, anchor, here)
    planned = _planned(outline, anchor, begins_on, here) if anchor and begins_on and begins_on >= viewer.on else {}
    steps = [(step, planned.get(step.key)) for step in outline.steps]
    return Starts(procedure=shown, outline=outline, steps=steps, begins_on=begins_on if planned else None)


def _template(viewer: Viewer, key: str) -> Outline | None:
    found = procedures.templates().get(key)
    may_take = viewer.has(RoleName.LEAD) and found is not None and found.clearance in {"", *viewer.clearances}
    return found if may_take else None


def _begins_on(outline: Outline, anchor: date | None, here: Ground) -> date | None:
    """開く日, where the procedure says how long before."""
    opening = outline.opening
    return opening_day(anchor, opening.before, opening.unit, here.calendars(COMPANY)) if opening and anchor else None


def _planned(outline: Outline, anchor: date, start: date, here: Ground) -> dict[str, PlannedStep]:
    """逆算; an edition whose days cannot be counted is shown without them."""
    try:
        found = plan(outline.steps, anchor=anchor, start=start, calendar=here.calendars)
    except InputMistake:
        return {}
    return {each.key: each for each in found}


def is_gate(step: Step) -> bool:
    return step.gate.kind is not GateKind.NONE
