"""文書から手順へ: headings become sections, entries of lists steps, entries below them what to check, text how."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from urakata.core.recurrence import Cadence
from urakata.formats.checklists.prose import plain_text
from urakata.formats.documents.making import LONGEST_CHECK, LONGEST_TITLE, MOST_STEPS, Making
from urakata.formats.documents.tables import read_table
from urakata.formats.documents.texts_ja import as_list, split_title, without_number
from urakata.formats.documents.values import Became, Block, Column, Fate, Field, Kind, Sheet
from urakata.formats.documents.whom import Known
from urakata.formats.reading import LONGEST_LINE, LONGEST_TEXT

PREAMBLE = re.compile(
    r"目的|概要|はじめに|適用範囲|対象|趣旨|背景|この手順について|本書について|overview|purpose|introduction",
    re.IGNORECASE,
)
LONGEST_PLAIN = 2000  # of a line that is made plain words as a whole
HISTORY = re.compile(r"改訂|改定|版数|変更履歴|更新履歴|^版$|revision")


@dataclass(slots=True)
class ProseRead:
    """読んだ文書."""

    title: str = ""
    why: str = ""
    steps: list[Making] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)  # of its tables, one after the other
    is_ordered: bool = False
    cadence: Cadence | None = None
    anchor: str = ""


def read_prose(blocks: Sequence[Block], known: Known, on: date) -> ProseRead:
    """文書を読む: walks the blocks once; every block with a text is accounted for."""
    walk = _Walk(blocks, known, on)
    for at, block in enumerate(blocks):
        walk.step(at, block)
    walk.close()
    return walk.found


class _Walk:
    def __init__(self, blocks: Sequence[Block], known: Known, on: date) -> None:
        self.blocks, self.known, self.on = blocks, known, on
        self.found = ProseRead()
        self.path: list[tuple[int, str]] = []
        self.waiting: list[Block] = []  # text before the first step of its section
        self.last: Making | None = None  # of this section
        self.has_order = False  # whether this section counts its entries: then bullets are what to check
        self.tables = 0
        has_steps = any(block.kind in (Kind.ITEM, Kind.TABLE) for block in blocks)
        self.by_lines = not has_steps and not any(block.kind is Kind.HEADING for block in blocks)
        self.title_at = self._title()

    def _title(self) -> int | None:
        """The only heading of the highest level, where it comes first and others stand below it."""
        headings = [(at, block.level) for at, block in enumerate(self.blocks) if block.kind is Kind.HEADING]
        if not headings:
            return None
        highest = min(level for _, level in headings)
        tops = [at for at, level in headings if level == highest]
        is_alone = len(tops) == 1 and tops[0] == headings[0][0]
        return tops[0] if is_alone and (len(headings) > 1 or highest <= 1) else None

    def step(self, at: int, block: Block) -> None:
        if block.kind is Kind.TABLE and block.sheet is not None:
            self._table(block.sheet)
        elif not block.text.strip():
            return
        elif block.kind is Kind.HEADING:
            self._heading(at, block)
        elif block.kind is Kind.ITEM:
            self._item(block)
        else:
            self._text(block)

    # --- headings

    def _heading(self, at: int, block: Block) -> None:
        text = " ".join(plain_text(block.text).split())
        if at == self.title_at:
            self.found.title = text[:200]
            self._note(block, Became.TEXT, "title")
            return
        self._flush()
        self.last, self.has_order = None, self._counts(at)
        self.path = [above for above in self.path if above[0] < block.level]
        if PREAMBLE.match(without_number(text)) and not self._has_steps_below(at, block.level):
            self.path.append((block.level, text))
            self._preamble(block, f"**{text}**")
        elif self._is_step(at, block.level):
            self._begin(block)
        else:
            self.path.append((block.level, without_number(text)[:LONGEST_LINE].strip()))
            self._note(block, Became.TEXT, "section")

    def _below(self, at: int, level: int) -> list[Block]:
        found = []
        for block in self.blocks[at + 1 : at + 1 + MOST_STEPS]:
            if block.kind is Kind.HEADING and block.level <= level:
                break
            found.append(block)
        return found

    def _has_steps_below(self, at: int, level: int) -> bool:
        return any(block.kind is not Kind.TEXT for block in self._below(at, level))

    def _is_step(self, at: int, level: int) -> bool:
        """A heading over nothing but text is a step, and the text says how."""
        return not self._has_steps_below(at, level)

    def _counts(self, at: int) -> bool:
        for block in self.blocks[at + 1 : at + 1 + MOST_STEPS]:
            if block.kind is Kind.HEADING:
                return False
            if block.kind is Kind.ITEM and block.ordered and not block.level:
                return True
        return False

    def _preamble(self, block: Block, text: str) -> None:
        room = LONGEST_TEXT - len(self.found.why) - 2
        fits = len(text) <= room
        if fits:
            self.found.why = f"{self.found.why}\n\n{text}".strip()
        self._note(block, Became.TEXT if fits else Became.LEFT, "why" if fits else "too_long")

    # --- steps

    def _begin(self, block: Block) -> None:
        first, _, below = block.text.partition("\n")
        title, _, rest = split_title(plain_text(first))
        if "](" in first or "<http" in first or len(first) >= LONGEST_PLAIN:
            rest = first.strip()
        step = Making(title or first.strip()[:LONGEST_TITLE], tuple(part for _, part in self.path))
        self.found.steps.append(step)
        self.last = step
        self._take_waiting(step)
        kept = [step.add_how(as_list(text)) for text in (rest, below.strip()) if text]
        self._note(block, *((Became.TEXT, "step") if all(kept) else (Became.LEFT, "too_long")))

    def _item(self, block: Block) -> None:
        self.found.is_ordered = self.found.is_ordered or (block.ordered and not block.level)
        is_check = block.level > 0 or (self.has_order and not block.ordered)
        if is_check and self.last is not None:
            text = without_number(block.text).strip()
            check = text if len(text) <= LONGEST_CHECK else ""
            kept = self.last.add_checks([check]) if check else self.last.add_how(text)
            self._note(block, *((Became.TEXT, "check") if kept else (Became.LEFT, "too_long")))
        else:
            self._begin(block)

    def _text(self, block: Block) -> None:
        if self.by_lines:
            self._begin(block)
        elif self.last is not None:
            kept = self.last.add_how(as_list(block.text))
            self._note(block, *((Became.TEXT, "how") if kept else (Became.LEFT, "too_long")))
        elif not self.path or PREAMBLE.match(without_number(self.path[-1][1])):
            self._preamble(block, as_list(block.text))
        else:
            self.waiting.append(block)

    def _take_waiting(self, step: Making) -> None:
        for block in self.waiting:
            kept = step.add_how(as_list(block.text))
            self._note(block, *((Became.TEXT, "how") if kept else (Became.LEFT, "too_long")))
        self.waiting = []

    def _flush(self) -> None:
        """Text of a section without any step goes with the step before it, else to why."""
        if self.waiting and self.found.steps:
            self._take_waiting(self.found.steps[-1])
        for block in self.waiting:
            self._preamble(block, as_list(block.text))
        self.waiting = []

    def close(self) -> None:
        self._flush()
        standing = {part for step in self.found.steps for part in step.section}
        for at, fate in enumerate(self.found.fates):
            if fate.why == "section":
                text = without_number(" ".join(plain_text(fate.text).split()))[:LONGEST_LINE].strip()
                if text not in standing:
                    self.found.fates[at] = Fate(fate.place, fate.text, Became.LEFT, fate.field, "no_step_below")

    # --- tables

    def _table(self, sheet: Sheet) -> None:
        self.tables += 1
        heads = sheet.rows[0] if sheet.rows else []
        within = tuple(part for _, part in self.path)
        if any(HISTORY.search(cell[:20]) for cell in heads):
            self._leave(sheet)
            return
        read = read_table(sheet, self.known, self.on, within=within)
        base = len(self.found.steps)
        if read.steps:
            self._take_waiting(read.steps[0])
            self.last = read.steps[-1]
        self.found.steps += read.steps
        self.found.columns += [
            replace(column, example=column.example and _later(column.example, base)) for column in read.columns
        ]
        self.found.fates += [self._placed(fate, base) for fate in read.fates]
        self.found.cadence = self.found.cadence or read.days.cadence
        self.found.anchor = self.found.anchor or read.days.anchor
        self.found.is_ordered = True

    def _leave(self, sheet: Sheet) -> None:
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if cell.strip():
                    fate = Fate(sheet.place(row, column), cell, Became.LEFT, why="history")
                    self.found.fates.append(self._placed(fate))

    def _placed(self, fate: Fate, base: int = 0) -> Fate:
        """Its cell, with the number of its table; the title of a table is not that of the document."""
        became, why = (Became.LEFT, "above_the_table") if fate.why == "title" else (fate.became, fate.why)
        return replace(_later(fate, base), place=f"表{self.tables} {fate.place}", became=became, why=why)

    def _note(self, block: Block, became: Became, why: str) -> None:
        field_of = {
            "step": Field.TITLE,
            "how": Field.HOW,
            "check": Field.CHECK,
            "section": Field.SECTION,
            "why": Field.WHY,
        }
        self.found.fates.append(Fate(str(block.place), block.text, became, field_of.get(why), why))


def _later(fate: Fate, base: int) -> Fate:
    """The same where `base` steps stand before the table; its column is not that of a sheet which could be chosen."""
    return replace(fate, step=None if fate.step is None else base + fate.step, column=None)
