"""表から手順へ: columns by their headings or contents, rows as steps, every filled cell accounted for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from urakata.core.normalise import fold
from urakata.formats.documents.columns import by_content, by_headings, field_of, header_row, is_legend, is_number
from urakata.formats.documents.due_words import Days, said, settle
from urakata.formats.documents.grid import Grid
from urakata.formats.documents.making import Making
from urakata.formats.documents.minutes import minutes, unit_of
from urakata.formats.documents.texts_ja import HEADING_MARK, as_list, entries, is_mark, split_title
from urakata.formats.documents.values import (
    AS_IT_STANDS,
    Became,
    Choices,
    Column,
    Fate,
    Field,
    Row,
    RowKind,
    Sheet,
    column_name,
)
from urakata.formats.documents.whom import Known, several
from urakata.formats.reading import LONGEST_LINE

TOTALS = frozenset(fold(word) for word in ["合計", "計", "小計", "総計", "総合計", "total"])
LINES = {Field.PREPARE: "prepare", Field.EVIDENCE: "evidence", Field.PITFALL: "pitfalls"}
LONGEST_MARK = 24
CARRIED = frozenset({Field.SECTION, Field.WHO, Field.DUE})  # what a merged cell says for all its rows
LABELS = {
    Field.WHO: "担当",
    Field.WHO_MARK: "担当",
    Field.DUE: "期限",
    Field.MINUTES: "目安",
    Field.PREPARE: "用意するもの",
    Field.EVIDENCE: "書類",
    Field.PITFALL: "注意",
    Field.SECTION: "区分",
}


@dataclass(frozen=True, slots=True)
class TableRead:
    """読んだ表: steps, what became of each filled cell, and how columns and rows were taken."""

    steps: list[Making]
    fates: list[Fate]
    columns: list[Column]
    rows: list[Row]
    header: int
    days: Days
    title: str = ""


def read_table(
    sheet: Sheet, known: Known, on: date, choices: Choices = AS_IT_STANDS, within: tuple[str, ...] = ()
) -> TableRead:
    """表を読む; `within` are the headings above a table that stands in a document."""
    return _Table(Grid(sheet), known, on, choices, within).read()


class _Table:
    def __init__(self, grid: Grid, known: Known, on: date, choices: Choices, within: tuple[str, ...]) -> None:
        self.grid, self.known, self.on, self.choices, self.within = grid, known, on, choices, within
        found = header_row(grid.rows) if choices.header is None else choices.header
        self.header = -1 if found is None or found >= len(grid.rows) else found
        self.first_of_header = self.header
        if choices.header is None and self.header >= 0:
            self._second_line()
        self.first = self.header + 1
        self.headings = [self._heading(at) for at in range(grid.width)]
        self.fields = self._fields()
        self.title_at = next((at for at, field in self.fields.items() if field is Field.TITLE), None)
        self.steps: list[Making] = []
        self.fates: list[Fate] = []
        self.rows: list[Row] = []
        self.section: dict[int, str] = {}
        self.heading: str = ""
        self.spoken: list[tuple[int, int, int, str]] = []  # step, row, column and text of days
        self.marked: dict[int, tuple[str, str]] = {}  # whose mark made them the one, and which, by the count of steps
        self.title = ""

    # --- headings

    def _second_line(self) -> None:
        """A heading in two rows: the lower one fills what the upper one leaves open, in short words."""
        lower = self.header + 1
        if lower >= len(self.grid.rows) - 1:
            return
        upper, below = self.grid.rows[self.header], self.grid.rows[lower]
        title = next((at for at, cell in enumerate(upper) if field_of(cell)[0] is Field.TITLE), None)
        filled = [at for at, cell in enumerate(below) if cell]
        named = sum(field_of(below[at])[0] is not None or self.known.who(below[at]) is not None for at in filled)
        wide = {at for at in filled if at + 1 in filled and not upper[at + 1]}  # merged, where the text does not say so
        open_above = all(not upper[at] or at in wide or (self.header, at) in self.grid.spans for at in filled)
        short = all(len(below[at]) <= 12 and not is_mark(below[at]) for at in filled)
        spans = self.grid.spans
        tall = spans.get((self.header, title or 0), (1, 1))[0] > 1
        under = all(self._is_under_a_wide_one(at) for at in filled)
        fits = tall or under or named * 2 >= len(filled)
        if filled and title is not None and not below[title] and open_above and short and fits:
            self.header = lower

    def _is_under_a_wide_one(self, at: int) -> bool:
        return any(
            row == self.header and left <= at < left + width and width > 1
            for (row, left), (_, width) in self.grid.spans.items()
        )

    def _heading(self, at: int) -> str:
        if self.header < 0:
            return ""
        upper = self.grid.spanned(self.first_of_header, at)
        lower = self.grid.own(self.header, at) if self.header > self.first_of_header else ""
        return f"{upper} {lower}".strip() if lower and lower != upper else upper

    def _fields(self) -> dict[int, Field]:
        columns = [self.grid.column(at, self.first) for at in range(self.grid.width)]
        if self.header < 0:
            fields = by_content(columns, self.known, self.on)
        else:
            fields = by_headings(self.headings, columns, self.known)
            for at, heading in enumerate(self.headings):
                lower = self.grid.own(self.header, at)
                if self.header > self.first_of_header and field_of(heading)[0] is None and field_of(lower)[0]:
                    fields[at] = field_of(lower)[0] or fields[at]
        return (
            fields
            | self._unseen(fields)
            | {at: field for at, field in self.choices.columns.items() if at < self.grid.width}
        )

    def _unseen(self, fields: Mapping[int, Field]) -> dict[int, Field]:
        """What is hidden says nothing, but for the column without which there would be no steps."""
        away = self.grid.sheet.hidden_columns
        return {at: Field.UNUSED for at, field in fields.items() if at in away and field is not Field.TITLE}

    def _is_unseen(self, row: int) -> bool:
        away = self.grid.sheet.hidden_rows
        return row in away and any(at not in away for at in range(self.first, len(self.grid.rows)))

    # --- rows

    def read(self) -> TableRead:
        self._above()
        for row in range(self.first, len(self.grid.rows)):
            if not self.grid.is_blank(row):
                self._row(row)
        days = self._days()
        self._settle_headings()
        return TableRead(self.steps, self.fates, self._columns(), self.rows, self.header, days, self.title)

    def _above(self) -> None:
        """Over the headings: the first line is the title, the others are named."""
        for row in range(self.first):
            is_heading = row >= self.first_of_header
            for at, cell in enumerate(self.grid.rows[row]):
                if not cell:
                    continue
                if is_heading:
                    self._note(row, at, Became.VALUE, why="heading")
                elif not self.title:
                    self.title = " ".join(cell.split())[:200]
                    whole = len(" ".join(cell.split())) <= 200
                    self._note(
                        row, at, Became.TEXT if whole else Became.LEFT, why="title" if whole else "above_the_table"
                    )
                else:
                    self._note(row, at, Became.LEFT, why="above_the_table")

    def _row(self, row: int) -> None:
        own = [at for at, cell in enumerate(self.grid.rows[row]) if cell]
        kind, why = self._kind(row, own)
        kind, why = (self.choices.rows[row], "chosen") if row in self.choices.rows else (kind, why)
        text = "　".join(self.grid.rows[row][at] for at in own)
        self.rows.append(Row(row, self.grid.sheet.top + row + 1, kind, text))
        if kind is RowKind.UNUSED:
            for at in own:
                self._note(row, at, Became.LEFT, why=why)
        elif kind is RowKind.HEADING:
            self._take_heading(row, own)
        elif why == "footnote":
            kept = self.steps[-1].add_lines("pitfalls", [self.grid.own(row, own[0])], LABELS[Field.PITFALL])
            self._note(row, own[0], *_told(kept), field=Field.PITFALL)
        else:
            self._take_step(row, own, forced=why == "chosen")

    def _kind(self, row: int, own: Sequence[int]) -> tuple[RowKind, str]:
        cells = self.grid.rows[row]
        if self._is_heading_again(row):
            return RowKind.UNUSED, "heading_again"
        if self._is_unseen(row):
            return RowKind.UNUSED, "hidden_row"
        if any(fold(cells[at]) in TOTALS for at in own[:2] if len(cells[at]) < 10):
            return RowKind.UNUSED, "total"
        if len(own) == 1 and self.grid.width > 1 and self.steps and FOOTNOTE.match(cells[own[0]]):
            return RowKind.STEP, "footnote"
        below = next((after for after in range(row + 1, len(self.grid.rows)) if not self.grid.is_blank(after)), None)
        if len(own) == 1 and below is not None and self._is_heading_again(below):
            return RowKind.HEADING, ""
        if len(own) == 1 and self.grid.width > 1 and self._is_heading(row, own[0]):
            return RowKind.HEADING, ""
        return RowKind.STEP, ""

    def _is_heading_again(self, row: int) -> bool:
        """The headings once more, over a second table below the first."""
        if self.header < 0:
            return False
        cells, heads = self.grid.rows[row], self.grid.rows[self.first_of_header]
        own = [at for at, cell in enumerate(cells) if cell]
        return cells == heads or (len(own) > 1 and all(cells[at] == heads[at] for at in own))

    def _is_heading(self, row: int, at: int) -> bool:
        text, field = self.grid.own(row, at), self.fields[at]
        height, width = self.grid.spans.get((row, at), (1, 1))
        if self.grid.is_repeat(row, at) or "\n" in text or len(text) > LONGEST_LINE:
            return False
        if field is Field.SECTION:
            return height == 1
        across = width >= 2 and width * 2 >= self.grid.width and height == 1
        before_title = field is Field.NUMBER and not re.fullmatch(r"[\d().\-①-⑳]+", text)
        return across or bool(HEADING_MARK.match(text)) or before_title

    def _take_heading(self, row: int, own: Sequence[int]) -> None:
        """Its words stand in the outline as soon as a step stands below it; whether one does is settled at the end."""
        words: list[str] = []
        for at in own:
            text = self.grid.value(row, at)
            if self.fields[at] is Field.SECTION and len(text) <= LONGEST_LINE:
                self._carry(at, _heading_words(text))
            else:
                words.append(_heading_words(text.replace("\n", " ")))
            self._note(row, at, Became.TEXT, "heading", field=Field.SECTION, step=len(self.steps))
        if words:
            self.heading = "　".join(words)
            self.section = {}

    def _settle_headings(self) -> None:
        standing = {part for step in self.steps for part in step.section}
        for at, fate in enumerate(self.fates):
            if fate.why == "heading" and fate.became is Became.TEXT:
                words = _heading_words(fate.text.replace("\n", " "))
                stands = any(words in part for part in standing)
                why = "" if stands else "no_step_below"
                self.fates[at] = replace(fate, became=Became.TEXT if stands else Became.LEFT, why=why)

    def _carry(self, at: int, text: str) -> None:
        self.section = {left: kept for left, kept in self.section.items() if left < at}
        self.section[at] = text.replace("\n", " ")

    def _path(self) -> tuple[str, ...]:
        parts = (*self.within, self.heading, *(self.section[at] for at in sorted(self.section)))
        return tuple(part[:LONGEST_LINE].strip() for part in parts if part.strip())

    def _take_step(self, row: int, own: Sequence[int], *, forced: bool) -> None:
        self._take_sections(row)
        named = self.title_at
        title = self.grid.value(row, named) if named is not None else ""
        if named is not None and not (title and (self.grid.own(row, named) or not self.steps)):
            title = ""
        if not title and (forced or named is None or not self.steps):
            named = next((at for at in own if self.fields[at] in STAND_IN), None)
            title = self.grid.value(row, named) if named is not None else ""
        begun = named if title else None
        if begun is not None:
            self._begin(row, begun, title)
        for at in range(self.grid.width):
            if at != begun:
                self._cell(row, at, is_new=begun is not None)

    def _take_sections(self, row: int) -> None:
        for at, field in self.fields.items():
            text = self.grid.value(row, at) if field is Field.SECTION else ""
            if text and len(text) <= LONGEST_LINE and self.section.get(at) != text.replace("\n", " "):
                self._carry(at, text)

    def _begin(self, row: int, at: int, text: str) -> None:
        title, listed, rest = split_title(text)
        step = Making(title, self._path())
        self.steps.append(step)
        step.add_checks(listed)
        kept = not rest or step.add_how(as_list(rest))
        if self.grid.is_repeat(row, at):
            self._note(row, at, Became.VALUE, "repeat")
        elif self.grid.own(row, at):
            self._note(row, at, *_told(kept))

    # --- cells

    def _cell(self, row: int, at: int, *, is_new: bool) -> None:
        own, field = self.grid.own(row, at), self.fields[at]
        text = self.grid.value(row, at)
        if not own and not (is_new and field in CARRIED and text):
            return
        if not self.steps:
            if own:
                self._note(row, at, Became.LEFT, why="no_step_for_it")
            return
        became, why = self._become(row, at, field, text, self.steps[-1])
        if own:
            is_repeat = self.grid.is_repeat(row, at) and became in (Became.TEXT, Became.UNSURE)
            self._note(row, at, Became.VALUE if is_repeat else became, why="repeat" if is_repeat else why)

    def _become(self, row: int, at: int, field: Field, text: str, step: Making) -> tuple[Became, str]:
        match field:
            case Field.UNUSED:
                if is_legend(self.headings[at]) and at not in self.choices.columns:
                    return Became.LEFT, "legend"
                is_hidden = at in self.grid.sheet.hidden_columns and at not in self.choices.columns
                return Became.LEFT, "hidden_column" if is_hidden else "chosen"
            case Field.NUMBER if is_number(text):
                return Became.LEFT, "number"
            case Field.DONE if len(text) <= LONGEST_MARK:
                return Became.LEFT, "done_mark"
            case Field.SECTION:
                return self._kept(text, step, self._heading_of(at), text.replace("\n", " ") in step.section)
            case Field.WHO:
                return self._who(text, step, self._heading_of(at))
            case Field.WHO_MARK:
                return self._who_mark(at, text, step)
            case Field.DUE:
                self.spoken.append((len(self.steps) - 1, row, at, text))
                return Became.UNSURE, "due"
            case Field.MINUTES:
                return self._minutes(at, text, step)
            case Field.CHECK:
                return _told(step.add_checks(entries(text)))
            case Field.WHY:
                return _told(step.add_why(text))
            case Field.HOW | Field.TITLE:
                return _told(step.add_how(as_list(text)))
            case Field.PREPARE | Field.EVIDENCE | Field.PITFALL:
                return _told(step.add_lines(LINES[field], entries(text), LABELS[field]))
            case _:
                return self._kept(text, step, self.headings[at], False)

    def _heading_of(self, at: int) -> str:
        return self.headings[at].replace("\n", " ") or LABELS.get(self.fields[at], "")

    def _kept(self, text: str, step: Making, label: str, stands: bool) -> tuple[Became, str]:
        """In how, with the heading of its column, unless it stands somewhere already."""
        label = " ".join(label.split())
        gap = "\n" if "\n" in text else ""
        return _told(stands or step.add_how(f"{label}：{gap}{as_list(text)}" if label else as_list(text)))

    def _who(self, text: str, step: Making, label: str) -> tuple[Became, str]:
        who = self.known.who(text)
        if who is not None and step.who in (None, who):
            step.who = who
            return Became.VALUE, ""
        named = [found for part in several(text)[:8] if (found := self.known.who(part))]
        if named and step.who is None:
            step.who = named[0]
        became, _ = self._kept(text, step, label, False)
        return (Became.UNSURE if became is Became.TEXT else became), "several_people" if named else "who"

    def _who_mark(self, at: int, text: str, step: Making) -> tuple[Became, str]:
        who = self.known.whose(self.headings[at])
        if not is_mark(text) or who is None:
            return self._kept(text, step, self.headings[at], False)
        if text.strip() in NOT_THEIRS:
            return Became.LEFT, "not_theirs"
        if step.who is None:
            step.who = who
            self.marked[len(self.steps)] = self._named_by(at), text
            return Became.VALUE, ""
        first, is_chief = self.marked.get(len(self.steps), (step.who.name, "")), text.startswith(FIRST_OF_ALL)
        if is_chief:
            self.marked[len(self.steps)] = self._named_by(at), text
            step.who = who
        other, mark = first if is_chief else (self._named_by(at), text)
        became, _ = _told(step.add_how(f"{LABELS[Field.WHO]}：{other} {mark}".strip()))
        return (Became.UNSURE if became is Became.TEXT else became), "several_people"

    def _named_by(self, at: int) -> str:
        """Whose column it is, as the lower line of the headings says it."""
        return self.grid.own(self.header, at) or self.headings[at]

    def _minutes(self, at: int, text: str, step: Making) -> tuple[Became, str]:
        found = minutes(text, unit_of(self.headings[at]))
        if found is not None and step.minutes is None:
            step.minutes = found
            return Became.VALUE, ""
        became, _ = self._kept(text, step, self._heading_of(at), False)
        return (Became.UNSURE if became is Became.TEXT else became), "minutes"

    # --- days, once all of them are known

    def _days(self) -> Days:
        cells = [said(text, self.on) for *_, text in self.spoken]
        days = settle(cells, self.title)
        sure: set[tuple[int, int]] = set()
        for number, (at, row, column, text) in enumerate(self.spoken):
            step = self.steps[at]
            rule = days.rules.get(number)
            if rule is not None and step.due in (None, rule):
                step.due = rule
                sure.add((row, column))
            else:
                self._kept(text, step, self._heading_of(column), False)
        places = {self.grid.sheet.place(row, column) for row, column in sure}
        self.fates = [
            replace(fate, became=Became.VALUE, why="") if fate.why == "due" and fate.place in places else fate
            for fate in self.fates
        ]
        return days

    # --- the report

    def _note(
        self, row: int, at: int, became: Became, why: str = "", *, field: Field | None = None, step: int | None = None
    ) -> None:
        if step is None and self.steps and row >= self.first:
            step = len(self.steps) - 1
        place = self.grid.sheet.place(row, at)
        field = field or (self.fields.get(at) if row >= self.first else None)
        self.fates.append(Fate(place, self.grid.own(row, at), became, field, why, step, at))

    def _columns(self) -> list[Column]:
        examples: dict[int, Fate] = {}
        for fate in self.fates:
            if fate.column is not None and fate.field is self.fields[fate.column] and fate.column not in examples:
                examples[fate.column] = fate
        return [
            Column(at, column_name(self.grid.sheet.left + at), self.headings[at], self.fields[at], examples.get(at))
            for at in range(self.grid.width)
            if any(row[at] for row in self.grid.rows[max(self.first_of_header, 0) :])
        ]


STAND_IN = (Field.HOW, Field.CHECK, Field.NOTE, Field.SECTION, Field.WHY, Field.PITFALL)
FIRST_OF_ALL = "◎"
FOOTNOTE = re.compile(r"※|\*\d?\s|＊|[(（]?注\d?[)）:：]")
NOT_THEIRS = frozenset("-‐ー－—–×✕✗✖/／")


def _told(kept: bool) -> tuple[Became, str]:
    return (Became.TEXT, "") if kept else (Became.LEFT, "too_long")


def _heading_words(text: str) -> str:
    """「■準備」 and 「【準備】」 → 準備."""
    found = HEADING_MARK.match(text)
    if not found:
        return text
    return found["lens"] or found["angle"] or text[found.end() :].strip() or text
