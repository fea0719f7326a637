"""まとめて問う."""

from collections.abc import Sequence

import pytest

from urakata.rules.batch import answers
from urakata.rules.bizday import answer


def echo(words: Sequence[str]) -> dict[str, object]:
    return {"words": list(words)}


def test_each_line_is_answered_in_its_place_and_a_bad_one_by_its_error() -> None:
    text = '["count", "2026-11"]\n["count", "2026"]\n["add", "2026-11-10", 5]\n'

    found = list(answers(text, answer))

    assert [line.get("result") for line in found] == [19, None, "2026-11-17"]
    assert "2026" in str(found[1]["error"])


def test_windows_lines_a_byte_order_mark_and_blank_ends_are_read() -> None:
    assert list(answers('\ufeff["a"]\r\n["b"]\r\n\r\n', echo)) == [{"words": ["a"]}, {"words": ["b"]}]


def test_a_blank_line_in_between_keeps_its_place() -> None:
    assert [list(line) for line in answers('["a"]\n\n["b"]', echo)] == [["words"], ["error"], ["words"]]


def test_nothing_is_no_line() -> None:
    assert list(answers("", echo)) == list(answers("\n \n", echo)) == []


@pytest.mark.parametrize(
    "line", ["add 1", "{}", "5", "null", '["a", 1.5]', '["a", null]', '["a", true]', '["a",', "[" * 99_999]
)
def test_what_is_no_array_of_words_is_an_error(line: str) -> None:
    assert list(next(answers(line, echo))) == ["error"]
