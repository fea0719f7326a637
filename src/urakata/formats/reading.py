"""読む: typed values out of a tree with places, gathering every mistake instead of stopping at the first.

Each getter answers something usable when it meets a mistake, so that reading goes on and all are listed at once.
"""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from urakata.formats.mistakes import Mistake
from urakata.formats.yaml_places import Node, plain

LONGEST_LINE = 300
LONGEST_TEXT = 20_000
MOST_GUESSES = 50  # comparing words is slow; a file with more mistakes than this is not helped by guesses


def nearest(word: str, known: Iterable[str]) -> str:
    """近い言葉: the known word that was probably meant, or ""."""
    return next(iter(difflib.get_close_matches(word[:LONGEST_LINE], list(known), n=1, cutoff=0.5)), "")


class Reading:
    """One file being read."""

    def __init__(self, mistakes: Iterable[Mistake] = ()) -> None:
        self.mistakes = list(mistakes)

    def note(self, node: Node, code: str, **params: Any) -> None:
        self.mistakes.append(node.mistake(code, **params))

    def guess(self, word: str, known: Iterable[str]) -> str:
        return nearest(word, known) if len(self.mistakes) < MOST_GUESSES else ""

    def mapping(self, node: Node, known: Iterable[str]) -> dict[str, Node]:
        """The entries of a mapping; a key that is not known is a mistake with the nearest known one."""
        if not isinstance(node.value, dict):
            self.note(node, "not_mapping", now=shown(node))
            return {}
        known = tuple(known)
        for key, place in node.keys.items():
            if key not in known:
                self.note(place, "unknown_key", key=key, nearest=self.guess(key, known), known=list(known))
        return node.value

    def nodes(self, node: Node | None) -> list[Node]:
        """The entries of a list; nothing is an empty one, and a single value may stand without its brackets."""
        if node is None or node.value is None:
            return []
        return node.value if isinstance(node.value, list) else [node]

    def text(self, node: Node | None, longest: int = LONGEST_TEXT) -> str:
        """A text without the space around it; numbers and truths are taken as they were written."""
        if node is None or node.value is None:
            return ""
        if isinstance(node.value, dict | list):
            self.note(node, "not_text", now=shown(node))
            return ""
        written = node.value if isinstance(node.value, str) else node.source
        if len(written) > longest:
            self.note(node, "too_long", longest=longest, length=len(written))
        return written.strip()[:longest]

    def line(self, node: Node | None, longest: int = LONGEST_LINE) -> str:
        """A text of one line."""
        return " ".join(self.text(node, longest).split("\n"))

    def lines(self, node: Node | None) -> tuple[str, ...]:
        """A list of texts of one line; empty ones are left out."""
        return tuple(line for entry in self.nodes(node) if (line := self.line(entry)))

    def number(self, node: Node | None, low: int, high: int) -> int | None:
        """A whole number within its bounds; full-width digits are digits."""
        if node is None or node.value is None:
            return None
        value = node.value
        if isinstance(value, str) and len(value) < 20:
            folded = unicodedata.normalize("NFKC", value).replace("−", "-").strip()
            value = int(folded) if folded.removeprefix("-").isdecimal() else value
        if type(value) is not int or not low <= value <= high:
            self.note(node, "not_number", low=low, high=high, now=shown(node))
            return None
        return value

    def truth(self, node: Node | None, otherwise: bool) -> bool:
        if node is None or node.value is None:
            return otherwise
        if not isinstance(node.value, bool):
            self.note(node, "not_truth", now=shown(node))
            return otherwise
        return node.value

    def word(self, node: Node | None, known: Iterable[str], otherwise: str) -> str:
        """One of the known words."""
        if node is None or node.value is None:
            return otherwise
        known = [str(word) for word in known]
        if isinstance(node.value, dict | list) or node.source not in known:
            near = self.guess(node.source, known)
            self.note(node, "unknown_word", known=known, nearest=near, now=shown(node))
            return otherwise
        return node.source

    def required(self, parent: Node, entries: Mapping[str, Node], key: str) -> str:
        """A line that must be there."""
        found = self.line(entries.get(key))
        if not found and isinstance(parent.value, dict):
            self.missing(parent, entries.get(key), key)
        return found

    def missing(self, parent: Node, entry: Node | None, key: str) -> None:
        if entry is None or entry.value in (None, ""):
            place = entry or parent
            path = f"{parent.path}.{key}".lstrip(".")
            self.mistakes.append(Mistake("missing", place.line, place.column, path, {"key": key}))


def kept(entries: Mapping[str, Node], later: Iterable[str]) -> dict[str, Any]:
    """What belongs to features not built yet, as it was read."""
    return {key: plain(entries[key]) for key in later if key in entries}


def shown(node: Node) -> str:
    """What stands there now, as a person would quote it."""
    if isinstance(node.value, dict):
        return "{…}"
    if isinstance(node.value, list):
        return "[…]"
    return node.source if len(node.source) <= 40 else node.source[:39] + "…"
