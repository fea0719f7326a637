"""答えて送る: the answers and photos of a step in one act; it is finished with all of them, or nothing is kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.core.outline import CheckKind
from urakata.core.viewer import Viewer
from urakata.features.runs.actions import doing, papers
from urakata.features.runs.models import Task
from urakata.features.runs.queries.spots import step_asked

Photo = tuple[str, str, bytes]  # the question that it answers, its name, its content


def send(
    task: Task,
    given: Mapping[str, str],
    photos: Sequence[Photo],
    *,
    took: str = "",
    by: Viewer,
    at: datetime,
    seen_at: datetime | None = None,
) -> None:
    """送る: what answers no question of the step is left."""
    wanted = {check.key for check in step_asked(task).checks if check.kind is CheckKind.FILE}
    with audit.act(by=by, at=at):
        for key, name, content in photos:
            if key in wanted:
                papers.attach(task, name, content, slot=key, by=by, at=at)
        doing.finish(task, given, took=took, by=by, at=at, seen_at=seen_at)
