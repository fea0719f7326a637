"""鎖: how an entry's digest is made and the chain is walked; pure, so that a stranger computes the same."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

COLUMNS = (
    "seq", "key", "at", "actor_id", "act", "room", "about_kind", "about_key", "about_label", "run_code",
    "department_id", "clearance", "seal_id", "facts_digest", "previous",
)  # fmt: skip
START = "0" * 64  # what the first entry follows

BLACK_OUT = "record.blacked_out"
BLACKED_OUT = {"blacked_out": True}  # stands in the place of facts that were blanked

Columns = Mapping[str, Any]


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def digest_of(value: object) -> str:
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def entry_digest(columns: Columns) -> str:
    """The digest over every stored column but `facts` (facts_digest stands for it) and the digest itself."""
    return digest_of([columns[name] for name in COLUMNS])


@dataclass(frozen=True, slots=True)
class Walked:
    """歩いた鎖: whether it holds, how many entries, and which is the first that does not hold."""

    holds: bool
    entries: int
    first_broken: str | None


def walk(entries: Iterable[Columns], *, head_seq: int, head: str, expected: str = START) -> Walked:
    """鎖を確かめる: from the first entry to the head; `expected` is a digest that must be met on the way.

    An entry is broken when it does not fit its own digest, when its facts do not fit theirs (unless a later entry
    says that they were blacked out), or when a neighbour shows that it was replaced, moved or taken out. Nobody is
    named where the newest entries are gone altogether.
    """
    walker = _Walker(expected)
    for entry in entries:
        walker.step(entry)
    walker.step_to_head(head_seq, head)
    return Walked(walker.holds(), walker.count, walker.first_broken())


class _Walker:
    def __init__(self, expected: str) -> None:
        self.count = 0
        self._expected = expected
        self._met_expected = expected == START
        self._last: Columns = {"seq": 0, "key": None, "digest": START}
        self._unfit: list[tuple[int, str]] = []  # entries that do not fit themselves, by their place
        self._blank: dict[str, int] = {}  # blanked entries whose black-out has not been met yet
        self._cut: list[str | None] = []  # who is to blame for a link that does not hold
        self._suspects: tuple[str | None, str | None] | None = None

    def holds(self) -> bool:
        return self._met_expected and not (self._unfit or self._blank or self._cut)

    def first_broken(self) -> str | None:
        """An entry that does not fit itself is surer than a link between two."""
        found = self._unfit + [(place, key) for key, place in self._blank.items()]
        return min(found)[1] if found else next(iter(self._cut), None)

    def step(self, entry: Columns) -> None:
        self.count += 1
        self._link(entry["seq"], entry["previous"], entry["key"])
        if entry["digest"] != entry_digest(entry) or not self._facts_fit(entry):
            self._unfit.append((self.count, entry["key"]))
        if entry["act"] == BLACK_OUT:
            self._blank.pop(entry["about_key"], None)
        self._met_expected = self._met_expected or entry["digest"] == self._expected
        self._last = entry

    def step_to_head(self, seq: int, digest: str) -> None:
        self._link(seq + 1, digest, None)
        self._blame(is_next_whole=False)

    def _link(self, seq: int, previous: str, key: str | None) -> None:
        is_next = seq == self._last["seq"] + 1
        follows = is_next and previous == self._last["digest"]
        self._blame(is_next_whole=follows)
        if not follows:
            self._suspects = (self._last["key"] if is_next or key is None else None, key)

    def _blame(self, *, is_next_whole: bool) -> None:
        """A replaced entry breaks only the link after it; an altered link breaks that before and that after it."""
        if self._suspects is None:
            return
        before, after = self._suspects
        self._suspects = None
        self._cut.append(before if before and (is_next_whole or after is None) else after)

    def _facts_fit(self, entry: Columns) -> bool:
        if entry["facts_digest"] == digest_of(entry["facts"]):
            return True
        if entry["facts"] == BLACKED_OUT:
            self._blank[entry["key"]] = self.count
            return True
        return False


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)
