"""はじめる・名づける・捨てる・戻す.

A recording is its person's alone: what the record keeps of it is private, and of its lines it keeps nothing, since
the moments of its entries would say when somebody did what.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.common.files.models import Evidence
from urakata.core.personal_number import looks_like_one
from urakata.core.recording import Part, Problem
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.recordings import queries
from urakata.features.recordings.models import FILES, Recording

MOST_OPEN = 20
LONGEST_TITLE = 200


def start(title: str, *, department_id: int | None = None, by: Viewer, at: datetime) -> Recording:
    """書きながらはじめる: what the work is called; everything else can wait."""
    named = _title(title)
    with audit.act(by=by, at=at) as record:
        if queries.own(by).filter(procedure=None, thrown_at=None).count() >= MOST_OPEN:
            raise NotAllowed([Problem.TOO_MANY_OPEN])
        made = Recording.objects.create(
            code=new_code(), person_id=by.person_id or 0, title=named, department_id=department_id,
            began_at=at, written_at=at,
        )  # fmt: skip
        record("recording.started", about=made, private=True)
    return made


def change(
    recording: Recording, *, title: str, department_id: int | None, clearance: str, by: Viewer, at: datetime
) -> None:
    """名づける: title, department and clearance that the procedure will have."""
    named = _title(title)
    with audit.act(by=by, at=at) as record, at_work(recording, at=at) as now:
        now.title, now.department_id, now.clearance = named, department_id, clearance
        now.save(update_fields=["title", "department", "clearance"])
        record("recording.changed", about=now, private=True)


def throw(recording: Recording, *, by: Viewer, at: datetime) -> None:
    """捨てる: for thirty days it can be brought back."""
    with audit.act(by=by, at=at) as record:
        if Recording.objects.filter(pk=recording.pk, thrown_at=None).update(thrown_at=at):
            record("recording.thrown", about=recording, private=True)


def bring_back(recording: Recording, *, by: Viewer, at: datetime) -> None:
    """捨てたものを戻す."""
    with audit.act(by=by, at=at) as record:
        if Recording.objects.filter(pk=recording.pk).exclude(thrown_at=None).update(thrown_at=None):
            record("recording.brought_back", about=recording, private=True)


def forget(at: datetime) -> int:
    """三十日たったもの: gone, with its lines; its files are taken off."""
    gone = list(queries.to_forget(at))
    for recording in gone:
        codes = list(recording.lines.values_list("code", flat=True))
        Evidence.objects.filter(about_kind=FILES, about_key__in=codes, removed_at=None).update(removed_at=at)
        recording.delete()
    return len(gone)


def settle() -> int:
    """公開されたら: what was put aside, and what was taken out, has nothing to wait for any more."""
    published = list(queries.to_settle())
    for recording in published:
        recording.lines.filter(part=Part.ASIDE).delete()
        recording.lines.exclude(removed_at=None).delete()
    return len(published)


@contextmanager
def at_work(recording: Recording, *, at: datetime) -> Iterator[Recording]:
    """書いている間: the recording as it is now, its row held; another screen of the same person comes after."""
    now = Recording.objects.select_for_update().get(pk=recording.pk)
    if now.procedure_id is not None:
        raise NotAllowed([Problem.BECAME])
    if now.thrown_at is not None:
        raise NotAllowed([Problem.THROWN])
    yield now
    now.serial, now.written_at = now.serial + 1, at
    now.save(update_fields=["serial", "written_at"])


def _title(title: str) -> str:
    named = title.strip()
    if not named:
        raise NotAllowed([Problem.NO_TITLE])
    if looks_like_one(named):
        raise NotAllowed([Problem.PERSONAL_NUMBER])
    return named[:LONGEST_TITLE]
