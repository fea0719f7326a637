"""目安: how long a step takes, as people write it: 30分, 1h, 1:30, 0.5時間, 半日."""

import re

from urakata.core.backplan import DAY_OF_WORK
from urakata.formats.documents.texts_ja import folded

LONGEST = 4800  # ten days of work, as in the file of a procedure

_NUMBER = r"(\d{1,4}(?:\.\d{1,2})?)"
_HOURS_AND_MINUTES = re.compile(rf"{_NUMBER}(?:時間|h|hr|hours?)(?:(\d{{1,2}})(?:分|m|min)?|半)?")
_MINUTES = re.compile(rf"{_NUMBER}(?:分間?|m|min|mins|minutes?|')")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
_DAYS = re.compile(rf"(?:{_NUMBER}(?:人?日|営業日)間?|半日)")
_ABOUT = re.compile(r"^(?:約|およそ|目安)|(?:程度|くらい|ぐらい|ほど|前後|弱|強)$")


def minutes(text: str, unit: str = "") -> int | None:
    """分, or None; a number alone counts only where the heading of its column names the unit (分 or 時間)."""
    said = _ABOUT.sub("", folded(text).casefold().replace(" ", ""))
    found = _worth(said) if not re.fullmatch(_NUMBER, said) else _alone(float(said), unit)
    return found if found is not None and 1 <= found <= LONGEST else None


def _worth(said: str) -> int | None:
    if match := _HOURS_AND_MINUTES.fullmatch(said):
        return round(float(match[1]) * 60) + (30 if said.endswith("半") else int(match[2] or 0))
    if match := _MINUTES.fullmatch(said):
        return round(float(match[1]))
    if match := _CLOCK.fullmatch(said):
        return int(match[1]) * 60 + int(match[2])
    if match := _DAYS.fullmatch(said):
        return round(float(match[1] or 0.5) * DAY_OF_WORK)
    return None


def _alone(number: float, unit: str) -> int | None:
    if unit == "分":
        return round(number)
    return round(number * 60) if unit == "時間" else None


def unit_of(heading: str) -> str:
    """「所要時間（分）」 → 分."""
    bracketed = re.search(r"[(\[]([^()\[\]]{1,8})[)\]]", folded(heading))
    said = bracketed[1].strip() if bracketed else folded(heading)
    if said in ("分", "min", "minutes", "分間") or (not bracketed and said.endswith("分")):
        return "分"
    return "時間" if bracketed and said in ("時間", "h", "H", "時", "hour", "hours") else ""
