"""部品が尋ねること: what stands behind the words of a step (`ask: form_key`), asked beside its checks; and who may read
what was answered.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from urakata.common.files.models import Evidence
from urakata.common.seams import part as parts
from urakata.common.seams.part import Asked, Panel, Part, Wrong
from urakata.core.flow import State
from urakata.core.outline import Check
from urakata.core.viewer import Viewer
from urakata.features.runs.models import Task
from urakata.features.runs.queries.steps import step_of, steps_of


def is_of_part(key: str) -> bool:
    """Whether an answer or a paper that is kept there belongs to a part: `ask:family`."""
    word, colon, _rest = key.partition(":")
    return bool(colon) and any(part.key == word for part in parts.all())


def panels_of(tasks: Collection[Task]) -> dict[int, dict[str, Panel]]:
    """部品の面 of many tasks at once, by task and word; remembered by each while it keeps its edition and key."""
    unknown = [task for task in tasks if task.asks is None or task.asks[0] != _state(task)]
    found: dict[int, dict[str, Panel]] = {task.pk: {} for task in unknown}
    for part in parts.all() if unknown else ():
        asked = _asked(part, unknown)
        for pk, panel in part.panels(asked).items() if asked else ():
            found[pk][part.key] = _under(part.key, panel)
    for task in unknown:
        task.asks = (_state(task), found[task.pk])
    return {task.pk: task.asks[1] for task in tasks if task.asks}


def _under(word: str, panel: Panel) -> Panel:
    return replace(panel, checks=tuple(replace(check, key=f"{word}:{check.key}") for check in panel.checks))


def checks_of(task: Task) -> tuple[Check, ...]:
    """尋ねること of all its parts, each under its word."""
    return tuple(check for panel in panels_of([task])[task.pk].values() for check in panel.checks)


def _state(task: Task) -> tuple[int, str]:
    return task.edition_id, task.step_key


def _asked(part: Part, tasks: Collection[Task]) -> list[Asked]:
    known = steps_of(list(tasks))
    said = ((task, parts.said_by(known[task.pk], part.key)) for task in tasks)
    return [
        Asked(task.pk, word, task.run.opened_at, task.run.clearance, _values(part, task)) for task, word in said if word
    ]


def _values(part: Part, task: Task) -> dict[str, str]:
    own = f"{part.key}:"
    kept = task.answers.items()
    return {key.removeprefix(own): str(said.get("value", "")) for key, said in kept if key.startswith(own)}


def wrong(task: Task) -> list[Wrong]:
    """合わない答え of all parts, each under the key of its check."""
    found = ((part.key, part.problems(asked)) for part in parts.all() if (asked := _asked(part, [task])))
    return [replace(each, check=f"{word}:{each.check}") for word, said in found for each in said.get(task.pk, ())]


def may_read(viewer: Viewer, task: Task) -> bool:
    """本人の答えを読めるか: whose answers they are, and those who keep the step; everybody else learns that they came.

    `personal: false` opens them to whoever sees the task.
    """
    if viewer.is_operator or not step_of(task).personal:
        return True
    of_step = [task, task.head] if task.head else [task]
    keepers = {who for each in of_step for who in (each.assignee_id, each.checker_id, each.lent_by_id)}
    keepers |= {task.done_by_id, task.run.in_charge_id}
    keepers |= {said["by"] for key, said in task.answers.items() if is_of_part(key)}
    return viewer.person_id is not None and viewer.person_id in keepers


def has_replied(viewer: Viewer, task: Task) -> bool:
    """もう答えたか: whether this viewer has answered what the parts of the task ask, and sent it."""
    sent = Task.objects.filter(pk=task.pk, done_by=viewer.person_id, state__in=[State.DONE, State.WAITING])
    return bool(checks_of(task)) and viewer.person_id is not None and sent.exists()


def readable(viewer: Viewer, task: Task, papers: Iterable[Evidence]) -> list[Evidence]:
    """読める書類: a photo that answers a question is as personal as the answer."""
    every = list(papers)
    open_to_all = [paper for paper in every if not is_of_part(paper.slot)]
    return open_to_all if len(open_to_all) < len(every) and not may_read(viewer, task) else every
