"""文節で折る: a Japanese label in lines of a given width, broken between phrases, and no more lines than asked for."""

import re
from functools import cache, lru_cache
from unicodedata import east_asian_width

import budoux

BLANK = re.compile(r"[\x00-\x20\x7f]+")  # not the full-width one
NARROW = 0.56  # of a full-width letter
CUT = "…"
LONGEST = 200  # letters that are looked at; no box holds more
EXCLAIMED = chr(0xFF01)  # a mark that no sentence here may have, but a title may
NOT_FIRST = EXCLAIMED + "、。，．・：；？」』）〉》】］｝ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々,.!?)]}"


def wide(text: str) -> float:
    """幅 in full-width letters."""
    return sum(1.0 if east_asian_width(letter) in "WFA" else NARROW for letter in text)


@lru_cache(maxsize=4096)
def in_lines(text: str, width: float, most: int) -> tuple[str, ...]:
    """折る: at most `most` lines; what does not fit ends in 「…」."""
    lines = [""]
    for phrase in _phrases(" ".join(BLANK.split(text[:LONGEST]))):
        if wide(lines[-1] + phrase.rstrip()) <= width:
            lines[-1] += phrase
        elif wide(phrase) <= width:
            lines.append(phrase)
        else:
            lines = _letter_by_letter(lines, phrase, width)
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut("".join(lines[most - 1 :]), width)]
    return tuple(lines)


def shortened(text: str, width: float) -> str:
    """短く: on one line."""
    return text if wide(text) <= width else _cut(text, width)


def _letter_by_letter(lines: list[str], phrase: str, width: float) -> list[str]:
    for letter in phrase:
        if wide(lines[-1] + letter) > width and letter not in NOT_FIRST:
            lines.append("")
        lines[-1] += letter
    return lines


def _cut(text: str, width: float) -> str:
    while text and wide(text) > width - 1:
        text = text[:-1]
    return text + CUT


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _phrases(text: str) -> list[str]:
    return list(_parser().parse(text)) if text else []
