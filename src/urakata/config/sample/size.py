"""大きさ: as many tasks over the people of the sample as a measurement asks for.

Written in bulk, not acted: states, counts and days are true to the steps (`core.flow.settle` gives the same), but
there are no stamps and no search documents, and one entry in the record says that it was done. Everybody has about
the same number of tasks: at most a hundred open ones in the coming weeks, the rest finished in the last three years.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.config.sample.diary import moment
from urakata.config.sample.life import Life
from urakata.config.sample.people import roster, settle_in
from urakata.config.sample.rows import count_on, insert
from urakata.core.flow import State
from urakata.core.outline import Gate, GateKind, Outline, Step
from urakata.core.viewer import operator
from urakata.features.company.models import Company, Department, Person
from urakata.features.procedures.actions import import_outline
from urakata.features.procedures.models import Procedure
from urakata.features.runs.actions import errands
from urakata.features.runs.models import Run, Task

STEPS, FREE = 10, 5  # steps of a run; the first ones need nothing, each later one the step five before it
OPEN_EACH = 100
PAST, AHEAD = timedelta(days=3 * 365), timedelta(days=60)
FILLING = "棚の札の見直し"
ROUNDS = {"経理": "取引先の控えの点検", "総務": "備品と鍵の点検", "労務": "届けの控えの点検"}
FIXED_EVERY, WAITING_EVERY = 7, 9
CODE = 10  # characters: a hundred thousand addresses at once do not meet

RUN = (
    "id", "code", "procedure", "edition", "title", "label", "department", "anchor_on", "is_fixed", "opened_at",
    "in_charge", "finished_by", "finished_at", "step_count", "passed_count",
)  # fmt: skip
TASK = (
    "run", "edition", "number", "step_key", "title", "state", "gate", "assignee", "department", "checker", "start_on",
    "due_on", "minutes", "done_by", "done_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """一つの実行: its key, the day it is for, how many of its steps are passed, and the two who share it."""

    pk: int
    anchor_on: date
    done_on: date
    passed: int
    first: Person
    second: Person
    procedure: Procedure

    @property
    def is_finished(self) -> bool:
        return self.passed == STEPS

    def doer(self, number: int) -> Person:
        return self.second if number % 4 == 0 else self.first


def people(life: Life, *, employees: int, at: datetime) -> None:
    """人を増やす: after the twelve months, so that nobody of them stands in their story."""
    known = len(roster(0))
    if employees > known:
        departments = {department.name: department for department in Department.objects.all()}
        settle_in(roster(employees)[known:], departments, {}, life.today, at, first=known + 1)


def add(life: Life, *, employees: int, tasks: int, at: datetime) -> None:
    """増やす: until there are `tasks` in all; where there are as many already, nothing."""
    missing = tasks - Task.objects.count()
    if missing <= 0:
        return
    inside, procedures = _people(life.today), _rounds(at)
    plans = list(_plans(life, missing, inside, procedures))
    insert(Run, RUN, (_run(plan) for plan in plans))
    count_on(Run)
    insert(Task, TASK, (row for plan in plans for row in _tasks(plan)))
    with audit.act(by=operator(life.today), at=at) as record:
        _fill_up(life, tasks - Task.objects.count(), at)
        record("sample.enlarged", about=Company.objects.get(), people=employees, tasks=tasks)


def _fill_up(life: Life, tasks: int, at: datetime) -> None:
    """端数: fewer than one run has steps."""
    by = life.cast.viewer("sawada", at)
    for number in range(tasks):
        errands.add(f"{FILLING} {number + 1}", who=life.cast.person("sawada"), due_on=life.today, by=by, at=at)


def _people(today: date) -> list[Person]:
    """Everybody inside, in the order in which they were added."""
    return list(Person.objects.filter(is_outside=False, hired_on__lte=today).order_by("pk"))


def _rounds(at: datetime) -> list[Procedure]:
    """点検の手順: one per department, so that the procedures of the sample keep their own story."""
    return [
        import_outline(_round(name, title), reason="件数をはかるため", by=operator(at.date()), at=at).procedure
        for name, title in ROUNDS.items()
    ]


def _round(department: str, title: str) -> Outline:
    steps = tuple(
        Step(
            key=f"part_{number}",
            title=f"{title} {number}",
            minutes=15,
            needs=(f"part_{number - FREE}",) if number > FREE else (),
            gate=Gate(GateKind.SECOND_PERSON) if number == STEPS else Gate(),
        )
        for number in range(1, STEPS + 1)
    )
    why = "件数が増えても、今日の頁が軽いことを確かめるためのものです。"
    return Outline(key=f"round_{title}", title=title, why=why, department=department, steps=steps)


def _plans(life: Life, tasks: int, people: Sequence[Person], procedures: Sequence[Procedure]) -> Iterator[Planned]:
    """Finished runs first, the oldest first: rows come in the order in which indexes want them."""
    passed = _passed_when_open(min(tasks * 7 // 10, OPEN_EACH * len(people)))
    finished = max(tasks // STEPS - len(passed), 0)
    yesterday = life.calendar.add(life.today, -1)
    past = life.calendar.between(yesterday - PAST, yesterday)
    ahead = life.calendar.between(life.today, life.today + AHEAD)
    last = Run.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for turn in range(finished + len(passed)):
        place = turn - finished
        on = past[turn * len(past) // finished] if place < 0 else ahead[place * len(ahead) // len(passed)]
        first, second = people[turn % len(people)], people[(turn + turn // len(people) + 1) % len(people)]
        yield Planned(
            last + 1 + turn, on, min(on, yesterday), STEPS if place < 0 else passed[place], first,
            second if second is not first else people[(turn + 1) % len(people)], procedures[turn % len(procedures)],
        )  # fmt: skip


def _passed_when_open(open_tasks: int) -> list[int]:
    """How far each open run is: some not begun, some with one step left, which waits for its second person."""
    passed: list[int] = []
    left = open_tasks
    while left > 0:
        done = STEPS - 1 if len(passed) % WAITING_EVERY == 0 else len(passed) % 4
        passed.append(done)
        left -= STEPS - done
    return passed


def _run(plan: Planned) -> tuple[object, ...]:
    finished_at = _done_at(plan, STEPS) if plan.is_finished else None
    return (
        plan.pk, new_code(CODE), plan.procedure.pk, plan.procedure.edition_id, plan.procedure.title,
        f"{plan.anchor_on:%Y年%-m月%-d日}", plan.procedure.department_id, plan.anchor_on, plan.pk % FIXED_EVERY == 0,
        moment(plan.anchor_on - timedelta(days=14), 6), plan.first.pk, plan.first.pk if plan.is_finished else None,
        finished_at, STEPS, plan.passed,
    )  # fmt: skip


def _tasks(plan: Planned) -> Iterator[tuple[object, ...]]:
    title = plan.procedure.title
    for number in range(1, STEPS + 1):
        state, doer = _state(plan, number), plan.doer(number)
        is_done = state in {State.DONE, State.WAITING}
        gate = GateKind.SECOND_PERSON if number == STEPS else GateKind.NONE
        checker = plan.second.pk if gate is GateKind.SECOND_PERSON else None
        yield (
            plan.pk, plan.procedure.edition_id, number, f"part_{number}", f"{title} {number}", state.value, gate.value,
            doer.pk, plan.procedure.department_id, checker, plan.anchor_on, plan.anchor_on, 15,
            doer.pk if is_done else None, _done_at(plan, number) if is_done else None,
        )  # fmt: skip


def _state(plan: Planned, number: int) -> State:
    if number <= plan.passed:
        return State.DONE
    if plan.passed == STEPS - 1 and number == STEPS:
        return State.WAITING
    return State.NOW if number - FREE <= plan.passed else State.TODO


def _done_at(plan: Planned, number: int) -> datetime:
    return moment(plan.done_on, 9) + timedelta(minutes=12 * number)
