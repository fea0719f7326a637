from datetime import date, timedelta

from django.test import Client

from urakata.common.accounts.models import Account, Device
from urakata.features.company import actions
from urakata.features.company.models import Person

PASSWORD = "naisho-no-kotoba"


def enter(address: str) -> int:
    return Client().post("/enter/", {"login": address, "password": PASSWORD}).status_code


def test_after_the_last_day_nobody_enters_and_sessions_end(office, browser_of):
    browser = browser_of(office.nishino)
    Person.objects.filter(pk=office.nishino.pk).update(leaves_on=date(2026, 11, 16))

    assert browser.get("/settings/me/").status_code == 302
    assert enter("nishino@kodachi.example") == 422


def test_on_the_last_day_one_is_still_here(office, browser_of):
    Person.objects.filter(pk=office.nishino.pk).update(leaves_on=date(2026, 11, 17))

    assert browser_of(office.nishino).get("/settings/me/").status_code == 200
    assert enter("nishino@kodachi.example") == 302


def test_the_sweep_closes_a_leavers_account_and_devices_once(office, at, recorded):
    Person.objects.filter(pk=office.nishino.pk).update(leaves_on=date(2026, 11, 16))
    Device.objects.create(account=office.nishino.account, digest="d", label="携帯", pin="p", made_at=at)

    assert actions.close_leavers(at - timedelta(days=1)) == 0
    assert actions.close_leavers(at) == 1
    assert actions.close_leavers(at) == 0
    assert not Account.objects.get(person=office.nishino).is_active
    assert Device.objects.get().revoked_at == at
    assert recorded() == ["account.closed"]


def test_the_sweep_is_registered():
    from urakata.common.jobs.registry import sweepers

    assert "company.close_leavers" in sweepers


def test_a_day_in_the_past_closes_at_once_and_no_day_opens_again(office, viewer_of, at, recorded):
    owner = viewer_of(office.owner)
    actions.leave(office.nishino, on=date(2026, 11, 1), by=owner, at=at)
    assert enter("nishino@kodachi.example") == 422

    actions.leave(office.nishino, on=None, by=owner, at=at)
    assert enter("nishino@kodachi.example") == 302
    assert recorded() == ["person.leaves", "account.closed", "person.leaves", "account.reopened"]


def test_a_leaver_is_not_invited(office, browser_of):
    Person.objects.filter(pk=office.nishino.pk).update(leaves_on=date(2026, 11, 16))

    answer = browser_of(office.owner).post("/settings/people/nishino/invite/", follow=True)

    assert "退職した人です" in answer.content.decode()
