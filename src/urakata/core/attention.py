"""まず、この3つ: which of one's open tasks to begin with, and why; a pure function of a few facts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

SHOWN = 3


class Why(StrEnum):
    """なぜこれか: one line on the screen."""

    LEFT_OVER = "left_over"  # its day is past
    PINNED = "pinned"
    FIXED_AND_NEAR = "fixed_and_near"  # 動かせない, and near
    OTHERS_WAIT = "others_wait"
    SENT_BACK = "sent_back"
    NEAR = "near"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Candidate:
    """候補: an open task as far as the choice is concerned."""

    key: int
    days_left: int  # business days; negative = past
    blocked: int  # how many other people have something open behind it
    is_fixed: bool
    is_mine: bool
    is_sent_back: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    key: int
    why: Why


NEAR = 2
WEIGHT_FIXED, WEIGHT_BLOCKED, WEIGHT_MINE, WEIGHT_SENT_BACK, MOST_BLOCKED = 4, 2, 3, 3, 5


def score(candidate: Candidate) -> int:
    """Higher first: each business day less counts one, and what cannot move or holds others up comes earlier."""
    return (
        -candidate.days_left
        + WEIGHT_FIXED * candidate.is_fixed
        + WEIGHT_BLOCKED * min(candidate.blocked, MOST_BLOCKED)
        + WEIGHT_MINE * candidate.is_mine
        + WEIGHT_SENT_BACK * candidate.is_sent_back
    )


def first_three(
    candidates: Sequence[Candidate], *, pinned: Collection[int] = (), dismissed: Collection[int] = ()
) -> list[Chosen]:
    """三つ: what is past comes first, then what was pinned, then by score; equal ones keep their order."""
    left = [each for each in candidates if each.key not in dismissed or each.days_left < 0]
    ranked = sorted(left, key=lambda each: (each.days_left >= 0, each.key not in pinned, -score(each)))
    return [Chosen(each.key, why(each, each.key in pinned)) for each in ranked[:SHOWN]]


def why(candidate: Candidate, is_pinned: bool) -> Why:
    near = candidate.days_left <= NEAR
    reasons = (
        (candidate.days_left < 0, Why.LEFT_OVER),
        (is_pinned, Why.PINNED),
        (candidate.is_sent_back, Why.SENT_BACK),
        (candidate.is_fixed and near, Why.FIXED_AND_NEAR),
        (candidate.blocked > 0, Why.OTHERS_WAIT),
        (near, Why.NEAR),
    )
    return next((reason for holds, reason in reasons if holds), Why.NEXT)
