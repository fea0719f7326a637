"""表計算のファイル: sheets of .xlsx and .ods, with days, times and figures as people see them."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from urakata.formats.documents.hidden import NOTHING, Hidden, hidden_by_place
from urakata.formats.documents.packed import Packed
from urakata.formats.documents.values import Became, Fate, Paper, Sheet
from urakata.formats.mistakes import Mistake

MOST_SHEETS = 40


def read_book(packed: Packed) -> Paper | Mistake:
    """表計算のファイルを読む: every sheet that holds anything; hidden ones come last."""
    try:
        sheets = _sheets(packed)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # a panic of the library below is no Exception; whatever it is, the file is broken
        return Mistake("broken_file")
    if not sheets:
        return Mistake("no_cells")
    pictures = Fate("", str(packed.pictures), Became.LEFT, why="pictures")
    return Paper(sheets=tuple(sheets), left=(pictures,) if packed.pictures else ())


def _sheets(packed: Packed) -> list[Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(packed.raw))
    away = hidden_by_place(packed.raw)
    shown: list[Sheet] = []
    hidden: list[Sheet] = []
    for at, about in enumerate(book.sheets_metadata[:MOST_SHEETS]):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = _sheet(book.get_sheet_by_index(at), about.name, away.get(at, NOTHING))
        if any(any(row) for row in sheet.rows):
            (shown if about.visible == SheetVisibleEnum.Visible else hidden).append(sheet)
    return shown + hidden


def _sheet(found: CalamineSheet, name: str, away: Hidden) -> Sheet:
    top, left = found.start or (0, 0)
    rows = [[_shown(value) for value in row] for row in found.to_python(skip_empty_area=True)]
    merged = tuple(
        (first[0] - top, first[1] - left, last[0] - top, last[1] - left)
        for first, last in found.merged_cell_ranges or ()
        if first[0] >= top and first[1] >= left
    )
    hidden_rows = frozenset(row - top for row in away.rows if top <= row < top + len(rows))
    width = max(map(len, rows), default=0)
    hidden_columns = frozenset(column - left for column in away.columns if left <= column < left + width)
    return Sheet(name, rows, merged, top, left, hidden_rows, hidden_columns)


def _shown(value: Any) -> str:
    """見えているとおり: 2026/11/20, 1:30, 25, はい."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return _figure(value)
        case datetime():
            day = f"{value.year}/{value.month}/{value.day}"
            return day if value.time() == time() else f"{day} {value:%H:%M}"
        case date():
            return f"{value.year}/{value.month}/{value.day}"
        case time():
            return f"{value.hour}:{value.minute:02}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return str(value)


def _figure(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}"
