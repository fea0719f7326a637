"""入力の誤りの文."""

import re
from datetime import date
from pathlib import Path

import pytest

from urakata.core.errors import InputMistake, Place
from urakata.rules.wording import SENTENCES, sentence

SOURCES = Path(__file__).parents[2]
RAISED = re.compile(r"(?:InputMistake|_mistake)\(\s*\"(\w+)\"")


def codes() -> set[str]:
    files = [
        path for floor in ("core", "rules") for path in (SOURCES / floor).rglob("*.py") if "tests" not in path.parts
    ]
    return {code for path in files for code in RAISED.findall(path.read_text(encoding="utf-8"))}


def test_every_code_that_is_raised_has_its_sentence_and_no_other() -> None:
    assert codes() == SENTENCES.keys()


def test_a_sentence_says_what_where_and_how_to_mend() -> None:
    mistake = InputMistake("not_a_date", {"text": "あした"}, Place(line=3, column=2, source="祝日.csv"))

    assert sentence(mistake) == (
        "祝日.csv 3行2列: 「あした」は日付として読めません。"
        "2026-11-17、2026/11/17、20261117、令和8年11月17日 のように書いてください。"
    )


@pytest.mark.parametrize("text", ["a\nb", "{text.__class__}", "%s", "\u2028x"])
def test_a_sentence_is_one_line_whatever_was_typed(text: str) -> None:
    said = sentence(InputMistake("not_a_date", {"text": text}))

    assert len(said.splitlines()) == 1
    assert "".join(text.split()) in "".join(said.split())


def test_days_and_lists_are_written_for_people() -> None:
    circle = sentence(InputMistake("circle", {"word": "needs", "steps": ("a", "b", "a")}))
    beyond = sentence(InputMistake("out_of_range", {"first": date(1955, 1, 1), "last": date(2150, 12, 31)}))

    assert "a → b → a" in circle
    assert "1955-01-01 から 2150-12-31" in beyond


def test_a_code_without_a_sentence_names_itself() -> None:
    assert "brand_new" in sentence(InputMistake("brand_new"))
