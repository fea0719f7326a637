"""整える: what each line becomes in the procedure; nothing is lost by it, and all of it can be turned back."""

from collections.abc import Sequence
from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.recording import Part
from urakata.core.viewer import Viewer
from urakata.features.recordings.actions.keeping import at_work
from urakata.features.recordings.actions.lines import number_anew, room_for, said_by
from urakata.features.recordings.models import RecordingLine


def turn_into(line: RecordingLine, part: Part, *, by: Viewer, at: datetime) -> None:
    """工程・上とひとつ・確かめること・入れない."""
    with audit.act(by=by, at=at), at_work(line.recording, at=at):
        RecordingLine.objects.filter(pk=line.pk).update(part=part)


def split(line: RecordingLine, texts: Sequence[str], *, by: Viewer, at: datetime) -> list[RecordingLine]:
    """分ける: one line as several; what else was said of it stays with the first."""
    first, *rest = said_by(texts)
    with audit.act(by=by, at=at), at_work(line.recording, at=at) as now:
        room_for(now, len(rest))
        kept = RecordingLine.objects.get(pk=line.pk)
        kept.text, kept.title, kept.version = first, "", kept.version + 1
        kept.save(update_fields=["text", "title", "version"])
        made = [RecordingLine(recording=now, code=new_code(10), text=text, position=0, who=kept.who) for text in rest]
        before = list(now.lines.all())
        RecordingLine.objects.bulk_create(made)
        place = next(at for at, each in enumerate(before) if each.pk == kept.pk) + 1
        number_anew([*before[:place], *made, *before[place:]])
    return [kept, *made]
