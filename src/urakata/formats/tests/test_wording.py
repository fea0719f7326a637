import re
from pathlib import Path

from urakata.core.outline_problems import FlawCode
from urakata.formats.mistakes import Mistake
from urakata.formats.wording import SENTENCES, sentence

SOURCES = [path for path in Path(__file__).parents[1].rglob("*.py") if "tests" not in path.parts]


def codes() -> set[str]:
    written = "\n".join(path.read_text() for path in SOURCES)
    noted = re.findall(r'(?:Mistake\(|note\([\w.\[\]"]+, |_note\()"([a-z_0-9]+)"', written)
    return {*noted, *re.findall(r'"(box_\w+)"', written), *FlawCode}


def test_every_code_has_its_sentence() -> None:
    assert codes() - set(SENTENCES) == set()


def test_a_sentence_says_what_where_and_how_to_mend_it() -> None:
    mistake = Mistake("not_number", 12, 5, "steps[2].minutes", {"low": 1, "high": 4800, "now": "たくさん"})

    assert sentence(mistake) == "12行目 steps[2].minutes：分は1〜4800の数で書きます（いまは「たくさん」）。"


def test_a_mistake_of_the_whole_file_has_no_place_before_it() -> None:
    assert sentence(Mistake("empty")) == "中身がありません。書いたファイルを選び直してください。"
