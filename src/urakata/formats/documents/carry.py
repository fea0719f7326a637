"""持ち運ぶ: what a file held as a text that a page can send back, so that nobody uploads it twice."""

import json
from typing import Any

from urakata.formats.documents.values import Became, Block, Fate, Kind, Paper, Sheet

MOST_CELLS = 300_000
MOST_BLOCKS = 6000
MOST_FATES = 2000


def carried(paper: Paper) -> str:
    """持ち運ぶ形."""
    plain = {
        "sheets": [_sheet(sheet) for sheet in paper.sheets],
        "blocks": [
            [block.kind.value, block.text, block.level, block.ordered, block.place, block.sheet and _sheet(block.sheet)]
            for block in paper.blocks
        ],
        "left": [[fate.place, fate.text, fate.why] for fate in paper.left],
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def brought_back(text: str) -> Paper | None:
    """戻ってきた紙, or None for a text that this page never sent."""
    try:
        plain = json.loads(text)
        return Paper(
            tuple(_read_sheet(sheet) for sheet in plain["sheets"][:100]),
            tuple(_read_block(*block) for block in plain["blocks"][:MOST_BLOCKS]),
            tuple(
                Fate(str(place), str(said), Became.LEFT, why=str(why))
                for place, said, why in plain["left"][:MOST_FATES]
            ),
        )
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def _sheet(sheet: Sheet) -> list[Any]:
    away = [sorted(sheet.hidden_rows), sorted(sheet.hidden_columns)]
    return [sheet.name, sheet.rows, list(sheet.merged), sheet.top, sheet.left, *away]


def _read_sheet(plain: Any) -> Sheet:
    name, rows, merged, top, left, *away = plain
    ranges = tuple(tuple(_whole(part) for part in one) for one in merged[:MOST_CELLS])
    if any(len(one) != 4 for one in ranges):
        raise ValueError("a merged range has four corners")
    cells = [[str(cell) for cell in row] for row in rows]
    if sum(map(len, cells)) > MOST_CELLS:
        raise ValueError("too many cells")
    hidden_rows, hidden_columns = away or ([], [])
    return Sheet(
        str(name)[:200],
        cells,
        ranges,  # type: ignore[arg-type]
        _whole(top),
        _whole(left),
        frozenset(map(_whole, hidden_rows[:MOST_CELLS])),
        frozenset(map(_whole, hidden_columns[:MOST_CELLS])),
    )


def _read_block(kind: str, text: str, level: int, ordered: bool, place: int, sheet: Any) -> Block:
    read = _read_sheet(sheet) if sheet else None
    return Block(Kind(kind), str(text), min(_whole(level), 20), bool(ordered), _whole(place), read)


def _whole(value: Any) -> int:
    number = int(value)
    if not 0 <= number < 10_000_000:
        raise ValueError("no place in a sheet")
    return number
