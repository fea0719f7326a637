"""手順にしてよいこと: the reasons against writing a procedure; button, guard and message all ask here."""

from collections.abc import Iterable
from enum import StrEnum

from urakata.core.viewer import RoleName, Viewer


class Problem(StrEnum):
    """なぜいけないか: worded in features/procedures/wording.py."""

    NO_REASON = "no_reason"
    REASON_TOO_LONG = "reason_too_long"
    NOTHING_CHANGED = "nothing_changed"
    SOMEBODY_PUBLISHED_MEANWHILE = "somebody_published_meanwhile"
    MAY_NOT_PUBLISH = "may_not_publish"
    CLEARANCE_NOT_HELD = "clearance_not_held"
    KEY_CHANGED = "key_changed"
    CANNOT_STAND_IN = "cannot_stand_in"  # lacks the role, the clearance or the 封, or stands in the order already
    SOMEBODY_WAS_FIRST = "somebody_was_first"
    DRAFT_IS_GONE = "draft_is_gone"  # published or thrown away in another window, or too long ago to be merged
    DRAFT_HAS_CLASHES = "draft_has_clashes"
    DRAFT_MOVED_ON = "draft_moved_on"  # another window went on writing after this page was drawn


LONGEST_REASON = 200


def problems(viewer: Viewer, *, departments: Iterable[int | None], clearances: Iterable[str]) -> list[Problem]:
    """公開してよいか: `departments` and `clearances` are those before and after the change.

    A lead writes for everybody, the office for its departments and the whole office, a temp for nobody. A clearance is
    set, changed and taken away only by one who holds it.
    """
    if viewer.is_operator:
        return []
    found = []
    if not viewer.is_lead and not all(_own(viewer, department) for department in departments):
        found.append(Problem.MAY_NOT_PUBLISH)
    if not viewer.clearances.issuperset(filter(None, clearances)):
        found.append(Problem.CLEARANCE_NOT_HELD)
    return found


def reason_problems(reason: str) -> list[Problem]:
    """理由: one line, never empty."""
    if not reason.strip():
        return [Problem.NO_REASON]
    return [Problem.REASON_TOO_LONG] if len(reason) > LONGEST_REASON else []


def may_publish(viewer: Viewer, department_id: int | None, clearance: str) -> bool:
    return not problems(viewer, departments=[department_id], clearances=[clearance])


def may_make(viewer: Viewer) -> bool:
    """手順をつくれるか: whether there is any department this viewer may write for."""
    return viewer.is_lead or viewer.has(RoleName.OFFICE)


def _own(viewer: Viewer, department: int | None) -> bool:
    return viewer.has(RoleName.OFFICE) and (department is None or department in viewer.departments)
