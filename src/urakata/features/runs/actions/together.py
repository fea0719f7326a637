"""一緒に回す: ask somebody along to the next time; taken back or declined, the run stays with whoever knows it."""

from datetime import date, datetime

from django.db import IntegrityError

from urakata.common.audit import acts as audit
from urakata.core.outline import Step, WhoKind
from urakata.core.personal_number import looks_like_one
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem as Refused
from urakata.core.together import Act, problems
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.models import Procedure
from urakata.features.runs.actions.opening import occurrence_on, open_run
from urakata.features.runs.models import OPEN_STATES, Run, Together
from urakata.features.runs.queries.together import facts_of, open_for, together_facts
from urakata.features.runs.wording import period_label

MAX_NOTE = 500


def invite(
    procedure: Procedure,
    invited: Person,
    *,
    anchor_on: date,
    label: str = "",
    note: str = "",
    invited_has_it: bool,
    by: Viewer,
    at: datetime,
) -> Run:
    """誘う: the run of that day is opened, or taken as it is where it is open already.

    `invited_has_it`: the run is in the hands of whoever learns it, and who knows it sits beside; else the other way.
    Raises NotAllowed; nobody's run is taken from them by an invitation.
    """
    said = note.replace("\0", "").strip()[:MAX_NOTE]
    if looks_like_one(said):
        raise NotAllowed([Refused.PERSONAL_NUMBER])
    with audit.act(by=by, at=at) as record:
        coming = occurrence_on(procedure, anchor_on)
        known = open_for(by, procedure, coming, anchor_on=anchor_on, label=label)
        if found := problems(Act.INVITE, by, together_facts(procedure, invited, known, by=by, on=at.date())):
            raise NotAllowed(found)
        mine = Person.objects.get(pk=by.person_id or 0)
        run = known or _open(procedure, anchor_on, label, invited if invited_has_it else mine, by=by, at=at)
        is_handed = known is None and invited_has_it
        if is_handed:
            _hand_over(run, mine, invited)
        Together.objects.create(run=run, invited=invited, inviting=mine, note=said, is_handed=is_handed, asked_at=at)
        record("run.together_asked", about=run, who=invited.pk)
    return run


def _open(procedure: Procedure, anchor_on: date, label: str, holder: Person, *, by: Viewer, at: datetime) -> Run:
    coming = occurrence_on(procedure, anchor_on)
    occurrence = coming.key if coming else ""
    if occurrence and Run.objects.filter(procedure=procedure, occurrence=occurrence).exists():
        raise NotAllowed([Refused.OPEN_ALREADY])
    try:
        return open_run(
            procedure, anchor_on=anchor_on, label=label or (period_label(coming.period) if coming else ""),
            occurrence=occurrence, in_charge=holder, by=by, at=at,
        )  # fmt: skip
    except IntegrityError as first:
        raise NotAllowed([Refused.OPEN_ALREADY]) from first


def _hand_over(run: Run, mine: Person, invited: Person) -> None:
    """手を移す: what would come to who asks, having done it last time, is for who learns it."""
    named = [step.key for step in _steps(run) if step.who is not None and step.who.kind is WhoKind.PERSON]
    open_now = run.tasks.filter(subject=None, state__in=OPEN_STATES)
    open_now.filter(assignee=mine).exclude(step_key__in=named).update(assignee=invited)
    open_now.filter(assignee=invited, checker=invited).update(checker=None)  # nobody confirms their own work


def _steps(run: Run) -> tuple[Step, ...]:
    return procedures.published_outline(run.procedure).steps


def decline(row: Together, *, by: Viewer, at: datetime) -> None:
    """次の機会にする: without a reason, and without a name in the record."""
    _end(Act.DECLINE, row, by=by, at=at)


def take_back(row: Together, *, by: Viewer, at: datetime) -> None:
    """誘いを取り下げる."""
    _end(Act.TAKE_BACK, row, by=by, at=at)


def _still_able(run: Run, knows_it: Person, on: date) -> Person | None:
    """Who knows it; one who has left meanwhile, or may not see it any more, gets nothing back: it is anybody's then."""
    able = company.may_be_given(knows_it, clearance=run.clearance, seal_id=run.seal_id, on=on)
    return knows_it if able else None


def _end(act: Act, row: Together, *, by: Viewer, at: datetime) -> None:
    """What is still open of the run goes to who knows it; what was done stays done."""
    with audit.act(by=by, at=at) as record:
        run = Run.objects.select_for_update().get(pk=row.run_id)
        now = Together.objects.select_for_update().get(pk=row.pk)
        now.run = run
        if found := problems(act, by, facts_of(now)):
            raise NotAllowed(found)
        now.ended_at = at
        now.save(update_fields=["ended_at"])
        if now.is_handed and run.in_charge_id == now.invited_id:
            back_to = _still_able(run, now.inviting, at.date())
            run.in_charge = back_to
            run.save(update_fields=["in_charge"])
            theirs = run.tasks.filter(assignee=now.invited_id, subject=None, state__in=OPEN_STATES)
            theirs.update(assignee=back_to, received_at=at)
        record("run.together_ended", about=run, private=True)
