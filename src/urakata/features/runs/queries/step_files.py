"""工程のファイルを見る: whoever is shown how a step is done is shown its pictures and templates, and nobody else."""

from django.http import Http404
from django.urls import reverse

from urakata.core.flow import ACTIONABLE
from urakata.core.outline import Step
from urakata.core.viewer import Viewer
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.queries import StepFiles
from urakata.features.runs.models import Share, Task
from urakata.features.runs.queries.asked import panels_of
from urakata.features.runs.queries.steps import step_of
from urakata.features.runs.queries.visible import task, visible_to


def of_task(of: Task, step: Step) -> StepFiles:
    """Of a task or cell, at the run's own address."""
    return _at(of, step, reverse("run_task", kwargs={"code": of.run.code, "number": of.address}))


def of_shared(share: Share, of: Task, step: Step, place: int) -> StepFiles:
    """Of a step that is shared: its address tells nothing of the run."""
    return _at(of, step, reverse("shared_step", kwargs={"code": share.code, "number": place}))


def file_of(of: Task, code: str) -> "procedures.StepFile":
    """The file, if the edition that this task follows names it in this very step; else 404."""
    return procedures.file_of_step(of.run.procedure_id, step_of(of), code)


def task_with_how(viewer: Viewer, code: str, number: str) -> Task:
    """The task, if the viewer is shown how it is done; else 404."""
    found = task(viewer, code, number)
    if _is_only_asked(viewer, found):
        raise Http404
    return found


def _is_only_asked(viewer: Viewer, of: Task) -> bool:
    """聞かれるだけ: whoever is asked by a form in the window sees the questions alone until they have answered."""
    if of.state not in ACTIONABLE or not panels_of([of])[of.pk]:
        return False
    return viewer.portal_only or not visible_to(viewer).filter(pk=of.run_id).exists()


def _at(of: Task, step: Step, base: str) -> StepFiles:
    return procedures.step_files(of.run.procedure_id, [step], f"{base}files/")
