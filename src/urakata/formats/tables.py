"""表: rows of cells from a block pasted out of Excel or from a CSV file."""

import re
from dataclasses import dataclass

from urakata.formats.mistakes import Mistake
from urakata.formats.texts import tidy

MOST_CELLS = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """表: `rows[i]` begins on line `lines[i]` (from 1) of what was given."""

    rows: list[list[str]]
    lines: list[int]
    delimiter: str
    mistakes: list[Mistake]


def read_table(text: str, delimiter: str | None = None) -> list[list[str]]:
    """表を読む: the rows only; empty lines give nothing."""
    return table(text, delimiter).rows


def table(text: str, delimiter: str | None = None) -> Table:
    """表を読む: rows with the line each begins on. TSV where the first line has a tab, else CSV."""
    text = tidy(text)
    delimiter = delimiter or ("\t" if "\t" in text.lstrip("\n").partition("\n")[0] else ",")
    found = Table([], [], delimiter, [])
    row: list[str] = []
    place = line = began = 0
    cells = 0
    while place < len(text):
        cell, place, ended = _cell(text, place, delimiter)
        row.append(cell.value)
        line += cell.line_feeds
        cells += 1
        if cells > MOST_CELLS:
            found.mistakes.append(Mistake("too_many_cells", began + 1, params={"most": MOST_CELLS}))
            return found
        if cell.unclosed:
            found.mistakes.append(Mistake("unclosed_quote", line + 1, len(row), params={"column": len(row)}))
        if ended:
            _keep(found, row, began)
            row, line = [], line + 1
            began = line
        elif place >= len(text):
            row.append("")
    _keep(found, row, began)
    return found


@dataclass(frozen=True, slots=True)
class _Cell:
    value: str
    line_feeds: int = 0
    unclosed: bool = False


_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=([,\t;\n]|\Z))')


def _cell(text: str, place: int, delimiter: str) -> tuple[_Cell, int, bool]:
    """One cell from `place`: the cell, where the next begins, and whether the row ended with it."""
    quoted = _QUOTED.match(text, place)
    if quoted and quoted[2] in ("", "\n", delimiter):
        inner = quoted[1]
        end = quoted.end()
        cell = _Cell(inner.replace('""', '"'), inner.count("\n"))
    else:
        # Excel copies a cell that merely begins with a quotation mark as it is: only a proper pair is one.
        end = min(_find(text, delimiter, place), _find(text, "\n", place))
        raw = text[place:end]
        cell = _Cell(raw, unclosed=delimiter == "," and raw.startswith('"') and raw.count('"') % 2 == 1)
    return cell, end + 1, text[end : end + 1] != delimiter


def _find(text: str, sought: str, place: int) -> int:
    found = text.find(sought, place)
    return len(text) if found < 0 else found


def _keep(found: Table, row: list[str], began: int) -> None:
    if any(cell for cell in row):
        found.rows.append(row)
        found.lines.append(began + 1)
