"""列を見分ける: by the words of their headings, else by what stands in their cells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from urakata.core.normalise import fold
from urakata.formats.documents.due_words import said
from urakata.formats.documents.headings import HEADINGS
from urakata.formats.documents.minutes import minutes
from urakata.formats.documents.texts_ja import REPEATED, entries, folded, is_mark
from urakata.formats.documents.values import Field
from urakata.formats.documents.whom import Known, several

LONGEST_HEADING = 24
FIRST_ROWS = 15  # among which the headings are sought

_EXACT = {fold(word): field for field, words in HEADINGS.items() for word in words.split()} | {"no": Field.NUMBER}
# Words that decide inside a longer heading, the more telling first: 「担当者（正）」, 「確認のポイント」
_INSIDE: tuple[tuple[str, Field], ...] = tuple(
    (fold(word), field)
    for words, field in (
        ("確認者 承認者 検算者 副担当 ダブルチェック 条件", Field.NOTE),
        ("完了日 済 ステータス 進捗 チェック欄 押印 確認印", Field.DONE),
        ("所要 工数 目安 時間", Field.MINUTES),
        ("期限 締切 期日 タイミング いつ", Field.DUE),
        ("担当 だれ 部署 実施者", Field.WHO),
        ("注意 留意 備考 つまずき", Field.PITFALL),
        ("確認 チェック 確かめ", Field.CHECK),
        ("書類 証憑 添付 エビデンス", Field.EVIDENCE),
        ("目的 理由 なぜ", Field.WHY),
        ("方法 詳細 やり方", Field.HOW),
        ("区分 分類 大項目 中項目", Field.SECTION),
        ("工程 作業 手順 たすく やること 内容 項目", Field.TITLE),
        ("番号", Field.NUMBER),
    )
    for word in words.split()
)
_BRACKETS = re.compile(r"[(（\[［【].*?[)）\]］】]")
_NUMBER_CELL = re.compile(r"(?:no\.?|第)?\s*[(（]?\d{1,4}(?:[-.]\d{1,3}){0,3}[)）.]?(?:番)?|[①-⑳㉑-㉟]", re.IGNORECASE)
_PERIOD = re.compile(r"\d{1,2}月[分度]?|第?\d{1,2}週目?|\d{1,2}/\d{1,2}|[1-4]q|第?[1-4]四半期|[上下]期")
_LEGEND = re.compile(r"凡例[:：]?|記号の(?:意味|説明)")
_WORK = frozenset(map(fold, ["業務", "業務名"]))  # groups the steps where something else names them, else names them
_CHECKING = re.compile(r"(?:か|確認|こと|チェック|一致|ないこと|照合)[。?？]?$")


def field_of(heading: str) -> tuple[Field | None, bool]:
    """見出しの役目, and whether the heading says exactly that."""
    plain = folded(heading).replace("\n", "")
    if not plain or len(plain) > LONGEST_HEADING:
        return None, False
    for text in (plain, _BRACKETS.sub("", plain)):
        if (found := _EXACT.get(fold(text))) or text in ("#", "№"):
            return found or Field.NUMBER, True
    key = fold(_BRACKETS.sub("", plain))
    return next((field for word, field in _INSIDE if word in key), None), False


def heading_score(cells: Sequence[str]) -> int:
    """見出しらしさ of a row: two for each column that is called exactly what we know, one for what contains it."""
    found = [field_of(cell) for cell in cells if cell]
    fields = {field for field, _ in found if field}
    exact = {field for field, is_exact in found if field and is_exact}
    long = sum(len(cell) > LONGEST_HEADING for cell in cells)
    return len(exact) * 2 + len(fields - exact) - long * 2


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """見出しの行 among the first: two known headings, or one that is exact over a narrow table.

    What stands above it is a title: fewer cells than the headings themselves, unless they are nothing but headings.
    """
    first = [at for at, row in enumerate(rows) if any(row)][:FIRST_ROWS]
    filled = {at: sum(1 for cell in rows[at] if cell) for at in first}
    able = [
        at for at in first if _is_pure(rows[at]) or all(filled[above] < filled[at] for above in first if above < at)
    ]
    scores = {at: heading_score(rows[at]) for at in able}
    if not scores:
        return None
    best = max(scores, key=lambda at: (scores[at], -at))
    wide = max(sum(1 for cell in row if cell) for row in rows[:200])
    enough = 3 if wide > 2 else 2
    return best if scores[best] >= enough and filled[best] * 3 >= wide else None


def _is_pure(row: Sequence[str]) -> bool:
    return heading_score(row) >= 4 and all(field_of(cell)[1] for cell in row if cell)


def is_number(text: str) -> bool:
    """番号だけか: 3, 2-1, (4), ⑤."""
    return bool(_NUMBER_CELL.fullmatch(text.strip()))


@dataclass(frozen=True, slots=True)
class Guess:
    """中身から見る: what the cells of a column look like, each as a share of those that are filled."""

    filled: int
    number: float
    mark: float
    minutes: float
    due: float
    who: float
    checking: float
    listed: float
    length: float
    distinct: float


def look_at(cells: Sequence[str], known: Known, on: date) -> Guess:
    """中身を見る: the first two hundred filled cells."""
    shown = [cell for cell in cells if cell and cell not in REPEATED][:200]
    count = len(shown) or 1

    def share(fits: int) -> float:
        return fits / count

    return Guess(
        filled=len(shown),
        number=share(sum(is_number(cell) for cell in shown)),
        mark=share(sum(is_mark(cell) for cell in shown)),
        minutes=share(sum(minutes(cell) is not None for cell in shown)),
        due=share(sum(said(cell, on) is not None for cell in shown)),
        who=share(sum(any(known.who(part) for part in several(cell)[:4]) for cell in shown)),
        checking=share(sum(bool(_CHECKING.search(cell[-20:])) for cell in shown)),
        listed=share(sum(len(entries(cell[:2000])) > 1 for cell in shown)),
        length=share(sum(min(len(cell), 200) for cell in shown)),
        distinct=share(len(set(shown))),
    )


def by_content(columns: Sequence[Sequence[str]], known: Known, on: date) -> dict[int, Field]:
    """見出しのない表: numbers, marks, times, days and names by themselves; then the text that says the most."""
    seen = {at: look_at(cells, known, on) for at, cells in enumerate(columns)}
    found = {at: _plain_field(guess, at) for at, guess in seen.items()}
    free = [at for at, field in found.items() if field is None]
    title = _title_among(free, seen)
    fields: dict[int, Field] = {}
    for at, field in found.items():
        if field is None and at != title:
            field = _text_field(at, seen[at], title, seen)
        fields[at] = Field.TITLE if at == title else field or Field.NOTE
    return _once(fields)


def _plain_field(guess: Guess, at: int) -> Field | None:
    if not guess.filled:
        return Field.UNUSED
    for share, field in (
        (guess.mark, Field.DONE),
        (guess.minutes, Field.MINUTES),
        (guess.due, Field.DUE),
        (guess.who, Field.WHO),
    ):
        if share >= 0.6:
            return field
    return (Field.NUMBER if at < 2 else Field.NOTE) if guess.number >= 0.8 else None


def _title_among(free: Sequence[int], seen: Mapping[int, Guess]) -> int | None:
    """The first column of text that has something of its own in most rows."""
    if not free:
        return None
    most = max(seen[at].filled for at in free)
    full = [at for at in free if seen[at].filled * 5 >= most * 4 and seen[at].distinct > 0.5 and seen[at].length >= 2]
    wordy = [at for at in full if seen[at].length >= 4 and seen[at].checking < 0.5]
    return next(iter(wordy or full or free))


def _text_field(at: int, guess: Guess, title: int | None, seen: Mapping[int, Guess]) -> Field:
    if title is not None and at < title and (guess.filled < seen[title].filled or guess.distinct < 0.7):
        return Field.SECTION
    if guess.checking >= 0.5 or guess.listed >= 0.5:
        return Field.CHECK
    return Field.NOTE


def _once(fields: dict[int, Field]) -> dict[int, Field]:
    """Only one column says who, when and how long; a second one is kept in words."""
    taken: set[Field] = set()
    for at, field in sorted(fields.items()):
        if field in (Field.WHO, Field.DUE, Field.MINUTES) and field in taken:
            fields[at] = Field.NOTE
        taken.add(field)
    return fields


def by_headings(headings: Sequence[str], columns: Sequence[Sequence[str]], known: Known) -> dict[int, Field]:
    """見出しのある表: by the heading; what is not known by its heading is kept in words with it."""
    fields: dict[int, Field] = {}
    for at, heading in enumerate(headings):
        field = Field.UNUSED if is_legend(heading) else field_of(heading)[0]
        filled = [cell for cell in columns[at] if cell]
        marks = bool(filled) and sum(is_mark(cell) for cell in filled) * 10 >= len(filled) * 9
        if field is None:
            field = Field.DONE if marks and not heading else Field.NOTE if filled or heading else Field.UNUSED
            field = Field.WHO_MARK if marks and known.whose(heading) else field
            field = Field.DONE if marks and _PERIOD.fullmatch(folded(heading).casefold()) else field
        elif marks and field in (Field.CHECK, Field.TITLE, Field.DUE):
            field = Field.DONE
        elif marks and field is Field.WHO:
            field = Field.WHO_MARK if known.whose(heading) else Field.DONE
        fields[at] = field
    return _once(_one_title(fields, columns, headings))


def is_legend(heading: str) -> bool:
    """凡例 that stands beside a table."""
    return bool(_LEGEND.fullmatch(folded(heading)))


def _one_title(fields: dict[int, Field], columns: Sequence[Sequence[str]], headings: Sequence[str]) -> dict[int, Field]:
    """One column says what to do: of several the first, unless it only groups the next; the others say how."""
    titles = [at for at, field in fields.items() if field is Field.TITLE]
    filled = {at: sum(1 for cell in columns[at] if cell) for at in fields}
    while len(titles) > 1 and filled[titles[0]] * 3 < filled[titles[1]] * 2:
        fields[titles.pop(0)] = Field.SECTION
    for at in titles[1:]:
        fields[at] = Field.HOW
    works = [at for at, field in fields.items() if field is Field.SECTION and fold(folded(headings[at])) in _WORK]
    if titles:
        return fields
    if works and len({*columns[works[-1]]}) == len(columns[works[-1]]):
        return fields | {works[-1]: Field.TITLE}
    free = {
        at: columns[at] for at, field in fields.items() if field in (Field.NOTE, Field.HOW, Field.CHECK, Field.SECTION)
    }
    for wanted in (Field.NOTE, Field.HOW, Field.CHECK, Field.SECTION):
        candidates = [at for at in free if fields[at] is wanted and filled[at]]
        if candidates:
            fields[max(candidates, key=lambda at: (filled[at], wanted is Field.SECTION and at, -at))] = Field.TITLE
            break
    return fields
