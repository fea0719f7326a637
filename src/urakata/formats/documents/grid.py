"""升目: a sheet whose merged cells and repeats (〃) can be asked for what they stand for."""

from urakata.formats.documents.texts_ja import REPEATED, cleaned
from urakata.formats.documents.values import Sheet

MOST_MERGED = 500_000  # cells in all merged ranges together


class Grid:
    """升目: cleaned cells; `own` is what stands in a cell, `value` what it means."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.width = sheet.width
        self.rows = [[cleaned(cell) for cell in row] + [""] * (self.width - len(row)) for row in sheet.rows]
        self._anchor: dict[tuple[int, int], tuple[int, int]] = {}
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}  # how many rows and columns a merged cell covers
        self._room = MOST_MERGED
        for top, left, bottom, right in sheet.merged:
            self._merge(top, left, min(bottom, len(self.rows) - 1), min(right, self.width - 1))
        self._meant: dict[tuple[int, int], str] = {}

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        area = (bottom - top + 1) * (right - left + 1)
        if not (0 <= top <= bottom and 0 <= left <= right) or (top, left) in self._anchor or area > self._room:
            return
        self._room -= area
        self.spans[top, left] = bottom - top + 1, right - left + 1
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left) and not self.rows[row][column]:
                    self._anchor.setdefault((row, column), (top, left))

    def own(self, row: int, column: int) -> str:
        return self.rows[row][column]

    def from_above(self, row: int, column: int) -> str:
        """縦の結合: what stands in the merged cell that begins above in the same column."""
        top, left = self._anchor.get((row, column), (row, column))
        return self.rows[top][left] if top < row and left == column else ""

    def spanned(self, row: int, column: int) -> str:
        """結合: what stands in the merged cell around this one, wherever it begins."""
        top, left = self._anchor.get((row, column), (row, column))
        return self.rows[top][left]

    def is_repeat(self, row: int, column: int) -> bool:
        return row > 0 and self.rows[row][column] in REPEATED

    def value(self, row: int, column: int) -> str:
        """意味: the cell's own text, that of the cell it repeats, or that of the one it is merged with from above."""
        if not self.is_repeat(row, column):
            return self.rows[row][column] or self.from_above(row, column)
        if (row, column) not in self._meant:
            above = self._meant.get((row - 1, column)) if self.is_repeat(row - 1, column) else None
            self._meant[row, column] = above if above is not None else self._above(row, column)
        return self._meant[row, column]

    def _above(self, row: int, column: int) -> str:
        for upper in range(row - 1, -1, -1):
            if self.is_repeat(upper, column) and upper > 0:
                continue
            if text := self.rows[upper][column] or self.from_above(upper, column):
                return text
        return self.rows[row][column]

    def column(self, at: int, first: int) -> list[str]:
        return [self.value(row, at) for row in range(first, len(self.rows))]

    def is_blank(self, row: int) -> bool:
        return not any(self.rows[row])
