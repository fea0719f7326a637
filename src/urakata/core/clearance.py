"""機密区分と鍵: who may give a clearance, confirm or take it back, and who may make a key for whom.

A clearance is given by one who holds it and confirmed by a second person; nobody gives it to oneself. While nobody
holds one, the owner proposes it for another person, and that person or any lead confirms. Whoever makes a key for
somebody could come in as that person, so it takes every clearance that the person holds.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from urakata.core.viewer import RoleName, Viewer


class Clearance(StrEnum):
    """機密区分: 給与・人事・健康・契約・役員会."""

    PAY = "pay"
    PEOPLE = "people"
    HEALTH = "health"
    CONTRACT = "contract"
    BOARD = "board"


class Problem(StrEnum):
    """渡せないわけ."""

    ONESELF = "oneself"
    NOT_HOLDING = "not_holding"
    ALREADY_GIVEN = "already_given"
    UNTIL_PASSED = "until_passed"
    NOT_HERE = "not_here"
    NOT_WAITING = "not_waiting"
    NOT_A_SECOND = "not_a_second"
    ENDED = "ended"
    NOT_YOURS = "not_yours"
    OWNER_ONLY = "owner_only"
    HOLDS_MORE = "holds_more"
    LAST_OWNER = "last_owner"
    NO_WAY_IN = "no_way_in"  # neither an address nor a 社員番号


class Act(StrEnum):
    GIVE = "give"
    CONFIRM = "confirm"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """渡す・渡した機密区分 as it stands; people by id."""

    clearance: str
    person_id: int
    giver_id: int | None = None
    is_open: bool = False  # given and not taken back
    is_confirmed: bool = False
    is_here: bool = True
    until: date | None = None
    holders: frozenset[int] = frozenset()  # who hold it now and are here
    leads: frozenset[int] = frozenset()  # leads and owners who are here


def problems(act: Act, viewer: Viewer, facts: GrantFacts) -> list[Problem]:
    """Why not: empty means that it may be done."""
    match act:
        case Act.GIVE:
            return _against_giving(viewer, facts)
        case Act.CONFIRM:
            return _against_confirming(viewer, facts)
        case Act.REVOKE:
            return _against_revoking(viewer, facts)


def confirmers(facts: GrantFacts) -> Set[int]:
    """二人目: another holder; where there is none, a lead or owner; where there is none either, the person alone.

    While nobody holds it, any lead or the person may.
    """
    giver: frozenset[int] = frozenset() if facts.giver_id is None else frozenset({facts.giver_id})
    person = frozenset({facts.person_id})
    if not facts.holders:
        return (facts.leads | person) - giver
    return facts.holders - giver - person or facts.leads - giver - person or person


def _against_giving(viewer: Viewer, facts: GrantFacts) -> list[Problem]:
    is_first = not facts.holders and viewer.is_owner
    wrong = {
        Problem.ONESELF: viewer.person_id == facts.person_id,
        Problem.NOT_HOLDING: facts.clearance not in viewer.clearances and not is_first,
        Problem.NOT_HERE: not facts.is_here,
        Problem.ALREADY_GIVEN: facts.is_open,
        Problem.UNTIL_PASSED: facts.until is not None and facts.until < viewer.on,
    }
    return [problem for problem, is_so in wrong.items() if is_so]


def _against_confirming(viewer: Viewer, facts: GrantFacts) -> list[Problem]:
    if not facts.is_open or facts.is_confirmed:
        return [Problem.NOT_WAITING]
    if viewer.person_id not in confirmers(facts):
        return [Problem.NOT_A_SECOND]
    return [] if facts.is_here else [Problem.NOT_HERE]


def _against_revoking(viewer: Viewer, facts: GrantFacts) -> list[Problem]:
    """A clearance is taken back more easily than given: by owner, lead, holder, giver, or given back."""
    if not facts.is_open:
        return [Problem.ENDED]
    concerned = viewer.person_id in {facts.giver_id, facts.person_id}
    may = viewer.is_owner or concerned or facts.clearance in viewer.clearances or viewer.person_id in confirmers(facts)
    return [] if may else [Problem.NOT_YOURS]


class PersonAct(StrEnum):
    CHANGE = "change"
    LEAVE = "leave"
    MAKE_KEY = "make_key"  # a link, or another address to which links go
    GIVE_ROLE = "give_role"
    END_ROLE = "end_role"


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """その人の立場: roles and clearances that hold now or later; empty for somebody new."""

    person_id: int | None = None
    roles: frozenset[str] = frozenset()
    clearances: frozenset[str] = frozenset()
    is_only_owner: bool = False


UPPER = frozenset({RoleName.OWNER.value, RoleName.LEAD.value})


def person_problems(act: PersonAct, viewer: Viewer, facts: PersonFacts, *, role: str = "") -> list[Problem]:
    """Why not: owners see to everybody, leads to those below them; nobody makes a key that opens more than their own.

    `role` is the role to be given or ended. Ending the only owner's role or stay is refused.
    """
    if not (viewer.is_owner or viewer.is_lead):
        return [Problem.NOT_YOURS]
    found = []
    if not viewer.is_owner and (UPPER & facts.roles or role in UPPER):
        found.append(Problem.OWNER_ONLY)
    if act is PersonAct.MAKE_KEY and not viewer.is_operator and facts.person_id != viewer.person_id:
        found += [Problem.HOLDS_MORE] if facts.clearances - viewer.clearances else []
    if facts.is_only_owner and (act is PersonAct.LEAVE or (act is PersonAct.END_ROLE and role == RoleName.OWNER)):
        found.append(Problem.LAST_OWNER)
    return found
