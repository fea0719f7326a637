from datetime import date

import pytest

from urakata.core.clearance import Problem
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions
from urakata.features.company.models import Grant


def give(browser, person="nishino", clearance="pay", **more):
    return browser.post("/settings/clearances/give/", {"person": person, "clearance": clearance} | more)


def test_a_clearance_opens_once_a_second_person_confirmed_it(office, browser_of, viewer_of, recorded):
    give(browser_of(office.saeki), until="2027-03-31")
    waiting = Grant.objects.get(person=office.nishino)
    assert viewer_of(office.nishino).clearances == frozenset()

    browser_of(office.morita).post(f"/settings/clearances/{waiting.code}/confirm/")

    assert viewer_of(office.nishino).clearances == {"pay"}
    assert viewer_of(office.nishino, date(2027, 4, 1)).clearances == frozenset()
    assert recorded() == ["clearance.given", "clearance.confirmed"]


def test_the_giver_does_not_confirm(office, browser_of, viewer_of):
    give(browser_of(office.saeki))
    waiting = Grant.objects.get(person=office.nishino)

    answer = browser_of(office.saeki).post(f"/settings/clearances/{waiting.code}/confirm/", follow=True)

    assert "渡した人とは別の" in answer.content.decode()
    assert viewer_of(office.nishino).clearances == frozenset()


def test_one_who_does_not_hold_it_cannot_even_name_it(office, browser_of):
    assert give(browser_of(office.saeki), clearance="board").status_code == 422
    assert give(browser_of(office.owner)).status_code == 422
    assert not Grant.objects.filter(person=office.nishino).exists()


def test_nobody_gives_to_oneself(office, browser_of, viewer_of, at):
    assert give(browser_of(office.saeki), person="saeki").status_code == 422
    with pytest.raises(NotAllowed) as refusal:
        actions.give_clearance(office.saeki, "pay", until=None, by=viewer_of(office.saeki), at=at)
    assert Problem.ONESELF in refusal.value.problems


def test_the_first_holder_is_proposed_by_the_owner_and_confirmed_by_the_person(office, browser_of, viewer_of):
    give(browser_of(office.owner), clearance="health")
    waiting = Grant.objects.get(clearance="health")

    browser_of(office.nishino).post(f"/settings/clearances/{waiting.code}/confirm/")

    assert viewer_of(office.nishino).clearances == {"health"}


def test_two_confirm_at_once_and_the_second_is_told(office, viewer_of, at):
    made = actions.give_clearance(office.nishino, "health", until=None, by=viewer_of(office.owner), at=at)
    actions.confirm_clearance(made, by=viewer_of(office.morita), at=at)

    with pytest.raises(NotAllowed) as refusal:
        actions.confirm_clearance(made, by=viewer_of(office.nishino), at=at)

    assert refusal.value.problems == [Problem.NOT_WAITING]
    assert Grant.objects.get(pk=made.pk).confirmed_by == office.morita


def test_a_clearance_is_taken_back_at_once(office, browser_of, viewer_of, recorded):
    browser_of(office.owner).post("/settings/clearances/saeki-pay/revoke/")

    assert viewer_of(office.saeki).clearances == {"people"}
    assert recorded() == ["clearance.revoked"]


def test_it_can_be_given_again_after_it_ended(office, viewer_of, at):
    Grant.objects.filter(code="saeki-pay").update(until=date(2026, 11, 1))

    made = actions.give_clearance(office.saeki, "pay", until=None, by=viewer_of(office.morita), at=at)

    assert Grant.objects.filter(person=office.saeki, clearance="pay", revoked_at=None).get() == made


@pytest.mark.parametrize("who", ["nishino", "ohashi", "kobayashi", "sharoshi", "foreman"])
def test_whom_nothing_concerns_the_page_is_not_there(office, browser_of, who):
    browser = browser_of(getattr(office, who))

    assert browser.get("/settings/clearances/").status_code == 404
    assert browser.post("/settings/clearances/saeki-pay/revoke/").status_code == 404
    assert give(browser).status_code == 404


def test_one_sees_what_concerns_oneself_and_nothing_else(office, browser_of, viewer_of, at):
    actions.give_clearance(office.nishino, "health", until=None, by=viewer_of(office.owner), at=at)

    page = browser_of(office.nishino).get("/settings/clearances/").content.decode()

    assert "健康" in page
    assert "給与" not in page
    assert "佐伯" not in page


def test_a_holder_sees_their_own_circle_alone(office, browser_of, viewer_of, at):
    made = actions.give_clearance(office.nishino, "board", until=None, by=viewer_of(office.owner), at=at)
    actions.confirm_clearance(made, by=viewer_of(office.nishino), at=at)

    assert "役員会" not in browser_of(office.saeki).get("/settings/clearances/").content.decode()
    assert browser_of(office.saeki).post(f"/settings/clearances/{made.code}/revoke/").status_code == 404


def test_nothing_is_given_if_it_cannot_be_recorded(office, viewer_of, at, breaking_record):
    with pytest.raises(OSError, match="disk"):
        actions.give_clearance(office.nishino, "pay", until=None, by=viewer_of(office.saeki), at=at)

    assert not Grant.objects.filter(person=office.nishino).exists()


def test_the_page_does_not_ask_once_per_grant(office, browser_of, viewer_of, at, django_assert_max_num_queries):
    for clearance in ("health", "contract", "board"):
        actions.give_clearance(office.nishino, clearance, until=None, by=viewer_of(office.owner), at=at)
    browser = browser_of(office.owner)
    browser.get("/settings/clearances/")

    with django_assert_max_num_queries(20):
        browser.get("/settings/clearances/")
