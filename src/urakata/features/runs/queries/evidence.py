"""証憑を見る: it follows its run, and for the portal its task."""

from pathlib import Path
from typing import BinaryIO

from django.http import Http404

from urakata.common.files.actions import path_of
from urakata.common.files.models import Evidence
from urakata.core.viewer import Viewer
from urakata.features.runs.models import Task
from urakata.features.runs.queries.asked import readable
from urakata.features.runs.queries.visible import task


def evidence(viewer: Viewer, code: str, evidence: str) -> Evidence:
    """The paper, if it belongs to a task or cell of this run that the viewer sees, and may be read; else 404."""
    of_run = Evidence.objects.filter(about_kind="task", about_key__startswith=f"{code}/", code=evidence)
    if (found := of_run.select_related("blob").first()) is None:
        raise Http404
    belongs_to = task(viewer, code, found.about_key.partition("/")[2])
    if not readable(viewer, belongs_to, [found]):
        raise Http404
    return found


def of_task(of: Task, code: str) -> Evidence:
    """The paper, if it is attached to this very task; else 404."""
    found = Evidence.objects.filter(about_kind="task", about_key=of.about().key, code=code).first()
    if found is None:
        raise Http404
    return found


def opened(paper: Evidence) -> BinaryIO:
    path: Path = path_of(paper.blob_id)
    if not path.exists():
        raise Http404
    return path.open("rb")
