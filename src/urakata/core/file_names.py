"""ファイルの名: names that every system can keep, and that tell the files of one folder apart."""

import unicodedata
from collections.abc import Collection

LONGEST = 80  # in UTF-16, as Windows counts; with the folders above it a path stays below its 260
LONGEST_ENDING = 8

_WIDE = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")  # refused by Windows; the wide ones read the same
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})  # also those that turn the direction of writing
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CLOCK$"} | {f"{w}{n}" for w in ("COM", "LPT") for n in "0123456789¹²³"}
)


def safe_name(wanted: str, otherwise: str = "ファイル", longest: int = LONGEST) -> str:
    """保てる名: nothing that Windows refuses, no reserved name, not too long, never empty; the ending stays."""
    seen = "".join(sign for sign in wanted.translate(_WIDE) if unicodedata.category(sign) not in _UNSEEN)
    plain = " ".join(_composed(seen).split()).strip(" .") or otherwise
    stem, ending = _parted(plain)
    stem = _shortened(stem, longest - _units(ending)).rstrip(" .") or otherwise
    return f"{stem}_{ending}" if stem.partition(".")[0].strip().upper() in _RESERVED else stem + ending


def unused(wanted: str, taken: Collection[str]) -> str:
    """まだない名: 画面-2.png where 画面.png is taken; capitals do not tell two names apart."""
    folded = {name.casefold() for name in taken}
    stem, ending = _parted(wanted)
    number, name = 1, wanted
    while name.casefold() in folded:
        number += 1
        name = f"{_shortened(stem, LONGEST - _units(ending) - len(str(number)) - 1)}-{number}{ending}"
    return name


def own_name(path: str) -> str:
    """名だけ: without the folders that some browsers send along."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _composed(name: str) -> str:
    """が as one sign, as a Mac sends it in two; 神 and its like stay as they are written."""
    return unicodedata.normalize("NFC", name) if any(unicodedata.combining(sign) for sign in name) else name


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and 0 < len(ending) <= LONGEST_ENDING else (name, "")


def _units(text: str) -> int:
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)


def _shortened(text: str, most: int) -> str:
    while _units(text) > most:
        text = text[:-1]
    return text
