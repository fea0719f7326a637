"""持ち込んだ紙: sheets and blocks as they were read, what was chosen about them, and what became of every cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from urakata.core.outline import Outline
from urakata.formats.mistakes import Mistake

Range = tuple[int, int, int, int]  # of merged cells: first row, first column, last row, last column, from 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """表: rows of cells; what is merged stands in its first cell. `top` and `left` say where its first cell lies."""

    name: str
    rows: list[list[str]]
    merged: tuple[Range, ...] = ()
    top: int = 0
    left: int = 0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def place(self, row: int, column: int) -> str:
        """マス: as Excel names it, C7."""
        return f"{column_name(self.left + column)}{self.top + row + 1}"


def column_name(at: int) -> str:
    """列の名: A, B, … Z, AA for a column from 0."""
    name = ""
    while at >= 0:
        name, at = chr(ord("A") + at % 26) + name, at // 26 - 1
    return name


class Kind(StrEnum):
    """段の種類 of a document."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """段: a heading, an entry of a list, a paragraph or a table; `place` is its line or paragraph, from 1."""

    kind: Kind
    text: str = ""
    level: int = 0  # of a heading from 1, of an entry from 0
    ordered: bool = False
    place: int = 0
    sheet: Sheet | None = None


class Field(StrEnum):
    """列の役目: what a column says about the steps."""

    NUMBER = "number"
    SECTION = "section"
    TITLE = "title"
    WHO = "who"
    WHO_MARK = "who_mark"  # its heading is somebody, a mark in it says that they do it
    DUE = "due"
    MINUTES = "minutes"
    CHECK = "check"
    HOW = "how"
    WHY = "why"
    PREPARE = "prepare"
    EVIDENCE = "evidence"
    PITFALL = "pitfall"
    NOTE = "note"  # kept in how, with the heading before it
    DONE = "done"  # marks of a run that is over
    UNUSED = "unused"


class RowKind(StrEnum):
    """行の役目."""

    STEP = "step"
    HEADING = "heading"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Choices:
    """選んだこと: what a person says against what was recognised; columns and rows count from 0."""

    sheet: str = ""
    header: int | None = None  # the last row of the headings; -1: the table has none
    columns: Mapping[int, Field] = field(default_factory=dict)
    rows: Mapping[int, RowKind] = field(default_factory=dict)
    ordered: bool | None = None


AS_IT_STANDS = Choices()


class Became(StrEnum):
    """どうなったか: a cell's text stands in the outline, became a value, was kept but not understood, or left out."""

    TEXT = "text"
    VALUE = "value"
    UNSURE = "unsure"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Fate:
    """なりゆき of one cell or paragraph; `step` is the place of its step in the outline, from 0."""

    place: str
    text: str
    became: Became
    field: Field | None = None
    why: str = ""
    step: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """列: its heading and what is made of it, with the first cell as an example."""

    at: int
    name: str
    heading: str
    field: Field
    example: Fate | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """行 of the table below its headings."""

    at: int
    number: int
    kind: RowKind
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """紙: what a file or a pasted block holds, before anything is made of it."""

    sheets: tuple[Sheet, ...] = ()
    blocks: tuple[Block, ...] = ()
    left: tuple[Fate, ...] = ()  # pictures and the like, which nothing is made of


@dataclass(frozen=True, slots=True)
class Names:
    """知っている名: departments and people of the company, as the caller may know them."""

    departments: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


NOBODY = Names()


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """読んだもの: the outline, or None with the mistakes; `fates` holds every cell and paragraph that was not empty."""

    outline: Outline | None
    fates: tuple[Fate, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    header: int = -1
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    ordered: bool = True
    anchor: str = ""  # the word or day from which the days are counted
    mistakes: tuple[Mistake, ...] = ()

    def of(self, *became: Became) -> Iterator[Fate]:
        return (fate for fate in self.fates if fate.became in became)
