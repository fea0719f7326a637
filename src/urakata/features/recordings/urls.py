"""番地: 書きながら; a page is a noun, a change its verb by POST."""

from django.urls import path

from urakata.features.recordings.views import lines, recordings, tidying

LINE = "<code:code>/lines/<code:line>"

urlpatterns = [
    path("", recordings.recordings, name="recordings"),
    path("start/", recordings.recording_start, name="recording_start"),
    path("<code:code>/", recordings.recording, name="recording"),
    path("<code:code>/throw/", recordings.recording_throw, name="recording_throw"),
    path("<code:code>/bring-back/", recordings.recording_bring_back, name="recording_bring_back"),
    path("<code:code>/files/<code:evidence>/", recordings.recording_file, name="recording_file"),
    path("<code:code>/write/", lines.recording_write, name="recording_write"),
    path("<code:code>/pause/", lines.recording_pause, name="recording_pause"),
    path("<code:code>/tidy/", tidying.recording_tidy, name="recording_tidy"),
    path("<code:code>/change/", tidying.recording_change, name="recording_change"),
    path("<code:code>/become/", tidying.recording_become, name="recording_become"),
    path(f"{LINE}/change/", lines.recording_line_change, name="recording_line_change"),
    path(f"{LINE}/insert/", lines.recording_line_insert, name="recording_line_insert"),
    path(f"{LINE}/move/", lines.recording_line_move, name="recording_line_move"),
    path(f"{LINE}/remove/", lines.recording_line_remove, name="recording_line_remove"),
    path(f"{LINE}/restore/", lines.recording_line_restore, name="recording_line_restore"),
    path(f"{LINE}/attach/", lines.recording_line_attach, name="recording_line_attach"),
    path(f"{LINE}/files/<code:evidence>/detach/", lines.recording_line_detach, name="recording_line_detach"),
    path(f"{LINE}/turn/", tidying.recording_line_turn, name="recording_line_turn"),
    path(f"{LINE}/tell/", tidying.recording_line_tell, name="recording_line_tell"),
    path(f"{LINE}/split/", tidying.recording_line_split, name="recording_line_split"),
]
