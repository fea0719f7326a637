"""The sample grows to any size, and what it tells of stays the same."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.db.models import Count, Q

from urakata.common.audit import queries as record
from urakata.common.audit.models import Entry
from urakata.common.files.models import Evidence
from urakata.config.sample.size import FILLING, ROUNDS
from urakata.core.flow import OPEN, PASSED, settle
from urakata.features.company.models import Person
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Run, Task

pytestmark = pytest.mark.django_db
ON, PEOPLE, TASKS = date(2026, 11, 17), 60, 4503


@pytest.fixture(scope="module")
def before_it_grew(built) -> list[str]:
    with built(ON):
        return _story()


@pytest.fixture(scope="module")
def at(built, before_it_grew) -> Iterator[datetime]:
    with built(ON, PEOPLE, TASKS) as moment:
        yield moment


def test_there_are_as_many_people_and_tasks_as_asked_for(at):
    assert Person.objects.exclude(number=None).count() == PEOPLE
    assert Task.objects.count() == TASKS


def test_nobody_holds_many_more_than_a_hundred_open_ones(at):
    held = Task.objects.filter(state__in=OPEN).exclude(assignee=None).values("assignee").annotate(number=Count("pk"))

    assert max(row["number"] for row in held) < 130


def test_the_states_in_bulk_are_those_the_steps_would_have(at):
    added = Run.objects.filter(title__in=ROUNDS.values()).select_related("procedure")
    wrong = []
    for run in added.order_by("-pk")[:60]:
        steps = {step.key: step for step in procedures.outline(run.edition_id).steps}
        places = [task.place(steps[task.step_key].needs) for task in run.tasks.order_by("number")]
        wrong += [place for place in places if settle(places)[place.key] != place.state]

    assert added.count() > 200
    assert wrong == []


def test_the_counts_in_bulk_are_those_of_the_tasks(at):
    line = Q(tasks__subject=None)
    counted = Run.objects.annotate(
        of_all=Count("tasks", filter=line), of_passed=Count("tasks", filter=line & Q(tasks__state__in=PASSED))
    )

    assert [run for run in counted if (run.of_all, run.of_passed) != (run.step_count, run.passed_count)] == []
    assert [run for run in counted if (run.of_passed == run.of_all) != (run.finished_at is not None)] == []


def test_one_entry_tells_of_all_of_them(at):
    assert Entry.objects.filter(act="sample.enlarged").count() == 1
    assert record.verify().ok


def test_the_same_day_gives_the_same_people_work_and_figures(at, before_it_grew):
    assert len(before_it_grew) > 400
    assert _story() == before_it_grew


def _story() -> list[str]:
    """Everything but addresses, and without what was added for size."""
    own = Task.objects.exclude(run__title__in=ROUNDS.values()).exclude(title__startswith=FILLING)
    own = own.exclude(subject__person__code__regex=r"^p\d+$")
    columns = ("run__title", "run__label", "number", "title", "state", "due_on", "done_by__code", "done_at")
    work = [f"{row} {_written(answers)}" for *row, answers in own.values_list(*columns, "answers")]
    papers = [str(row) for row in Evidence.objects.values_list("name", "amount", "blob__sha256")]
    people = Person.objects.exclude(code__regex=r"^p\d+$").values_list("code", "name", "number", "hired_on", "birth_on")
    return sorted([*work, *papers, *map(str, people)])


def _written(answers: dict) -> dict[str, str]:
    return {key: answer["value"] for key, answer in sorted(answers.items())}
