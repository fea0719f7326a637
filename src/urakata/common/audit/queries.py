"""記録を読む: who may read which entries, and whether the chain still holds."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from urakata.common.audit import people
from urakata.common.audit.chain import BLACKED_OUT, COLUMNS, START, walk
from urakata.common.audit.models import Entry, Head
from urakata.common.audit.wording import words
from urakata.core.viewer import Viewer

ON_A_PAGE = 50
MOST_EXPORTED = 100_000
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """鎖の状態: the answer of `audit verify`."""

    ok: bool
    entries: int
    head: str
    first_broken: str | None


@dataclass(frozen=True, slots=True)
class Sought:
    """しぼり込み: what is looked for in the record; what is left empty leaves nothing out."""

    who: str = ""
    first: date | None = None
    last: date | None = None
    act: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """一行: an entry in words."""

    entry: Entry
    who: str
    did: str

    @property
    def reason(self) -> str:
        return str(self.entry.facts.get("reason", ""))

    @property
    def is_blacked_out(self) -> bool:
        return bool(self.entry.facts == BLACKED_OUT)


@dataclass(frozen=True, slots=True)
class Page:
    """一枚: newest first; `older` is the key to go on from, never a total."""

    lines: list[Line]
    older: str


def head() -> str:
    found = Head.objects.filter(pk=1).values_list("digest", flat=True).first()
    return found or START


def entries(viewer: Viewer) -> QuerySet[Entry]:
    """visible_to: one's own; a lead all of the office; an owner that of the settings; all within clearance and 封.

    A private thing has neither actor nor label; that it happened is its person's alone to know.
    """
    if viewer.is_operator:
        return Entry.objects.order_by("-seq")
    mine = Q(actor_id=viewer.person_id) if viewer.person_id is not None else Q(pk__in=[])
    if viewer.is_lead:
        mine |= Q(room="work")
    if viewer.is_owner:
        mine |= Q(room="settings")
    allowed = Q(clearance="") | Q(clearance__in=viewer.clearances)
    shut = Q(seal_id__in=viewer.shut_seals, seal_id__isnull=False)
    private = Q(actor_id=None, about_label="")
    return Entry.objects.filter(mine & allowed).exclude(shut).exclude(private).order_by("-seq")


def found(viewer: Viewer, sought: Sought) -> QuerySet[Entry]:
    """What the viewer may see of what is sought; a name that does not exist finds as little as a hidden one."""
    seen = entries(viewer)
    if sought.who:
        seen = seen.filter(actor_id__in=people.find(sought.who))
    if sought.first:
        seen = seen.filter(at__gte=_midnight(sought.first))
    if sought.last:
        seen = seen.filter(at__lt=_midnight(sought.last + timedelta(days=1)))
    if sought.act:
        seen = seen.filter(act=sought.act)
    return seen.filter(run_code=sought.run) if sought.run else seen


def page(viewer: Viewer, sought: Sought, before: str = "") -> Page:
    """一枚: those older than the entry `before`; an unknown key begins at the newest."""
    seen = found(viewer, sought)
    known = before.isascii() and before.isalnum()  # PostgreSQL refuses NUL with an error
    cursor = entries(viewer).filter(key=before).values_list("seq", flat=True).first() if known else None
    rows = list((seen.filter(seq__lt=cursor) if cursor else seen)[: ON_A_PAGE + 1])
    shown = rows[:ON_A_PAGE]
    return Page(list(_lines(shown)), shown[-1].key if len(rows) > ON_A_PAGE else "")


def exported(viewer: Viewer, sought: Sought) -> Iterator[Line]:
    """書き出す行: as a page, but all of them up to MOST_EXPORTED."""
    rows = found(viewer, sought)[:MOST_EXPORTED].iterator(chunk_size=AT_ONCE)
    while batch := list(islice(rows, AT_ONCE)):
        yield from _lines(batch)


def line(viewer: Viewer, key: str) -> Line:
    """The one line, or 404."""
    row = entries(viewer).filter(key=key).first()
    if row is None:
        raise Http404
    return next(_lines([row]))


def of_run(viewer: Viewer, run_code: str, most: int) -> list[Line]:
    """この実行の記録, newest first; whoever asks has been shown the run."""
    cleared = Q() if viewer.is_operator else Q(clearance="") | Q(clearance__in=viewer.clearances)
    return list(_lines(list(Entry.objects.filter(cleared, run_code=run_code).order_by("-seq")[:most])))


def of_thing(viewer: Viewer, kind: str, key: str, acts: Collection[str], most: int) -> list[Line]:
    """これについての記録, newest first; whoever asks has been shown the thing."""
    cleared = Q() if viewer.is_operator else Q(clearance="") | Q(clearance__in=viewer.clearances)
    found = Entry.objects.filter(cleared, about_kind=kind, about_key=key, act__in=acts)
    return list(_lines(list(found.order_by("-seq")[:most])))


def lately(kind: str, keys: Collection[str], act: str, since: datetime) -> QuerySet[Entry]:
    """さっきの記録: whether the same was written down a short while ago, for whoever folds what is repeated."""
    return Entry.objects.filter(about_kind=kind, about_key__in=keys, act=act, at__gte=since).order_by("-seq")


def _lines(rows: list[Entry]) -> Iterator[Line]:
    """一行ずつ: with the names of all of them in one query."""
    names = people.names({row.actor_id for row in rows if row.actor_id is not None})
    return (Line(row, names.get(row.actor_id or 0, ""), words(row.act)) for row in rows)


def last_verified() -> Entry | None:
    """鎖を最後に確かめたとき: the newest entry that says so."""
    return Entry.objects.filter(about_kind="record", about_key="chain").order_by("-seq").first()


def verify(expected_head: str | None = None, *, using: str = "default") -> Verdict:
    """Walk the whole chain; the first row that does not hold is named by its key.

    With `expected_head` (from a backup) that digest must stand somewhere in the chain: then nothing before it was
    replaced or cut off.
    """
    rows = Entry.objects.using(using).order_by("seq").values(*COLUMNS, "facts", "digest").iterator(chunk_size=2000)
    newest = Head.objects.using(using).filter(pk=1).first() or Head()
    walked = walk(rows, head_seq=newest.seq, head=newest.digest, expected=expected_head or START)
    return Verdict(walked.holds, walked.entries, newest.digest, walked.first_broken)


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))
