"""書きながら: lines written down while somebody works, and the steps they become; any lines at all become some."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from urakata.core.outline import Check, Outline, Step, Who
from urakata.core.outline_keys import Keys
from urakata.core.plain_form import proposed

TOKYO = ZoneInfo("Asia/Tokyo")


class Problem(StrEnum):
    """なぜいけないか: worded in features/recordings/wording.py."""

    NO_TITLE = "no_title"
    EMPTY_LINE = "empty_line"
    TOO_LONG = "too_long"
    TOO_MANY_LINES = "too_many_lines"
    TOO_MANY_OPEN = "too_many_open"
    PERSONAL_NUMBER = "personal_number"
    CHANGED_MEANWHILE = "changed_meanwhile"  # on another screen of the same person
    BECAME = "became"  # it is a procedure's draft by now
    THROWN = "thrown"
    NO_STEPS_LEFT = "no_steps_left"
    NO_FILE = "no_file"
    TOO_MANY_FILES = "too_many_files"


class Part(StrEnum):
    """何になるか: what a line becomes in the procedure."""

    STEP = "step"
    MORE = "more"  # 上の工程に足す
    CHECK = "check"  # 上の工程の確かめること
    ASIDE = "aside"  # 手順には入れない: kept until the procedure is published


class Took(StrEnum):
    """かかった時間: as coarse as a person would say it; nothing finer is ever kept of a procedure."""

    QUARTER = "15"
    HALF = "30"
    HOUR = "60"
    MORE = "more"


MINUTES = {Took.QUARTER: 15, Took.HALF: 30, Took.HOUR: 60, Took.MORE: 120}
# Up to how much is said as what; beyond the last it was a break and not work.
_UP_TO = (
    (timedelta(minutes=20), Took.QUARTER),
    (timedelta(minutes=45), Took.HALF),
    (timedelta(minutes=90), Took.HOUR),
    (timedelta(hours=4), Took.MORE),
)


def roughly(began: datetime, until: datetime) -> Took | None:
    """およそ: None where nobody could say, such as over a night."""
    if began.astimezone(TOKYO).date() != until.astimezone(TOKYO).date():
        return None
    return next((took for most, took in _UP_TO if until - began <= most), None)


@dataclass(frozen=True, slots=True)
class Moment:
    """書いた時: when a line was written, and when the hands were laid down after it, if they were."""

    written: datetime | None
    stopped: datetime | None = None


def lengths(moments: Sequence[Moment]) -> list[Took | None]:
    """それぞれの長さ: until the hands were laid down, else until the next line was written, whatever their order."""
    written = sorted(moment.written for moment in moments if moment.written)
    found: list[Took | None] = []
    for moment in moments:
        following = next((at for at in written if moment.written and at > moment.written), None)
        until = moment.stopped or following
        found.append(roughly(moment.written, until) if moment.written and until else None)
    return found


@dataclass(frozen=True, slots=True)
class Written:
    """書きとめ: one line as it stands after the work; `notes` are sentences that go into どう."""

    text: str
    part: Part = Part.STEP
    title: str = ""  # as tidied; empty: as proposed
    section: str = ""
    who: Who | None = None
    took: Took | None = None
    checks: tuple[str, ...] = ()
    pitfall: str = ""
    why: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()  # by what they are known; they go to the step of the line

    @property
    def heading(self) -> str:
        return self.title or proposed(self.text).title


def outline(title: str, lines: Sequence[Written], *, key: str, department: str = "", clearance: str = "") -> Outline:
    """手順の下書き of these lines: each step needs the one before it, as it was done."""
    return Outline(key=key, title=title, department=department, clearance=clearance, steps=tuple(_steps(lines)))


def photos_of(found: Outline, lines: Sequence[Written]) -> list[tuple[str, str]]:
    """写真の行き先: each with the key of its step, in the order of the lines."""
    pairs = zip(found.steps, grouped(lines), strict=True)
    return [(step.key, photo) for step, group in pairs for line in group for photo in line.photos]


def grouped(lines: Sequence[Written]) -> list[list[Written]]:
    """工程ごとに: a line that would belong to the one above begins a step where there is none above."""
    groups: list[list[Written]] = []
    for line in lines:
        if line.part is Part.ASIDE:
            continue
        if line.part is Part.STEP or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _steps(lines: Sequence[Written]) -> Iterator[Step]:
    keys, before = Keys("s"), ""
    for first, *rest in grouped(lines):
        step = _step(first, rest)
        step = replace(step, key=keys.key_for(step.title), needs=(before,) if before else ())
        before = step.key
        yield step


def _step(first: Written, rest: Sequence[Written]) -> Step:
    every = [first, *rest]
    said = [line for line in rest if line.part is not Part.CHECK and line.pitfall != line.text]
    asked = [text for line in every for text in (*_itself(line, first), *line.checks)]
    how = [proposed(first.text).rest, *(line.text for line in said), *(note for line in every for note in line.notes)]
    minutes = sum(MINUTES[line.took] for line in every if line.took)
    return Step(
        key="",
        title=first.heading,
        section=(first.section,) if first.section else (),
        why="\n".join(_once(line.why for line in every)),
        how="\n\n".join(_once(how)),
        who=first.who,
        minutes=minutes or None,
        checks=tuple(_checks(asked)),
        evidence=tuple(_once(name for line in every for name in line.evidence)),
        pitfalls=tuple(_once(line.pitfall for line in every)),
    )


def _itself(line: Written, first: Written) -> tuple[str, ...]:
    """A line that became a check is one."""
    return (line.title or line.text,) if line.part is Part.CHECK and line is not first else ()


def _checks(texts: Sequence[str]) -> Iterator[Check]:
    keys = Keys("c")
    for text in _once(texts):
        yield Check(key=keys.key_for(text), text=text)


def _once(texts: Sequence[str] | Iterator[str]) -> list[str]:
    """Each once, in order; none that is empty."""
    return list(dict.fromkeys(text for text in texts if text))
