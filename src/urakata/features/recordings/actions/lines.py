"""書きとめる: lines are added, changed, moved and taken out; nothing that another screen wrote is overwritten."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.common.files import actions as files
from urakata.common.files.models import Evidence
from urakata.core.personal_number import is_asked_for, looks_like_one
from urakata.core.recording import Part, Problem
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.recordings.actions.keeping import at_work
from urakata.features.recordings.models import FILES, Recording, RecordingLine

LONGEST_LINE = 500
MOST_LINES = 300
MOST_FILES = 10

Paper = tuple[str, bytes]


def write(
    recording: Recording,
    texts: Sequence[str],
    *,
    part: Part = Part.STEP,
    is_stuck: bool = False,
    once: str = "",
    paper: Paper | None = None,
    by: Viewer,
    at: datetime,
) -> list[RecordingLine]:
    """書く: what is being done now; several lines at once are several lines.

    What was sent once already, from the same sheet, is not written again: the signal was gone before the answer came.
    """
    said = said_by(texts)
    with audit.act(by=by, at=at), at_work(recording, at=at) as now:
        said = said[now.lines.filter(once=once).count() :] if once else said
        if not said:
            return []
        room_for(now, len(said))
        last = now.lines.order_by("-position").values_list("position", flat=True).first() or 0
        made = [
            RecordingLine(
                recording=now, code=new_code(10), once=once, text=text, position=last + number,
                written_at=at if number == 1 else None, part=part, is_stuck=is_stuck,
            )
            for number, text in enumerate(said, start=1)
        ]  # fmt: skip
        RecordingLine.objects.bulk_create(made)
        if paper:
            _keep(made[0], paper, by=by, at=at)
    return made


def insert_before(line: RecordingLine, text: str, *, by: Viewer, at: datetime) -> RecordingLine:
    """前に足す: what was forgotten; nobody measured how long it took."""
    (said,) = said_by([text])
    with audit.act(by=by, at=at), at_work(line.recording, at=at) as now:
        room_for(now, 1)
        made = RecordingLine.objects.create(recording=now, code=new_code(10), text=said, position=0)
        others = list(now.lines.exclude(pk=made.pk))
        place = next((at for at, each in enumerate(others) if each.pk == line.pk), len(others))
        number_anew([*others[:place], made, *others[place:]])
    return made


def change_line(
    line: RecordingLine, words: Mapping[str, str | bool], *, seen: int, by: Viewer, at: datetime
) -> RecordingLine:
    """直す: the words of one line. `seen` is the version that was on the screen.

    Raises NotAllowed CHANGED_MEANWHILE where another screen was first.
    """
    for said in words.values():
        if isinstance(said, str) and looks_like_one(said):
            raise NotAllowed([Problem.PERSONAL_NUMBER])
    if "text" in words:
        said_by([str(words["text"])])
    with audit.act(by=by, at=at), at_work(line.recording, at=at):
        now = as_seen(line, seen)
        for name, said in words.items():
            setattr(now, name, said)
        now.version += 1
        now.save()
    return now


def as_seen(line: RecordingLine, seen: int) -> RecordingLine:
    """The line as it is now, if that is what was on the screen."""
    now = RecordingLine.objects.select_related("recording").get(pk=line.pk)
    if now.version != seen:
        raise NotAllowed([Problem.CHANGED_MEANWHILE])
    return now


def move(line: RecordingLine, *, up: bool, by: Viewer, at: datetime) -> None:
    """上へ・下へ: change places with the neighbour; at the end of the row nothing happens."""
    with audit.act(by=by, at=at), at_work(line.recording, at=at) as now:
        shown = list(now.lines.filter(removed_at=None))
        place = next((at for at, each in enumerate(shown) if each.pk == line.pk), None)
        other = None if place is None else place - 1 if up else place + 1
        if place is None or other is None or not 0 <= other < len(shown):
            return
        shown[place].position, shown[other].position = shown[other].position, shown[place].position
        RecordingLine.objects.bulk_update([shown[place], shown[other]], ["position"])


def remove(line: RecordingLine, *, by: Viewer, at: datetime) -> None:
    """消す: until it becomes a procedure, every line can be brought back."""
    with audit.act(by=by, at=at), at_work(line.recording, at=at):
        RecordingLine.objects.filter(pk=line.pk, removed_at=None).update(removed_at=at)


def restore(line: RecordingLine, *, by: Viewer, at: datetime) -> None:
    """元に戻す: to where it stood."""
    with audit.act(by=by, at=at), at_work(line.recording, at=at) as now:
        room_for(now, 1)
        RecordingLine.objects.filter(pk=line.pk).update(removed_at=None)


def pause(recording: Recording, *, by: Viewer, at: datetime) -> None:
    """手を止める: what comes now is a break, and no part of the work; the next line goes on."""
    with audit.act(by=by, at=at), at_work(recording, at=at) as now:
        last = now.lines.filter(removed_at=None, written_at__lte=at).order_by("-written_at", "-position").first()
        if last is not None and last.stopped_at is None:
            last.stopped_at = at
            last.save(update_fields=["stopped_at"])


def attach(line: RecordingLine, name: str, content: bytes, *, by: Viewer, at: datetime) -> Evidence:
    """添える: a photo or a file; it stays with the recording, which only its person sees."""
    with audit.act(by=by, at=at), at_work(line.recording, at=at):
        if Evidence.objects.filter(about_kind=FILES, about_key=line.code, removed_at=None).count() >= MOST_FILES:
            raise NotAllowed([Problem.TOO_MANY_FILES])
        return _keep(line, (name, content), by=by, at=at)


def detach(paper: Evidence, line: RecordingLine, *, by: Viewer, at: datetime) -> None:
    """外す."""
    with audit.act(by=by, at=at), at_work(line.recording, at=at):
        Evidence.objects.filter(pk=paper.pk, about_key=line.code).update(removed_at=at)


def number_anew(lines: Sequence[RecordingLine]) -> None:
    """並べ直す: places in the given order; the caller holds the recording."""
    for place, line in enumerate(lines, start=1):
        line.position = place
    RecordingLine.objects.bulk_update(lines, ["position"])


def _keep(line: RecordingLine, paper: Paper, *, by: Viewer, at: datetime) -> Evidence:
    name, content = paper
    if is_asked_for(name):
        raise NotAllowed([Problem.PERSONAL_NUMBER])
    return files.attach(name, content, about_kind=FILES, about_key=line.code, by=by, at=at)


def said_by(texts: Sequence[str]) -> list[str]:
    """The lines that say something. Raises NotAllowed with all reasons against them at once."""
    said = [text.strip() for text in texts if text.strip()]
    wrong = {
        Problem.EMPTY_LINE: not said,
        Problem.TOO_LONG: any(len(text) > LONGEST_LINE for text in said),
        Problem.TOO_MANY_LINES: len(said) > MOST_LINES,
        Problem.PERSONAL_NUMBER: any(looks_like_one(text) for text in said),
    }
    if found := [problem for problem, is_so in wrong.items() if is_so]:
        raise NotAllowed(found)
    return said


def room_for(recording: Recording, more: int) -> None:
    if recording.lines.filter(removed_at=None).count() + more > MOST_LINES:
        raise NotAllowed([Problem.TOO_MANY_LINES])
