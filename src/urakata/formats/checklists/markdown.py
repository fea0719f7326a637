"""Markdown before it is read for boxes: front matter and comments out, every line keeping its number."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST = 260  # levels of blocks, two for each list within a list
WIDEST_INDENT = 200  # columns; deeper boxes stay in the list they reached

# Blocks only: a box is found by its line, and ten thousand boxes need no rendering. Indented code and HTML blocks would
# swallow boxes that their author sees as boxes; fences alone are code here.
_BLOCKS = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).disable(["code", "html_block"])
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])
_WITH_COMMENTS = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).disable(["code"])
_WITH_COMMENTS.core.ruler.enableOnly(["normalize", "block"])

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n((?:[ \t]*\n|[A-Za-z_][\w .-]*:.*\n|[ \t#].*\n|- (?!\[).*\n){0,100}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)

_TOO_WIDE = re.compile(rf"^ {{{WIDEST_INDENT},}}", re.MULTILINE)


@dataclass(slots=True)
class Source:
    """The text with comments blanked out; `unread` are the lines behind a comment that is never closed."""

    text: str
    unread: list[tuple[int, str]] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


def prepare(text: str) -> Source:
    """下ごしらえ: what stands in front matter and comments gives nothing."""
    front = _FRONT_MATTER.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text = _TOO_WIDE.sub(" " * WIDEST_INDENT, text.expandtabs(4) if "\t" in text else text)
    return _without_comments(text) if "<!--" in text else Source(text)


def blocks(source: Source) -> tuple[list[Token], dict[str, str]]:
    """The block tokens, and the addresses of links named elsewhere (`[1]: https://…`)."""
    env: dict[str, dict[str, dict[str, str]]] = {}
    tokens = _BLOCKS.parse(source.text, env)
    return tokens, {label: link["href"] for label, link in env.get("references", {}).items()}


def _without_comments(text: str) -> Source:
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    fences = [token.map for token in _WITH_COMMENTS.parse(text) if token.type == "fence" and token.map]
    fenced = {line for first, end in fences for line in range(first, end)}
    kept: list[str] = []
    done = 0
    opening = text.find("<!--")
    while opening >= 0:
        line = bisect_right(starts, opening) - 1
        before = text[starts[line] : opening]
        closing = text.find("-->", opening + 2)
        if line in fenced or before.count("`") % 2:
            opening = text.find("<!--", opening + 4)
        elif closing >= 0:
            end = closing + 3
            kept += (text[done:opening], "\n" * text.count("\n", opening, end))
            done = end
            opening = text.find("<!--", max(end, opening + 4))
        elif before.strip(" \t>-*+"):
            break  # in the middle of a line: somebody's arrow, not a comment
        else:
            kept.append(text[done:opening])
            unread = [(line + 1 + n, hidden) for n, hidden in enumerate(text[opening:].split("\n"))]
            return Source("".join(kept), unread)
    return Source("".join([*kept, text[done:]]))
