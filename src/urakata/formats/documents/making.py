"""工程をつくる: steps as they grow while a table or a document is read, and the outline they become."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from urakata.core.backplan import DueRule
from urakata.core.outline import Check, Outline, Step, Who
from urakata.core.outline_keys import Keys, digest, slug
from urakata.core.recurrence import Cadence
from urakata.formats.reading import LONGEST_LINE, LONGEST_TEXT

LONGEST_TITLE = 120
LONGEST_CHECK = 2000
MOST_STEPS = 3000


@dataclass(slots=True)
class Making:
    """つくりかけの工程."""

    title: str
    section: tuple[str, ...] = ()
    who: Who | None = None
    due: DueRule | None = None
    minutes: int | None = None
    how: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    prepare: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    pitfalls: list[str] = field(default_factory=list)

    def add_how(self, text: str) -> bool:
        """Whether there was room for it."""
        return _add(self.how, text)

    def add_why(self, text: str) -> bool:
        return _add(self.why, text)

    def add_checks(self, texts: Sequence[str]) -> bool:
        """A check longer than a check may be goes to how."""
        short = [text for text in texts if len(text) <= LONGEST_CHECK]
        self.checks += short
        kept = [self.add_how(text) for text in texts if len(text) > LONGEST_CHECK]
        return all(kept)

    def add_lines(self, name: str, texts: Sequence[str], label: str) -> bool:
        """Lines of prepare, evidence or pitfalls; one that is too long for a line goes to how."""
        lines: list[str] = getattr(self, name)
        lines += [text for text in texts if len(text) <= LONGEST_LINE]
        kept = [self.add_how(f"{label}：{text}") for text in texts if len(text) > LONGEST_LINE]
        return all(kept)


def _add(texts: list[str], text: str) -> bool:
    if sum(map(len, texts)) + 2 * len(texts) + len(text) > LONGEST_TEXT:
        return False
    if text.strip():
        texts.append("\n".join(line.rstrip() for line in text.split("\n")).strip())
    return True


def outline_of(
    steps: Sequence[Making], *, key: str, title: str, why: str = "", cadence: Cadence | None = None, ordered: bool
) -> Outline:
    """手順にする: in the order of the file; `ordered` lets each step wait for the one before."""
    keys = Keys("s")
    made: list[Step] = []
    for step in steps:
        needs = (made[-1].key,) if ordered and made else ()
        made.append(_step(step, keys.key_for(step.title), needs))
    return Outline(key=key, title=title[:200], why=why[:LONGEST_TEXT], cadence=cadence, steps=tuple(made))


def _step(step: Making, key: str, needs: tuple[str, ...]) -> Step:
    checks = Keys("c")
    return Step(
        key=key,
        title=step.title,
        section=step.section,
        why="\n\n".join(step.why),
        how="\n\n".join(step.how),
        who=step.who,
        due=step.due,
        minutes=step.minutes,
        needs=needs,
        prepare=tuple(step.prepare),
        checks=tuple(Check(checks.key_for(text), text) for text in step.checks),
        evidence=tuple(step.evidence),
        pitfalls=tuple(step.pitfalls),
    )


def counted_from(anchor: str, cadence: Cadence | None) -> str:
    """もとになる日: the word by which the table called it, where no cadence says so already."""
    return f"もとになる日：{anchor}" if anchor and cadence is None else ""


def key_of(name: str, heading: str) -> str:
    """鍵: file name and heading, as that of a checklist, so that the same file is known again."""
    file_name = PurePath(name.replace("\\", "/")).name
    stem = PurePath(file_name).stem or "document"
    return "-".join(filter(None, (slug(stem), digest(f"{file_name}\n{heading}"))))
