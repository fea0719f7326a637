"""何を渡しても: any text, table or bytes ends in a procedure or a sentence, and no cell is lost silently."""

import re
import time
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.outline import Outline
from urakata.core.outline_plain import to_plain
from urakata.core.outline_problems import FlawCode
from urakata.formats import procedures as files
from urakata.formats.documents import (
    Became,
    Choices,
    Field,
    Names,
    Paper,
    RowKind,
    brought_back,
    carried,
    paper_of,
    read_paper,
)
from urakata.formats.documents.texts_ja import cleaned, entries
from urakata.formats.documents.values import Sheet
from urakata.formats.mistakes import Mistake
from urakata.formats.wording import SENTENCES, sentence

ON = date(2026, 11, 17)
NAMES = Names(("経理", "総務", "労務"), ("佐伯 由美", "森田 隆", "髙橋 𠮷"))

LIKELY = st.sampled_from(
    [
        "工程",
        "担当",
        "期限",
        "確認",
        "時間",
        "No",
        "区分",
        "備考",
        "完了",
        "方法",
        "なぜ",
        "書類",
        "内容",
        "準備",
        "勤怠を締める",
        "給与を計算する",
        "経理",
        "総務",
        "佐伯",
        "森田さん",
        "部長",
        "支給日の5営業日前",
        "25日",
        "毎月10日",
        "月末",
        "前日",
        "3日前",
        "11/20",
        "決算後2か月",
        "30分",
        "1h",
        "1:30",
        "0.5時間",
        "たっぷり",
        "○",
        "×",
        "済",
        "〃",
        "同上",
        "合計",
        "1",
        "①",
        "2-1",
        "■準備",
        "【確認】",
        "髙橋",
        "・あるか・ないか",
        "新入社員がいる場合",
        "＝SUM(A1)",
        "\u202e逆",
        "1.",
        "(1)",
        "2026/13/45",
    ]
)
CELLS = st.one_of(
    st.just(""), LIKELY, LIKELY, st.text(max_size=40), st.text(alphabet="・①②1.\n 表裏a*_[](<>|#", max_size=30)
)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=9)
MERGED = st.lists(st.tuples(*[st.integers(0, 7)] * 4), max_size=4).map(tuple)
CHOSEN = st.builds(
    Choices,
    header=st.none() | st.integers(-1, 9),
    columns=st.dictionaries(st.integers(0, 7), st.sampled_from(Field), max_size=3),
    rows=st.dictionaries(st.integers(0, 9), st.sampled_from(RowKind), max_size=3),
    ordered=st.none() | st.booleans(),
)
NUMBERS = re.compile(r"^[\d①-⑳㉑-㉟]+")  # what a step is counted by is its place


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def words_of(outline: Outline | None) -> str:
    return letters(repr_of(to_plain(outline))) if outline else ""


def repr_of(plain) -> str:
    if isinstance(plain, dict):
        return " ".join(repr_of(value) for value in plain.values())
    return " ".join(map(repr_of, plain)) if isinstance(plain, list) else str(plain)


def is_accounted_for(read) -> None:
    said = words_of(read.outline)
    for fate in read.fates:
        if fate.became in (Became.TEXT, Became.UNSURE) and read.outline:
            pieces = [NUMBERS.sub("", letters(piece)) for piece in entries(fate.text)]
            assert all(piece in said for piece in pieces) or letters(fate.text) in said, fate
        elif fate.became is Became.VALUE:
            assert fate.why in ("heading", "repeat", "several_people") or fate.field in (
                Field.WHO, Field.WHO_MARK, Field.DUE, Field.MINUTES,
            ), fate  # fmt: skip
        assert fate.became is not Became.LEFT or fate.why, fate


def is_sound(read) -> None:
    """An outline that the file of a procedure can say, word for word; the only flaw it may have is what law forbids."""
    if read.outline is None:
        assert read.mistakes
        assert all(mistake.code in SENTENCES and sentence(mistake) for mistake in read.mistakes)
        return
    again, mistakes = files.read(files.write(read.outline))
    assert again == read.outline or {mistake.code for mistake in mistakes} == {FlawCode.PERSONAL_NUMBER}, mistakes


