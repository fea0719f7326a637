"""文字コード: bytes from anywhere become text without mojibake, or one mistake."""

import re
import unicodedata

from urakata.formats.mistakes import Mistake

MEGABYTE = 1024 * 1024

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_FILE_KINDS = {b"PK\x03\x04": "excel", b"\xd0\xcf\x11\xe0": "excel", b"%PDF": "pdf", b"\x89PNG": "picture"}
_FILE_KINDS |= {b"\xff\xd8\xff": "picture", b"GIF8": "picture"}

# Letters that hold no meaning in a line of text; tab and line feed stay. Half a surrogate pair cannot be stored.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

_SHAPELESS = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})

# 神 as 神 and its like: NFC would rewrite these letters of people's names, so they stay as they were written.
_NAME_LETTERS = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f])")

# Other encodings read as CP932: half-width kana between kanji, a kanji inside a Latin word, unassigned bytes.
_MISREAD = re.compile(
    r"[\uff61-\uff9f][^\x00-\x7f\uff61-\uff9f][\uff61-\uff9f]|[A-Za-z][^\x00-\u00ff][a-z]|[\x80-\x9f\uf8f0-\uf8f3]"
)


def decode(raw: bytes, *, limit: int = 5 * MEGABYTE) -> str | Mistake:
    """文字にする: UTF-8, UTF-16 with BOM, CP932, EUC-JP or ISO-2022-JP as NFC text with \\n line ends."""
    if len(raw) > limit:
        return Mistake("too_big", params={"megabytes": limit / MEGABYTE})
    for start, kind in _FILE_KINDS.items():
        if raw.startswith(start):
            return Mistake("not_text_file", params={"kind": kind})
    text = _letters(raw)
    if text is None:
        return Mistake("unknown_encoding")
    if _looks_binary(text):
        return Mistake("not_text_file", params={"kind": "binary"})
    return tidy(text)


def tidy(text: str) -> str:
    """整える: NFC (letters of names kept as written), \\n line ends, no unseen control letters."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return nfc(_UNSEEN.sub(" ", text))


def nfc(text: str) -> str:
    """NFC, except for compatibility ideographs, which stay."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(
        part if _NAME_LETTERS.fullmatch(part) else unicodedata.normalize("NFC", part)
        for part in _NAME_LETTERS.split(text)
    )


def is_blank(text: str) -> bool:
    """何も見えないか: nothing but spaces and letters without shape (zero-width, soft hyphen, direction marks)."""
    return all(unicodedata.category(letter) in _SHAPELESS for letter in text)


def has_unseen(text: str) -> bool:
    return _UNSEEN.search(text) is not None


def _letters(raw: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _strictly(raw[len(bom) :], encoding)
    if b"\x1b$" in raw:
        return _strictly(raw, "iso2022_jp")
    text = _strictly(raw, "utf-8")
    return text if text is not None else _japanese(raw)


def _japanese(raw: bytes) -> str | None:
    """The older Japanese encodings; what would read as mojibake is refused."""
    for encoding in ("cp932", "euc_jp"):
        text = _strictly(raw, encoding)
        if text is not None and not _MISREAD.search(text):
            return text
    return None


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_binary(text: str) -> bool:
    """A NUL, or more than one letter in a hundred that nobody can see."""
    unseen = len(_UNSEEN.findall(text.replace("\r", "")))
    return "\x00" in text or unseen * 100 > len(text) + 200
