"""工程のファイル: pictures and templates of a step, behind the door of the run or of the share."""

from django.http import FileResponse
from django.views.decorators.http import require_GET

from urakata.common.web.access import signed_in
from urakata.common.web.request import Request
from urakata.common.web.sending import send
from urakata.features.procedures import queries as procedures
from urakata.features.runs.queries import shares, step_files
from urakata.features.runs.views.shared import from_outside


@require_GET
@signed_in
def task_file(request: Request, code: str, number: str, file: str) -> FileResponse:
    """Of a task or cell."""
    return _sent(step_files.file_of(step_files.task_with_how(request.viewer, code, number), file))


@require_GET
@from_outside
def shared_file(request: Request, code: str, number: int, file: str) -> FileResponse:
    """Of a step that is shared; that it was looked at stands in the record."""
    given = shares.tasks(shares.share(request.viewer, code))
    return _sent(step_files.file_of(shares.at_place(given, number), file))


def _sent(file: "procedures.StepFile") -> FileResponse:
    content = procedures.opened(file)
    return send(content, name=file.name, media_type=file.blob.media_type, inline=file.is_picture)
