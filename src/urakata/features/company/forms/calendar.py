"""会社の休みの用紙: days as people write them, one by one or as a table; a table also comes out again."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.core.closing import EVERY_YEAR, Closing, Spell, read_spells
from urakata.core.cover import Half
from urakata.core.errors import InputMistake
from urakata.core.normalise import fold
from urakata.core.personal_number import looks_like_one
from urakata.features.company.forms.paperwork import MAYBE_PERSONAL, PlainText
from urakata.features.company.queries import ClosingKind, closing_kind
from urakata.features.company.queries.calendar import MOST_CLOSED, Kept
from urakata.features.company.wording import CLOSED_HALVES, day_mistake
from urakata.formats.mistakes import Mistake
from urakata.formats.spreadsheets import FORMULA
from urakata.formats.tables import table
from urakata.formats.texts import MEGABYTE, decode
from urakata.formats.wording import sentence

WHOLE = "day"
MOST_ROWS = 400
LONGEST_NAME = 100
COLUMNS = ("days", "name", "half")
HEADINGS = {
    "days": "日付 日 年月日 月日 休日 休業日 休み 国民の祝日・休日月日 date on",
    "name": "名前 名称 休日名 祝日名 内容 件名 国民の祝日・休日名称 name",
    "half": "半日 午前午後 時間帯 区分 half",
}
COLUMN_OF = {fold(heading): column for column, headings in HEADINGS.items() for heading in headings.split()}
HALF_WORDS = {
    Half.WHOLE: "一日 終日 全日 全休 1日",
    Half.MORNING: "午前 午前休 午前半休 am",
    Half.AFTERNOON: "午後 午後休 午後半休 pm",
}
HALF_WRITTEN: dict[str, str] = {Half.WHOLE: "", Half.MORNING: "午前休", Half.AFTERNOON: "午後休"}
HALF_OF = {fold(word): half for half, words in HALF_WORDS.items() for word in words.split()} | {"": Half.WHOLE}


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """一行の休み: what it says, or why it cannot be read."""

    line: int
    spells: list[Spell] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def kinds(self, kept: Kept) -> Counter[ClosingKind]:
        return Counter(closing_kind(each, kept) for spell in self.spells for each in spell.closings())


class CalendarForm(forms.Form):
    """休みを入れる."""

    days = forms.CharField(
        label=gettext_lazy("いつ"),
        max_length=500,
        help_text=gettext_lazy("8/12〜8/15、12月28日、令和9年4月1日 のように。いくつでも書けます"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    name = PlainText(
        label=gettext_lazy("名前"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=gettext_lazy("創立記念日、夏季休業など"),
    )
    every_year = forms.BooleanField(label=gettext_lazy("毎年この日"), required=False)
    half = forms.ChoiceField(
        label=gettext_lazy("一日か半日か"),
        choices=[(half or WHOLE, words) for half, words in CLOSED_HALVES.items()],
        widget=forms.RadioSelect,
        initial=WHOLE,
        help_text=gettext_lazy("半日の休みは、暦に見えるだけです。営業日の数え方は変わりません"),
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.rows: list[ClosingRow] = []

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if self.errors:
            return given
        half = "" if given["half"] == WHOLE else given["half"]
        try:
            spells = read_spells(given["days"], self.today, yearly=given["every_year"])
        except InputMistake as mistake:
            self.add_error("days", day_mistake(mistake))
            return given
        self.rows = [ClosingRow(1, [_named(spell, given["name"], half) for spell in spells])]
        if twice(self.rows):
            self.add_error("days", _("同じ日が二度あります。どちらかを消してください。"))
        return given


class CalendarTableForm(forms.Form):
    """表で入れる: pasted, or as a file."""

    text = forms.CharField(
        label=gettext_lazy("Excelからの貼り付け"),
        required=False,
        max_length=200_000,
        strip=False,
        help_text=gettext_lazy("日付、名前、半日の3列。毎年の日は「毎年12/29」、続く日は「8/12〜8/15」と書けます"),
        widget=forms.Textarea({"rows": 6}),
    )
    file = forms.FileField(
        label=gettext_lazy("CSVのファイル"),
        required=False,
        max_length=200,
        widget=forms.FileInput({"accept": ".csv,.tsv,.txt"}),
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.rows: list[ClosingRow] = []
        self.said = ""

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if self.errors:
            return given
        self.said = given["text"]
        if given.get("file"):
            read = decode(given["file"].read(MEGABYTE + 1), limit=MEGABYTE)
            if isinstance(read, Mistake):
                self.add_error("file", sentence(read))
                return given
            self.said = read
        self.rows, problem = read_closings(self.said, self.today)
        if problem:
            self.add_error("file" if given.get("file") else "text", problem)
        return given


def read_closings(text: str, today: date) -> tuple[list[ClosingRow], str]:
    """休みの表を読む: its rows, or why nothing of it could be read; headings may be left out."""
    found = table(text)
    columns = [COLUMN_OF.get(fold(cell), "") for cell in found.rows[0]] if found.rows else []
    has_headings = "days" in columns
    cells = list(zip(found.lines, found.rows, strict=True))[has_headings:]
    if not cells:
        return [], _("まだ休みの日がありません。日付、名前、半日の列を貼り付けるか、ファイルを選んでください。")
    if len(cells) > MOST_ROWS:
        return [], _("一度に読めるのは%(most)d行までです。分けて取り込んでください。") % {"most": MOST_ROWS}
    names = columns if has_headings else COLUMNS
    rows = [_row(line, dict(zip(names, row, strict=False)), today) for line, row in cells]
    if sum(len(list(spell.days())) for row in rows for spell in row.spells) > MOST_CLOSED:
        return [], _("一度に読めるのは%(most)d日までです。分けて取り込んでください。") % {"most": MOST_CLOSED}
    again = twice(rows)
    return [_with(row, _("同じ日がほかの行にもあります。どちらかを消してください。"), again) for row in rows], ""


def twice(rows: Iterable[ClosingRow]) -> set[tuple[bool, date]]:
    """Days that are said more than once."""
    said = Counter(each.key for row in rows for spell in row.spells for each in spell.closings())
    return {key for key, count in said.items() if count > 1}


def closings_of(rows: Iterable[ClosingRow]) -> list[Closing]:
    return [closing for row in rows for spell in row.spells for closing in spell.closings()]


def cells_of(spells: Iterable[Spell]) -> list[tuple[str, str, str]]:
    """休みの表: headings and rows, as `read_closings` reads them again."""
    return [("日付", "名前", "半日"), *((written_spell(each), each.name, HALF_WRITTEN[each.half]) for each in spells)]


def text_of(rows: Iterable[ClosingRow]) -> str:
    """The same as a text that a form sends on."""
    spells = [spell for row in rows for spell in row.spells]
    told = io.StringIO()
    csv.writer(told, lineterminator="\n").writerows([written_spell(each), each.name, each.half] for each in spells)
    return told.getvalue()


def written_spell(spell: Spell) -> str:
    """2027-08-12〜2027-08-15, 毎年12-29〜01-03."""
    ends = dict.fromkeys([spell.first, spell.last])
    if spell.is_yearly:
        return EVERY_YEAR + "〜".join(f"{on:%m-%d}" for on in ends)
    return "〜".join(on.isoformat() for on in ends)


def _row(line: int, cells: dict[str, str], today: date) -> ClosingRow:
    name, wrong = " ".join(_plain(cells.get("name", "")).split()), []
    if looks_like_one(name):
        wrong.append(str(MAYBE_PERSONAL))
    elif len(name) > LONGEST_NAME:
        wrong.append(_("名前は100字までです。短くしてください。"))
    half = HALF_OF.get(fold(cells.get("half", "")))
    if half is None:
        said = {"text": cells["half"][:40]}
        wrong.append(_("半日の「%(text)s」が読めません。午前休か午後休と書くか、空にしてください。") % said)
    try:
        spells = read_spells(cells.get("days", ""), today)
    except InputMistake as mistake:
        return ClosingRow(line, [], [day_mistake(mistake), *wrong])
    return ClosingRow(line, [_named(spell, name, half or "") for spell in spells] if not wrong else [], wrong)


def _with(row: ClosingRow, sentence: str, again: set[tuple[bool, date]]) -> ClosingRow:
    is_again = any(each.key in again for spell in row.spells for each in spell.closings())
    return ClosingRow(row.line, row.spells, [*row.wrong, sentence]) if is_again else row


def _named(spell: Spell, name: str, half: str) -> Spell:
    return Spell(spell.first, spell.last, spell.is_yearly, name, half)


def _plain(cell: str) -> str:
    """Without the mark that a table written here puts before what a spreadsheet would work out."""
    return cell[1:] if cell.startswith(tuple(f"'{sign}" for sign in FORMULA)) else cell
