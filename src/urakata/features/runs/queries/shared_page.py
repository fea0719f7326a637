"""共有された実行の画面: what is shown outside; nothing of other steps, and no name but the keeper's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from urakata.common.files import queries as files
from urakata.common.files.models import Evidence
from urakata.core.flow import Act
from urakata.core.outline import Check, CheckKind, Step
from urakata.core.task_rules import Facts, problems
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.procedures.queries import StepFiles
from urakata.features.runs.models import Note, Share, Task
from urakata.features.runs.queries import shares, step_files
from urakata.features.runs.queries.dues import Due, due
from urakata.features.runs.queries.page import Answered, answered
from urakata.features.runs.queries.spots import step_asked
from urakata.features.runs.queries.standing import facts_now

MAY = (Act.CHECK, Act.FINISH, Act.ATTACH, Act.UNDO, Act.NOTE)  # of all acts those that are done from outside


@dataclass(frozen=True, slots=True)
class Line:
    """工程の一行."""

    place: int
    task: Task
    due: Due
    is_mine: bool


@dataclass(frozen=True, slots=True)
class SharedRun:
    """共有された実行."""

    share: Share
    lines: list[Line]
    papers: list[Evidence]


@dataclass(frozen=True, slots=True)
class Slot:
    """根拠の書類の一行; filled also by a paper that is not shown outside."""

    name: str
    files: Sequence[Evidence]
    is_filled: bool


@dataclass(frozen=True, slots=True)
class SharedStep:
    """共有された工程."""

    share: Share
    place: int
    task: Task
    step: Step
    due: Due | None
    checks: list[Answered]
    slots: list[Slot]
    other_files: list[Evidence]
    given: list[Evidence]
    notes: list[Note]
    can: Mapping[str, bool]
    left: int
    is_mine: bool
    files: StepFiles  # 写しとひな形


def shared_list(found: Sequence[Share], at: datetime) -> list[SharedRun]:
    """共有された実行 of one person, each with the own steps."""
    calendar = company.calendars()("company")
    given = _tasks_of(found)
    return [SharedRun(share, _lines(share, given[share.pk], at, calendar), []) for share in found]


def shared_run(share: Share, at: datetime) -> SharedRun:
    given = shares.tasks(share)
    return SharedRun(
        share, _lines(share, given, at, company.calendars()("company")), _handed(share, shares.papers(share, given))
    )


def _tasks_of(found: Sequence[Share]) -> dict[int, list[Task]]:
    """渡した工程 of many shares in one query."""
    through = Share.tasks.through.objects.filter(share__in=found).select_related("task").order_by("task__number")
    given: dict[int, list[Task]] = {share.pk: [] for share in found}
    for each in through:
        given[each.share_id].append(each.task)
    return given


def _lines(share: Share, given: Sequence[Task], at: datetime, calendar: Any) -> list[Line]:
    return [
        Line(place, task, due(task.due_on, at.date(), calendar), task.assignee_id == share.person_id)
        for place, task in enumerate(given, start=1)
    ]


def _handed(share: Share, seen: Sequence[Evidence]) -> list[Evidence]:
    """渡された書類: what this person attached stands with its step."""
    return [paper for paper in seen if paper.added_by_id != share.person_id]


def shared_step(viewer: Viewer, share: Share, given: Sequence[Task], place: int, at: datetime) -> SharedStep:
    task = shares.at_place(given, place)
    step, seen = step_asked(task), shares.papers(share, given)
    own = [paper for paper in seen if paper.about_kind == "task" and paper.about_key == task.about().key]
    filled = set(files.of("task", [task.about().key]).values_list("slot", flat=True))
    checks = [answered(viewer, task, step, check, own) for check in step.checks]
    facts = _facts(viewer, task)
    can = {act.value: not problems(act, viewer, facts, at=at) for act in MAY}
    shown = set(step.evidence) | {check.text for check in step.checks if check.kind is CheckKind.FILE}
    return SharedStep(
        share=share,
        place=place,
        task=task,
        step=step,
        due=due(task.due_on, at.date(), company.calendars()("company")) if can[Act.FINISH] else None,
        checks=checks,
        slots=[Slot(name, [paper for paper in own if paper.slot == name], name in filled) for name in step.evidence],
        other_files=[paper for paper in own if paper.slot not in shown],
        given=[paper for paper in _handed(share, seen) if paper not in own],
        notes=list(task.notes.filter(person=share.person_id).order_by("at")),
        can=can,
        left=_left(step, checks, filled),
        is_mine=task.assignee_id == share.person_id,
        files=step_files.of_shared(share, task, step, place),
    )


def _facts(viewer: Viewer, task: Task) -> Facts:
    """The whole run is looked at only where something could be taken back."""
    if task.done_by_id != viewer.person_id:
        return task.facts()
    return facts_now(task)


def _left(step: Step, checks: Sequence[Answered], filled: set[str]) -> int:
    """のこり: required checks and papers that are still open."""
    open_checks = [each for each in checks if each.check.required and not _is_answered(each.check, each, filled)]
    return len(open_checks) + len(set(step.evidence) - filled)


def _is_answered(check: Check, each: Answered, filled: set[str]) -> bool:
    if check.kind is CheckKind.FILE:
        return check.text in filled
    return each.ticked if check.kind is CheckKind.TICK else bool(each.value)
