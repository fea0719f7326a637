"""購読をつくる・やめる・読まれる."""

from datetime import datetime

from urakata.common.accounts.tokens import digest_of, new_token
from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.feeds import MOST_OPEN, Kind, Problem, Remind, may
from urakata.core.personal_number import looks_like_one
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer, operator
from urakata.features.plan.models import Feed


def make(
    kind: Kind, *, remind: Remind, remind_days: int = 0, with_veiled: bool = False, label: str = "",
    by: Viewer, at: datetime,
) -> tuple[Feed, str]:  # fmt: skip
    """リンクを出す: the feed and its secret, which is told this once; lost, another is made."""
    with audit.act(by=by, at=at) as record:
        if found := _against(kind, label, by):
            raise NotAllowed(found)
        secret = new_token()
        made = Feed.objects.create(
            code=new_code(), person_id=by.person_id or 0, kind=kind, digest=digest_of(secret), label=label,
            remind=remind, remind_days=remind_days if remind is Remind.DAYS else 0,
            with_veiled=with_veiled and kind is Kind.OWN, made_at=at, revised_at=at,
        )  # fmt: skip
        record("feed.made", about=made, kind=kind, with_veiled=made.with_veiled)
    return made, secret


def _against(kind: Kind, label: str, by: Viewer) -> list[Problem]:
    if not may(kind, by):
        return [Problem.NOT_YOURS]
    wrong = {
        Problem.TOO_MANY: Feed.objects.filter(person=by.person_id, revoked_at=None).count() >= MOST_OPEN,
        Problem.PERSONAL_NUMBER: looks_like_one(label),
    }
    return [problem for problem, is_so in wrong.items() if is_so]


def revoke(feed: Feed, *, by: Viewer, at: datetime) -> None:
    """やめる: from the next reading on, its link is one that never was."""
    with audit.act(by=by, at=at) as record:
        if not Feed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=at, digest=None):
            raise NotAllowed([Problem.IS_OVER])
        record("feed.revoked", about=feed, kind=feed.kind)


def end_of_leavers(at: datetime) -> int:
    """退職した人の購読: they answer nobody since the last day; now they are over for good."""
    gone = Feed.objects.filter(person__leaves_on__lt=at.date(), revoked_at=None).select_related("person")
    left = list(gone.order_by("pk")[:100])
    for feed in left:
        revoke(feed, by=operator(at.date()), at=at)
    return len(left)


def read(feed: Feed, content: str, *, at: datetime) -> Feed:
    """読まれた: the day of it, and whether it says something else than the last time. No act of anybody's.

    Of two calendars that read at once the second counts on from the first: no revision ever says two things.
    """
    today = at.date()
    while feed.content != content:
        revision, revised_at = feed.revision + 1, max(at, feed.revised_at)
        before = Feed.objects.filter(pk=feed.pk, revision=feed.revision)
        if before.update(content=content, revision=revision, revised_at=revised_at, last_read_on=today):
            feed.content, feed.revision, feed.revised_at, feed.last_read_on = content, revision, revised_at, today
        else:
            feed.refresh_from_db(fields=["content", "revision", "revised_at", "last_read_on"])
    if feed.last_read_on != today:
        Feed.objects.filter(pk=feed.pk).update(last_read_on=today)
    return feed
