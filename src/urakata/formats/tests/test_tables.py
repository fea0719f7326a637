import json
import time
from pathlib import Path

import pytest

from urakata.formats.tables import read_table, table

SPECTRUM = Path(__file__).parents[5] / "shared" / "data" / "csv" / "csv-spectrum"


def spectrum() -> list[str]:
    return sorted(path.stem for path in (SPECTRUM / "csvs").glob("*.csv")) or ["absent"]


@pytest.mark.parametrize("name", spectrum())
def test_an_awkward_csv_becomes_the_rows_it_means(name: str) -> None:
    if name == "absent":
        pytest.skip("csv-spectrum is not beside the checkout")
    text = (SPECTRUM / "csvs" / f"{name}.csv").read_bytes().decode()

    head, *rows = read_table(text)

    expected = json.loads((SPECTRUM / "json" / f"{name}.json").read_text())
    # A line end within a cell is one however it was written; we keep the plain one.
    assert [dict(zip(head, row, strict=True)) for row in rows] == [
        {key: value.replace("\r\n", "\n") for key, value in row.items()} for row in expected
    ]


def test_a_block_from_excel_is_read_by_its_tabs() -> None:
    pasted = '氏名\t住所\r\n髙橋\t"東京都\r\n千代田区"\r\n𠮷田\t3" の配管\r\n'

    assert read_table(pasted) == [["氏名", "住所"], ["髙橋", "東京都\n千代田区"], ["𠮷田", '3" の配管']]


def test_a_cell_that_merely_begins_with_a_quotation_mark_is_kept_as_it_is() -> None:
    assert read_table('a\tb\n"こだち" 御中\tx') == [["a", "b"], ['"こだち" 御中', "x"]]


def test_each_row_knows_its_line() -> None:
    found = table('a,b\n"1\n2",3\n\n4,5\n')

    assert (found.rows, found.lines) == ([["a", "b"], ["1\n2", "3"], ["4", "5"]], [1, 2, 5])


def test_an_empty_last_cell_is_a_cell() -> None:
    assert read_table("a,b,\n1,,\n") == [["a", "b", ""], ["1", "", ""]]


def test_a_quotation_mark_that_is_never_closed_is_named_with_row_and_column() -> None:
    found = table('a,b\n1,"2\n')

    assert [(m.code, m.line, m.params) for m in found.mistakes] == [("unclosed_quote", 2, {"column": 2})]


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n"])
def test_nothing_gives_nothing(text: str) -> None:
    assert read_table(text) == []


@pytest.mark.parametrize("text", ['"' * 300_000, '"a\t' * 100_000, '"x""\t' * 60_000, '"""\t' * 80_000])
def test_hostile_quotation_marks_take_no_longer_than_others(text: str) -> None:
    began = time.perf_counter()

    read_table(text)

    assert time.perf_counter() - began < 20  # seconds; a quadratic reader needs many minutes
