"""知らせる: one word to all who are まだ in a step, in one act; nobody twice on one day."""

from datetime import datetime

from urakata.common.audit import acts as audit
from urakata.core.personal_number import looks_like_one
from urakata.core.refusal import NotAllowed
from urakata.core.reminding import problems
from urakata.core.task_rules import Problem
from urakata.core.viewer import Viewer
from urakata.features.runs.models import Reminder, Run, Subject, Task
from urakata.features.runs.queries.reminders import reminding_facts
from urakata.features.runs.queries.steps import step_of

MAX_TEXT = 500


def remind(head: Task, text: str, *, by: Viewer, at: datetime) -> Reminder:
    """知らせる. Raises NotAllowed NO_WORDS, NOBODY_LEFT, REMINDED_TODAY and what the rules say of the person."""
    said = text.replace("\0", "").strip()[:MAX_TEXT]
    if not said:
        raise NotAllowed([Problem.NO_WORDS])
    if looks_like_one(said):
        raise NotAllowed([Problem.PERSONAL_NUMBER])
    with audit.act(by=by, at=at) as record:
        run = Run.objects.select_for_update().get(pk=head.run_id)
        now = Task.objects.get(pk=head.pk)
        now.run = run
        if not now.is_head or not step_of(now).is_asked_of_subject:
            raise NotAllowed([Problem.NOBODY_LEFT])
        facts = reminding_facts(run, now, at)
        if found := problems(by, facts):
            raise NotAllowed(found)
        to = sorted(facts.to_remind)
        made = Reminder.objects.create(head=now, text=said, to=to, by_id=by.person_id, at=at)
        Subject.objects.filter(pk__in=to).update(reminded_at=at)
        names = list(Subject.objects.filter(pk__in=to).order_by("kana", "name").values_list("name", flat=True))
        record("cells.reminded", about=now, names=names, people=len(to), text=said)
    return made
