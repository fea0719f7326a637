"""クリップボード: what Excel, Word or a web page puts beside the plain text: headings, lists and tables in HTML.

A reader of its own, because any text may be pasted: it looks at each tag once and never goes back.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from urakata.formats.documents.texts_ja import NUMBERING
from urakata.formats.documents.values import Block, Kind, Range, Sheet
from urakata.formats.texts import is_blank

LONGEST = 8 * 1024 * 1024  # letters
MOST_CELLS = 200_000
MOST_COLUMNS = 1000
WIDEST_SPAN = 1000
DEEPEST_LIST = 8

_PIECES = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<tag>[a-zA-Z][\w:-]*)(?P<rest>(?:[^<>\"']|\"[^\"<]{0,2000}\"|'[^'<]{0,2000}')*)>?|<[^<]?|[^<]+",
    re.DOTALL,
)
_SPAN = re.compile(r"(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,6})", re.IGNORECASE)
_SILENT = frozenset({"style", "script", "head", "title", "xml", "template", "noscript"})
_LINES = frozenset({"p", "div", "br", "li", "tr", "dt", "dd", "pre", "blockquote", "section", "article"})
_WORD_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d)")  # Word puts its lists as paragraphs
_AWAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)  # Excel sends hidden rows and columns along
_WINGDING = re.compile(r"[lØüqnvou§·][ \u3000]+(?=\S)")
_HEADING = re.compile(r"h([1-6])")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(text: str) -> list[Block]:
    """HTMLを読む: blocks in their order; a table within a table is text of its cell."""
    return _Walk().read(text[:LONGEST])


@dataclass(slots=True)
class _Table:
    cells: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    row: int = -1
    column: int = 0
    open: list[str] | None = None
    hidden_rows: set[int] = field(default_factory=set)
    shown_columns: set[int] = field(default_factory=set)

    def begin_row(self, attributes: str = "") -> None:
        self.row += 1
        if _AWAY.search(attributes):
            self.hidden_rows.add(self.row)
        self.column = 0
        self.open = None

    def begin_cell(self, attributes: str) -> None:
        if self.row < 0:
            self.begin_row()
        while (self.row, self.column) in self.taken:
            self.column += 1
        spans = {name.lower(): min(int(count), WIDEST_SPAN) or 1 for name, count in _SPAN.findall(attributes)}
        down, across = spans.get("rowspan", 1), spans.get("colspan", 1)
        self.open = []
        if self.column + across > MOST_COLUMNS or len(self.taken) + down * across > MOST_CELLS:
            return  # what does not fit is not part of the table any more
        self.cells[self.row, self.column] = self.open
        if self.row not in self.hidden_rows and not _AWAY.search(attributes):
            self.shown_columns.update(range(self.column, self.column + across))
        self.taken.update((self.row + y, self.column + x) for y in range(down) for x in range(across))
        if down * across > 1:
            self.merged.append((self.row, self.column, self.row + down - 1, self.column + across - 1))
        self.column += across

    def sheet(self) -> Sheet:
        height = max((row for row, _ in self.cells), default=-1) + 1
        width = max((column for _, column in self.cells), default=-1) + 1
        rows = [[""] * width for _ in range(height)]
        for (row, column), parts in self.cells.items():
            rows[row][column] = _text(parts)
        away = frozenset(range(width)) - self.shown_columns if self.shown_columns else frozenset()
        return Sheet("", rows, tuple(self.merged), hidden_rows=frozenset(self.hidden_rows), hidden_columns=away)


def _text(parts: list[str]) -> str:
    """Spaces as a browser shows them: one for many, none at the ends of lines."""
    lines = [_SPACE.sub(" ", line).strip(" ") for line in "".join(parts).split("\x0b")]
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip("\n")


class _Walk:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.kind, self.level, self.ordered = Kind.TEXT, 0, False
        self.lists: list[bool] = []
        self.table: _Table | None = None
        self.depth = 0  # of tables
        self.is_word_list = False
        self.silent = ""

    def read(self, text: str) -> list[Block]:
        for piece in _PIECES.finditer(text):
            tag = piece["tag"]
            if tag:
                self._tag(tag.lower().rpartition(":")[2], bool(piece["end"]), piece["rest"])
            elif not self.silent and not piece[0].startswith("<!"):
                self._write(unescape(piece[0]).translate({0x0B: " ", 0xA0: " "}))
        self._close()
        if self.table is not None:
            self._end_table()
        return self.blocks

    def _write(self, text: str) -> None:
        if self.table is None:
            self.text.append(text)
        elif self.table.open is not None:
            self.table.open.append(text)
        elif not is_blank(text):  # between the cells: a browser shows it before the table
            self.blocks.append(Block(Kind.TEXT, _text([text])))

    def _tag(self, tag: str, ends: bool, rest: str) -> None:
        if self.silent:
            self.silent = "" if ends and tag == self.silent else self.silent
        elif tag in _SILENT and not rest.endswith("/"):
            self.silent = "" if ends else tag
        elif tag == "table":
            self._table(ends)
        elif self.table is not None:
            self._inside(tag, ends, rest)
        else:
            self._outside(tag, ends, rest)

    def _table(self, ends: bool) -> None:
        self.depth = max(0, self.depth + (-1 if ends else 1))
        if not ends and self.depth == 1:
            self._close()
            self.table = _Table()
        elif ends and not self.depth and self.table is not None:
            self._end_table()

    def _end_table(self) -> None:
        if self.table is not None:
            self.blocks.append(Block(Kind.TABLE, sheet=self.table.sheet()))
        self.table, self.depth = None, 0

    def _inside(self, tag: str, ends: bool, rest: str) -> None:
        assert self.table is not None
        if self.depth == 1 and tag == "tr" and not ends:
            self.table.begin_row(rest)
        elif self.depth == 1 and tag in ("td", "th"):
            if ends:
                self.table.open = None
            else:
                self.table.begin_cell(rest)
        elif self.table.open is not None and (tag in _LINES or _HEADING.fullmatch(tag)):
            self.table.open.append("\x0b")
            if tag == "li" and not ends:
                self.table.open.append("・")
        elif self.table.open is not None and tag in ("td", "th"):
            self.table.open.append(" ")

    def _outside(self, tag: str, ends: bool, rest: str) -> None:
        heading = _HEADING.fullmatch(tag)
        if tag in ("ul", "ol"):
            self._close()
            if ends:
                del self.lists[-1:]
            elif len(self.lists) < 200:
                self.lists.append(tag == "ol")
        elif heading or tag == "li":
            self._close()
            if not ends:
                self.kind = Kind.HEADING if heading else Kind.ITEM
                self.level = int(heading[1]) if heading else min(max(len(self.lists) - 1, 0), DEEPEST_LIST)
                self.ordered = bool(self.lists and self.lists[-1])
        elif tag == "br":
            self.text.append("\x0b")
        elif tag == "p" and (self.is_word_list or _WORD_LIST.search(rest)):
            self._word_list(rest, ends)
        elif tag in _LINES:
            self._line()

    def _word_list(self, rest: str, ends: bool) -> None:
        self._close()
        found = None if ends else _WORD_LIST.search(rest)
        self.is_word_list = found is not None
        if found:
            self.kind, self.level = Kind.ITEM, max(int(found[1]) - 1, 0)

    def _line(self) -> None:
        """A paragraph begins or ends: inside an entry or heading it is a line of it."""
        if self.kind is Kind.TEXT:
            self._close()
        else:
            self.text.append("\x0b")

    def _close(self) -> None:
        text = _text(self.text)
        if self.is_word_list:
            self.ordered, text = bool(NUMBERING.match(text)), _WINGDING.sub("", text, count=1)
            self.is_word_list = False
        if not is_blank(text):
            self.blocks.append(Block(self.kind, text, self.level, self.ordered, len(self.blocks) + 1))
        self.text = []
        self.kind, self.level, self.ordered = Kind.TEXT, 0, False
