"""関所: may this person confirm, and do the two figures agree?"""

import unicodedata
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from urakata.core.outline import CheckKind, GateKind


class Stamped(StrEnum):
    """確認のしるし: the kinds of a stamp."""

    DONE = "done"
    SECOND_PERSON = "second_person"
    BLIND = "blind"
    NEXT_DAY_SELF = "next_day_self"
    APPROVAL = "approval"


STAMP_OF = {
    GateKind.SECOND_PERSON: Stamped.SECOND_PERSON,
    GateKind.BLIND: Stamped.BLIND,
    GateKind.NEXT_DAY_SELF: Stamped.NEXT_DAY_SELF,
}

_UNITS = str.maketrans("", "", ", 円名件人個%¥￥\u3000")
_MINUS = str.maketrans({"−": "-", "－": "-", "‐": "-", "–": "-", "△": "-", "▲": "-"})


def figure(text: str) -> Decimal | None:
    """数字: read what a person typed, full width, commas, units and △ minus folded; None if it is no number."""
    folded = unicodedata.normalize("NFKC", text).translate(_MINUS).translate(_UNITS).strip()
    if not folded or len(folded) > 30:
        return None
    try:
        read = Decimal(folded)
    except InvalidOperation:
        return None
    return read if read.is_finite() and abs(read.adjusted()) < 20 else None


def agrees(first: str, second: str, kind: CheckKind) -> bool:
    """The blind figure agrees when both are the same number (or, for other kinds, the same folded text)."""
    if kind is CheckKind.NUMBER:
        one, two = figure(first), figure(second)
        return one is not None and one == two
    return _folded(first) == _folded(second)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
