"""Wordの文書: its body as blocks; what stands outside the body is named."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from urakata.formats.documents.packed import Packed
from urakata.formats.documents.values import Became, Block, Fate, Kind, Paper, Range, Sheet
from urakata.formats.documents.written import by_signs
from urakata.formats.mistakes import Mistake

MOST_BLOCKS = 6000
LONGEST = 4_000_000  # letters
_HEADING_STYLE = re.compile(r"(?:heading|見出し)\s*(\d)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"List (Bullet|Number)(?: (\d))?|箇条書き|段落番号", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"(?:toc|目次)\s*(?:\d|heading|の見出し)", re.IGNORECASE)
_P, _TBL, _SDT, _CONTENT = (qn(f"w:{tag}") for tag in ("p", "tbl", "sdt", "sdtContent"))
_T, _BR, _CR, _TAB, _BOX = (qn(f"w:{tag}") for tag in ("t", "br", "cr", "tab", "txbxContent"))
_PICTURES = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_EMBEDDED, _LINKED, _OF_OLD = qn("r:embed"), qn("r:link"), qn("r:id")
_VAL = qn("w:val")
_PASSED = frozenset(qn(f"w:{tag}") for tag in ("ins", "smartTag", "customXml", "moveTo"))


def read_word(packed: Packed) -> Paper | Mistake:
    """Wordの文書を読む."""
    try:
        return _Document(packed).read()
    except Exception:  # foreign bytes in the hands of a foreign library: whatever it raises, the file is broken
        return Mistake("broken_file")


class _Document:
    def __init__(self, packed: Packed) -> None:
        self.document: Any = docx.Document(io.BytesIO(packed.raw))
        self.pictures = packed.pictures
        self.styles = {style.style_id: style for style in self.document.styles}
        self.formats = self._number_formats()
        self.blocks: list[Block] = []
        self.typed: list[str] = []  # what each of them says, as it was typed
        self.left: list[Fate] = []
        self.pictured = 0
        self.paragraphs = 0
        self.tables = 0
        self.room = LONGEST

    def read(self) -> Paper | Mistake:
        for part in _parts(self.document.element.body):
            if len(self.blocks) > MOST_BLOCKS or self.room < 0:
                return Mistake("too_long_document", params={"most": MOST_BLOCKS})
            self._part(part)
        self._outside()
        blocks = self.blocks
        if all(block.kind is Kind.TEXT for block in blocks):  # no style at all: numbers and indents typed by hand
            signed = [by_signs(line, block.place) for line, block in zip(self.typed, blocks, strict=True)]
            blocks = signed if any(block.kind is not Kind.TEXT for block in signed) else blocks
        return Paper(blocks=tuple(blocks), left=tuple(self.left))

    def _part(self, part: Any) -> None:
        if part.tag == _TBL:
            self.tables += 1
            sheet = self._table(part)
            if any(any(row) for row in sheet.rows):
                self._add(Block(Kind.TABLE, sheet=sheet))
            self._picture(part)
            return
        self.paragraphs += 1
        typed = _text(part)
        text = typed.strip()
        self.room -= len(text)
        if text and self._is_of_contents(part):
            self.left.append(Fate(str(self.paragraphs), text, Became.LEFT, why="contents"))
        elif text:
            self._add(self._paragraph(part, text), f"{_indent(part)}{typed.rstrip()}")
        self._picture(part)
        for box in part.iter(_BOX):
            words = "\n".join(filter(None, (_text(inner).strip() for inner in box.iter(_P))))
            if words:
                self.left.append(Fate(str(self.paragraphs), words, Became.LEFT, why="text_box"))

    def _add(self, block: Block, typed: str = "") -> None:
        self.blocks.append(block)
        self.typed.append(typed)

    def _is_of_contents(self, part: Any) -> bool:
        style = self._style(part.find(qn("w:pPr")))
        return style is not None and bool(_CONTENTS_STYLE.match(style.name or ""))

    def _picture(self, part: Any) -> None:
        """Each picture by the paragraph it stands in, also where the same one is shown twice."""
        shown = [each for each in part.iter(*_PICTURES) if _shows_something(each)]
        self.pictured += len(shown)
        if shown:
            place = str(self.paragraphs) if part.tag == _P else f"表{self.tables}"
            self.left.append(Fate(place, str(len(shown)), Became.LEFT, why="pictures"))

    def _paragraph(self, part: Any, text: str) -> Block:
        properties = part.find(qn("w:pPr"))
        style = self._style(properties)
        level = self._heading_level(properties, style)
        if level:
            return Block(Kind.HEADING, text, level, place=self.paragraphs)
        numbering = self._numbering(properties, style)
        if numbering is not None:
            depth, ordered = numbering
            return Block(Kind.ITEM, text, depth, ordered, self.paragraphs)
        return Block(Kind.TEXT, text, place=self.paragraphs)

    def _style(self, properties: Any) -> Any:
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        return self.styles.get(named.get(_VAL)) if named is not None else None

    def _heading_level(self, properties: Any, style: Any) -> int:
        own = properties.find(qn("w:outlineLvl")) if properties is not None else None
        for named in _with_bases(style):
            if found := _HEADING_STYLE.match(named.name or ""):
                return int(found[1]) + 1
            if (named.name or "").lower() in ("title", "表題"):
                return 1
            above = named.element.find(qn("w:pPr"))
            own = own if own is not None or above is None else above.find(qn("w:outlineLvl"))
        level = _number(own, 9)
        return level + 2 if level < 9 else 0

    def _numbering(self, properties: Any, style: Any) -> tuple[int, bool] | None:
        """How deep an entry of a list stands, and whether it is counted."""
        depth: int | None = None
        own = properties.find(qn("w:numPr")) if properties is not None else None
        for named in (None, *_with_bases(style)):
            found = own if named is None else _find(named.element, "w:pPr", "w:numPr")
            if found is not None:
                level, number = found.find(qn("w:ilvl")), found.find(qn("w:numId"))
                depth = depth if depth is not None or level is None else _number(level, 0)
                if number is not None:
                    if _number(number, 0) == 0:
                        return None
                    depth = min(depth or 0, 8)
                    return depth, self.formats.get((_number(number, 0), depth), "bullet") not in ("bullet", "none")
            if named is not None and (listed := _LIST_STYLE.match(named.name or "")):
                return int(listed[2] or 1) - 1, (listed[1] or "").lower() == "number"
        return None

    def _number_formats(self) -> dict[tuple[int, int], str]:
        try:
            numbering = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return {}
        abstract = {
            one.get(qn("w:abstractNumId")): {
                _number_of(level.get(qn("w:ilvl"))): (
                    fmt.get(_VAL) if (fmt := level.find(qn("w:numFmt"))) is not None else ""
                )
                for level in one.findall(qn("w:lvl"))
            }
            for one in numbering.findall(qn("w:abstractNum"))
        }
        found: dict[tuple[int, int], str] = {}
        for number in numbering.findall(qn("w:num")):
            named = number.find(qn("w:abstractNumId"))
            levels = abstract.get(named.get(_VAL), {}) if named is not None else {}
            for level, name in levels.items():
                found[_number_of(number.get(qn("w:numId"))), level] = name or "bullet"
        return found

    def _table(self, table: Any) -> Sheet:
        """Rows of cells; gridSpan goes across, vMerge down."""
        rows: list[list[str]] = []
        merged: list[Range] = []
        open_down: dict[int, int] = {}  # column → the row in which its merged cell began
        for at, row in enumerate(table.findall(qn("w:tr"))):
            cells: list[str] = []
            for cell in row.iter(qn("w:tc")):
                if next(cell.iterancestors(qn("w:tr"))) is not row:
                    continue  # of a table within the cell: its words belong to the cell around it
                self._cell(cell, at, cells, merged, open_down)
            rows.append(cells)
        self.room -= sum(len(cell) for row in rows for cell in row)
        return Sheet("", rows, tuple(merged))

    def _cell(self, cell: Any, at: int, cells: list[str], merged: list[Range], down: dict[int, int]) -> None:
        across = max(1, min(_number(_find(cell, "w:tcPr", "w:gridSpan"), 1), 100))
        going_on = _find(cell, "w:tcPr", "w:vMerge")
        column = len(cells)
        text = "\n".join(filter(None, (self._line(part) for part in cell.iter(_P))))
        if going_on is not None and going_on.get(_VAL, "continue") == "continue" and column in down and not text:
            merged.append((down[column], column, at, column + across - 1))
        else:
            down.pop(column, None)
            if going_on is not None:
                down[column] = at
            if across > 1:
                merged.append((at, column, at, column + across - 1))
        cells += [text] + [""] * (across - 1)

    def _line(self, part: Any) -> str:
        text = _text(part).strip()
        properties = part.find(qn("w:pPr"))
        listed = self._numbering(properties, self._style(properties))
        return f"・{text}" if text and listed is not None else text

    def _outside(self) -> None:
        if self.pictures and not self.pictured:
            self.left.append(Fate("", str(self.pictures), Became.LEFT, why="pictures"))
        seen: set[str] = set()
        for section in self.document.sections:
            for edge in (section.header, section.footer):
                for paragraph in edge.paragraphs:
                    words = paragraph.text.strip()
                    if words and words not in seen:
                        seen.add(words)
                        self.left.append(Fate("", words, Became.LEFT, why="header_or_footer"))
        for part in self.document.part.package.iter_parts():
            if re.search(r"/(?:footnotes|endnotes|comments)\.xml$", str(part.partname)):
                words = re.sub(r"<[^<>]*>", " ", part.blob.decode("utf-8", "replace"))
                if words := " ".join(words.split()):
                    self.left.append(Fate("", words[:2000], Became.LEFT, why="notes"))


def _parts(body: Any, deep: int = 0) -> Iterator[Any]:
    """Paragraphs and tables in their order, also inside what a form or a tracked change wraps around them."""
    for part in body:
        if part.tag in (_P, _TBL):
            yield part
        elif part.tag == _SDT and deep < 50:
            for content in part.findall(_CONTENT):
                yield from _parts(content, deep + 1)
        elif part.tag in _PASSED and deep < 50:
            yield from _parts(part, deep + 1)


def _text(paragraph: Any) -> str:
    """The words of a paragraph as they are shown: what was deleted under tracking is out, text boxes stand apart."""
    pieces: list[str] = []
    boxed: set[Any] = {inner for box in paragraph.iter(_BOX) for inner in box.iter()}
    for part in paragraph.iter(_T, _BR, _CR, _TAB):
        if part in boxed or part.getparent().tag == qn("w:tabs"):
            continue
        pieces.append((part.text or "") if part.tag == _T else "\t" if part.tag == _TAB else "\n")
    return "".join(pieces)


def _indent(paragraph: Any) -> str:
    """字下げ as spaces: one for what is moved in by a letter or more."""
    moved = _find(paragraph, "w:pPr", "w:ind")
    if moved is None:
        return ""
    sides = [moved.get(qn(f"w:{name}"), "") for name in ("left", "start", "leftChars", "startChars")]
    return "\u3000" if any(_number_of(side) >= 100 for side in sides) else ""


def _shows_something(drawn: Any) -> bool:
    return any(part.get(name) for part in drawn.iter() for name in (_EMBEDDED, _LINKED, _OF_OLD))


def _with_bases(style: Any) -> Iterator[Any]:
    for _ in range(10):
        if style is None:
            return
        yield style
        style = style.base_style


def _find(element: Any, *tags: str) -> Any:
    for tag in tags:
        element = element.find(qn(tag)) if element is not None else None
    return element


def _number(element: Any, otherwise: int) -> int:
    return _number_of(element.get(_VAL), otherwise) if element is not None else otherwise


def _number_of(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
