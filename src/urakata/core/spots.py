"""紙からもう一度: when the habit of a tick is held against the paper. Deterministic: the same past, the same answer."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Past:
    """済んだ一回: one finished run at this step."""

    is_clean: bool  # neither sent back, nor differing, nor done again
    is_written: bool = False  # the figure was written from the paper


def is_due(every: int, past: Iterable[Past]) -> bool:
    """今回か: `past` newest first; the `every`-th clean run since the figure was last written from the paper."""
    clean = 0
    for one in past:
        if one.is_written:
            break
        clean += one.is_clean
    return clean + 1 >= every
