"""紙からもう一度: the step as it is asked this time, with the figures to be written from the paper beside its ticks."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from urakata.core.flow import OPEN, State
from urakata.core.outline import Check, CheckKind, Step
from urakata.core.spots import Past, is_due
from urakata.features.runs.models import SPOT, Stamp, Task
from urakata.features.runs.queries.asked import checks_of
from urakata.features.runs.queries.steps import step_of

MOST_PAST = 200  # finished runs that are looked back on


def step_asked(task: Task) -> Step:
    """今回の工程: with what its parts ask, and every n-th clean run with the figure a `spot` tick stands for, from the
    paper.
    """
    step = _with_spots(task, step_of(task))
    asked = checks_of(task)
    return replace(step, checks=(*step.checks, *asked)) if asked else step


def _with_spots(task: Task, step: Step) -> Step:
    if not any(check.spot for check in step.checks):
        return step
    past = _past(task) if task.state in OPEN else []
    checks: list[Check] = []
    for check in step.checks:
        checks.append(check)
        if check.spot and (SPOT + check.key in task.answers or _is_asked(task, check, past)):
            checks.append(_figure_of(check))
    return replace(step, checks=tuple(checks))


def _is_asked(task: Task, check: Check, past: Sequence[tuple[bool, frozenset[str]]]) -> bool:
    if task.state not in OPEN or check.spot is None:
        return False
    return is_due(check.spot, (Past(is_clean, check.key in written) for is_clean, written in past))


def _figure_of(check: Check) -> Check:
    text = _("紙から写す数字（%(what)s）") % {"what": check.text}
    return Check(SPOT + check.key, text, CheckKind.TEXT, held_against=check.held_against)


def _past(task: Task) -> list[tuple[bool, frozenset[str]]]:
    """済んだ回, newest first: whether the step went clean, and for which ticks the figure was written."""
    done = Task.objects.filter(
        run__procedure=task.run.procedure_id, step_key=task.step_key, state=State.DONE, run__finished_at__isnull=False
    )
    done = done.exclude(run=task.run_id).order_by("-run__finished_at", "-pk")
    found = list(done.values_list("pk", "answers")[:MOST_PAST])
    of_these = Stamp.objects.filter(task__in=[pk for pk, _answers in found])
    unclean = set(of_these.exclude(taken_back_at=None).values_list("task_id", flat=True))
    unclean |= set(of_these.filter(agreed=False).values_list("task_id", flat=True))
    return [(pk not in unclean, _written(answers)) for pk, answers in found]


def _written(answers: dict[str, object]) -> frozenset[str]:
    return frozenset(key.removeprefix(SPOT) for key in answers if key.startswith(SPOT))
