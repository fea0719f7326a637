"""手順の言葉: codes to Japanese sentences."""

from urakata.features.procedures.wording.changes import Told, told
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
    "Told",
    "cadence",
    "cadence_short",
    "clearance",
    "due",
    "gate",
    "later",
    "opening",
    "sentences",
    "told",
    "who",
]
