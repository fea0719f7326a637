"""知らせ: whom a step may be reminded of, and what stands on a person's 窓口."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from urakata.core.flow import ACTIONABLE
from urakata.core.reminding import Facts, problems
from urakata.core.task_rules import Problem
from urakata.core.viewer import Viewer
from urakata.features.runs.models import Reminder, Run, Task
from urakata.features.runs.queries.lists import day_began
from urakata.features.runs.queries.steps import step_of
from urakata.features.runs.wording import named, reminder_text


@dataclass(frozen=True, slots=True)
class Reminding:
    """まだの人に知らせる: as the page of the grid offers it."""

    head: Task
    text: str
    facts: Facts
    why_not: list[Problem]
    last_at: datetime | None

    @property
    def count(self) -> int:
        return len(self.facts.to_remind)

    @property
    def spared(self) -> int:
        return len(self.facts.waiting & self.facts.reminded)


def reminding(viewer: Viewer, run: Run, head: Task, now: datetime) -> Reminding | None:
    """None where the step is not asked of its subjects, or this viewer is not the one to remind them."""
    if not head.is_head or not step_of(head).is_asked_of_subject:
        return None
    told = _waiting(head)
    facts = reminding_facts(run, head, now, told)
    why_not = problems(viewer, facts)
    if {Problem.RUN_CLOSED, Problem.NOT_ASKED, Problem.NOBODY_LEFT} & set(why_not):
        return None
    keeper = head.assignee or run.in_charge
    text = reminder_text(run.title, head.title, head.due_on, keeper.name if keeper else "", now.date())
    return Reminding(head, text, facts, why_not, max(filter(None, told.values()), default=None))


def reminding_facts(run: Run, head: Task, now: datetime, told: Mapping[int, datetime | None] | None = None) -> Facts:
    told = _waiting(head) if told is None else told
    began = day_began(now.date())
    today = [pk for pk, at in told.items() if at and began <= at < began + timedelta(days=1)]
    return Facts(run.is_open, head.assignee_id, waiting=frozenset(told), reminded=frozenset(today))


def _waiting(head: Task) -> dict[int, datetime | None]:
    """まだの人 whose turn it is, by 対象, with when they were last told of anything in this run."""
    cells = Task.objects.filter(head=head, state__in=ACTIONABLE, assignee__isnull=False, subject__left_at=None)
    return dict(cells.values_list("subject_id", "subject__reminded_at"))


@dataclass(frozen=True, slots=True)
class Told:
    """窓口の知らせ: what is said to this person, and the task it is about."""

    task: Task
    text: str


def told(tasks: Iterable[Task]) -> list[Told]:
    """The newest reminder of each of these open cells that reached its subject; the cells are the viewer's own."""
    cells = {task.head_id: task for task in tasks if task.head_id and task.subject_id}
    if not cells:
        return []
    found: dict[int, Told] = {}
    for each in Reminder.objects.filter(head__in=cells).order_by("-at"):
        cell = cells[each.head_id]
        if cell.subject and cell.subject_id in each.to and each.head_id not in found:
            found[each.head_id] = Told(cell, named(each.text, cell.subject.name))
    return list(found.values())
