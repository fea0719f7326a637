from datetime import timedelta

import pytest
from django.test import Client

from urakata.common.accounts.models import Account, Invitation
from urakata.common.audit.models import Entry
from urakata.core.clearance import Problem
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions
from urakata.features.company.models import Person

NEW = "atarashii-kotoba-9"


def take(path: str, client: Client | None = None, password: str = NEW, again: str | None = None):
    return (client or Client()).post(path, {"password": password, "again": password if again is None else again})


def test_a_person_makes_their_own_key_from_a_link(office, link_for, recorded):
    path = link_for(office.nishino)
    client = Client()

    assert "西野" in client.get(path).content.decode()
    assert take(path, client)["Location"] == "/"
    assert client.get("/settings/me/").status_code == 200
    assert Account.objects.get(person=office.nishino).check_password(NEW)
    assert recorded() == ["person.invited", "invitation.accepted"]


def test_only_a_digest_of_the_token_is_kept(office, link_for):
    token = link_for(office.nishino).split("/")[2]

    kept = Invitation.objects.get()
    assert token not in str(vars(kept))
    assert not Entry.objects.filter(facts__icontains=token).exists()


def test_a_link_is_taken_once(office, link_for):
    path = link_for(office.nishino)
    take(path)

    assert take(path, password="nusunda-kotoba-1").status_code == 404
    assert Account.objects.get(person=office.nishino).check_password(NEW)


def test_looking_at_a_link_does_not_spend_it(office, link_for):
    path = link_for(office.nishino)
    for _ in range(3):
        assert Client().get(path).status_code == 200

    assert take(path).status_code == 302


def test_used_expired_revoked_and_unknown_links_read_the_same(office, link_for, viewer_of, at):
    used = link_for(office.nishino)
    take(used)
    revoked = link_for(office.ohashi)
    link_for(office.ohashi)  # a new link ends the one before
    expired = link_for(office.foreman)
    Invitation.objects.filter(account=office.foreman.account).update(expires_at=at)
    pages = [Client().get(path) for path in (used, revoked, expired, "/invite/nobody/", "/invite/" + "x" * 3000 + "/")]

    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_a_link_is_open_for_seven_days(office, link_for, at):
    link_for(office.nishino)

    assert Invitation.objects.get().expires_at == at + timedelta(days=7)


@pytest.mark.parametrize(("password", "again"), [("short", "short"), ("1234567890", "1234567890"), (NEW, NEW + "x")])
def test_a_weak_or_mistyped_password_leaves_the_link_open(office, link_for, password, again):
    path = link_for(office.nishino)

    assert take(path, password=password, again=again).status_code == 422
    assert take(path).status_code == 302


def test_a_new_key_ends_the_sessions_of_the_old_one(office, link_for, browser_of):
    before = browser_of(office.nishino)
    take(link_for(office.nishino))

    assert before.get("/settings/me/").status_code == 302


def test_a_new_key_opens_a_locked_address(office, link_for, client):
    for _ in range(6):
        client.post("/enter/", {"login": "nishino@kodachi.example", "password": "chigau-kotoba"})
    take(link_for(office.nishino))

    form = {"login": "nishino@kodachi.example", "password": NEW}
    assert client.post("/enter/", form).status_code == 302


def test_whoever_was_in_before_is_not_carried_over(office, link_for, browser_of):
    browser = browser_of(office.morita)
    take(link_for(office.kobayashi), browser)

    assert browser.get("/settings/people/").status_code == 404


def test_nobody_makes_a_link_for_somebody_who_holds_more(office, viewer_of, at):
    with pytest.raises(NotAllowed) as refusal:
        actions.invite(office.saeki, by=viewer_of(office.owner), at=at)

    assert refusal.value.problems == [Problem.HOLDS_MORE]


def test_nobody_without_address_and_number_is_invited(office, viewer_of, at):
    yamada = Person.objects.create(code="yamada", name="山田 太郎")

    with pytest.raises(NotAllowed) as refusal:
        actions.invite(yamada, by=viewer_of(office.owner), at=at)

    assert refusal.value.problems == [Problem.NO_WAY_IN]


def test_nothing_is_invited_if_it_cannot_be_recorded(office, viewer_of, at, breaking_record):
    with pytest.raises(OSError, match="disk"):
        actions.invite(office.nishino, by=viewer_of(office.owner), at=at)

    assert not Invitation.objects.exists()


