"""並びを読む: the rows of the editor as one change of an outline, with what could not be understood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from urakata.core.conditions import rules
from urakata.core.outline import Outline, Step
from urakata.core.outline_branch import BranchProblem, branched
from urakata.core.outline_rows import Row, RowKind, rearranged
from urakata.core.outline_rows import rows as rows_of
from urakata.formats.branches import condition_of, read_branch, say

MOST_ROWS = 3000
LONGEST_TEXT = 2000


@dataclass(slots=True)
class RowsForm:
    """並び: `change` makes the outline, and fills `keys` (of each row) and `problems` (of the rows it left alone)."""

    rows: list[Row]
    keys: list[str] = field(default_factory=list)
    problems: dict[int, BranchProblem] = field(default_factory=dict)

    def change(self, outline: Outline) -> Outline:
        """A new 「もし」 that cannot be understood yet stays a line like any other, and is tried again next time."""
        self.problems = {}
        while True:
            kinds = [
                _meant(row, outline) if n not in self.problems else _as_step(row) for n, row in enumerate(self.rows)
            ]
            told = len(self.problems)
            made = self._made(outline, kinds)
            if len(self.problems) == told:
                return made

    def _made(self, outline: Outline, kinds: list[Row]) -> Outline:
        worded = {f"?{key}": say(rule.own) for key, rule in rules(outline).items() if rule.own}
        known = {row.key for row in rows_of(outline) if row.kind is RowKind.BRANCH}
        is_new = [row.kind is RowKind.BRANCH and row.key not in known for row in kinds]
        made, self.keys = rearranged(outline, [row for row, new in zip(kinds, is_new, strict=True) if not new])
        for at in (n for n, new in enumerate(is_new) if new):
            self.keys.insert(at, "")
        for at, row in enumerate(kinds):
            if row.kind is RowKind.BRANCH and at not in self.problems:
                made = self._branch(made, kinds, at, worded.get(row.key, "") if not is_new[at] else None)
        return made

    def _branch(self, made: Outline, kinds: Sequence[Row], at: int, was: str | None) -> Outline:
        """A new 「もし」 is put in; one whose words changed is understood anew, where it stands."""
        row, branch = kinds[at], read_branch(kinds[at].text)
        if branch is None or (was is not None and read_branch(f"もし〈{was}〉なら") == replace(branch, to=None)):
            return made
        place = {step.key: n for n, step in enumerate(made.steps)}
        if was is None:
            return self._put(made, at, self._above(at, place), branch.words, branch.to)
        there = place.get(row.key.removeprefix("?"), 0)
        if there == 0:
            return made
        free = replace(made, steps=tuple(replace(s, when=None) if n == there else s for n, s in enumerate(made.steps)))
        return self._put(free, at, there - 1, branch.words, there + 1)

    def _above(self, at: int, place: dict[str, int]) -> int:
        return next((place[key] for key in reversed(self.keys[:at]) if key in place), -1)

    def _put(self, made: Outline, at: int, above: int, words: str, to: int | None) -> Outline:
        if above < 0:
            self.problems[at] = BranchProblem.NOTHING_BEFORE
            return made
        condition, check = condition_of(words, made, above)
        found = branched(made, above, condition, check, above + 1 if to is None else to - 1)
        if isinstance(found, BranchProblem):
            self.problems[at] = found
            return made
        first = next(step.key for step in found.steps[above + 1 :] if step.when is not None)
        self.keys[at] = f"?{first}"
        return found


def read_rows(sent: QueryDict) -> RowsForm | None:
    """並びを読む; None where the lists do not belong together."""
    kinds, keys, texts = (sent.getlist(name) for name in ("kind", "key", "text"))
    if not len(kinds) == len(keys) == len(texts) <= MOST_ROWS or not set(kinds) <= set(RowKind):
        return None
    return RowsForm([_row(*each) for each in zip(kinds, texts, keys, strict=True)])


def acted_on(rows: Iterable[Row], act: str, at: int) -> list[Row]:
    """ボタンで並べ直す: what the buttons of the plain form do to the row at `at`."""
    found = list(rows)
    if not 0 <= at < len(found):
        return found
    row = found[at]
    if act == "in":
        found[at] = replace(row, kind=_LOWER[row.kind])
    elif act == "out":
        found[at] = replace(row, kind=_HIGHER[row.kind])
    elif act == "remove":
        del found[at]
    elif act in ("up", "down"):
        _carry(found, at, -1 if act == "up" else 1)
    return found


_LOWER = {
    RowKind.HEADING: RowKind.STEP,
    RowKind.STEP: RowKind.CHECK,
    RowKind.CHECK: RowKind.CHECK,
    RowKind.BRANCH: RowKind.BRANCH,
}
_HIGHER = {
    RowKind.CHECK: RowKind.STEP,
    RowKind.STEP: RowKind.HEADING,
    RowKind.HEADING: RowKind.HEADING,
    RowKind.BRANCH: RowKind.BRANCH,
}


def _carry(rows: list[Row], at: int, by: int) -> None:
    """A step goes with its checks and its 「もし」 past the whole step above or below; a check past a check."""
    if rows[at].kind in (RowKind.CHECK, RowKind.HEADING):
        if 0 <= at + by < len(rows):
            rows[at], rows[at + by] = rows[at + by], rows[at]
        return
    groups = _grouped(rows)
    mine = next(n for n, group in enumerate(groups) if rows[at] in group)
    if 0 <= mine + by < len(groups):
        groups[mine], groups[mine + by] = groups[mine + by], groups[mine]
    rows[:] = [row for group in groups for row in group]


def _grouped(rows: list[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        follows = groups and (
            row.kind is RowKind.CHECK or (row.kind is RowKind.STEP and groups[-1][-1].kind is RowKind.BRANCH)
        )
        if follows and groups[-1][0].kind is not RowKind.HEADING:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _row(kind: str, text: str, key: str) -> Row:
    return Row(RowKind(kind), text.replace("\0", "")[:LONGEST_TEXT], key.replace("\0", "")[:130])


def _meant(row: Row, outline: Outline) -> Row:
    """A whole 「もし…なら 工程4へ」 is a branch, whatever it was begun as, unless a step has grown from it."""
    if row.kind is not RowKind.STEP or not row.text.startswith(("もし", "If 〈")):
        return row
    branch = read_branch(row.text)
    if branch is None or (branch.to is None and "〈" not in row.text):
        return row
    step = next((each for each in outline.steps if each.key == row.key), None)
    is_bare = step is None or replace(step, key="", title="", section=(), needs=()) == Step("", "")
    return replace(row, kind=RowKind.BRANCH) if is_bare else row


def _as_step(row: Row) -> Row:
    return replace(row, kind=RowKind.STEP, key=row.key.removeprefix("?"))
