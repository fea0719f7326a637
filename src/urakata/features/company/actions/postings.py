"""配属の変更: entered ahead, taken back before its day, taken in when it has come."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localtime

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.clearance import PersonAct
from urakata.core.clearance import Problem as PersonProblem
from urakata.core.postings import Problem, holding
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import RoleName, Viewer, operator
from urakata.features.company import queries
from urakata.features.company.actions.guards import guard
from urakata.features.company.models import Department, Person, Posting, Role, Seal

DAY = timedelta(days=1)


def announce(
    person: Person, *, since: date, department: Department | None, title: str = "", role: str = "",
    seal: Seal | None = None, by: Viewer, at: datetime,
) -> Posting:  # fmt: skip
    """変更を予約する: nothing moves before its day; under 封 only those named know of it until then."""
    guard_change(person, since=since, department=department, title=title, role=role, seal=seal, by=by)
    with audit.act(by=by, at=at) as record:
        made = _made(person, since=since, department=department, title=title, role=role, seal=seal)
        record("posting.announced", about=made, since=since, department=str(department or ""), title=title, role=role)
    return made


def guard_change(
    person: Person, *, since: date, department: Department | None, title: str, role: str, seal: Seal | None, by: Viewer
) -> None:
    """Raises NotAllowed with every reason why not; what this viewer may not know of is no reason."""
    guard(PersonAct.CHANGE, person, by=by)
    if role:
        guard(PersonAct.GIVE_ROLE, person, by=by, role=role)
    known = list(queries.postings_of(by, person))
    before = holding(known, since - DAY)
    was = (before.department_id, before.title) if before else (person.department_id, person.title)
    wrong = {
        Problem.NOT_AHEAD: since <= by.on,
        PersonProblem.NOT_HERE: not queries.is_here(person, since),
        Problem.SAME_DAY: any(each.since == since for each in known),
        Problem.NOTHING_NEW: not role and was == (department.pk if department else None, title),
        Problem.NOT_OPEN_THEN: department is not None and not queries.is_open(department, since),
        Problem.SEAL_OVER: seal is not None and (seal.until < by.on or seal.pk in by.shut_seals),
    }
    if found := [problem for problem, is_so in wrong.items() if is_so]:
        raise NotAllowed(found)


def take_back(posting: Posting, *, by: Viewer, at: datetime) -> None:
    """予約を取り消す: before its day; it was never there, but the record keeps it."""
    guard(PersonAct.CHANGE, posting.person, by=by)
    with audit.act(by=by, at=at) as record:
        about, since = posting.about(), posting.since
        gone, _ = Posting.objects.filter(pk=posting.pk, begun_at=None, since__gt=by.on).delete()
        if not gone:
            raise NotAllowed([Problem.BEGUN])
        record("posting.taken_back", about=about, since=since)


def begin_postings(at: datetime, person: Person | None = None) -> int:
    """その日が来た配属を取り込む: the sweep, or before a person is changed; a second time takes in nothing."""
    due = queries.begun(localtime(at).date()).select_related("person")
    return sum(_begin(each, at) for each in (due.filter(person=person) if person else due))


def stand_here(person: Person, *, since: date, at: datetime) -> None:
    """今日からの配属: where the columns say the person stands; the same day again corrects it."""
    where = {"department": person.department, "title": person.title}
    today = person.postings.filter(since=since).exclude(begun_at=None).order_by("pk").last()
    if today is None:
        Posting.objects.create(code=new_code(10), person=person, since=since, begun_at=at, **where)
    else:
        Posting.objects.filter(pk=today.pk).update(**where)


def _made(person: Person, *, since: date, seal: Seal | None, **where: object) -> Posting:
    try:
        with transaction.atomic():
            return Posting.objects.create(code=new_code(10), person=person, since=since, seal=seal, **where)
    except IntegrityError:  # one_posting_of_a_person_a_day: somebody was first
        raise NotAllowed([Problem.SAME_DAY]) from None


def _begin(posting: Posting, at: datetime) -> int:
    with audit.act(by=operator(at.date()), at=at) as record:
        if not Posting.objects.filter(pk=posting.pk, begun_at=None).update(begun_at=at):
            return 0  # another sweep was first
        person = posting.person
        Person.objects.filter(pk=person.pk).update(department=posting.department_id, title=posting.title)
        if posting.role:
            _turn(person, posting.role, posting.since)
        record("posting.begun", about=posting, since=posting.since)
    return 1


def _turn(person: Person, role: str, since: date) -> None:
    """役割が替わる: those held before end the day before, 設定の持ち主 aside."""
    before = person.roles.exclude(name=RoleName.OWNER).filter(Q(since=None) | Q(since__lt=since))
    before.filter(Q(until=None) | Q(until__gte=since)).update(until=since - DAY)
    Role.objects.create(person=person, name=role, since=since)
    Person.objects.filter(pk=person.pk).update(is_outside=role == RoleName.OUTSIDE)
