import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.formats.mistakes import Mistake
from urakata.formats.texts import decode, has_unseen

NAMES = "髙橋・﨑山・𠮷田さんの給与"


@pytest.mark.parametrize(
    "raw",
    [
        NAMES.encode(),
        codecs.BOM_UTF8 + NAMES.encode(),
        codecs.BOM_UTF16_LE + NAMES.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NAMES.encode("utf-16-be"),
    ],
)
def test_letters_of_names_come_through_every_unicode(raw: bytes) -> None:
    assert decode(raw) == NAMES


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("text", ["給与計算の手順", "- [ ] 名刺を渡す\n- [ ] メールを作る", "第3四半期の決算"])
def test_older_japanese_encodings_are_read_right(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_names_in_cp932_keep_their_letters() -> None:
    assert decode("髙橋・﨑山の給与".encode("cp932")) == "髙橋・﨑山の給与"


@pytest.mark.parametrize("raw", ["café à la carte".encode("latin-1"), b"\xff\x80\xa0\xfe\xfd", b"\x81\x20\xff"])
def test_what_would_be_mojibake_is_refused(raw: bytes) -> None:
    assert decode(raw) == Mistake("unknown_encoding")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "excel"),
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x00\x01\x02\x03", "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
    ],
)
def test_a_file_without_text_is_named_for_what_it_is(raw: bytes, kind: str) -> None:
    assert decode(raw) == Mistake("not_text_file", params={"kind": kind})


def test_a_file_that_is_too_big_is_refused() -> None:
    assert decode(b"a" * 11, limit=10) == Mistake("too_big", params={"megabytes": 10 / 1024 / 1024})


def test_composed_letters_become_one_yet_letters_of_names_are_not_rewritten() -> None:
    assert decode("か\u3099 \ufa19".encode()) == "が \ufa19"


def test_every_line_end_becomes_a_line_feed() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_without_unseen_letters_or_one_mistake(raw: bytes) -> None:
    text = decode(raw)

    assert isinstance(text, Mistake) or not has_unseen(text)