def test_the_link_is_shown_once_with_a_picture_for_telephones(office, browser_of):
    browser = browser_of(office.owner)
    page = browser.post("/settings/people/nishino/invite/").content.decode()

    assert "http://testserver/invite/" in page
    assert "<svg" in page
    assert "/invite/" not in browser.get("/settings/people/nishino/").content.decode().replace("/nishino/invite/", "")


def test_a_refused_invitation_is_explained(office, browser_of):
    answer = browser_of(office.owner).post("/settings/people/saeki/invite/", follow=True)

    assert "あなたの持たない機密区分" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_an_invitation_is_taken_back(office, browser_of, link_for, recorded):
    path = link_for(office.nishino)
    browser_of(office.owner).post("/settings/people/nishino/uninvite/")

    assert Client().get(path).status_code == 404
    assert recorded()[-1] == "invitation.revoked"


def test_a_link_goes_by_mail_to_the_person_alone(
    office, browser_of, settings, mailoutbox, django_capture_on_commit_callbacks
):
    settings.EMAIL_HOST, settings.BASE_URL = "mail.example", "https://ura.example"
    with django_capture_on_commit_callbacks(execute=True):
        page = browser_of(office.owner).post("/settings/people/saeki/invite/", {"how": "mail"}, follow=True)

    [mail] = mailoutbox
    link = next(line for line in mail.body.splitlines() if line.startswith("https://ura.example/invite/"))
    assert mail.to == ["saeki@kodachi.example"]
    assert link.removeprefix("https://ura.example") not in page.content.decode()
    assert take(link.removeprefix("https://ura.example")).status_code == 302


def test_a_mail_that_did_not_go_out_is_sent_by_the_sweep_and_only_once(office, viewer_of, settings, mailoutbox, at):
    from urakata.common.accounts.queries import unsent
    from urakata.features.company import jobs

    settings.EMAIL_HOST, settings.BASE_URL = "mail.example", "https://ura.example"
    made = actions.invite_by_mail(office.nishino, by=viewer_of(office.owner), at=at)  # its job was lost
    later = at + timedelta(minutes=6)

    assert jobs.mail_again(at) == 0
    assert jobs.mail_again(later) == 1
    for _ in range(2):
        jobs.mail_invitation(made.pk, later.isoformat())
    assert len(mailoutbox) == 1
    assert not unsent(later).exists()


def ask_reset(client: Client, address: str):
    return client.post("/enter/reset/", {"address": address}, follow=True).content


def test_a_forgotten_password_is_made_anew_by_mail(
    office, client, settings, mailoutbox, django_capture_on_commit_callbacks
):
    settings.EMAIL_HOST, settings.BASE_URL = "mail.example", "https://ura.example"
    with django_capture_on_commit_callbacks(execute=True):
        known = ask_reset(client, "Saeki@kodachi.example")
    with django_capture_on_commit_callbacks(execute=True):
        unknown = ask_reset(client, "nobody@kodachi.example")

    assert known == unknown
    [mail] = mailoutbox
    assert mail.to == ["saeki@kodachi.example"]


def test_a_made_up_host_does_not_stand_in_the_mail(office, settings, mailoutbox, django_capture_on_commit_callbacks):
    settings.EMAIL_HOST, settings.BASE_URL, settings.ALLOWED_HOSTS = "mail.example", "https://ura.example", ["*"]
    with django_capture_on_commit_callbacks(execute=True):
        ask_reset(Client(headers={"host": "evil.example"}), "saeki@kodachi.example")

    assert "evil.example" not in mailoutbox[0].body


def test_without_mail_the_page_says_whom_to_ask(office, client, mailoutbox):
    assert "管理部に、新しいリンクを" in client.get("/enter/reset/").content.decode()
    client.post("/enter/reset/", {"address": "saeki@kodachi.example"})
    assert not Invitation.objects.exists()


def test_of_two_who_take_a_link_at_once_the_first_wins(office, link_for, viewer_of, at):
    from urakata.common.accounts import actions as accounts

    link_for(office.nishino)
    seen_by_both = Invitation.objects.get()
    words = {"by": viewer_of(office.nishino), "at": at, "about": office.nishino.about()}
    accounts.accept(seen_by_both, password=NEW, **words)

    with pytest.raises(NotAllowed):
        accounts.accept(seen_by_both, password="nusunda-kotoba-1", **words)

    assert Account.objects.get(person=office.nishino).check_password(NEW)
