"""留める・今日は見ない: one of each a day; a person's own, so the record keeps neither name nor text."""

from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.core.viewer import Viewer
from urakata.features.runs.queries import Task
from urakata.features.today.models import Dismissal, Pin


def pin(task: Task, *, by: Viewer, at: datetime) -> None:
    """留める: see this first today; the one pinned before gives way. Pressed again, it is let go."""
    with audit.act(by=by, at=at) as record:
        mine = Pin.objects.filter(person=by.person_id, on=at.date())
        was = mine.filter(task=task).exists()
        mine.delete()
        if not was:
            mine.create(person_id=by.person_id or 0, task=task, on=at.date())
        record("today.pinned", about=task, private=True)


def dismiss(task: Task, *, by: Viewer, at: datetime) -> None:
    """今日は見ない: another takes its place among the three; what is past its day stays."""
    with audit.act(by=by, at=at) as record:
        Dismissal.objects.update_or_create(person_id=by.person_id, on=at.date(), defaults={"task": task})
        record("today.dismissed", about=task, private=True)
