"""代わり: which tasks of people who are away come to whom today; worked out at reading (docs/adr/0025)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from django.db.models import Q

from urakata.core.cover import Away, StandIn, is_away, stand_in
from urakata.core.flow import ACTIONABLE, State
from urakata.core.task_rules import Facts, is_asked
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Task
from urakata.features.runs.wording import cover_words

Absent = Mapping[int, Away]


@dataclass(frozen=True, slots=True)
class Cover:
    """代わり of one task: who is away, and who is asked; nobody named means whoever it is asked of."""

    absent_id: int
    absent_name: str
    away: Away
    by: StandIn | None
    by_name: str = ""

    def is_for(self, viewer: Viewer) -> bool:
        return self.by is not None and self.by.person == viewer.person_id


Covers = Mapping[int, Cover]  # by task
NOBODY_AWAY: Covers = MappingProxyType({})


def covers(tasks: Iterable[Task], away: Absent, on: date) -> dict[int, Cover]:
    """代わり of those tasks whose person is away today; one question where there is any, none where there is none.

    Needs run, run.procedure, assignee and checker of each.
    """
    open_now = [task for task in tasks if _needs_another(task, away, on)] if away else []
    if not open_now:
        return {}
    named = procedures.stand_ins(
        {task.run.procedure_id for task in open_now},
        {task.run.in_charge_id for task in open_now if task.run.in_charge_id},
        on,
    )
    return {task.pk: _cover(task, away, named, on) for task in open_now}


def _cover(task: Task, away: Absent, named: procedures.StandIns, on: date) -> Cover:
    person = holder(task)
    assert person is not None  # somebody is away
    found = who_stands_in(task, named, away, on, checking=task.state == State.WAITING)
    name = named.trust.names.get(found.person, "") if found else ""
    return Cover(person, holder_name(task), away[person], found, name)


def who_stands_in(task: Task, named: procedures.StandIns, away: Absent, on: date, *, checking: bool) -> StandIn | None:
    """だれに頼むか on that day; whoever does the step is not asked to check it."""
    run = task.run
    return stand_in(
        named.order.get(run.procedure_id, []),
        in_charge=run.in_charge_id,
        able=named.trust.able(clearances={run.clearance, run.procedure.clearance}, seal_id=run.seal_id),
        away=away,
        barred=_doers(task) if checking else (),
        urgent=task.due_on <= on,
    )


def _needs_another(task: Task, away: Absent, on: date) -> bool:
    """Its turn has come, its day to begin too, and whoever should act is away."""
    begun = task.state == State.WAITING or (task.state in ACTIONABLE and task.start_on <= on)
    return begun and is_away(holder(task), away, urgent=task.due_on <= on)


def holder(task: Task) -> int | None:
    """Whose turn it is: the checker's while it waits at the 関所, else of whoever has the step.

    The cells of a step 人ごと are in the hands of whoever has the step; nobody answers in place of a subject.
    """
    kept = task.head or task
    return (task.checker_id or kept.checker_id) if task.state == State.WAITING else kept.assignee_id


def holder_name(task: Task) -> str:
    kept = task.head or task
    person = (task.checker or kept.checker) if task.state == State.WAITING else kept.assignee
    return person.name if person else ""


def _doers(task: Task) -> set[int]:
    """関所 is never passed by its doer, nor by whoever wrote an answer in it."""
    return {person for person in (task.done_by_id, *task.facts().written_by) if person is not None}


def said_of(viewer: Viewer, known: Covers, on: date, task: Task) -> tuple[str, bool]:
    """代わりの一文 of a task, empty where nobody is away; and whether it stands in the viewer's own hands."""
    cover = known.get(task.pk)
    if cover is None:
        return "", True
    said = cover_words(cover.absent_name, cover.away, on, by=cover.by, by_name=cover.by_name, mine=cover.is_for(viewer))
    return said, cover.absent_id == viewer.person_id


def told_of(viewer: Viewer, tasks: Iterable[Task], known: Covers, on: date) -> list[str]:
    """代わりの文 of a run, each once; a temp learns nothing of the absences of others."""
    if not viewer.has(RoleName.LEAD, RoleName.OFFICE):
        return []
    said = [said_of(viewer, known, on, task)[0] for task in tasks if task.pk in known]
    return list(dict.fromkeys(said))


def covered(facts: Facts, cover: Cover | None) -> Facts:
    """The facts of a task with who may act today in place of whoever is away."""
    if cover is None:
        return facts
    by = frozenset({cover.by.person}) if cover.by else frozenset()
    return replace(facts, covered_by=by, uncovered=cover.by is None)


def cover_now(task: Task, by: Viewer, on: date) -> Cover | None:
    """For an act under the lock: asks nothing where the turn is the person's own, or nobody's."""
    if holder(task) in {None, by.person_id}:
        return None
    return covers([task], company.away(on), on).get(task.pk)


def covered_now(task: Task, facts: Facts, by: Viewer, on: date) -> Facts:
    return covered(without_gone(task, facts, on), cover_now(task, by, on))


def without_gone(task: Task, facts: Facts, on: date) -> Facts:
    """A checker who has left keeps nobody waiting: whoever it is asked of checks."""
    if task.state != State.WAITING:
        return facts
    checker = task.checker or (task.head.checker if task.head else None)
    has_left = checker is not None and checker.leaves_on is not None and checker.leaves_on < on
    return replace(facts, checker_id=None) if has_left else facts


def may_fall_to(viewer: Viewer) -> Q:
    """Work of absent people that may come to this viewer: deputised, in charge, or of the department."""
    named = Q(run__procedure__in=procedures.deputised(viewer)) | Q(run__in_charge=viewer.person_id)
    return named | Q(department__in=viewer.departments) | Q(department=None)


@dataclass(frozen=True, slots=True)
class Parted:
    """分けたもの: what was found, by whom it is for today."""

    mine: list[Task] = field(default_factory=list)  # in somebody's place
    anybodys: list[Task] = field(default_factory=list)


def parted(viewer: Viewer, found: Sequence[Task], known: Covers, away: Absent) -> Parted:
    """Of tasks that are nobody's or an absent person's: those that this viewer is asked for, and those for anybody."""
    parts = Parted()
    for task in found:
        cover = known.get(task.pk)
        if cover is None:
            if holder(task) not in away or holder(task) == viewer.person_id:
                parts.anybodys.append(task)
        elif cover.is_for(viewer):
            parts.mine.append(task)
        elif holder(task) == viewer.person_id or (cover.by is None and _is_open_to(viewer, task)):
            parts.anybodys.append(task)
    return parts


def _is_open_to(viewer: Viewer, task: Task) -> bool:
    own_work = task.state == State.WAITING and viewer.person_id in _doers(task)
    return not own_work and is_asked(viewer, task.facts())
