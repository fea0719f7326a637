"""表を書く: rows of cells as a CSV that Excel opens as it is, or as a workbook; no cell becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import xlsxwriter

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what a spreadsheet would calculate
Cells = Iterable[Sequence[str]]
WIDEST = 40
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same rows give the same file


def safe(cell: str) -> str:
    """A cell that a spreadsheet would work out is written as text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_csv(rows: Cells) -> bytes:
    """CSV with a mark at its beginning, by which Excel knows the characters."""
    written = io.StringIO()
    csv.writer(written).writerows([safe(cell) for cell in row] for row in rows)
    return ("\ufeff" + written.getvalue()).encode()


def as_workbook(rows: Cells, title: str) -> bytes:
    """One sheet; the first row and column stay in sight. Everything is text: a code keeps its leading zeros."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(
        written,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": MADE})
    sheet, bold = book.add_worksheet(_sheet_name(title)), book.add_format({"bold": True})
    widths: dict[int, int] = {}
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell, bold if at == 0 else None)
            widths[column] = max(widths.get(column, 0), len(cell))
    for column, width in widths.items():
        sheet.set_column(column, column, min(width * 2 + 2, WIDEST))  # a Japanese letter is two wide
    sheet.freeze_panes(1, 1)
    book.close()
    return written.getvalue()


def _sheet_name(title: str) -> str:
    """At most 31 units of UTF-16 (𠮷 is two), without what Excel refuses, and not the one name it keeps for itself."""
    kept = "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31].strip()
    while len(kept.encode("utf-16-le")) > 62:
        kept = kept[:-1]
    return f"{kept}_" if kept.casefold() == "history" else kept or "Sheet1"
