"""手順の中身: what one edition of a procedure says, as frozen values.

The file format of these values is `formats/procedures`; an edition stores `outline_plain.to_plain` of them.
`outline_problems.problems` says what does not fit together.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from urakata.core.backplan import DueRule, Unit
from urakata.core.recurrence import Cadence


class WhoKind(StrEnum):
    ROLE = "role"
    PERSON = "person"
    DEPARTMENT = "department"
    SUBJECT = "subject"
    OUTSIDE = "outside"


class CheckKind(StrEnum):
    TICK = "tick"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    FILE = "file"


class GateKind(StrEnum):
    """関所: how another person confirms a step before anything after it goes on."""

    NONE = "none"
    SECOND_PERSON = "second_person"
    BLIND = "blind"
    NEXT_DAY_SELF = "next_day_self"


@dataclass(frozen=True, slots=True)
class Who:
    """だれ: who does a step."""

    kind: WhoKind
    name: str


@dataclass(frozen=True, slots=True)
class Check:
    """確かめること: one thing a step asks to be ticked or written down."""

    key: str
    text: str
    kind: CheckKind = CheckKind.TICK
    required: bool = True
    choices: tuple[str, ...] = ()
    held_against: str = ""  # 何と: the source it is compared with
    spot: int | None = None  # every n-th clean run: write the figure from the paper


@dataclass(frozen=True, slots=True)
class Gate:
    """関所 of a step; `of` names the check whose figure the second person re-enters."""

    kind: GateKind = GateKind.NONE
    of: str = ""


class Comparison(StrEnum):
    """くらべ方: how an answer is held against a value; nothing is ever evaluated."""

    EQUAL = "="
    UNEQUAL = "!="
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="


@dataclass(frozen=True, slots=True)
class Condition:
    """条件: an answer of an earlier step against a value (`choose.largest`, or `largest`: the nearest before)."""

    check: str
    comparison: Comparison
    value: int | float | str | bool


@dataclass(frozen=True, slots=True)
class Learned:
    """由来: what taught the procedure this step."""

    on: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """工程: one step of an edition."""

    key: str
    title: str
    section: tuple[str, ...] = ()
    why: str = ""
    how: str = ""
    who: Who | None = None
    due: DueRule | None = None
    minutes: int | None = None
    needs: tuple[str, ...] = ()
    per: str = "run"  # run | subject
    place: str = "anywhere"  # anywhere | office
    prepare: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    gate: Gate = Gate()
    evidence: tuple[str, ...] = ()
    when: Condition | None = None  # いるとき: else 対象外
    then: str = ""  # 別の道: the step that is 対象外 as well unless `when` holds
    ask: str = ""  # 様式: the form that whoever does the step answers
    personal: bool = True  # 本人の答え: only they and those who keep the step read what was answered to `ask`
    pitfalls: tuple[str, ...] = ()
    learned: tuple[Learned, ...] = ()
    was: str = ""
    later: dict[str, Any] = field(
        default_factory=dict
    )  # keys of features not built yet, kept as read: crosscheck write

    @property
    def is_per_subject(self) -> bool:
        """人ごと: done once for each subject of the run."""
        return self.per == "subject"

    @property
    def is_asked_of_subject(self) -> bool:
        """本人に聞く: each subject does it, in the portal."""
        by_subject = self.who is not None and self.who.kind is WhoKind.SUBJECT
        return self.is_per_subject and (by_subject or bool(self.ask))

    @property
    def is_only_ticks(self) -> bool:
        """まとめて進められる: nothing is written, chosen or attached that would be one person's."""
        written = any(check.required and check.kind is not CheckKind.TICK for check in self.checks)
        return not written and not self.evidence and not self.ask


@dataclass(frozen=True, slots=True)
class Opening:
    """open: how long before the anchor a run is opened."""

    before: int
    unit: Unit = Unit.BUSINESS_DAYS


@dataclass(frozen=True, slots=True)
class Outline:
    """手順の中身: everything one edition says."""

    key: str
    title: str
    why: str = ""
    department: str = ""
    clearance: str = ""
    cadence: Cadence | None = None
    opening: Opening | None = None
    steps: tuple[Step, ...] = ()
    later: dict[str, Any] = field(default_factory=dict)  # whatever else is kept as read

    @property
    def has_grid(self) -> bool:
        return any(step.is_per_subject for step in self.steps)

    @property
    def duties(self) -> tuple[str, ...]:
        """締切: which duties the procedure says it does, beside those that name it themselves."""
        said = self.later.get("duties")
        return tuple(each for each in said if isinstance(each, str)) if isinstance(said, list | tuple) else ()

    @property
    def subjects_where(self) -> str:
        """対象の決め方: `employed` for those of 社員台帳 who are here on the anchor; empty: chosen by hand."""
        asked = self.later.get("subjects")
        if not isinstance(asked, dict) or asked.get("ledger") != "people":
            return ""
        return str(asked.get("where") or "employed")
