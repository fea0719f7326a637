"""並び: an outline as the rows a person writes one below the other, and the outline that rearranged rows make.

Three levels, 見出し, 工程 and 確かめること; before a step that has a condition stands its 「もし」. Whatever a row does
not show stays with its step, and what others say of a step or a check follows it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from urakata.core.outline import Check, CheckKind, Outline, Step
from urakata.core.outline_keys import Keys
from urakata.core.outline_links import Place, followed

BETWEEN = " › "  # of the headings of one path

_KEY = re.compile(r"\w[\w-]{0,63}")
_SPACES = re.compile(r"\s+")


class RowKind(StrEnum):
    HEADING = "heading"
    STEP = "step"
    CHECK = "check"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class Row:
    """一行: `key` is the step's, `step.check` for a check; `#step` and `?step` for what stands before that step."""

    kind: RowKind
    text: str
    key: str = ""


def rows(outline: Outline) -> list[Row]:
    """並びにする; the text of a 「もし」 is left to whoever words it."""
    found: list[Row] = []
    section: tuple[str, ...] = ()
    for step in outline.steps:
        if step.section != section:
            section = step.section
            found.append(Row(RowKind.HEADING, BETWEEN.join(section), f"#{step.key}"))
        if step.when is not None:
            found.append(Row(RowKind.BRANCH, "", f"?{step.key}"))
        found.append(Row(RowKind.STEP, step.title, step.key))
        found += (Row(RowKind.CHECK, check.text, f"{step.key}.{check.key}") for check in step.checks)
    return found


def in_sequence(outline: Outline) -> set[str]:
    """順に進む工程: those that wait for just the step before them, which then follows the order when it changes."""
    following = {
        step.key
        for before, step in zip(outline.steps, outline.steps[1:], strict=False)
        if step.needs == (before.key,) and step.key != before.key
    }
    if outline.steps and not outline.steps[0].needs and _goes_on(outline, following):
        following.add(outline.steps[0].key)
    return following


def _goes_on(outline: Outline, following: set[str]) -> bool:
    return len(outline.steps) < 2 or outline.steps[1].key in following


def rearranged(outline: Outline, wanted: Sequence[Row]) -> tuple[Outline, list[str]]:
    """並べ直す: the outline that these rows make, and the key that each row has now ("" where it has none).

    A step made a check leaves what it said to the step above; a step without its 「もし」 always applies.
    """
    making = _Making(outline, {row.key for row in wanted})
    keys = [making.take(row) for row in wanted]
    made = making.outline()
    return made, _with_headings(made, keys, wanted)


def _with_headings(made: Outline, keys: list[str], wanted: Sequence[Row]) -> list[str]:
    """A heading is known by the step that stands below it."""
    titled = {row.key[1:] for row in rows(made) if row.kind is RowKind.HEADING}
    below = ""
    for at in reversed(range(len(keys))):
        if wanted[at].kind is RowKind.HEADING:
            keys[at], below = (f"#{below}" if below in titled else ""), ""
        elif "." not in keys[at] and keys[at][:1] != "?":
            below = keys[at] or below
    return keys


@dataclass(slots=True)
class _Made:
    """A step while it is being made."""

    step: Step
    checks: list[Check] = field(default_factory=list)


