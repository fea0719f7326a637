"""手順の言葉: codes to Japanese sentences."""

from urakata.features.procedures.wording.changes import Told, ToldClash, clashes, told
from urakata.features.procedures.wording.conditions import asked, branch, conditions, leads_to
from urakata.features.procedures.wording.flaws import ToldFlaw, branch_problem, flaws
from urakata.features.procedures.wording.hints import Advice, Readability, readability
from urakata.features.procedures.wording.words import (
    ACTS,
    CHECK_KINDS,
    CLEARANCES,
    GATES,
    IMPORTED,
    PROBLEMS,
    cadence,
    cadence_short,
    clearance,
    due,
    gate,
    later,
    opening,
    sentences,
    who,
)

__all__ = [
    "ACTS",
    "CHECK_KINDS",
    "CLEARANCES",
    "GATES",
    "IMPORTED",
    "PROBLEMS",
    "Advice",
    "Readability",
    "Told",
    "ToldClash",
    "ToldFlaw",
    "asked",
    "branch",
    "branch_problem",
    "cadence",
    "cadence_short",
    "clashes",
    "clearance",
    "conditions",
    "due",
    "flaws",
    "gate",
    "later",
    "leads_to",
    "opening",
    "readability",
    "sentences",
    "told",
    "who",
]
