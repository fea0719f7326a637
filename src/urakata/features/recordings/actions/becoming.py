"""手順の下書きにする: the lines become steps of a draft, which is tidied and published in the outline editor."""

from contextlib import suppress
from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.common.files import queries as files
from urakata.common.files.models import Evidence
from urakata.core.recording import Problem
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.procedures import actions as procedures
from urakata.features.procedures.models import Procedure
from urakata.features.recordings import queries
from urakata.features.recordings.actions.keeping import at_work
from urakata.features.recordings.models import Recording, RecordingLine


def become(recording: Recording, *, by: Viewer, at: datetime) -> Procedure:
    """下書きにする. How long each line took is kept as roughly as it was shown; the times themselves are thrown away.

    Raises NotAllowed, among others what speaks against making a procedure there.
    """
    with audit.act(by=by, at=at) as record, at_work(recording, at=at) as now:
        becoming = queries.becoming(now, key=f"recorded-{new_code(8)}")
        if not becoming.outline.steps:
            raise NotAllowed([Problem.NO_STEPS_LEFT])
        _forget_times(now)
        procedure = procedures.begin(becoming.outline, by=by, at=at)
        for step, photo in becoming.photos:
            _show(procedure, step, queries.evidence(now, photo), by=by, at=at)
        now.procedure = procedure
        now.save(update_fields=["procedure"])
        record("recording.became", about=now, private=True)
    return procedure


def _show(procedure: Procedure, step: str, photo: Evidence, *, by: Viewer, at: datetime) -> None:
    """写真を工程に: one that is no picture for a step (too large, broken, of the telephone's own kind) stays here."""
    with suppress(NotAllowed):
        procedures.add_step_file(procedure, step, photo.name, files.content(photo), by=by, at=at)


def _forget_times(recording: Recording) -> None:
    lines = queries.lines_of(list(recording.lines.filter(removed_at=None)))
    for line in lines:
        line.row.took = line.took
    rows = [line.row for line in lines]
    RecordingLine.objects.bulk_update(rows, ["took"])
    recording.lines.update(written_at=None, stopped_at=None)
