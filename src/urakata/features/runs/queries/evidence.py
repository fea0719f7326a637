"""証憑を見る: it follows its run, and for the portal its task."""

from pathlib import Path
from typing import BinaryIO

from django.http import Http404

from urakata.common.files.actions import path_of
from urakata.common.files.models import Evidence
from urakata.core.viewer import Viewer
from urakata.features.runs.models import Run, Task
from urakata.features.runs.queries.visible import tasks


def evidence(viewer: Viewer, run: Run, code: str) -> Evidence:
    """The paper, if it belongs to a task of this run that the viewer sees; else 404."""
    keys = [task.about().key for task in tasks(viewer, run)]
    found = Evidence.objects.filter(about_kind="task", about_key__in=keys, code=code).select_related("blob").first()
    if found is None:
        raise Http404
    return found


def of_task(task: Task, code: str) -> Evidence:
    """The paper, if it is attached to this very task; else 404."""
    found = Evidence.objects.filter(about_kind="task", about_key=task.about().key, code=code).first()
    if found is None:
        raise Http404
    return found


def opened(paper: Evidence) -> BinaryIO:
    path: Path = path_of(paper.blob_id)
    if not path.exists():
        raise Http404
    return path.open("rb")
