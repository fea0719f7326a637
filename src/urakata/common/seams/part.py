"""Part 部品: what an upper feature puts into a step behind one of the step's own words, such as `ask: form_key`.

A feature fills this seam in `AppConfig.ready()`: `part.register(Ask())`. Runs draws what it asks beside the checks of
the step and holds the step until it is content, without knowing who stands behind the word.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from urakata.core.outline import Check, Outline, Step
from urakata.core.viewer import Viewer

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """頼まれたこと: one task whose step has the word."""

    task_id: int
    said: str  # what stands behind the word
    opened_at: datetime  # of its run: what was in force then is what is asked
    clearance: str = ""  # of its run
    values: Mapping[str, str] = field(default_factory=dict)  # what is answered, by the key of the check


@dataclass(frozen=True, slots=True)
class Wrong:
    """合わない答え: the check, and the sentence that says how to mend it."""

    check: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Panel:
    """部品の面: what is asked beside the step's own checks, and how it is drawn; the same for all who see the task."""

    template: str
    checks: tuple[Check, ...] = ()
    facts: Facts = field(default_factory=dict)


class Part(Protocol):
    """部品: fills one word of a step, for many tasks at once. Runs hides the answers from whom they are not for."""

    @property
    def key(self) -> str:
        """The word of the step, such as `ask`; what was answered to it is kept under `ask:…`."""

    def panels(self, asked: Collection[Asked]) -> Mapping[int, Panel]:
        """What each of these tasks asks, by task."""

    def problems(self, asked: Collection[Asked]) -> Mapping[int, tuple[Wrong, ...]]:
        """What keeps a task from being finished beside a check that is left open."""

    def take(self, said: Collection[str], *, by: Viewer, at: datetime) -> None:
        """用意する: an edition that says these is being published; called inside its act."""


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Fill the seam; one feature per word, the last one counts."""
    _parts[part.key] = part


def all() -> tuple[Part, ...]:
    return tuple(_parts[key] for key in sorted(_parts))


def said_by(step: Step, word: str) -> str:
    """What stands behind the word in this step; nothing where it is of a shape that nobody understands."""
    said = getattr(step, word, None) or step.later.get(word)
    return said if isinstance(said, str) else ""


def take(outline: Outline, *, by: Viewer, at: datetime) -> None:
    """用意する: every part hears what an edition that is being published says behind its word."""
    for each in all():
        if said := {word for step in outline.steps if (word := said_by(step, each.key))}:
            each.take(said, by=by, at=at)
