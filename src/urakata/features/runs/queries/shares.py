"""共有を読む: what somebody from outside sees of a run, and for the office, to whom a run was given.

Whether a share is open is asked anew at every reading: taken back, past its day or without a keeper, it is not there.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from urakata.common.audit import queries as record
from urakata.common.files.models import Evidence
from urakata.core.flow import ACTIONABLE, State
from urakata.core.outline import WhoKind
from urakata.core.sharing import MOST_DAYS
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.runs.models import OPEN_STATES, Run, Share, Task
from urakata.features.runs.queries.asked import readable
from urakata.features.runs.queries.steps import steps_of
from urakata.features.runs.queries.visible import tasks as tasks_of
from urakata.features.runs.queries.visible import visible_to

SESSION = "share"  # the key under which a session that a link opened keeps the link's digest
MOST_SHOWN = 60
MOST_VISITS = 100
BUSINESS_DAYS_AFTER = 5  # how long after the run's day is proposed
VISITS = ("share.opened", "share.visited", "share.step_seen", "share.paper_taken")
SHOWN = ("run__procedure", "person", "keeper")


def lasting(on: date) -> QuerySet[Share]:
    """取り消されず、日の過ぎていない共有; `open_now` asks for the rest."""
    found = Share.objects.filter(revoked_at=None, until__gte=on)
    return found.select_related(*SHOWN).order_by("until", "pk")


def unsent(on: date) -> QuerySet[Share]:
    """送る前のリンク: asked to go by mail, not gone yet."""
    return lasting(on).filter(mailed_at=None, digest__isnull=False).exclude(mail_to="")


def open_now(shares: Iterable[Share], on: date) -> list[Share]:
    """開いている共有: the person is from outside and here, the keeper here, of the office, and sees the run."""
    lasts = [share for share in shares if _lasts(share, on)]
    runs = [share.run_id for share in lasts]
    seen = {keeper: _runs_seen(keeper, runs, on) for keeper in {share.keeper for share in lasts}}
    return [share for share in lasts if share.run_id in seen[share.keeper]]


def _lasts(share: Share, on: date) -> bool:
    """続いているか, but for the keeper; 封 laid on it since then ends it."""
    is_sealed = share.run.seal_id is not None or share.run.procedure.seal_id is not None
    stays = share.person.is_outside and company.is_here(share.person, on)
    return share.revoked_at is None and share.until >= on and stays and not is_sealed


def may_keep(person: Person, run: Run, on: date) -> bool:
    """受け持てるか: of the office, here, and within clearance and 封 of the run."""
    return run.pk in _runs_seen(person, [run.pk], on)


def _runs_seen(person: Person, runs: Collection[int], on: date) -> set[int]:
    viewer = company.viewer(person, on) if company.is_here(person, on) else None
    if viewer is None or not viewer.has(RoleName.LEAD, RoleName.OFFICE):
        return set()
    return set(visible_to(viewer).filter(pk__in=runs).values_list("pk", flat=True))


def guest(link: str, on: date) -> Viewer | None:
    """リンクで入った人, while the share is open and no newer link has been made; else nobody."""
    found = open_now(lasting(on).filter(digest=link), on)
    if not found:
        return None
    return Viewer(person_id=found[0].person_id, roles=frozenset({RoleName.OUTSIDE}), on=on, share_id=found[0].pk)


def behind(digest: str, on: date) -> Share | None:
    """リンクの先: forged, replaced, taken back and over are all None."""
    return next(iter(open_now(lasting(on).filter(digest=digest), on)), None)


def shares(viewer: Viewer) -> list[Share]:
    """わたしに共有されたもの; by a link that one alone."""
    if viewer.person_id is None or not viewer.is_outside:
        return []
    mine = lasting(viewer.on).filter(person=viewer.person_id)
    if viewer.share_id is not None:
        mine = mine.filter(pk=viewer.share_id)
    return open_now(mine[:MOST_SHOWN], viewer.on)


def share(viewer: Viewer, code: str) -> Share:
    """The share that is open to this person from outside, or 404."""
    mine = lasting(viewer.on).filter(code=code, person=viewer.person_id or 0)
    if viewer.share_id is not None:
        mine = mine.filter(pk=viewer.share_id)
    found = open_now(mine, viewer.on) if viewer.is_outside else []
    if not found:
        raise Http404
    return found[0]


def tasks(share: Share) -> list[Task]:
    """渡した工程 in the order of the file; outside they are counted from one: numbers tell of no other step."""
    found = list(share.tasks.order_by("number"))
    for task in found:
        task.run = share.run
    return found


def at_place(given: Sequence[Task], place: int) -> Task:
    """The task at that place of what was given, or 404."""
    if not 0 < place <= len(given):
        raise Http404
    return given[place - 1]


def papers(share: Share, given: Iterable[Task]) -> list[Evidence]:
    """見せる書類: those given, and what this person attached to the own steps."""
    keys = [task.about().key for task in given]
    own = Q(about_kind="task", about_key__in=keys, added_by_id=share.person_id)
    handed = Q(pk__in=share.papers.values("pk"))
    found = Evidence.objects.filter(own | handed, removed_at=None)
    return list(found.select_related("blob").order_by("added_at", "pk"))


def paper(share: Share, code: str) -> Evidence:
    """One of them, or 404."""
    found = next((each for each in papers(share, tasks(share)) if each.code == code), None)
    if found is None:
        raise Http404
    return found


def own_paper(share: Share, task: Task, code: str) -> Evidence:
    """自分で添えた書類 at this very step, or 404."""
    mine = Evidence.objects.filter(about_kind="task", about_key=task.about().key, code=code, removed_at=None)
    if (found := mine.filter(added_by_id=share.person_id).first()) is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Listed:
    """共有の一行, as the office sees it."""

    share: Share
    is_open: bool
    tasks: list[Task]
    has_keeper: bool = True

    @property
    def is_past(self) -> bool:
        """終わったもの: taken back, or past its day; without a keeper it only waits for another."""
        return not self.is_open and self.has_keeper


def of_run(viewer: Viewer, run: Run) -> list[Listed]:
    """この実行の共有, the open ones first; whoever asks has been shown the run."""
    found = list(run.shares.select_related(*SHOWN).prefetch_related("tasks").order_by("-made_at", "-pk"))
    return sorted(_listed(found, viewer.on), key=lambda each: not each.is_open)


def _listed(found: Sequence[Share], on: date) -> list[Listed]:
    open_ids = {share.pk for share in open_now(found, on)}
    return [
        Listed(
            share,
            is_open=share.pk in open_ids,
            tasks=sorted(share.tasks.all(), key=lambda task: task.number),
            has_keeper=share.pk in open_ids or not _lasts(share, on),
        )
        for share in found
    ]


def of_run_one(viewer: Viewer, run: Run, code: str) -> Listed:
    """The share of this run, or 404."""
    found = run.shares.select_related(*SHOWN, "person__account").filter(code=code)
    if not (listed := _listed(list(found), viewer.on)):
        raise Http404
    return listed[0]


def visits(viewer: Viewer, share: Share) -> list[record.Line]:
    """見に来た記録, newest first."""
    return record.of_thing(viewer, "share", share.code, VISITS, MOST_VISITS)


def to_give(viewer: Viewer, run: Run, among: Sequence[Task] | None = None) -> list[Task]:
    """渡せる工程: still to be done, not 人ごと, and not in another open share; questions are for our own people."""
    elsewhere = lasting(viewer.on).filter(run=run).exclude(tasks=None).values_list("tasks", flat=True).order_by()
    taken, coming = set(elsewhere), {State.TODO, *ACTIONABLE}
    known = tasks_of(viewer, run) if among is None else among
    taken |= {pk for pk, step in steps_of(list(known)).items() if step.ask}
    return [task for task in known if task.pk not in taken and task.state in coming and not task.is_head]


def asked_outside(given: Collection[Task]) -> list[Task]:
    """社外に頼む工程: those whose step says so."""
    known = steps_of(list(given))
    who = {pk: step.who for pk, step in known.items()}
    return [task for task in given if (asked := who[task.pk]) and asked.kind is WhoKind.OUTSIDE]


def papers_of_run(viewer: Viewer, run: Run, among: Sequence[Task] | None = None) -> list[tuple[Task, Evidence]]:
    """渡せる書類: what is attached in the run and may be read, with the step it belongs to."""
    known = tasks_of(viewer, run) if among is None else among
    by_key = {task.about().key: task for task in known}
    found = Evidence.objects.filter(about_kind="task", about_key__in=by_key, removed_at=None).order_by("added_at", "pk")
    return [(by_key[each.about_key], each) for each in found if readable(viewer, by_key[each.about_key], [each])]


def proposed_until(run: Run, on: date) -> date:
    """いつまでの案: some business days after the run's day, within what is allowed."""
    after = company.calendars()("company").add(max(run.anchor_on, on), BUSINESS_DAYS_AFTER)
    return min(after, on + timedelta(days=MOST_DAYS))


def held_beyond(on: date) -> list[Share]:
    """戻す共有: not open, and still with open steps in the hands of the person outside."""
    again = Share.objects.filter(tasks=OuterRef("pk"), revoked_at=None, until__gte=on).exclude(
        pk=OuterRef(OuterRef("pk"))
    )
    held = Task.objects.filter(shares=OuterRef("pk"), assignee=OuterRef("person"), state__in=OPEN_STATES)
    held = held.filter(~Exists(again))  # shared anew since then
    found = list(Share.objects.filter(Exists(held)).select_related(*SHOWN).order_by("pk"))
    still = {share.pk for share in open_now(found, on)}
    return [each for each in found if each.pk not in still]
