"""見に来た記録: every visit from outside is an entry; the same page again within the hour is not written twice."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from urakata.common.audit import acts as audit
from urakata.common.audit import queries as record_of
from urakata.common.files.models import Evidence
from urakata.core.viewer import Viewer
from urakata.features.runs.models import Share, Task

FOLDED = timedelta(hours=1)
ROUNDED = timedelta(minutes=1)


def opened(share: Share, *, by: Viewer, at: datetime) -> None:
    """リンクを開いた: each time."""
    _write([share], "share.opened", "", by=by, at=at)


def visited(shares: Sequence[Share], *, by: Viewer, at: datetime) -> None:
    """共有された実行を見た, one or all that stand in the list."""
    _unless_lately(shares, "share.visited", "", by=by, at=at)


def saw_step(share: Share, task: Task, *, by: Viewer, at: datetime) -> None:
    """工程を見た."""
    _unless_lately([share], "share.step_seen", task.title, by=by, at=at)


def took_paper(share: Share, paper: Evidence, *, by: Viewer, at: datetime) -> None:
    """書類を受け取った: each time."""
    _write([share], "share.paper_taken", paper.name, by=by, at=at)


def _unless_lately(shares: Sequence[Share], act: str, what: str, *, by: Viewer, at: datetime) -> None:
    found = record_of.lately("share", [share.code for share in shares], act, at - FOLDED)
    rows = found.filter(actor_id=by.person_id).values_list("about_key", "facts")
    known = {key for key, facts in rows if facts.get("what") == what}
    _touch([share for share in shares if share.code in known], at)
    if fresh := [share for share in shares if share.code not in known]:
        _write(fresh, act, what, by=by, at=at)


def _write(shares: Sequence[Share], act: str, what: str, *, by: Viewer, at: datetime) -> None:
    with audit.act(by=by, at=at) as record:
        _touch(shares, at)
        for share in shares:
            record(act, about=share, what=what, by_link=by.share_id is not None)


def _touch(shares: Sequence[Share], at: datetime) -> None:
    """最後に見に来たとき, to the minute."""
    stale = [share.pk for share in shares if share.visited_at is None or share.visited_at < at - ROUNDED]
    if stale:
        Share.objects.filter(pk__in=stale).update(visited_at=at)
