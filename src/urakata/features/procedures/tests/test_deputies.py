"""代わりの順: kept by whoever may publish, made of those who may be given the work, and read by whoever reads it."""

import pytest

from urakata.common.audit.models import Entry
from urakata.core.procedure_rules import Problem
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import operator
from urakata.features.company.models import Grant, Person, Role
from urakata.features.procedures import actions, queries
from urakata.features.procedures.models import Deputy, Procedure
from urakata.formats.procedures import read

PAYROLL = "key: payroll\ntitle: 給与計算\ndepartment: 労務\nclearance: pay\nsteps: [{key: go, title: 計算する}]"


@pytest.fixture
def payroll(office, at) -> Procedure:
    outline, _ = read(PAYROLL)
    actions.import_outline(outline, reason="はじめから", by=operator(at.date()), at=at)
    return Procedure.objects.get(key="payroll")


@pytest.fixture
def hayakawa(office, at) -> Person:
    """Of 労務 with 給与, as saeki."""
    made = Person.objects.create(code="hayakawa", name="早川 美咲", department=office.労務)
    Role.objects.create(person=made, name="office")
    Grant.objects.create(code="hay-pay", person=made, clearance="pay", granted_at=at, confirmed_at=at)
    return made


@pytest.fixture
def add(payroll, office, viewer_of, at):
    def added(*people: Person, by=None) -> None:
        for person in people:
            actions.add_deputy(payroll, person, by=viewer_of(by or office.saeki), at=at)

    return added


def order() -> list[str]:
    return list(Deputy.objects.values_list("person__code", flat=True))


def test_whoever_may_publish_puts_them_in_order(add, payroll, hayakawa, office, viewer_of, at):
    add(office.saeki, hayakawa, office.morita)
    actions.move_deputy(payroll, office.morita, 1, by=viewer_of(office.saeki), at=at)
    actions.remove_deputy(payroll, office.saeki, by=viewer_of(office.saeki), at=at)

    assert order() == ["morita", "hayakawa"]
    entries = Entry.objects.filter(act__startswith="procedure.deputy").order_by("seq")
    acts = [act.removeprefix("procedure.deputy_") for act in entries.values_list("act", flat=True)]
    assert acts == ["added", "added", "added", "moved", "removed"]
    assert {entry.clearance for entry in entries} == {"pay"}


@pytest.mark.parametrize("key", ["nishino", "ohashi", "kobayashi", "sharoshi"])
def test_only_those_who_may_be_given_it_stand_in(add, office, key):
    with pytest.raises(NotAllowed) as refusal:
        add(getattr(office, key))

    assert list(refusal.value.problems) == [Problem.CANNOT_STAND_IN]
    assert order() == []


def test_nobody_stands_in_the_order_twice(add, office):
    add(office.saeki)

    with pytest.raises(NotAllowed):
        add(office.saeki)


def test_whoever_may_not_publish_changes_nothing(add, payroll, office, viewer_of, at):
    add(office.saeki)

    for change, words in ((actions.add_deputy, ()), (actions.move_deputy, (1,)), (actions.remove_deputy, ())):
        with pytest.raises(NotAllowed) as refusal:
            change(payroll, office.saeki, *words, by=viewer_of(office.nishino), at=at)
        assert Problem.MAY_NOT_PUBLISH in refusal.value.problems
    assert order() == ["saeki"]


def test_pressed_twice_it_stands_where_it_was_meant_to(add, payroll, hayakawa, office, viewer_of, at):
    add(office.saeki, hayakawa, office.morita)

    for _ in range(2):
        actions.move_deputy(payroll, office.morita, 2, by=viewer_of(office.saeki), at=at)

    assert order() == ["saeki", "morita", "hayakawa"]


def test_of_two_who_take_somebody_out_the_second_is_told(add, payroll, office, viewer_of, at):
    add(office.morita)
    actions.remove_deputy(payroll, office.morita, by=viewer_of(office.saeki), at=at)

    with pytest.raises(NotAllowed) as refusal:
        actions.remove_deputy(payroll, office.morita, by=viewer_of(office.saeki), at=at)

    assert list(refusal.value.problems) == [Problem.SOMEBODY_WAS_FIRST]


def test_one_who_lost_the_clearance_is_passed_over_and_only_its_keepers_see_that(
    add, payroll, hayakawa, office, viewer_of, at
):
    add(hayakawa, office.morita)
    Grant.objects.filter(person=hayakawa).update(revoked_at=at)
    saeki = viewer_of(office.saeki)

    seen = {may: queries.deputies(saeki, payroll, may_change=may).order for may in (True, False)}
    asked = queries.stand_ins({payroll.pk}, set(), at.date())

    assert [(each.person.code, each.is_able) for each in seen[True]] == [("hayakawa", False), ("morita", True)]
    assert [each.person.code for each in seen[False]] == ["morita"]
    assert asked.order == {payroll.pk: [hayakawa.pk, office.morita.pk]}
    assert asked.trust.able(clearances={"pay"}, seal_id=None) == {office.morita.pk}


def test_under_a_seal_only_those_it_names_stand_in(payroll, hayakawa, office, viewer_of, at):
    from urakata.features.company.actions import seal

    made = seal(label="賞与", people=[hayakawa, office.saeki], until=at.date(), by=viewer_of(office.saeki), at=at)
    Procedure.objects.filter(pk=payroll.pk).update(seal=made)
    payroll.refresh_from_db()

    found = queries.deputies(viewer_of(office.saeki), payroll, may_change=True).candidates
    trust = queries.stand_ins({payroll.pk}, {hayakawa.pk, office.morita.pk}, at.date()).trust

    assert {person.code for person in found} == {"hayakawa", "saeki"}
    assert trust.able(clearances={"pay"}, seal_id=made.pk) == {hayakawa.pk}


def test_a_deputy_of_another_department_reads_the_procedure(add, payroll, hayakawa, office, viewer_of):
    Person.objects.filter(pk=hayakawa.pk).update(department=office.経理)
    before = list(queries.visible_to(viewer_of(hayakawa)))
    add(hayakawa)

    assert (before, list(queries.visible_to(viewer_of(hayakawa)))) == ([], [payroll])


def test_the_page_shows_the_order_and_its_buttons_to_those_who_may(add, payroll, office, browser_of):
    add(office.saeki, office.morita)
    keeps = browser_of(office.saeki).get(f"/procedures/{payroll.code}/").content.decode()

    assert "森田 真由美を上へ" in keeps
    assert "代わりの順" in keeps
    assert browser_of(office.nishino).get(f"/procedures/{payroll.code}/").status_code == 404
