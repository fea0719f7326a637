"""記録の書き方: entries are collected while an act runs and written as its last statements.

The chain's head is taken only then: taken earlier, two acts that wait for each other's rows deadlock on PostgreSQL.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from urakata.common.audit.about import About, Recorded
from urakata.common.audit.chain import canonical, digest_of, entry_digest
from urakata.common.audit.models import Entry, Head
from urakata.common.codes import new_code
from urakata.core.viewer import Viewer


@dataclass(slots=True)
class _Open:
    """The outermost act now running in this context, with what it has to write down."""

    entries: list[dict[str, Any]] = field(default_factory=list)


_open: ContextVar[_Open | None] = ContextVar("urakata_open_act", default=None)


@dataclass(frozen=True, slots=True)
class Record:
    """Writes one line of the record: `record("task.finished", about=task, minutes=25)`."""

    by: Viewer
    at: datetime
    _into: _Open

    def __call__(self, act: str, *, about: Recorded | About, private: bool = False, **facts: Any) -> None:
        """Private things (a memo, a review) leave no actor and no text."""
        what = about if isinstance(about, About) else about.about()
        self._into.entries.append(
            {
                "key": new_code(12),
                "at": self.at,
                "actor_id": None if private else self.by.person_id,
                "act": act,
                "room": what.room,
                "about_kind": what.kind,
                "about_key": what.key,
                "about_label": "" if private else what.label[:200],
                "run_code": what.run_code,
                "department_id": what.department_id,
                "clearance": what.clearance,
                "seal_id": what.seal_id,
                "facts": {} if private else _storable(facts),
            }
        )


@contextmanager
def act(*, by: Viewer, at: datetime) -> Iterator[Record]:
    """One transaction for an act and its entries.

    An act inside an act joins the outer one; if it fails and the outer goes on, its writes and its entries are gone.
    """
    outer = _open.get()
    if outer is not None:
        yield from _inside(outer, Record(by, at, outer))
        return
    mine = _Open()
    token = _open.set(mine)
    try:
        with transaction.atomic():
            yield Record(by, at, mine)
            _write(mine.entries)
    finally:
        _open.reset(token)


def _inside(outer: _Open, record: Record) -> Iterator[Record]:
    written = len(outer.entries)
    try:
        with transaction.atomic():
            yield record
    except BaseException:
        del outer.entries[written:]
        raise


def _storable(facts: dict[str, Any]) -> Any:
    """As every database gives them back, byte for byte: fractions as text, no NUL."""
    plain = canonical(facts).replace("\\u0000", "")
    return json.loads(plain, parse_float=str, parse_constant=str)


def _write(entries: list[dict[str, Any]]) -> None:
    if not entries:
        return
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    rows = []
    for columns in entries:
        head.seq += 1
        facts_digest = digest_of(columns["facts"])
        columns |= {"seq": head.seq, "previous": head.digest, "facts_digest": facts_digest}
        head.digest = entry_digest(columns)
        rows.append(Entry(**columns, digest=head.digest))
    Entry.objects.bulk_create(rows)
    head.save(update_fields=["seq", "digest"])
