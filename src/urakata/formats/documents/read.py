"""読む: a file or a pasted block becomes a paper, and a paper with what was chosen about it a procedure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from urakata.formats.documents.books import read_book
from urakata.formats.documents.columns import heading_score
from urakata.formats.documents.html import read_html
from urakata.formats.documents.making import MOST_STEPS, Making, counted_from, key_of, outline_of
from urakata.formats.documents.packed import opened
from urakata.formats.documents.prose import read_prose
from urakata.formats.documents.tables import TableRead, read_table
from urakata.formats.documents.texts_ja import cleaned, is_listed
from urakata.formats.documents.values import (
    AS_IT_STANDS,
    NOBODY,
    Became,
    Block,
    Choices,
    DocumentRead,
    Fate,
    Kind,
    Names,
    Paper,
    Sheet,
)
from urakata.formats.documents.whom import Known
from urakata.formats.documents.word import read_word
from urakata.formats.documents.written import looks_like_markdown, read_markdown, read_plain
from urakata.formats.mistakes import Mistake
from urakata.formats.tables import table
from urakata.formats.texts import MEGABYTE, decode, tidy

LARGEST = 5 * MEGABYTE
MOST_ROWS = 3000
MOST_COLUMNS = 100
MOST_BLOCKS = 6000
LITTLE_TEXT = 300  # letters beside a pasted table that are only its title
BOOKS, WORDS, TABLES = frozenset({".xlsx", ".xlsm", ".ods"}), frozenset({".docx", ".docm"}), frozenset({".csv", ".tsv"})
ENDINGS = BOOKS | WORDS | TABLES
_PLAIN_NAMES = re.compile(r"sheet\s*\d*|シート\s*\d*|表\d*|ワークシート", re.IGNORECASE)


def paper_of(raw: bytes | str, name: str, html: str = "") -> Paper | Mistake:
    """紙にする: by the bytes, then by the ending of the name; `html` is what the clipboard held beside the text."""
    if isinstance(raw, bytes) and raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return _from_office(raw)
    text = decode(raw, limit=LARGEST) if isinstance(raw, bytes) else tidy(raw)
    if isinstance(text, Mistake):
        return Mistake("not_office_file") if text.code == "not_text_file" and _is_office(name) else text
    if len(text) > LARGEST or len(html) > 2 * LARGEST:
        return Mistake("too_big", params={"megabytes": LARGEST // MEGABYTE})
    ending = PurePath(name).suffix.lower()
    if isinstance(raw, bytes) and ending in BOOKS | WORDS:
        return Mistake("not_office_file")
    blocks = read_html(tidy(html)) if html else []
    if any(block.kind is not Kind.TEXT for block in blocks):
        return _pasted(blocks)
    return _from_text(text, ending if isinstance(raw, bytes) else "")


def _is_office(name: str) -> bool:
    return PurePath(name).suffix.lower() in BOOKS | WORDS


def _from_office(raw: bytes) -> Paper | Mistake:
    if len(raw) > LARGEST:
        return Mistake("too_big", params={"megabytes": LARGEST // MEGABYTE})
    packed = opened(raw)
    if isinstance(packed, Mistake):
        return packed
    return read_word(packed) if packed.kind == "docx" else read_book(packed)


def _from_text(text: str, ending: str) -> Paper | Mistake:
    if not text.strip():
        return Mistake("empty")
    lines = [line for line in text.split("\n") if line.strip()]
    tabbed = sum("\t" in line.strip("\n") for line in lines)
    if all(is_listed(line) for line in lines if "\t" in line):  # as Word puts a list into plain text
        tabbed = 0
    if ending in TABLES or (tabbed >= 2 and tabbed * 2 >= len(lines)) or (tabbed and len(lines) == 1):
        return _from_table(text, "\t" if tabbed * 2 >= len(lines) else ",")
    if ending in (".md", ".markdown") or looks_like_markdown(text):
        return Paper(blocks=tuple(read_markdown(text)))
    return Paper(blocks=tuple(read_plain(text)))


def _from_table(text: str, delimiter: str) -> Paper | Mistake:
    """Rows as they stand in the text, empty ones included, so that the places are those of the sheet."""
    found = table(text, delimiter)
    for mistake in found.mistakes:
        if mistake.code == "too_many_cells":
            return mistake
    rows: list[list[str]] = []
    breaks = 0  # of lines inside cells: a spreadsheet counts such a row once
    for row, line in zip(found.rows, found.lines, strict=True):
        rows += [[""]] * max(0, line - 1 - breaks - len(rows))
        rows.append(row)
        breaks += sum(cell.count("\n") for cell in row)
    return Paper(sheets=(Sheet("", rows),))


def _pasted(blocks: Sequence[Block]) -> Paper:
    """One table with little around it is a sheet; more is a document."""
    sheets = [block.sheet for block in blocks if block.sheet is not None and any(map(any, block.sheet.rows))]
    around = [block for block in blocks if block.kind is not Kind.TABLE]
    if len(sheets) == 1 and sum(len(block.text) for block in around) <= LITTLE_TEXT:
        left = tuple(Fate("", block.text, Became.LEFT, why="beside_the_table") for block in around)
        return Paper(sheets=(sheets[0],), left=left)
    return Paper(blocks=tuple(blocks))


def read_paper(
    paper: Paper, name: str, names: Names = NOBODY, choices: Choices = AS_IT_STANDS, *, on: date, title: str = ""
) -> DocumentRead:
    """手順にする: never raises. `name` makes the key with the first heading; `title` is preferred to both."""
    known = Known.of(names)
    read = (
        _from_sheets(paper, name, known, choices, on, title)
        if paper.sheets
        else _from_blocks(paper, name, known, choices, on, title)
    )
    return replace(read, fates=(*read.fates, *paper.left))


# --- sheets


def _from_sheets(paper: Paper, name: str, known: Known, choices: Choices, on: date, title: str) -> DocumentRead:
    sheets = [_trimmed(sheet) for sheet in paper.sheets]
    chosen = next((sheet for sheet in sheets if sheet.name == choices.sheet), None) or max(sheets, key=_likeness)
    named = tuple(sheet.name for sheet in sheets)
    if mistake := _too_large(chosen):
        return DocumentRead(None, sheet=chosen.name, sheets=named, mistakes=(mistake,))
    found = read_table(chosen, known, on, choices)
    others = tuple(
        Fate("", sheet.name, Became.LEFT, why="other_sheet")
        for sheet in sheets
        if sheet is not chosen and any(map(any, sheet.rows))
    )
    ordered = True if choices.ordered is None else choices.ordered
    read = DocumentRead(
        None,
        fates=(*found.fates, *others),
        columns=tuple(found.columns),
        rows=tuple(found.rows),
        header=found.header,
        sheet=chosen.name,
        sheets=named,
        ordered=ordered,
        anchor=found.days.anchor,
    )
    if not found.steps:
        return replace(read, mistakes=(Mistake("no_steps_found"),))
    own = found.title or ("" if _PLAIN_NAMES.fullmatch(chosen.name) or len(sheets) < 2 else chosen.name)
    named_as = _title(title, own, name, found.steps)
    outline = outline_of(
        found.steps,
        key=key_of(name or named_as, own),
        title=named_as,
        why=counted_from(found.days.anchor, found.days.cadence),
        cadence=found.days.cadence,
        ordered=ordered,
    )
    return replace(read, outline=outline, fates=_with_title((*found.fates, *others), found, outline.title))


def _with_title(fates: Sequence[Fate], found: TableRead, title: str) -> tuple[Fate, ...]:
    """The line over the table is named where another title was preferred."""
    stands = found.title == title
    return tuple(
        fate if fate.why != "title" or stands else replace(fate, became=Became.LEFT, why="above_the_table")
        for fate in fates
    )


def _trimmed(sheet: Sheet) -> Sheet:
    """Without the empty rows and columns at its end, which spreadsheets carry along."""
    rows = [list(row) for row in sheet.rows]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell.strip()), default=0)
    return replace(sheet, rows=[row[:width] for row in rows])


def _likeness(sheet: Sheet) -> tuple[int, int]:
    """手順らしさ: known headings first, then how much there is."""
    scores = [heading_score([cleaned(cell[:100]) for cell in row]) for row in sheet.rows[:15]]
    return max(scores, default=0), min(len(sheet.rows), 50)


def _too_large(sheet: Sheet) -> Mistake | None:
    if len(sheet.rows) > MOST_ROWS:
        return Mistake("too_many_rows", params={"most": MOST_ROWS, "now": len(sheet.rows)})
    if sheet.width > MOST_COLUMNS:
        return Mistake("too_many_columns", params={"most": MOST_COLUMNS, "now": sheet.width})
    return None


# --- documents


def _from_blocks(paper: Paper, name: str, known: Known, choices: Choices, on: date, title: str) -> DocumentRead:
    if len(paper.blocks) > MOST_BLOCKS:
        return DocumentRead(None, mistakes=(Mistake("too_long_document", params={"most": MOST_BLOCKS}),))
    for block in paper.blocks:
        if block.sheet is not None and (mistake := _too_large(_trimmed(block.sheet))):
            return DocumentRead(None, mistakes=(mistake,))
    blocks = [replace(block, sheet=_trimmed(block.sheet)) if block.sheet else _clean(block) for block in paper.blocks]
    found = read_prose(blocks, known, on)
    if len(found.steps) > MOST_STEPS:
        return DocumentRead(
            None, mistakes=(Mistake("too_many_rows", params={"most": MOST_STEPS, "now": len(found.steps)}),)
        )
    only_a_line = len([block for block in blocks if block.text or block.sheet]) < 2 and not any(
        block.kind in (Kind.ITEM, Kind.TABLE) for block in blocks
    )
    ordered = found.is_ordered if choices.ordered is None else choices.ordered
    read = DocumentRead(None, tuple(found.fates), tuple(found.columns), ordered=ordered, anchor=found.anchor)
    if not found.steps or only_a_line:
        return replace(read, mistakes=(Mistake("no_steps_found"),))
    own = found.title
    named_as = _title(title, own, name, found.steps)
    outline = outline_of(
        found.steps,
        key=key_of(name or named_as, own),
        title=named_as,
        why="\n\n".join(filter(None, (found.why, counted_from(found.anchor, found.cadence)))),
        cadence=found.cadence,
        ordered=ordered,
    )
    stands = outline.title == own
    fates = tuple(
        fate if fate.why != "title" or stands else replace(fate, became=Became.LEFT, why="other_title")
        for fate in read.fates
    )
    return replace(read, outline=outline, fates=fates)


def _clean(block: Block) -> Block:
    return replace(block, text=cleaned(block.text))


def _title(wanted: str, own: str, name: str, steps: Sequence[Making]) -> str:
    """題名: what the person says, the title in the file, the file's name, else its first step."""
    stem = PurePath(name.replace("\\", "/")).stem if PurePath(name.replace("\\", "/")).suffix else name
    words = (" ".join(cleaned(text).split()) for text in (wanted, own, stem, steps[0].title))
    return next((text for text in words if text), "")[:200].strip()
