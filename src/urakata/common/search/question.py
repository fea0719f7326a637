"""近いもの: how near a text comes to a whole question, by the pairs of characters they share (BM25)."""

from collections.abc import Mapping, Sequence
from itertools import repeat
from math import log

SATURATION = 1.2
LENGTH_WEIGHT = 0.75
FEWEST_SHARED = 2


def nearness(question: Sequence[str], texts: Mapping[int, str]) -> dict[int, float]:
    """How near each text comes, 0 to 1; texts that share fewer than two pairs with the question are left out.

    A pair counts more the fewer of these texts have it; nothing but these texts is looked at.
    """
    times = {key: [text.count(pair) for pair in question] for key, text in texts.items()}
    weights = [_weight(sum(map(bool, column)), len(texts)) for column in zip(*times.values(), strict=True)]
    usual = sum(map(len, texts.values())) / max(1, len(texts)) or 1.0
    most = sum(weights) * (SATURATION + 1) or 1.0
    return {
        key: sum(map(_gain, weights, row, repeat(len(texts[key]) / usual))) / most
        for key, row in times.items()
        if sum(map(bool, row)) >= FEWEST_SHARED
    }


def _weight(having: int, of: int) -> float:
    """A pair that none has weighs nothing: it does not tell these texts apart."""
    if not having:
        return 0.0
    return log(1 + (of - having + 0.5) / (having + 0.5))


def _gain(weight: float, times: int, length: float) -> float:
    damped = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length)
    return weight * times * (SATURATION + 1) / (times + damped)
