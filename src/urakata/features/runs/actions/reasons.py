"""理由: said in a line where something is left out, handed back or begun again; the record keeps it for good."""

from urakata.core.personal_number import looks_like_one
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.runs.wording import MAX_REASON


def why(reason: str, *, most: int = MAX_REASON) -> str:
    """理由の一言. Raises NotAllowed NO_REASON for none, PERSONAL_NUMBER for one with a マイナンバー in it."""
    said = reason.replace("\0", "").strip()[:most]
    if not said:
        raise NotAllowed([Problem.NO_REASON])
    return without_number(said)


def without_number(text: str) -> str:
    """The text, refused with PERSONAL_NUMBER where twelve digits of it check as one."""
    if looks_like_one(text):
        raise NotAllowed([Problem.PERSONAL_NUMBER])
    return text
