"""もと: what was asked from here, and where a run came from."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from urakata.common.seams import origin
from urakata.core.viewer import Viewer
from urakata.features.runs.models import Run, Task
from urakata.features.runs.queries.visible import visible_to

FROM_TASK = "task"
MOST = 20


@dataclass(frozen=True, slots=True)
class CameFrom:
    """どこから来たか: shown only to whoever may go there."""

    label: str
    path: str


def came_from(viewer: Viewer, run: Run) -> CameFrom | None:
    path = origin.path(viewer, run.origin_kind, run.origin_key) if run.origin_kind else ""
    return CameFrom(run.origin_label, path) if path else None


def asked_from(viewer: Viewer, task: Task) -> list[Run]:
    """ここから頼んだひとこと仕事, those this viewer may see; the open ones first."""
    found = visible_to(viewer).filter(origin_kind=FROM_TASK, origin_key=str(task.pk)).select_related("in_charge")
    return sorted(found.order_by("-opened_at")[:MOST], key=lambda run: not run.is_open)


def task_paths(viewer: Viewer, keys: Collection[str]) -> dict[str, str]:
    """番地 of these tasks by their keys. A key is no address: a run that is moved numbers its steps anew."""
    wanted = [int(key) for key in keys if key.isascii() and key.isdigit()]
    seen = Task.objects.filter(pk__in=wanted, run__in=visible_to(viewer)).select_related("run", "subject")
    if viewer.portal_only:
        seen = seen.filter(assignee=viewer.person_id)
    return {str(task.pk): reverse("run_task", kwargs={"code": task.run.code, "number": task.address}) for task in seen}
