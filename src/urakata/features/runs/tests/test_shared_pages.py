"""共有された実行の画面: what is seen outside, what is not, and what a press does."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from urakata.common.audit.models import Entry
from urakata.features.company.models import Person
from urakata.features.runs.actions import doing, papers, sharing
from urakata.features.runs.models import Share, Stamp
from urakata.features.runs.queries import shares

CHECKED = {"whole": "1", "shown": ["people", "same"], "check-people": "48", "check-same": "1"}
OTHERS = ("差引を確かめる", "振込データを送る", "差引支給額", "受付画面", "佐伯", "森田")


@pytest.fixture
def handed(step, cast, at):
    """Two papers of step 1: the first is given, the second is not."""
    by = {"by": cast.saeki, "at": at}
    return [papers.attach(step(1), name, b"%PDF-1.4 x", **by) for name in ("賃金台帳.pdf", "内緒.pdf")]


@pytest.fixture
def share(office, run, step, handed, cast, at) -> Share:
    papers.note(step(1), "この人は話が長い", by=cast.saeki, at=at)
    return sharing.share(
        run, office.sharoshi, tasks=[step(1)], papers=handed[:1], until=datetime(2026, 11, 30).date(),
        keeper=office.morita, by=cast.saeki, at=at,
    )  # fmt: skip


@pytest.fixture
def outside(browser_of, office) -> Client:
    return browser_of(office.sharoshi)


@pytest.fixture
def guest(share, cast, at) -> Client:
    """Came in by the link, with no account."""
    client = Client()
    token = sharing.new_link(share, by=cast.saeki, at=at)
    assert client.post(f"/shared/open/{token}/")["Location"] == f"/shared/{share.code}/"
    return client


@pytest.fixture(params=["outside", "guest"])
def visitor(request, share) -> Client:
    return request.getfixturevalue(request.param)


@pytest.fixture
def clock(monkeypatch):
    return lambda at: monkeypatch.setattr("urakata.config.middleware.now", lambda: at)


def _pages(client: Client, share: Share) -> str:
    paths = ("/shared/", f"/shared/{share.code}/", f"/shared/{share.code}/1/")
    answers = [client.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    return "".join(answer.content.decode() for answer in answers)


def test_the_own_step_is_seen_and_nothing_of_the_others(visitor, share):
    seen = _pages(visitor, share)

    assert "計算する" in seen
    assert "支給人数" in seen
    assert "賃金台帳.pdf" in seen
    for hidden in (
        "差引を確かめる",
        "振込データを送る",
        "差引支給額",
        "受付画面",
        "佐伯",
        "内緒",
        "話が長い",
        "／3",
        "工程1",
    ):
        assert hidden not in seen


def test_the_keeper_is_the_one_name_and_the_account_is_not_needed(guest, share):
    assert "森田" in _pages(guest, share)


def test_a_press_finishes_the_step_and_says_so_in_the_record(visitor, share, step, office):
    answer = visitor.post(f"/shared/{share.code}/1/finish/", CHECKED, follow=True)

    assert answer.redirect_chain == [(f"/shared/{share.code}/", 302)]
    assert (step(1).state, step(1).done_by_id) == ("done", office.sharoshi.pk)
    assert Stamp.objects.get(task=step(1)).person_id == office.sharoshi.pk
    assert Entry.objects.filter(act="task.finished", actor_id=office.sharoshi.pk).exists()


def test_finishing_too_early_says_what_is_left_and_keeps_what_was_typed(visitor, share, step):
    answer = visitor.post(f"/shared/{share.code}/1/finish/", CHECKED | {"check-same": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "「在籍人数と合う」" in page
    assert 'value="48"' in page
    assert step(1).state == "now"


def test_what_was_finished_can_be_taken_back_from_outside(visitor, share, step):
    visitor.post(f"/shared/{share.code}/1/finish/", CHECKED)

    visitor.post(f"/shared/{share.code}/1/undo/")

    assert step(1).state == "now"


def test_a_paper_is_attached_fetched_and_taken_off_again(visitor, share):
    pdf = SimpleUploadedFile("届.pdf", b"%PDF-1.4 todoke")
    visitor.post(f"/shared/{share.code}/1/attach/", {"file": pdf})
    paper = next(each for each in shares.papers(share, shares.tasks(share)) if each.name == "届.pdf")

    fetched = visitor.get(f"/shared/{share.code}/evidence/{paper.code}/")
    taken = visitor.post(f"/shared/{share.code}/1/evidence/{paper.code}/detach/")

    assert b"".join(fetched.streaming_content) == b"%PDF-1.4 todoke"
    assert fetched["Content-Disposition"].startswith("attachment")
    assert taken.status_code == 302
    assert visitor.get(f"/shared/{share.code}/evidence/{paper.code}/").status_code == 404


def test_only_the_papers_given_can_be_fetched_and_none_of_the_house_taken_off(visitor, share, handed):
    given, kept = (f"/shared/{share.code}/evidence/{paper.code}/" for paper in handed)

    assert [visitor.get(given).status_code, visitor.get(kept).status_code] == [200, 404]
    for paper in handed:
        assert visitor.post(f"/shared/{share.code}/1/evidence/{paper.code}/detach/").status_code == 404
    assert Entry.objects.filter(act="share.paper_taken").count() == 1


def test_a_note_of_theirs_is_seen_by_both_sides(visitor, share, browser_of, office):
    visitor.post(f"/shared/{share.code}/1/note/", {"text": "台帳の写しを待っています"})

    assert "台帳の写しを待っています" in visitor.get(f"/shared/{share.code}/1/").content.decode()
    assert (
        "台帳の写しを待っています" in browser_of(office.saeki).get(f"/runs/{share.run.code}/tasks/1/").content.decode()
    )


@pytest.mark.parametrize("verb", ["check", "finish", "undo", "attach", "note"])
def test_no_other_step_can_be_reached_by_any_verb(verb, visitor, share):
    for number in (0, 2, 3, 99):
        assert visitor.post(f"/shared/{share.code}/{number}/{verb}/", {"text": "x"}).status_code == 404
        assert visitor.get(f"/shared/{share.code}/{number}/").status_code == 404


@pytest.mark.parametrize("verb", ["check", "finish", "confirm", "skip", "take-over", "reassign", "note", "attach"])
def test_the_pages_of_the_house_are_shut_even_for_the_own_step(verb, visitor, share):
    run = f"/runs/{share.run.code}/"

    assert visitor.post(f"{run}tasks/1/{verb}/", {"reason": "x"}).status_code == 404
    for path in (
        run,
        f"{run}tasks/1/",
        f"{run}print/",
        f"{run}history/",
        f"{run}shares/",
        "/search/?q=計算",
        "/record/",
    ):
        assert visitor.get(path).status_code == 404


def test_a_step_the_house_has_taken_over_cannot_be_done_outside_and_nobody_is_named(visitor, share, step, cast, at):
    from urakata.features.runs.actions import sideways

    sideways.take_over(step(1), by=cast.saeki, at=at)

    answer = visitor.post(f"/shared/{share.code}/1/finish/", CHECKED)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "いま会社の中で進めています" in page
    assert "佐伯" not in page


def test_taken_back_in_the_middle_of_a_visit_the_next_press_finds_nothing(visitor, share, step, cast, at):
    assert visitor.get(f"/shared/{share.code}/1/").status_code == 200

    sharing.revoke(share, by=cast.morita, at=at)

    assert visitor.get(f"/shared/{share.code}/1/").status_code == 404
    assert visitor.post(f"/shared/{share.code}/1/finish/", CHECKED).status_code == 404
    assert step(1).state == "now"


def test_at_midnight_after_the_last_day_it_is_over(visitor, share, clock, at):
    clock(at.replace(day=30, hour=23, minute=59))
    assert visitor.get(f"/shared/{share.code}/").status_code == 200

    clock((at.replace(day=30, hour=23, minute=59)) + timedelta(minutes=1))

    answer = visitor.get(f"/shared/{share.code}/")
    assert answer.status_code == 404
    assert "給与計算" not in answer.content.decode()


def test_a_session_by_link_ends_with_the_share_and_says_so(guest, share, cast, at):
    sharing.revoke(share, by=cast.morita, at=at)

    page = guest.get("/shared/").content.decode()

    assert "この共有は開いていません" in page
    assert "給与計算" not in page


def test_a_newer_link_ends_the_session_of_the_older(guest, share, cast, at):
    sharing.new_link(share, by=cast.saeki, at=at)

    assert guest.get(f"/shared/{share.code}/").status_code == 404


def test_a_guest_leaves_when_the_person_is_gone(guest, share, office, at):
    Person.objects.filter(pk=office.sharoshi.pk).update(leaves_on=at.date() - timedelta(days=1))

    assert guest.get(f"/shared/{share.code}/").status_code == 404


def test_looking_at_the_link_opens_nothing_and_leaves_no_trace(share, cast, at):
    token = sharing.new_link(share, by=cast.saeki, at=at)
    client = Client()

    answer = client.get(f"/shared/open/{token}/")

    assert answer.status_code == 200
    assert "給与計算" not in answer.content.decode()
    assert client.get(f"/shared/{share.code}/").status_code == 302
    assert not Entry.objects.filter(act="share.opened").exists()


@pytest.mark.parametrize("token", ["x", "あ", "a" * 43, "%00", "-"])
def test_a_forged_link_looks_like_one_that_is_over(token, share, cast, at):
    real = sharing.new_link(share, by=cast.saeki, at=at)
    sharing.revoke(share, by=cast.saeki, at=at)
    client = Client()

    forged, over = (client.get(f"/shared/open/{each}/") for each in (token, real))

    assert forged.status_code == over.status_code == 404
    assert forged.content == over.content


def test_another_persons_share_is_not_there(visitor, share, office, step, cast, at):
    other = Person.objects.create(code="zeirishi", name="税理士", is_outside=True)
    hidden = sharing.share(
        share.run, other, tasks=[step(2)], until=share.until, keeper=office.saeki, by=cast.saeki, at=at
    )

    for code in (hidden.code, "zzzzzzz", share.run.code):
        assert visitor.get(f"/shared/{code}/").status_code == 404
        assert visitor.get(f"/shared/{code}/1/").status_code == 404


def test_an_insider_who_opens_the_link_goes_out_first_and_leaves_no_way_back_in(share, cast, at, browser_of, office):
    token = sharing.new_link(share, by=cast.saeki, at=at)
    client = browser_of(office.saeki)
    assert "佐伯さんとして入っています" in client.get(f"/shared/open/{token}/").content.decode()

    client.post(f"/shared/open/{token}/")

    assert client.get(f"/runs/{share.run.code}/").status_code == 404
    assert client.get(f"/shared/{share.code}/").status_code == 200


def test_who_signs_in_after_a_visit_is_a_guest_no_more(guest, share):
    guest.post("/enter/", {"login": "saeki@kodachi.example", "password": "naisho-no-kotoba"})

    assert guest.get(f"/runs/{share.run.code}/").status_code == 200


def test_going_out_ends_the_visit(guest, share):
    assert "出る" in guest.get("/shared/").content.decode()

    guest.post("/enter/out/")

    assert guest.get(f"/shared/{share.code}/").status_code == 302


def test_the_list_is_a_visit_as_well_written_once_an_hour_for_each_share(outside, share):
    for _ in range(3):
        outside.get("/shared/")

    assert Entry.objects.filter(act="share.visited", about_key=share.code).count() == 1


def test_a_visit_that_cannot_be_written_down_does_not_happen(visitor, share, monkeypatch):
    def broken(entries: list) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("urakata.common.audit.acts._write", broken)
    visitor.raise_request_exception = False

    assert visitor.get(f"/shared/{share.code}/").status_code == 500


def test_a_figure_that_is_to_be_found_again_is_in_no_page_outside(office, run, step, done, cast, browser_of, at):
    """Step 2 is blind: what the house wrote is hidden from whoever has it outside."""
    done(1)
    doing.check(step(2), {"net": "12,715,430"}, by=cast.saeki, at=at)
    share = sharing.share(
        run, office.sharoshi, tasks=[step(2)], until=datetime(2026, 11, 30).date(), keeper=office.saeki,
        by=cast.saeki, at=at,
    )  # fmt: skip

    page = browser_of(office.sharoshi).get(f"/shared/{share.code}/1/").content.decode()

    assert "12,715,430" not in page


def test_the_office_shares_with_somebody_new_and_hands_over_the_link(browser_of, office, run):
    saeki = browser_of(office.saeki)
    sent = {
        "person": "new", "name": "真鍋 律子", "firm": "真鍋社労士事務所", "steps": ["calculate"], "until": "11/30",
        "keeper": "saeki",
    }  # fmt: skip
    made = saeki.post(f"/runs/{run.code}/shares/make/", sent)
    page = saeki.post(f"{made['Location']}link/").content.decode()

    assert "いまだけ見えます" in page
    assert "/shared/open/" in page
    person = Share.objects.get().person
    assert (person.name, person.title, person.is_outside, person.account) == (
        "真鍋 律子", "真鍋社労士事務所", True, None,
    )  # fmt: skip


def test_somebody_new_is_not_kept_if_sharing_is_refused(browser_of, office, run):
    sent = {"person": "new", "name": "真鍋 律子", "steps": ["calculate"], "until": "11/30", "keeper": "morita"}
    before = Person.objects.count()

    answer = browser_of(office.saeki).post(f"/runs/{run.code}/shares/make/", sent | {"until": "2027-11-30"})

    assert answer.status_code == 422
    assert "180日まで" in answer.content.decode()
    assert Person.objects.count() == before


def test_the_page_of_the_share_tells_who_came_to_look(outside, share, browser_of, office):
    outside.get(f"/shared/{share.code}/1/")

    page = browser_of(office.saeki).get(f"/runs/{share.run.code}/shares/{share.code}/").content.decode()

    assert "見に来た記録" in page
    assert "共有された工程を見た" in page
    assert "堀" in page
