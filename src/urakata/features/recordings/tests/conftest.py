"""西野の書きながら: three lines, ten minutes and half an hour apart."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from urakata.core.viewer import Viewer
from urakata.features.recordings import actions, queries
from urakata.features.recordings.models import Recording, RecordingLine


@pytest.fixture
def nishino(office, viewer_of) -> Viewer:
    return viewer_of(office.nishino)


@pytest.fixture
def recording(office, nishino, at) -> Recording:
    made = actions.start("資金繰り表の更新", department_id=office.経理.pk, by=nishino, at=at)
    for minutes, text in ((0, "通帳を開いた"), (10, "残高を写した"), (40, "部長に送った")):
        actions.write(made, [text], by=nishino, at=at + timedelta(minutes=minutes))
    return made


@pytest.fixture
def line(recording) -> Callable[[int], RecordingLine]:
    """line(2): as it is now."""
    return lambda number: recording.lines.select_related("recording").filter(removed_at=None)[number - 1]


@pytest.fixture
def texts(recording) -> Callable[[], list[str]]:
    return lambda: [each.row.text for each in queries.page(recording).lines]
