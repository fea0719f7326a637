"""言い切り: what was written while doing it, as the title of a step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.plain_form import LONGEST_TITLE, plain, proposed


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("銀行の残高を写しています。", "銀行の残高を写す"),
        ("通帳を開いた", "通帳を開く"),
        ("残高を確かめた", "残高を確かめる"),
        ("請求書を印刷しました", "請求書を印刷する"),
        ("入金予定を資金繰り表に入れています", "入金予定を資金繰り表に入れる"),
        ("突き合わせ中", "突き合わせ中"),
        ("確認中", "確認する"),
        ("西野さんに聞いた", "西野さんに聞く"),
        ("表を作っています", "表を作る"),
        ("届けに行った", "届けに行く"),
        ("研修を行った", "研修を行う"),
        ("数えて、金種表に書いた", "数えて、金種表に書く"),
        ("差を説明する", "差を説明する"),
        ("合計が合わない", "合計が合わない"),
        ("した", "した"),
    ],
)
def test_a_title_says_what_to_do(written, title):
    assert plain(written) == title


def test_what_follows_the_first_sentence_is_left_over():
    found = proposed("通帳を開いた。残高だけを見る。")

    assert (found.title, found.rest) == ("通帳を開く", "残高だけを見る。")


def test_what_is_too_long_for_a_title_stays_whole_below_it():
    long = "残高を" * 30

    found = proposed(long)

    assert len(found.title) == LONGEST_TITLE
    assert found.rest == long


@given(st.text(max_size=200))
def test_whatever_is_written_has_a_title_no_longer_than_a_title(text):
    found = proposed(text)

    assert len(found.title) <= LONGEST_TITLE
    assert bool(found.title) or not text.strip()
