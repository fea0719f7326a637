"""ファイルの名: what Windows refuses does not come out, and nothing else is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.file_names import LONGEST, own_name, safe_name, unused

REFUSED = set('<>:"/\\|?*') | {chr(n) for n in range(32)}


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("画面.png", "画面.png"),
        ("髙𠮷﨑神.xlsx", "髙𠮷﨑神.xlsx"),
        ("経費/精算: いつ?.docx", "経費／精算： いつ？.docx"),
        ("CON.png", "CON_.png"),
        ("lpt1", "lpt1_"),
        ("con .txt", "con_.txt"),
        ("  .隠し. ", "隠し"),
        ("か\u3099めん.png", "がめん.png"),
        ("ren\u202egnp.exe.png", "rengnp.exe.png"),
        ("a\x00b\tc.csv", "ab c.csv".replace(" ", "")),
        ("", "ファイル"),
        ("???", "？？？"),
        ("...", "ファイル"),
    ],
)
def test_a_name_keeps_what_can_be_kept(wanted, name):
    assert safe_name(wanted) == name


@given(st.text(max_size=300))
def test_no_name_breaks_windows(wanted):
    name = safe_name(wanted)

    assert name
    assert not REFUSED & set(name)
    assert not name.endswith((".", " "))
    assert len(name.encode("utf-16-le")) // 2 <= LONGEST + 1
    assert safe_name(name) == name


@given(st.lists(st.sampled_from(["画面.png", "画面.PNG", "画面-2.png", "あ" * 90 + ".png"]), max_size=8))
def test_names_of_one_folder_differ_even_where_capitals_do_not_count(wanted):
    taken = []
    for each in wanted:
        taken.append(unused(safe_name(each), taken))

    assert len({name.casefold() for name in taken}) == len(wanted)


def test_a_second_one_is_counted_before_its_ending():
    assert unused("画面.png", ["画面.png"]) == "画面-2.png"
    assert unused("画面.png", ["画面.png", "画面-2.png"]) == "画面-3.png"


def test_a_folder_that_a_browser_sent_along_is_dropped():
    assert own_name(r"C:\fakepath\画面.png") == "画面.png"
    assert own_name("../../etc/画面.png") == "画面.png"