@settings(max_examples=150, deadline=None)
@given(ROWS, MERGED, CHOSEN)
def test_every_filled_cell_of_any_table_stands_in_the_outline_or_is_named(rows, merged, chosen):
    sheet = Sheet("", rows, merged, top=2, left=1)

    read = read_paper(Paper((sheet,)), "表.xlsx", NAMES, chosen, on=ON)

    named = [fate.place for fate in read.fates]
    filled = [sheet.place(y, x) for y, row in enumerate(rows) for x, cell in enumerate(row) if cleaned(cell)]
    assert sorted(named) == sorted(filled)
    is_accounted_for(read)
    is_sound(read)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=400),
        st.lists(CELLS, max_size=20).map("\n".join),
        st.lists(st.lists(CELLS, max_size=4).map("\t".join), max_size=8).map("\n".join),
    )
)
def test_any_pasted_text_ends_in_a_procedure_or_a_sentence(text):
    paper = paper_of(text, "")
    if isinstance(paper, Mistake):
        assert paper.code in SENTENCES
        return

    read = read_paper(paper, "", NAMES, on=ON)

    is_accounted_for(read)
    is_sound(read)
    assert brought_back(carried(paper)) == paper


TAGS = ["<table>", "</table>", "<tr>", "<td>", "</td>", "<br>", "<ul>", "<ol>", "<li>", "</ul>", "<h1>", "</h1>", "<p>"]
BROKEN = ["<!--", "-->", "<![if", "<", ">", "&amp;", "&#0;", "<style>", "</style>"]
SPANS = ["<td colspan=3>", "<td rowspan='2'>", "<td colspan=999999 rowspan=999999>", "<p style='mso-list:l0 level2'>"]
PIECES = st.sampled_from([*TAGS, *SPANS, *BROKEN])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | CELLS, max_size=40).map("".join))
def test_any_html_of_a_clipboard_ends_in_a_procedure_or_a_sentence(html):
    paper = paper_of("x", "", html)

    assert not isinstance(paper, Mistake)
    read = read_paper(paper, "", NAMES, on=ON)
    is_accounted_for(read)
    is_sound(read)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=600)
    | st.binary(max_size=300).map(lambda raw: b"PK\x03\x04" + raw)
    | st.text(max_size=200).map(str.encode),
    st.sampled_from(["a.xlsx", "a.ods", "a.csv", "a.docx", "a.md", "a.xls", "a", "a.tsv", "../..", "\0"]),
)
def test_any_bytes_as_any_file_end_in_a_procedure_or_a_sentence(raw, name):
    paper = paper_of(raw, name)

    if isinstance(paper, Mistake):
        assert sentence(paper)
    else:
        is_sound(read_paper(paper, name, NAMES, on=ON))


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from(["sheets", "blocks", "left"]), inner)
        ),
    ).map(str)
    | st.text(max_size=50)
)
def test_what_a_page_never_sent_is_no_paper(text):
    assert brought_back(text) is None or isinstance(brought_back(text), Paper)


def test_the_largest_that_is_read_takes_seconds():
    worst = [
        ("工程\t担当\t期限\t確認\n" + "勤怠を締める\t〃\t支給日の5営業日前\t・あるか・ないか\n" * 2999, ""),
        ("<" * 500_000, "<table><tr><td>x" + "</" * 500_000),
        ("x", "<table>" + "<tr><td rowspan=1000 colspan=1000>" * 20_000),
        ("x", "<table><td " + 'a="' * 300_000),
        ("1." * 400_000, ""),
        ("・" * 400_000, ""),
        ("# a\n" * 5_900, ""),
        ("# a\n|" + "|" * 90_000 + "\n|" + "-|" * 90_000 + "\n", ""),
        ("> " * 30_000, ""),
        ("- " * 20_000 + "# x", ""),
        ("\n".join("\t" * 99 + "〃" for _ in range(2_900)), ""),
    ]
    for text, html in worst:
        began = time.perf_counter()
        paper = paper_of(text, "", html)
        if not isinstance(paper, Mistake):
            read_paper(paper, "", NAMES, on=ON)
        assert time.perf_counter() - began < 5, (text[:40], html[:40])
