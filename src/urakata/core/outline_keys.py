"""鍵: the short names by which steps and checks are known when a file or a person gives none.

The same title always gives the same key, wherever its step stands, so a second import finds the same steps.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

LONGEST_KEY = 64

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str, longest: int = 40) -> str:
    """The ASCII words of a text with hyphens, cut at a word; "" where there are none (Japanese)."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    found = _NOT_IN_SLUG.sub("-", folded.encode("ascii", "ignore").decode()).strip("-")
    return found if len(found) <= longest else found[: longest + 1].rpartition("-")[0] or found[:longest]


def digest(text: str) -> str:
    """Six letters that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:6]


class Keys:
    """The keys of one edition's steps or one step's checks: those given, and those made for the others."""

    def __init__(self, prefix: str, taken: Iterable[str] = ()) -> None:
        self._prefix = prefix
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def key_for(self, title: str) -> str:
        """The words of the title, or a digest of it where it is Japanese; a number after it when taken."""
        words = slug(title) if title.isascii() else ""
        base = words if len(words) > 2 else f"{self._prefix}-{digest(title)}"
        key, n = base, self._last.get(base, 1)
        while key in self._taken:
            n += 1
            key = f"{base}-{n}"
        self._last[base] = n
        self._taken.add(key)
        return key
