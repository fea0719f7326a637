"""工程の中身: what the edition says about a task; editions never change, so procedures keep them in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from urakata.core.conditions import Asked, Rule, holds
from urakata.core.edition_move import Standing, keys_under
from urakata.core.flow import Place, State, When
from urakata.core.outline import Check, CheckKind, GateKind, Outline, Step
from urakata.core.outline_problems import conditions_in_force
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import SPOT, Run, Task


def step_of(task: Task) -> Step:
    return steps_of([task])[task.pk]


def steps(outline: Outline) -> dict[str, Step]:
    return {step.key: step for step in outline.steps}


def steps_of(tasks: Sequence[Task]) -> dict[int, Step]:
    """工程の中身 of many at once, by task; a task remembers its own while it keeps its edition and key."""
    unknown = [task for task in tasks if _remembered(task) is None]
    outlines = procedures.outlines({task.edition_id for task in unknown}) if unknown else {}
    known = {edition_id: steps(outline) for edition_id, outline in outlines.items()}
    for task in unknown:
        task.said = (task.edition_id, known[task.edition_id][task.step_key], outlines[task.edition_id])
    return {task.pk: task.said[1] for task in tasks if task.said}


def outline_of(task: Task) -> Outline:
    """版の中身 of the task's edition."""
    step_of(task)
    assert task.said is not None  # remembered just now
    return task.said[2]


def _remembered(task: Task) -> Step | None:
    if task.said is None:
        return None
    edition_id, step, _outline = task.said
    return step if edition_id == task.edition_id and step.key == task.step_key else None


def is_at_office(task: Task) -> bool:
    """会社で: somebody's body is needed there."""
    return step_of(task).place == "office"


@dataclass(frozen=True, slots=True)
class Line:
    """工程の並び of a run: each task under the key it has in the run's edition, with its needs and conditions there."""

    tasks: Sequence[Task]
    names: Sequence[str]
    steps: Mapping[str, Step]
    rules: Mapping[str, Rule]

    def places(self) -> list[Place]:
        return self._places(self.tasks, self.names)

    def row(self, cells: Mapping[int, Task]) -> list[tuple[Task, Place]]:
        """一人の並び: the line as one subject goes through it: a cell stands where its head does."""
        met = [(cells.get(task.pk) if task.is_head else task, name) for task, name in self._named()]
        own = [(task, name) for task, name in met if task is not None]
        tasks = [task for task, _ in own]
        return list(zip(tasks, self._places(tasks, [name for _, name in own]), strict=True))

    def sources(self) -> frozenset[str]:
        """条件が見る工程."""
        return frozenset(asked.source for rule in self.rules.values() for asked in rule.all())

    def heads(self) -> dict[int, str]:
        """人ごとの工程: under which key each stands, by the head's number."""
        return {task.pk: name for task, name in self._named() if task.is_head}

    def _named(self) -> Iterable[tuple[Task, str]]:
        return zip(self.tasks, self.names, strict=True)

    def _places(self, tasks: Sequence[Task], names: Sequence[str]) -> list[Place]:
        by_key = dict(zip(names, tasks, strict=True))
        return [
            _place(task, name, self.steps.get(name), self.rules.get(name, Rule()), by_key)
            for task, name in zip(tasks, names, strict=True)
        ]


def line_of(run: Run, tasks: Sequence[Task]) -> Line:
    outline = procedures.outline(run.edition_id)
    return Line(tasks, keys_now(run, tasks), steps(outline), conditions_in_force(outline))


def places(run: Run, tasks: Sequence[Task]) -> list[Place]:
    """流れの中の所, in the run's edition."""
    return line_of(run, tasks).places()


def _place(task: Task, name: str, step: Step | None, rule: Rule, by_key: Mapping[str, Task]) -> Place:
    """A step that the edition has no more keeps its state: no condition speaks of it."""
    led_to_by = tuple(_when(asked, by_key) for asked in rule.led_to_by if asked.source in by_key)
    own = _when(rule.own, by_key) if rule.own and rule.own.source in by_key else None
    place = task.place(step.needs if step else (), own, led_to_by)
    return replace(place, key=name, ruled_out=place.ruled_out and step is not None)


def _when(asked: Asked, by_key: Mapping[str, Task]) -> When:
    """What is written under 済み is the answer; before that it may still change."""
    source = by_key[asked.source]
    if source.state != State.DONE:
        return When(asked.source)
    answer = source.answers.get(asked.check.key) or {}
    on = datetime.fromisoformat(answer["at"]).date() if answer else None
    return When(asked.source, holds(asked, str(answer.get("value", "")), on))


def keys_now(run: Run, tasks: Sequence[Task]) -> list[str]:
    """Under which key each task's step stands in the run's edition; what was done before a move keeps its own."""
    if all(task.edition_id == run.edition_id for task in tasks):
        return [task.step_key for task in tasks]
    course = course_of(run, tasks, run.edition_id)
    return keys_under(course.standing, course.editions, course.to)


@dataclass(frozen=True, slots=True)
class Course:
    """版の道のり: the tasks with the numbers of their editions, and what those from the oldest on say."""

    standing: list[Standing]
    editions: dict[int, Outline]
    to: int


def course_of(run: Run, tasks: Sequence[Task], to_id: int) -> Course:
    numbers = procedures.numbers(run.procedure_id)
    oldest, to = min(numbers[task.edition_id] for task in tasks), numbers[to_id]
    between = {pk: number for pk, number in numbers.items() if oldest <= number <= to}
    said = procedures.outlines(between)
    standing = [
        Standing(task.step_key, State(task.state), numbers[task.edition_id], GateKind(task.gate)) for task in tasks
    ]
    return Course(standing, {number: said[pk] for pk, number in between.items()}, to)


def is_blind(step: Step, check: Check) -> bool:
    """伏せ検算の数字: the one asked for again, and every other number of the step: it could be worked out from them."""
    if step.gate.kind is not GateKind.BLIND:
        return False
    return check.key == step.gate.of or check.kind is CheckKind.NUMBER or check.key.startswith(SPOT)
