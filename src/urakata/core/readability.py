"""読みやすさ: places of an outline that somebody who never did the work would stumble over.

Hints, never refusals: a procedure may be published with all of them. What does not fit together at all stands in
`outline_problems`. Codes only; the sentences are the feature's.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from urakata.core.outline import GateKind, Outline, Step, Who, WhoKind
from urakata.core.outline_problems import FlawCode, problems
from urakata.core.plain_words import LONGEST, is_action_alone, long_sentences, says_action, vague_words
from urakata.core.reach import dead_ends, never_reached


class HintCode(StrEnum):
    """読みにくい所: kinds, in the order in which they are told of one step."""

    EMPTY_TITLE = "empty_title"
    SAME_TITLE = "same_title"  # number: the first step so called
    LONG_TITLE = "long_title"  # length
    NO_ACTION = "no_action"  # word: a noun of action that stands alone, or ""
    VAGUE_WORD = "vague_word"  # word, offset, vague
    LONG_SENTENCE = "long_sentence"  # word: how it begins, offset, length
    NO_WHO = "no_who"
    NO_CHECKS = "no_checks"
    CHECKED_BY_DOER = "checked_by_doer"  # name, number: the step whose work is checked
    CHECKED_BY_ONESELF = "checked_by_oneself"  # 翌日の自分: a 関所, and the weaker kind
    NEVER_REACHED = "never_reached"
    WAITS_FOR_EVER = "waits_for_ever"
    DEAD_END = "dead_end"


@dataclass(frozen=True, slots=True)
class Hint:
    """読みにくい所: a code, the step's key, the path of its place (`steps[3].checks[0]`), what the sentence needs."""

    code: HintCode
    step: str
    path: str
    params: dict[str, Any] = field(default_factory=dict, hash=False)


BEGINNING = 20  # letters by which a long sentence is known again
WAITING = frozenset({FlawCode.CIRCLE, FlawCode.WHEN_CIRCLE, FlawCode.GATE_HOLDS_NEED})
_SECOND_PAIR_OF_EYES = re.compile(r"別の(?:人|者|担当)|もう(?:一|1|１)人|(?:二|2|２)人目|ダブルチェック|第三者")


def hints(outline: Outline) -> list[Hint]:
    """読みにくい所: all of them, in the order of the file."""
    found = [] if outline.title.strip() else [Hint(HintCode.EMPTY_TITLE, "", "title")]
    ways = _Ways(outline)
    for at, step in enumerate(outline.steps):
        place = f"steps[{at}]"
        found += _title(step, place, ways)
        found += _words(step, place)
        found += _people(step, place, ways)
        found += _way(step, place, ways)
    return found


class _Ways:
    """What is known of the whole outline before its steps are looked at one by one."""

    def __init__(self, outline: Outline) -> None:
        self.by_key = {step.key: (number, step) for number, step in enumerate(outline.steps, start=1)}
        self.first: dict[str, int] = {}
        for number, step in enumerate(outline.steps, start=1):
            self.first.setdefault(folded(step.title), number)
        self.never = never_reached(outline)
        self.for_ever = {key for flaw in problems(outline) if flaw.code in WAITING for key in (flaw.step, *_ring(flaw))}
        self.dead = dead_ends(outline)


def _ring(flaw: Any) -> tuple[str, ...]:
    return tuple(flaw.params.get("keys", ()))


def folded(title: str) -> str:
    """同じ名前か: width, case and spaces do not make two titles different."""
    return "".join(unicodedata.normalize("NFKC", title).split()).casefold()


def _title(step: Step, place: str, ways: _Ways) -> Iterator[Hint]:
    path, title = f"{place}.title", step.title.strip()
    if not title:
        yield Hint(HintCode.EMPTY_TITLE, step.key, path)
        return
    number = ways.first[folded(title)]
    if f"steps[{number - 1}]" != place:
        yield Hint(HintCode.SAME_TITLE, step.key, path, {"number": number, "title": title})
    if len(title) > LONGEST:
        yield Hint(HintCode.LONG_TITLE, step.key, path, {"length": len(title)})
    # A step done person by person is the head of a column, and heads are nouns.
    if not step.is_per_subject and not says_action(title):
        yield Hint(HintCode.NO_ACTION, step.key, path, {"word": title if is_action_alone(title) else ""})


def _words(step: Step, place: str) -> Iterator[Hint]:
    texts = [("title", step.title), ("how", step.how)]
    texts += [(f"checks[{n}]", check.text) for n, check in enumerate(step.checks)]
    for part, text in texts:
        path = f"{place}.{part}"
        for found in vague_words(text):
            params = {"word": found.word, "offset": found.offset, "vague": found.vague}
            yield Hint(HintCode.VAGUE_WORD, step.key, path, params)
        for found in long_sentences(text) if part != "title" else ():
            params = {"word": found.word[:BEGINNING], "offset": found.offset, "length": len(found.word)}
            yield Hint(HintCode.LONG_SENTENCE, step.key, path, params)


def _people(step: Step, place: str, ways: _Ways) -> Iterator[Hint]:
    if not is_somebody(step.who):
        yield Hint(HintCode.NO_WHO, step.key, f"{place}.who")
    if done := _own_work(step, ways):
        params = {"name": step.who.name if step.who else "", "number": done}
        yield Hint(HintCode.CHECKED_BY_DOER, step.key, f"{place}.who", params)
    if not step.checks and not step.ask:
        yield Hint(HintCode.NO_CHECKS, step.key, f"{place}.checks")
    if step.gate.kind is GateKind.NEXT_DAY_SELF:
        yield Hint(HintCode.CHECKED_BY_ONESELF, step.key, f"{place}.gate")


def is_somebody(who: Who | None) -> bool:
    """だれか: the person in question and somebody outside need no name; the others do."""
    return who is not None and (who.kind in {WhoKind.SUBJECT, WhoKind.OUTSIDE} or bool(who.name.strip()))


def _own_work(step: Step, ways: _Ways) -> int | None:
    """The number of the step whose work this one checks, if 「別の人」 is written and the same person stands there."""
    if step.who is None or step.who.kind is not WhoKind.PERSON or not _SECOND_PAIR_OF_EYES.search(step.title):
        return None
    checked = [ways.by_key[need] for need in step.needs if need in ways.by_key]
    return next((number for number, other in checked if other.who == step.who), None)


def _way(step: Step, place: str, ways: _Ways) -> Iterator[Hint]:
    if step.key in ways.never:
        yield Hint(HintCode.NEVER_REACHED, step.key, f"{place}.when")
    if step.key in ways.for_ever:
        yield Hint(HintCode.WAITS_FOR_EVER, step.key, f"{place}.needs")
    if step.key in ways.dead:
        yield Hint(HintCode.DEAD_END, step.key, place)