class _Making:
    def __init__(self, outline: Outline, with_row: set[str]) -> None:
        self.old = outline
        self.with_row = with_row
        self.steps = {step.key: step for step in outline.steps}
        self.checks = {(step.key, check.key): check for step in outline.steps for check in step.checks}
        self.sections = {BETWEEN.join(step.section): step.section for step in outline.steps}
        self.made: list[_Made] = []
        self.used: set[str] = set()
        self.moved: dict[Place, Place] = {}
        self.asked: set[str] = set()
        self.section: tuple[str, ...] = ()

    def take(self, row: Row) -> str:
        text = _SPACES.sub(" ", row.text).strip()
        if row.kind is RowKind.HEADING:
            self.section = self.sections.get(text) or _path(text)
            return ""
        if row.kind is RowKind.BRANCH:
            self.asked.add(row.key.removeprefix("?"))
            return row.key
        if row.kind is RowKind.CHECK and self.made:
            return self._check(row.key, text)
        return self._step(row.key, text)

    def _step(self, key: str, text: str) -> str:
        known = self.steps.get(key) if key not in self.used else None
        if known is None:
            return self._new_step(key, text)
        self.used.add(key)
        self.made.append(_Made(replace(known, title=text, section=self.section, checks=())))
        return key

    def _new_step(self, key: str, text: str) -> str:
        if not text:
            return key
        check = self.checks.get(_place(key))
        new = self._free(key.rpartition(".")[2], text)
        self.used.add(new)
        self.made.append(_Made(Step(new, text, section=self.section)))
        if check is not None and check.kind is not CheckKind.TICK:
            self._keep(check, _place(key))  # a figure to be written stays one
        return new

    def _check(self, key: str, text: str) -> str:
        if key in self.steps and key not in self.used:
            return self._made_a_check(self.steps[key], text)
        known = self.checks.get(_place(key)) if _place(key) not in self.moved else None
        if not text:
            return key
        return self._keep(replace(known, text=text) if known else Check(key.rpartition(".")[2], text), _place(key))

    def _made_a_check(self, step: Step, text: str) -> str:
        above = self.made[-1]
        self.used.add(step.key)
        kept = self._keep(Check(step.key, text or step.title), ("", step.key))
        for check in step.checks:
            if f"{step.key}.{check.key}" not in self.with_row:
                self._keep(check, (step.key, check.key))
        above.step = _with_what_it_said(above.step, step)
        return kept

    def _keep(self, check: Check, was: Place) -> str:
        above = self.made[-1]
        taken = {each.key for each in above.checks}
        key = check.key if _KEY.fullmatch(check.key) else ""
        key = key if key and key not in taken else Keys("c", taken | self._known_checks(above)).key_for(check.text)
        above.checks.append(replace(check, key=key))
        self.moved[was] = (above.step.key, key)
        return f"{above.step.key}.{key}"

    def _known_checks(self, above: _Made) -> set[str]:
        return {check for step, check in self.checks if step == above.step.key}

    def _free(self, key: str, text: str) -> str:
        taken = self.used | self.steps.keys()
        return key if _KEY.fullmatch(key) and key not in taken else Keys("s", taken).key_for(text)

    def outline(self) -> Outline:
        made = tuple(replace(each.step, checks=tuple(each.checks)) for each in self.made)
        unasked = [step if step.key in self.asked else replace(step, when=None, then="") for step in made]
        written = [step for step in unasked if step.title or not _is_bare(step)]
        ordered = replace(self.old, steps=tuple(_in_order(self.old, written)))
        return followed(self.old, ordered, self.moved)


def _path(text: str) -> tuple[str, ...]:
    return tuple(part for each in text.split(BETWEEN.strip()) if (part := each.strip()))


def _place(key: str) -> Place:
    step, _, check = key.rpartition(".")
    return step, check


def _is_bare(step: Step) -> bool:
    return replace(step, key="", title="", section=(), needs=()) == Step("", "")


def _with_what_it_said(above: Step, step: Step) -> Step:
    said = "\n\n".join(filter(None, [above.how, step.why, step.how]))
    return replace(
        above,
        how=said,
        minutes=(above.minutes or 0) + (step.minutes or 0) or None,
        prepare=_both(above.prepare, step.prepare),
        files=_both(above.files, step.files),
        evidence=_both(above.evidence, step.evidence),
        pitfalls=_both(above.pitfalls, step.pitfalls),
        learned=(*above.learned, *step.learned),
    )


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*one, *other]))


def _in_order(old: Outline, steps: Sequence[Step]) -> Iterator[Step]:
    """Who waited for the step before waits for whatever stands before now; who needed a step that is gone, for its."""
    following = in_sequence(old)
    known = {step.key: step for step in old.steps}
    here = {step.key for step in steps}
    goes_on = True
    above = ""
    for step in steps:
        is_new = step.key not in known
        follows = goes_on if is_new else step.key in following
        if follows:
            yield replace(step, needs=(above,) if above else ())
        else:
            yield replace(step, needs=tuple(dict.fromkeys(_healed(step.needs, known, here))))
        goes_on, above = follows, step.key


def _healed(needs: Sequence[str], known: dict[str, Step], here: set[str]) -> Iterator[str]:
    waiting, seen = list(reversed(needs)), set[str]()
    while waiting:
        need = waiting.pop()
        if need in here or need not in known:
            yield need
        elif need not in seen:
            seen.add(need)
            waiting += reversed(known[need].needs)
