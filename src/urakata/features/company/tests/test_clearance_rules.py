from datetime import date

import pytest

from urakata.core.clearance import (
    Act,
    GrantFacts,
    PersonAct,
    PersonFacts,
    Problem,
    confirmers,
    person_problems,
    problems,
)
from urakata.core.viewer import Viewer

ON = date(2026, 11, 17)
MORITA, SAEKI, NISHINO, OWNER = 1, 2, 3, 9


def viewer(person_id: int, *roles: str, holds: str = "") -> Viewer:
    return Viewer(person_id, frozenset(roles), clearances=frozenset(holds.split()), on=ON)


def facts(**more) -> GrantFacts:
    return GrantFacts("pay", NISHINO, **{"holders": frozenset({MORITA, SAEKI}), "leads": frozenset({MORITA})} | more)


def test_one_who_holds_it_may_give_it():
    assert problems(Act.GIVE, viewer(SAEKI, "office", holds="pay"), facts()) == []


def test_nobody_gives_to_oneself():
    assert Problem.ONESELF in problems(Act.GIVE, viewer(NISHINO, "office", holds="pay"), facts())


def test_an_owner_without_it_may_not_give_it_while_somebody_holds_it():
    assert problems(Act.GIVE, viewer(OWNER, "owner"), facts()) == [Problem.NOT_HOLDING]


def test_an_owner_proposes_the_first_one():
    assert problems(Act.GIVE, viewer(OWNER, "owner"), facts(holders=frozenset())) == []


def test_a_lead_does_not_propose_the_first_one():
    assert problems(Act.GIVE, viewer(MORITA, "lead"), facts(holders=frozenset())) == [Problem.NOT_HOLDING]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"is_open": True}, Problem.ALREADY_GIVEN),
        ({"is_here": False}, Problem.NOT_HERE),
        ({"until": date(2026, 11, 16)}, Problem.UNTIL_PASSED),
    ],
)
def test_what_else_stands_against_giving(more, problem):
    assert problems(Act.GIVE, viewer(SAEKI, holds="pay"), facts(**more)) == [problem]


def test_another_holder_confirms_and_neither_giver_nor_person():
    assert confirmers(facts(giver_id=SAEKI, is_open=True)) == {MORITA}


def test_a_lead_confirms_where_the_giver_alone_holds_it():
    alone = facts(giver_id=SAEKI, holders=frozenset({SAEKI}), leads=frozenset({MORITA, OWNER}))

    assert confirmers(alone) == {MORITA, OWNER}


def test_the_person_confirms_where_nobody_else_is_there():
    assert confirmers(facts(giver_id=SAEKI, holders=frozenset({SAEKI}), leads=frozenset({NISHINO}))) == {NISHINO}


def test_the_first_one_is_confirmed_by_the_person_or_any_lead_but_the_giver():
    first = facts(giver_id=OWNER, holders=frozenset(), leads=frozenset({MORITA, OWNER}))

    assert confirmers(first) == {MORITA, NISHINO}


def test_the_giver_is_no_second_person():
    waiting = facts(giver_id=SAEKI, is_open=True)

    assert problems(Act.CONFIRM, viewer(SAEKI, holds="pay"), waiting) == [Problem.NOT_A_SECOND]
    assert problems(Act.CONFIRM, viewer(MORITA, "lead", holds="pay"), waiting) == []


def test_what_was_confirmed_or_taken_back_waits_no_more():
    for settled in ({"is_open": True, "is_confirmed": True}, {"is_open": False}):
        assert problems(Act.CONFIRM, viewer(MORITA, holds="pay"), facts(giver_id=SAEKI, **settled)) == [
            Problem.NOT_WAITING
        ]


@pytest.mark.parametrize("who", [viewer(OWNER, "owner"), viewer(NISHINO, "office"), viewer(SAEKI, holds="pay")])
def test_owner_holder_and_the_person_take_back(who: Viewer):
    assert problems(Act.REVOKE, who, facts(giver_id=SAEKI, is_open=True, is_confirmed=True)) == []


def test_a_stranger_does_not_take_back():
    stranger = viewer(77, "office")

    assert problems(Act.REVOKE, stranger, facts(giver_id=SAEKI, is_open=True, is_confirmed=True)) == [Problem.NOT_YOURS]


def test_a_lead_sees_to_those_below_and_an_owner_to_everybody():
    office, lead = PersonFacts(SAEKI, frozenset({"office"})), PersonFacts(MORITA, frozenset({"lead"}))

    assert person_problems(PersonAct.CHANGE, viewer(MORITA, "lead"), office) == []
    assert person_problems(PersonAct.CHANGE, viewer(5, "lead"), lead) == [Problem.OWNER_ONLY]
    assert person_problems(PersonAct.CHANGE, viewer(OWNER, "owner"), lead) == []
    assert person_problems(PersonAct.CHANGE, viewer(SAEKI, "office"), office) == [Problem.NOT_YOURS]


def test_only_an_owner_gives_the_upper_roles():
    new = PersonFacts()

    assert person_problems(PersonAct.GIVE_ROLE, viewer(MORITA, "lead"), new, role="lead") == [Problem.OWNER_ONLY]
    assert person_problems(PersonAct.GIVE_ROLE, viewer(OWNER, "owner"), new, role="lead") == []


def test_nobody_makes_a_key_that_opens_more_than_their_own():
    saeki = PersonFacts(SAEKI, frozenset({"office"}), frozenset({"pay"}))

    assert person_problems(PersonAct.MAKE_KEY, viewer(OWNER, "owner"), saeki) == [Problem.HOLDS_MORE]
    assert person_problems(PersonAct.MAKE_KEY, viewer(MORITA, "lead", holds="pay"), saeki) == []


def test_the_last_owner_stays():
    last = PersonFacts(OWNER, frozenset({"owner"}), is_only_owner=True)
    owner = viewer(OWNER, "owner")

    assert person_problems(PersonAct.LEAVE, owner, last) == [Problem.LAST_OWNER]
    assert person_problems(PersonAct.END_ROLE, owner, last, role="owner") == [Problem.LAST_OWNER]
    assert person_problems(PersonAct.END_ROLE, owner, last, role="office") == []
