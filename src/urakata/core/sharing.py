"""共有してよいか: what stands against giving steps of a run to somebody from outside."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from urakata.core.viewer import RoleName, Viewer

MOST_DAYS = 180


class Problem(StrEnum):
    """共有できないわけ: worded in features/runs/wording.py."""

    NOT_YOURS = "share_not_yours"
    SEALED = "share_sealed"  # 封 is never shared
    RUN_CLOSED = "share_run_closed"
    NOT_OUTSIDE = "share_not_outside"  # the person is not (any more) somebody from outside
    KEEPER_CANNOT = "share_keeper_cannot"  # not of the office, not here, or does not see the run
    NO_STEPS = "share_no_steps"
    GIVEN_ALREADY = "share_given_already"  # a step of it lies in another open share
    NOT_OF_THIS_RUN = "share_not_of_this_run"
    UNTIL_PASSED = "share_until_passed"
    UNTIL_TOO_FAR = "share_until_too_far"
    IS_OVER = "share_is_over"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need to know before something is shared."""

    until: date
    run_open: bool
    sealed: bool
    is_outside: bool  # from outside, and not gone
    keeper_may: bool
    steps: int
    given_already: bool = False
    is_of_this_run: bool = True


def problems(viewer: Viewer, facts: Facts) -> list[Problem]:
    """Every reason against it; empty means yes. That the viewer sees the run, and so holds its clearance, was asked."""
    wrong = {
        Problem.NOT_YOURS: not may_share(viewer),
        Problem.SEALED: facts.sealed,
        Problem.RUN_CLOSED: not facts.run_open,
        Problem.NOT_OUTSIDE: not facts.is_outside,
        Problem.KEEPER_CANNOT: not facts.keeper_may,
        Problem.NO_STEPS: not facts.steps,
        Problem.GIVEN_ALREADY: facts.given_already,
        Problem.NOT_OF_THIS_RUN: not facts.is_of_this_run,
    }
    return [problem for problem, is_so in wrong.items() if is_so] + until_problems(facts.until, viewer.on)


def may_share(viewer: Viewer) -> bool:
    """渡してよい人: lead and office; a temp works on what was given and gives nothing away."""
    return viewer.person_id is not None and viewer.has(RoleName.LEAD, RoleName.OFFICE)


def until_problems(until: date, on: date) -> list[Problem]:
    """The last day counts: a share until today is open today."""
    if until < on:
        return [Problem.UNTIL_PASSED]
    return [Problem.UNTIL_TOO_FAR] if until > on + timedelta(days=MOST_DAYS) else []
