"""一緒に回す: who may ask whom along, and who may answer; nobody has to say why they would rather not."""

from dataclasses import dataclass
from enum import StrEnum

from urakata.core.viewer import RoleName, Viewer


class Act(StrEnum):
    INVITE = "invite"
    DECLINE = "decline"
    TAKE_BACK = "take_back"


class Problem(StrEnum):
    """なぜいけないか: worded in features/runs/wording.py."""

    NOT_ASKED = "together_not_asked"  # inviting is the office's
    ONESELF = "together_oneself"
    CANNOT_COME = "together_cannot_come"  # lacks the clearance, the 封 or the office
    OTHERS_GO = "together_others_go"  # two people go through this run already
    NOT_INVITED = "together_not_invited"
    NOT_INVITING = "together_not_inviting"
    ENDED = "together_ended"  # declined, taken back, or the run is over


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need to know of one invitation."""

    invited_id: int | None
    inviting_id: int | None
    is_able: bool = True  # of the office, with clearance and 封
    is_taken: bool = False  # the run has two already
    is_open: bool = True


def problems(act: Act, viewer: Viewer, facts: Facts) -> list[Problem]:
    """Every reason why not; an empty list means yes."""
    if act is Act.INVITE:
        wrong = {
            Problem.NOT_ASKED: not viewer.has(RoleName.LEAD, RoleName.OFFICE),
            Problem.ONESELF: facts.invited_id == viewer.person_id,
            Problem.CANNOT_COME: not facts.is_able,
            Problem.OTHERS_GO: facts.is_taken,
        }
        return [problem for problem, is_so in wrong.items() if is_so]
    if not facts.is_open:
        return [Problem.ENDED]
    if act is Act.DECLINE:
        return [] if viewer.person_id == facts.invited_id else [Problem.NOT_INVITED]
    return [] if viewer.person_id == facts.inviting_id else [Problem.NOT_INVITING]
