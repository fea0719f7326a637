"""文の手入れ: numbering, bullets and marks as people put them before what they mean."""

import re
from unicodedata import normalize

from urakata.formats.texts import is_blank, tidy

_COUNTED = "名人日月年回件枚個本社部時分円％%営ヶか通台冊箇割週秒歳点階番号"
NUMBERING = re.compile(
    rf"""\s*(?:第?\d{{1,3}}(?:[-‐.．]\d{{1,3}}){{0,3}}(?:[.．](?!\d)|[)）、:：．]|[ \u3000\t]+(?=[^\s\d{_COUNTED}]))
    |[(（〔\[]\d{{1,3}}[)）〕\]]|[①-⑳㉑-㉟㊱-㊿❶-❿])[ \u3000\t]*""",
    re.VERBOSE,
)
BULLET = re.compile(r"\s*(?:[・･•●○◦‣▪▫□☐☑✓✔◇▶▷➤※]|[-–—*＊]\s)\s*")
HEADING_MARK = re.compile(
    r"\s*(?:[■◆▼★◎]\s*|第\s*\d{1,2}\s*[章節部]\s*|【(?P<lens>[^【】]{1,60})】$|[〈《<＜](?P<angle>[^<>]{1,60})[〉》>＞]$)"
)
_MARK = re.compile(
    r"[○◯〇◎●✓✔☑☒✅□☐×✕✗✖△▲レㇾv\-‐ー－—–/／]|済み?|完了?|対応済み?|終了?|未了?|未済|OK|ok|Ok|NG|done|Done|DONE|TRUE|FALSE|x|X"
)
_SIGN = re.compile(r"第?\d{1,3}(?:[-.．]\d{1,3}){0,3}[.．)）、]|[(（]\d{1,3}[)）]|[①-⑳㉑-㉟・･•●○◦‣▪▫□☐■◆▶➤※*·–—-]")
REPEATED = frozenset({"〃", "″", "”", "“", '"', "''", "々", "同上", "同じ", "上に同じ", "上と同じ", "↓", "同"})
_INLINE = re.compile(r"(?=[①-⑳㉑-㉟])")


def cleaned(text: str) -> str:
    """マスの文: no unseen letters, no space at the ends of lines."""
    lines = tidy(text).replace("\u2028", "\n").replace("\u2029", "\n").split("\n")
    kept = "\n".join(line.rstrip() for line in lines).strip()
    return "" if is_blank(kept) else kept


def folded(text: str) -> str:
    return normalize("NFKC", text[:200]).strip()


def without_number(text: str) -> str:
    """番号を外す: 「1.」「(1)」「①」 before a text; a text that is nothing else stays."""
    found = NUMBERING.match(text)
    return text[found.end() :] if found and text[found.end() :].strip() else text


def without_bullet(text: str) -> str:
    found = BULLET.match(text)
    return text[found.end() :] if found and text[found.end() :].strip() else text


def is_listed(line: str) -> bool:
    """「1.⇥勤怠を締める」: a number or bullet, a tab, and one text."""
    sign, _, text = line.strip().partition("\t")
    return "\t" not in text.strip() and bool(_SIGN.fullmatch(sign.strip()))


def is_mark(text: str) -> bool:
    """しるしだけか: ○, ✓, レ, 済 and their like."""
    return bool(_MARK.fullmatch(text.strip()))


def entries(text: str) -> list[str]:
    """並び: the entries of a list that was written into one cell, without their bullets and numbers."""
    found: list[str] = []
    for line in text.split("\n"):
        parts = _INLINE.split(line)
        if BULLET.match(line) and line.count("・") > 1 and line.lstrip().startswith("・"):
            parts = line.split("・")
        found += [without_number(without_bullet(part.strip())).strip() for part in parts if part.strip()]
    return [part for part in found if not is_blank(part)]


def as_list(text: str) -> str:
    """どうやって: 「・」 at the head of a line becomes Markdown's, so that the lines stay lines."""
    return "\n".join(re.sub(r"^(\s*)[・･•][ \u3000]*(?=\S)", r"\1- ", line) for line in text.split("\n"))


def split_title(text: str, longest: int = 120) -> tuple[str, list[str], str]:
    """題名・並び・残り: the title, the entries of a list under it, and whatever else stands in the cell."""
    first, _, below = text.partition("\n")
    title = without_number(without_bullet(first.strip())).strip()
    rest: list[str] = []
    if len(title) > longest:
        rest.append(title)
        sentence = re.match(r".{15,118}?[。！？.]", title)
        title = (sentence[0] if sentence else title[: longest - 1].rstrip() + "…").strip()
    listed: list[str] = []
    for line in below.split("\n"):
        if BULLET.match(line) or NUMBERING.match(line):
            listed += entries(line)
        elif line.strip():
            rest.append(line.strip())
    return title, listed, "\n".join(rest)
