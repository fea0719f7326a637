"""同じように書く: tasks that end alike are written in one statement, however many they are."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from urakata.features.runs.models import Task

AT_ONCE = 1000
MOST_KINDS = 40  # beyond this many different endings one statement for all is shorter


def save_alike(tasks: Iterable[Task], columns: Sequence[str]) -> None:
    """保存: these columns of these tasks."""
    kinds: defaultdict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        kinds[json.dumps([_plain(task, column) for column in columns], default=str, sort_keys=True)].append(task)
    if len(kinds) > MOST_KINDS:
        Task.objects.bulk_update([task for same in kinds.values() for task in same], columns, batch_size=AT_ONCE)
        return
    for same in kinds.values():
        values = {column: getattr(same[0], _stored(column)) for column in columns}
        for first in range(0, len(same), AT_ONCE):
            Task.objects.filter(pk__in=[task.pk for task in same[first : first + AT_ONCE]]).update(**values)


def _plain(task: Task, column: str) -> object:
    return getattr(task, _stored(column))


def _stored(column: str) -> str:
    """Under which name the key of another row stands, so that nothing is fetched for it."""
    return Task._meta.get_field(column).attname  # type: ignore[union-attr]
