import json
from pathlib import Path

import pytest

from urakata.common.search import queries
from urakata.core.normalise import words

NAUGHTY = Path(__file__).parents[6] / "shared/data/text/naughty-strings.json"
CORRECT = ("給与計算", "全員の口座に振り込む。鍵のかかる棚に控えをしまう。髙橋さんに渡す")


def hostile() -> list[str]:
    own = [
        *(
            '"',
            "'",
            "\\",
            "%",
            "_",
            "()",
            "&|!<->:*",
            "給*",
            "^給",
            "-給",
            "給\x00与",
            "\ud800",
            "\ue000給",
            "\U0001f600",
        ),
        *("_", "給与 OR 計算", "NEAR(給与 計算)", "heading:給与", "給与'::tsquery", "あ" * 20_000, "給 " * 20_000),
    ]
    if not NAUGHTY.exists():
        return own  # the list of hostile strings is not beside this checkout
    return own + json.loads(NAUGHTY.read_text())


def found(viewer, text, limit=10):
    return [hit.key for hit in queries.search(viewer, text, limit)]


@pytest.mark.parametrize(
    "text", ["給与", "給", "算", "鍵", "る", "与計", "計算", "給与計算", "口座に振り込", "高橋", "振り込 給与"]
)
def test_a_word_of_any_length_finds_what_it_stands_in(shelved, morita, text):
    shelved(*CORRECT)
    shelved("備品の発注")

    assert found(morita, text) == ["給与計算"]


@pytest.mark.parametrize("text", ["パソコン", "ﾊﾟｿｺﾝ", "ぱそこん", "パソコ−ン"])
def test_width_kana_and_long_vowels_do_not_matter(shelved, morita, text):
    shelved("ぱそこんの貸出", "ｾｯﾄｱｯﾌﾟ")

    assert found(morita, text) == ["ぱそこんの貸出"]
    assert found(morita, "セットアップ") == ["ぱそこんの貸出"]


def test_pairs_that_stand_apart_are_not_the_word(shelved, morita):
    shelved("計算と算書")

    assert found(morita, "計算書") == []


def test_every_word_must_stand_there_in_title_or_text(shelved, morita):
    shelved("月次決算", "残高を確かめる")
    shelved("年次決算", "税理士に送る")

    assert found(morita, "残高 決算") == ["月次決算"]


def test_titles_come_first_the_shortest_before_the_newest(shelved, morita):
    shelved("月次決算", "給与の仕訳")
    shelved("給与計算")
    shelved("給与計算 2026年10月分", kind="run")
    shelved("給与計算 2026年11月分", kind="run")
    shelved("備品の発注", "給与とは別に払う")

    assert found(morita, "給与") == [
        "給与計算", "給与計算 2026年11月分", "給与計算 2026年10月分", "備品の発注", "月次決算",
    ]  # fmt: skip
    assert queries.search(morita, "給与計算")[0].score == 1.0


def test_ones_own_department_comes_first_where_all_else_is_equal(shelved, morita):
    shelved("入社の手続き", key="mine", department=10)
    shelved("入社の手続き", key="theirs", department=30)

    assert found(morita, "入社") == ["mine", "theirs"]


def test_a_question_finds_what_comes_near(shelved, morita):
    shelved("振込口座の変更", "給与の振込先を変えるときは、届けを出します。")
    shelved("備品の発注", "足りない備品を頼みます。")
    shelved("通勤手当の変更", "引っ越したときは届けを出します。")

    near = queries.search(morita, "給与が振り込まれる口座を変更したいのですが")

    assert near[0].key == "振込口座の変更"
    assert "備品の発注" not in [hit.key for hit in near]
    assert all(hit.score < 0.5 for hit in near)


def test_limit_and_emptiness_are_bounded(shelved, morita):
    for number in range(7):
        shelved(f"点検 {number}")

    assert len(found(morita, "点検", 3)) == 3
    assert len(found(morita, "点検", 10**20)) == 7
    assert found(morita, "点検", -1) == found(morita, "", 10) == found(morita, " 　!?", 10) == []


def test_no_text_is_too_strange_to_search_for(shelved, morita):
    shelved(*CORRECT)

    answers = [found(morita, text) for text in hostile()]

    assert all(set(keys) <= {"給与計算"} for keys in answers)


def test_what_is_kept_under_a_strange_title_is_found_by_it(shelved, morita):
    kept = [text[:200] for text in hostile() if not {"\x00", "\ud800"} & set(text)]
    for number, text in enumerate(kept):
        shelved(text, key=str(number))

    missed = [text for number, text in enumerate(kept) if words(text) and str(number) not in found(morita, text, 200)]

    assert missed == []
