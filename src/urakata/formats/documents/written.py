"""文字の文書: Markdown and plain text as blocks, each with its line."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from urakata.formats.checklists.markdown import prepare
from urakata.formats.documents.texts_ja import BULLET, HEADING_MARK, NUMBERING
from urakata.formats.documents.values import Block, Kind, Sheet

_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 120}).enable("table")
_MARKDOWN.core.ruler.enableOnly(["normalize", "block"])
_SIGNS = re.compile(r"^ {0,3}#{1,6}[ \t]+\S|^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE)
_TOP = re.compile(r"第\s*\d{1,2}\s*[章部]")


def looks_like_markdown(text: str) -> bool:
    """Markdownらしいか: a heading or a table in its signs; lists read the same either way."""
    return _SIGNS.search(text) is not None


def read_markdown(text: str) -> list[Block]:
    """Markdownを読む: headings, entries, paragraphs, tables; code stays as it is written."""
    source = prepare(text)
    walk = _Walk(source.text.split("\n"))
    for token in _MARKDOWN.parse(source.text):
        walk.step(token)
    unread = [Block(Kind.TEXT, hidden, place=line) for line, hidden in source.unread if hidden.strip()]
    return [*walk.blocks, *unread]


class _Walk:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.lists: list[bool] = []
        self.heading = 0
        self.fresh = False  # an entry of a list has begun and has no text yet
        self.rows: list[list[str]] | None = None
        self.cell = False

    def step(self, token: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self.lists.append(kind.startswith("ordered"))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif kind == "list_item_open":
            self.fresh = True
        elif kind == "heading_open":
            self.heading = int(token.tag[1:])
        elif kind == "heading_close":
            self.heading = 0
        elif kind in ("table_open", "table_close", "tr_open"):
            self._table(token)
        elif kind == "inline":
            self._inline(token)
        elif kind in ("fence", "code_block", "html_block"):
            first, end = token.map or (0, 0)
            self._add("\n".join(self.lines[first:end]), first + 1)

    def _table(self, token: Token) -> None:
        if token.type == "table_open":
            self.rows = []
        elif token.type == "tr_open" and self.rows is not None:
            self.rows.append([])
        elif token.type == "table_close" and self.rows is not None:
            self.blocks.append(Block(Kind.TABLE, sheet=Sheet("", self.rows)))
            self.rows = None

    def _inline(self, token: Token) -> None:
        if self.rows is not None:
            self.rows[-1].append(re.sub(r"<br\s*/?>", "\n", token.content))
            return
        line = (token.map[0] if token.map else 0) + 1
        if self.heading and not self.lists:
            self.blocks.append(Block(Kind.HEADING, token.content, self.heading, place=line))
        else:
            self._add(token.content, line)

    def _add(self, text: str, line: int) -> None:
        if self.fresh and self.lists:
            self.blocks.append(Block(Kind.ITEM, text, len(self.lists) - 1, self.lists[-1], line))
            self.fresh = False
        elif text.strip():
            self.blocks.append(Block(Kind.TEXT, text, place=line))


def read_plain(text: str) -> list[Block]:
    """ただの文を読む: line by line; what is numbered or has a bullet is an entry, ■ and 【】 are headings."""
    lines = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    return [by_signs(line, at) for at, line in lines]


def by_signs(line: str, at: int) -> Block:
    """一行: by the number, bullet or mark before it, and how far it stands in."""
    body = line.strip()
    indent = len(line.expandtabs(4).replace("\u3000", "  ")) - len(line.expandtabs(4).replace("\u3000", "  ").lstrip())
    level = min(indent // 2, 1)
    if HEADING_MARK.match(body) and not level:
        found = HEADING_MARK.match(body)
        words = found and (found["lens"] or found["angle"] or body[found.end() :].strip())
        return Block(Kind.HEADING, words or body, 1 if _TOP.match(body) else 2, place=at)
    if number := NUMBERING.match(body):
        return Block(Kind.ITEM, body[number.end() :].strip() or body, level, True, at)
    if bullet := BULLET.match(body):
        return Block(Kind.ITEM, body[bullet.end() :].strip() or body, level, False, at)
    return Block(Kind.TEXT, body, place=at)
