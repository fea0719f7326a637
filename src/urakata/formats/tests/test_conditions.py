"""条件の書き方: every mistake with its line and the nearest known word, and the canonical file."""

import pytest

from urakata.core.outline import Comparison, Condition
from urakata.formats.procedures import read, write
from urakata.formats.wording import sentence

FILE = """\
key: orders
title: 備品の発注
steps:
  - key: choose
    title: 品を選ぶ
    checks:
      - {key: largest, text: いちばん高い物, kind: number}
      - {key: kind, text: 品, kind: choice, choices: [紙, 機械]}
      - {key: seen, text: 見た}
  - key: large
    title: 見てもらう
    when: {check: choose.largest, is: ">=", value: 100000}
    then: tell
  - key: tell
    title: 知らせる
"""


def mistakes_of(when: str, then: str = "tell") -> list[str]:
    text = FILE.replace('{check: choose.largest, is: ">=", value: 100000}', when).replace("then: tell", f"then: {then}")
    return [sentence(mistake) for mistake in read(text)[1]]


def test_a_condition_is_read_and_written_as_it_was() -> None:
    outline, mistakes = read(FILE)

    assert mistakes == []
    assert outline is not None
    assert outline.steps[1].when == Condition("choose.largest", Comparison.AT_LEAST, 100000)
    assert write(outline) == FILE


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("{check: chose.largest, value: 3}", "条件が見る工程「chose」がありません。「choose」のことでしょうか。"),
        ("{check: choose.larges, value: 3}", "「choose.larges」が、前の工程にありません。「choose.largest」のこと"),
        ("{check: tell.x, value: 3}", "条件が見る工程「tell」は、この工程より前にありません。"),
        (
            "{check: largest, is: =>, value: 3}",
            "くらべ方（is）は =、!=、>、>=、<、<= のどれかで書きます（いまは「=>」）。",
        ),
        ('{check: kind, is: ">", value: 紙}', "選ぶの答えは、= か != でくらべます。"),
        ("{check: kind, value: 布}", "くらべる値（value）は、紙、機械 のどれかで書きます（いまは「布」）。"),
        ("{check: largest, value: いち}", "くらべる値（value）は、100000 のような数で書きます（いまは「いち」）。"),
        ("{check: seen, value: 1}", "くらべる値（value）は、true か false で書きます（いまは「1」）。"),
        ("{check: largest}", "くらべる値（value）がありません。"),
        ("{chek: largest, check: largest, value: 1}", "「chek」という項目はありません。「check」のことでしょうか。"),
        ("あるとき", "「名前: 値」の形で書きます"),
    ],
)
def test_a_condition_that_cannot_be_is_said_once_with_its_line(when: str, said: str) -> None:
    (mistake,) = mistakes_of(when)

    assert mistake.startswith("12行目")
    assert said in mistake


def test_all_mistakes_of_a_condition_are_listed() -> None:
    found = mistakes_of('{check: kind, is: ">", value: 布}', then="tel")

    assert [mistake.split("（")[0] for mistake in found] == [
        "12行目 steps[1].when.is",
        "12行目 steps[1].when.value",
        "13行目 steps[1].then",
    ]
    assert "「tell」のことでしょうか。" in found[2]
