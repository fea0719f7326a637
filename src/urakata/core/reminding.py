"""知らせてよいか: the reasons against reminding those who are まだ; button, guard and message all ask here."""

from dataclasses import dataclass

from urakata.core.task_rules import Problem
from urakata.core.viewer import RoleName, Viewer


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to know of a step that is asked of its subjects; people as 対象 by id."""

    run_open: bool
    keeper_id: int | None  # who has the step
    waiting: frozenset[int]  # まだ, and theirs to answer now
    reminded: frozenset[int]  # of them those who were told today, of whatever step of this run

    @property
    def to_remind(self) -> frozenset[int]:
        """一日に一度: whoever was reminded today is spared."""
        return self.waiting - self.reminded


def problems(viewer: Viewer, facts: Facts) -> list[Problem]:
    """Every reason why not; the office reminds, and whoever has the step."""
    if not facts.run_open:
        return [Problem.RUN_CLOSED]
    keeps = facts.keeper_id is not None and facts.keeper_id == viewer.person_id
    if not (keeps or viewer.is_operator or viewer.has(RoleName.LEAD, RoleName.OFFICE)):
        return [Problem.NOT_ASKED]
    if not facts.waiting:
        return [Problem.NOBODY_LEFT]
    return [] if facts.to_remind else [Problem.REMINDED_TODAY]
