import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.normalise import LONGEST_QUERY, MOST_WORDS, bigrams, fold, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ｷｭｳﾖ", "キュウヨ"),
        ("キュウヨ", "きゅうよ"),
        ("ガギグ", "ｶﾞｷﾞｸﾞ"),
        ("ヴァ", "ゔぁ"),
        ("ＶＰＮ１２", "vpn12"),
        ("コンピューター", "コンピュータ"),
        ("e-mail", "Ｅmail"),
        ("03‐1234−5678", "0312345678"),
        ("西野　千尋", "西野千尋"),
        ("髙橋", "高橋"),
        ("﨑山", "崎山"),
        ("𠮷田", "吉田"),
        ("渡邉", "渡辺"),
        ("3ヶ月", "３か月"),
        ("三ケ月", "三箇月"),
        ("関ヶ原", "関ケ原"),
        ("㈱こだち", "(株)こだち"),
        ("①", "1"),
        ("葛\U000e0100城", "葛城"),
        ("給\u200b与\x00", "給与"),
    ],
)
def test_what_is_the_same_in_the_head_folds_to_the_same_text(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("ハハ", "パパ"), ("給与", "給料"), ("びょういん", "びよういん")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(st.characters(exclude_categories=[])))
def test_folding_takes_any_text_and_folding_again_changes_nothing(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded
    assert not any(letter.isspace() or letter in "\x00\"'*" for letter in folded)


def test_every_character_of_a_text_begins_a_token() -> None:
    assert bigrams("給与計算") == ("給与", "与計", "計算", "算")
    assert bigrams("鍵") == ("鍵",)
    assert bigrams("") == ()
    assert bigrams("ささささ") == ("ささ", "さ")


def test_a_query_becomes_folded_words_each_once() -> None:
    assert words(" 給与　ケイサン けいさん \t!? ") == ("給与", "けいさん")


def test_a_query_of_any_length_stays_bounded() -> None:
    assert len("".join(words("給与 " * 20_000))) < LONGEST_QUERY
    assert len(words(" ".join(map(str, range(100))))) == MOST_WORDS
