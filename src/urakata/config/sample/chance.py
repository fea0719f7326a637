"""たまたま: what looks drawn by lot, and is the same every time."""

from random import Random


def chance(words: str) -> Random:
    """たまたま: drawn from the words alone."""
    return Random(words)  # noqa: S311 - nothing secret: the sample must come out the same


def amount(words: str, low: int = 3_180, high: int = 486_000) -> int:
    """金額: never a round one."""
    drawn = chance(f"amount {words}").randint(low, high)
    return drawn + 7 if drawn % 10 == 0 else drawn
