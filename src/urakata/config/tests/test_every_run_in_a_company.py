"""どの雛形も会社の中で: every procedure of the library opened, done and finished through the real actions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.db.models import F

from urakata.core.conditions import rules
from urakata.core.flow import ACTIONABLE, OPEN, State
from urakata.core.outline import CheckKind
from urakata.core.viewer import Viewer, operator
from urakata.features.company.models import Grant
from urakata.features.procedures.actions import import_outline
from urakata.features.procedures.models import Procedure
from urakata.features.runs.actions import doing, gates, papers, rows, sideways
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Run, Stamp, Task
from urakata.features.runs.queries.spots import step_asked
from urakata.library.tests.test_every_run import OUTLINES, answer

ANCHOR = date(2027, 3, 31)
NAMES = ("候補の青木さん", "候補の上田さん", "候補の江口さん")
PAPER = "日付,2026-11-17\n件数,3\n".encode()

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(office, at):
    """Everybody of the office may see everything here, so that any two of them can be the two hands."""
    for person in (office.saeki, office.nishino, office.morita):
        held = set(Grant.objects.filter(person=person).values_list("clearance", flat=True))
        for clearance in {"pay", "people", "health", "contract", "board"} - held:
            Grant.objects.create(
                code=f"{person.code[:4]}-{clearance[:5]}-x", person=person, clearance=clearance,
                granted_at=at, confirmed_at=at,
            )  # fmt: skip
    return office


@dataclass
class Hands:
    """ふたりの手: whoever the lot names does a step, the lead confirms it; now and then it goes back once."""

    lot: Random
    doers: list[Viewer]
    checker: Viewer
    portal: Callable[..., Viewer]
    at: datetime
    sent_back: int = 0

    def bring_to_its_end(self, run: Run) -> None:
        for _turn in range(4 * run.tasks.count()):
            now = run.tasks.filter(state__in=[*ACTIONABLE, State.WAITING]).select_related("run", "head", "subject")
            ready = [task for task in now.order_by("number", "pk") if not task.is_head or not task.cells.exists()]
            if not ready:
                return
            for task in ready[:3]:
                self.press(Task.objects.select_related("run", "head", "subject").get(pk=task.pk))

    def press(self, task: Task) -> None:
        self.at += timedelta(minutes=17)
        if task.state in ACTIONABLE:
            self.finish(task)
        elif task.state == State.WAITING:
            self.look(task)

    def finish(self, task: Task) -> None:
        by = self.whose(task)
        if by.in_office and (task.head or task).assignee_id != by.person_id:
            sideways.take_over(task.head or task, by=by, at=self.at)
        step = step_asked(task)
        slots = [*step.evidence, *(check.text for check in step.checks if check.kind is CheckKind.FILE)]
        for slot in slots:
            papers.attach(task, "控え.csv", PAPER, slot=slot, by=by, at=self.at)
        asked = [check for check in step.checks if check.kind is not CheckKind.FILE]
        said = {check.key: answer(check, f"{self.lot.random()}") for check in asked}
        doing.finish(task, said, by=by, at=self.at)

    def whose(self, task: Task) -> Viewer:
        """Who does it: the subject where it is asked of them, else either of the two."""
        person = task.subject.person if task.subject else None
        is_theirs = person is not None and task.assignee_id == person.pk
        return self.portal(person) if is_theirs else self.lot.choice(self.doers)

    def look(self, task: Task) -> None:
        if self.lot.random() < 0.2 and self.sent_back < 3:
            self.sent_back += 1
            gates.send_back(task, reason="数え直してください", by=self.checker, at=self.at)
            return
        step = step_asked(task)
        figure = str(task.answers[step.gate.of]["value"]) if step.gate.of else ""
        gates.confirm(task, figure=figure, by=self.checker, at=self.at)


@pytest.mark.parametrize("key", OUTLINES)
def test_it_is_opened_done_confirmed_and_finished(key, people, viewer_of, at):
    outline = OUTLINES[key]
    import_outline(outline, reason="雛形から", by=operator(at.date()), at=at)
    doers = [viewer_of(people.saeki), viewer_of(people.nishino)]
    hands = Hands(Random(key), doers, viewer_of(people.morita), viewer_of, at)
    names = NAMES if outline.has_grid and not outline.subjects_where else ()

    run = open_by_hand(Procedure.objects.get(key=key), anchor_on=ANCHOR, names=names, by=doers[0], at=at)
    if len(names) > 1:
        rows.add(run, [], ["あとから来た大塚さん"], by=doers[0], at=at)
    hands.bring_to_its_end(run)

    run = Run.objects.get(pk=run.pk)
    left = list(run.tasks.filter(state__in=OPEN).values_list("step_key", "state"))
    assert (run.finished_at is not None, left) == (True, [])
    assert run.passed_count == len(outline.steps)
    done = run.tasks.filter(state=State.DONE, is_head=False)
    assert done.count() == Stamp.objects.filter(task__in=done, kind="done").values("task").distinct().count()
    passed = Stamp.objects.filter(task__in=done.exclude(gate="none"), kind__in=["second_person", "blind"])
    assert set(passed.values_list("task", flat=True)) == set(done.exclude(gate="none").values_list("pk", flat=True))
    assert not passed.filter(person=F("task__done_by")).exists()
    ruled_out = run.tasks.filter(state=State.NOT_APPLICABLE).values_list("step_key", flat=True)
    assert set(ruled_out) <= set(rules(outline))
