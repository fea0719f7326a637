"""出来事: kept with its days; its deadlines are worked out, and behind a clearance there is nothing to find."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from urakata.common.audit.models import Entry
from urakata.common.seams import dated
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Company, Person
from urakata.features.duties import actions, queries
from urakata.features.duties.actions.fulfilling import fulfil
from urakata.features.duties.models import Happening
from urakata.features.duties.queries import outcome
from urakata.rules.events import Events, events

LIST = "/plan/happenings/"
PAGES = ("/", LIST, "/plan/year/", "/plan/export.csv", "/plan/export.yaml", "/record/", "/search/?q=小林",
         "/settings/people/kobayashi/", "/plan/duties/shaho_shikaku_shutoku/")  # fmt: skip
FIRST, LAST = date(2026, 11, 17), date(2027, 11, 16)


@pytest.fixture
def cast(office):
    """morita and saeki hold 人事, nishino nothing; 小林 is whom it is about."""
    Company.objects.update(profile={"kind": "corporation", "employees": 48, "payday": 25, "withholding_tax": "monthly"})
    return office


def join(cast, at, **days: date) -> Happening:
    said = days or {"hire_date": date(2026, 12, 1)}
    return actions.keep(events().groups["joining"], person=cast.kobayashi, days=said, by=viewer(cast.saeki), at=at)


def viewer(person: Person) -> Viewer:
    return company.viewer(person, FIRST)


def given_to(viewer: Viewer, happening: Happening) -> dict[str, queries.Deadline]:
    found = queries.of_happenings(viewer, [happening])[happening.code]
    return {each.duty.id: each for each in found}


def test_somebody_is_hired_and_what_must_be_filed_stands_with_its_days(cast, at):
    made = join(cast, at)

    found = given_to(viewer(cast.saeki), made)

    assert found["shaho_shikaku_shutoku"].days.nominal_on == date(2026, 12, 6)
    assert found["shaho_shikaku_shutoku"].days.legal_on == date(2026, 12, 7)
    assert found["shaho_shikaku_shutoku"].act_by == date(2026, 12, 4)
    assert found["koyo_shikaku_shutoku"].days.legal_on == date(2027, 1, 12)
    assert found["koyo_shikaku_shutoku"].title.endswith("人が入る・小林 真帆")
    assert found["koyo_shikaku_shutoku"].key == f"koyo_shikaku_shutoku:{made.code}"


def test_it_stands_among_the_deadlines_of_the_year_and_can_be_asked_for_alone(cast, at):
    made, saeki = join(cast, at), viewer(cast.saeki)

    year = {each.key for each in queries.deadlines(saeki, FIRST, LAST)}

    assert f"shaho_shikaku_shutoku:{made.code}" in year
    assert queries.deadline(saeki, "shaho_shikaku_shutoku", made.code).act_by == date(2026, 12, 4)
    assert queries.deadline(saeki, "gensen_nofu", made.code) is None
    assert queries.deadline(saeki, "gensen_nofu", "2026-12").days.legal_on == date(2027, 1, 12)


def test_what_comes_round_on_that_day_anyway_is_not_due_twice(cast, at):
    bonus = actions.keep(
        events().groups["bonus"], days={"payment_date": date(2026, 12, 18)}, by=viewer(cast.saeki), at=at
    )

    tax = given_to(viewer(cast.saeki), bonus)["gensen_nofu"]
    year = [each for each in queries.deadlines(viewer(cast.saeki), FIRST, LAST) if each.duty.id == "gensen_nofu"]

    assert tax.key == "gensen_nofu:2026-12"
    assert [each.key for each in year].count("gensen_nofu:2026-12") == 1
    assert not [each for each in year if each.happening]


@pytest.mark.parametrize("who", ["nishino", "owner", "ohashi", "foreman", "kobayashi", "sharoshi"])
def test_whoever_lacks_the_clearance_finds_nothing_of_it(cast, at, who, browser_of):
    person = getattr(cast, who)
    seen, client = viewer(person), browser_of(person)
    before = _told(client)

    made = join(cast, at)

    assert _told(client) == before
    assert not [each for each in dated.days(seen, FIRST, LAST) if made.code in each.key or each.kind == "milestone"]
    assert not [each for each in queries.deadlines(seen, FIRST, LAST) if each.happening]
    assert queries.deadline(seen, "shaho_shikaku_shutoku", made.code) is None
    assert queries.happenings_of(seen, cast.kobayashi.pk) == queries.standing(seen) == []
    for path in (f"{made.code}/", "new/joining/", "../milestones/", f"../duties/shaho_shikaku_shutoku/{made.code}/"):
        assert client.get(LIST + path).status_code == 404
    for path in (f"{made.code}/take-back/", "new/joining/add/", f"{made.code}/change/"):
        assert client.post(LIST + path, {"on_hire_date": "2026-12-01", "person": "kobayashi"}).status_code == 404
    assert list(Happening.objects.values_list("taken_back_at", flat=True)) == [None]


def _told(client: Client) -> dict[str, str]:
    """What every page says that could tell of it, without what differs from one asking to the next."""
    pages = {path: client.get(path).content.decode() for path in PAGES}
    return {path: re.sub(r'value="[A-Za-z0-9]{64}"', "", said) for path, said in pages.items()}


def test_the_record_names_nobody_and_is_hidden_with_it(cast, at):
    made = join(cast, at)

    entry = Entry.objects.get(act="happening.added")

    assert (entry.about_label, entry.clearance, entry.about_key) == ("人が入る", "people", made.code)
    assert "小林" not in str(entry.facts)


def test_a_birthday_is_not_copied_into_the_record(cast, at):
    age = events().groups["age"]
    actions.keep(age, person=cast.kobayashi, days={"birth_on": date(1957, 3, 1)}, by=viewer(cast.saeki), at=at)

    assert "1957" not in str(Entry.objects.get(act="happening.added").facts)


def test_a_clearance_that_its_group_takes_on_later_closes_it(cast, at, monkeypatch):
    made = actions.keep(
        events().groups["relocation"], days={"effective_date": date(2026, 12, 1)}, by=viewer(cast.nishino), at=at
    )
    shut = dict(events().groups) | {"relocation": replace(events().groups["relocation"], clearance="board")}
    before = queries.standing(viewer(cast.nishino))
    monkeypatch.setattr("urakata.features.duties.queries.happenings.events", lambda: Events(shut))

    after = queries.standing(viewer(cast.nishino))

    assert (before, after) == ([made], [])


def test_pressed_twice_it_is_kept_once(cast, at):
    assert join(cast, at) == join(cast, at)


def test_a_duty_that_this_one_does_not_have_is_taken_out_and_brought_back(cast, at):
    made, saeki = join(cast, at), viewer(cast.saeki)
    days = made.days()

    actions.change(made, days=days, without=["koyo_shikaku_shutoku"], seen=made.stands, by=saeki, at=at)
    made.refresh_from_db()
    without = given_to(saeki, made)
    actions.change(made, days=days, seen=made.stands, by=saeki, at=at)
    made.refresh_from_db()

    assert "koyo_shikaku_shutoku" not in without
    assert "koyo_shikaku_shutoku" in given_to(saeki, made)


def test_the_birth_moves_what_the_expected_day_had_set(cast, at):
    birth, saeki = events().groups["childbirth"], viewer(cast.saeki)
    made = actions.keep(birth, person=cast.kobayashi, days={"expected_birth_date": date(2026, 12, 1)}, by=saeki, at=at)
    before = given_to(saeki, made)["sankyu_menjo"].days.nominal_on

    actions.change(made, days=made.days() | {"birth_date": date(2026, 12, 8)}, seen=made.stands, by=saeki, at=at)
    made.refresh_from_db()
    after = given_to(saeki, made)["sankyu_menjo"].days.nominal_on

    assert (before, after) == (date(2027, 2, 26), date(2027, 3, 2))


def test_whoever_changes_it_second_is_told_of_the_first(cast, at):
    made = join(cast, at)
    seen = made.stands
    actions.change(made, days={"hire_date": date(2026, 12, 2)}, seen=seen, by=viewer(cast.saeki), at=at)

    with pytest.raises(NotAllowed) as refusal:
        actions.change(made, days={"hire_date": date(2026, 12, 3)}, seen=seen, by=viewer(cast.morita), at=at)

    assert refusal.value.problems == ["happening_changed_meanwhile"]
    assert Entry.objects.filter(act="happening.changed").count() == 1


def test_taken_back_it_brings_nothing_and_put_back_it_does_again(cast, at):
    made, saeki = join(cast, at), viewer(cast.saeki)
    key = f"shaho_shikaku_shutoku:{made.code}"

    actions.take_back(made, by=saeki, at=at)
    gone = [each.key for each in queries.deadlines(saeki, FIRST, LAST)]
    second = actions.take_back(made, by=saeki, at=at)
    actions.put_back(made, by=saeki, at=at)

    assert key not in gone
    assert second is False
    assert key in [each.key for each in queries.deadlines(saeki, FIRST, LAST)]
    acts = ["happening.added", "happening.taken_back", "happening.put_back"]
    assert list(Entry.objects.filter(about_key=made.code).order_by("seq").values_list("act", flat=True)) == acts


def test_nothing_is_kept_that_cannot_be_written_down(cast, at, monkeypatch):
    monkeypatch.setattr("urakata.common.audit.acts._write", _fails)

    with pytest.raises(OSError, match="full"):
        join(cast, at)

    assert Happening.objects.count() == 0


def test_a_person_who_is_not_in_the_list_yet_is_called_by_name(cast, at, browser_of):
    sent = {
        "label": "髙𠮷 﨑",
        "on_hire_date": "R8.12.1",
        "offered": ["inshi", "no\x00ne", "yatoire_kenshin"],
        "kept": ["inshi"],
    }

    answer = browser_of(cast.saeki).post(f"{LIST}new/joining/add/", sent)

    made = Happening.objects.get()
    assert answer.headers["Location"] == f"{LIST}{made.code}/"
    assert made.without == {"yatoire_kenshin"}
    assert (made.person, made.label, made.days()) == (None, "髙𠮷 﨑", {"hire_date": date(2026, 12, 1)})
    assert "髙𠮷 﨑" in browser_of(cast.saeki).get(f"{LIST}?q=髙𠮷").content.decode()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"on_hire_date": "2月30日"}, "読めませんでした"),
        ({"on_hire_date": "令和0年1月1日", "label": "だれか"}, "読めませんでした"),
        ({"on_hire_date": "2099-01-01"}, "2095年までの日"),
        ({"on_hire_date": "1" * 100_000}, "読めませんでした"),
        ({"on_hire_date": "\x00"}, "読めませんでした"),
        ({"on_hire_date": "2026-12-01"}, "だれの出来事かを選んでください"),
        ({"on_hire_date": "2026-12-01", "person": "nobody"}, "だれの"),
        ({"on_hire_date": "2026-12-01", "label": "1234-5678-9018"}, "マイナンバー"),
        ({"label": "だれか"}, "日を1つ入れてください"),
    ],
)
def test_nonsense_is_answered_with_how_to_mend_it(cast, sent, told, browser_of):
    answer = browser_of(cast.saeki).post(f"{LIST}new/joining/add/", sent)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Happening.objects.count() == 0


def test_what_would_follow_is_shown_before_anything_is_kept(cast, browser_of):
    sent = {"on_hire_date": "12/1", "person": "kobayashi", "offered": "yatoire_kenshin"}

    page = browser_of(cast.saeki).post(f"{LIST}new/joining/preview/", sent).content.decode()

    assert "健康保険・厚生年金保険" in page
    assert "12月4日（金）" in page
    assert "12月7日（月）" in page
    assert "この出来事には無い" in page
    assert "「家族の事実の日」" in page or "がわかると、日が決まります" in page
    assert Happening.objects.count() == 0


def test_what_would_move_is_shown_before_a_day_is_changed(cast, at, browser_of):
    made = join(cast, at)

    page = browser_of(cast.saeki).post(f"{LIST}{made.code}/moves/", {"on_hire_date": "2026-12-02"}).content.decode()

    assert "あとへ" in page
    made.refresh_from_db()
    assert made.days() == {"hire_date": date(2026, 12, 1)}


def test_the_page_of_a_person_offers_what_may_happen_to_them(cast, at, browser_of):
    made = join(cast, at)

    lead = browser_of(cast.morita).get("/settings/people/kobayashi/").content.decode()
    owner = browser_of(cast.owner).get("/settings/people/kobayashi/").content.decode()

    assert f"{LIST}{made.code}/" in lead
    assert f"{LIST}new/leaving/?person=kobayashi" in lead
    assert "この人の出来事" not in owner


def test_the_days_that_the_list_of_people_knows_are_filled_in(cast, browser_of):
    Person.objects.filter(code="kobayashi").update(leaves_on=date(2026, 12, 31))

    page = browser_of(cast.saeki).get(f"{LIST}new/leaving/?person=kobayashi").content.decode()

    assert 'value="2026-12-31"' in page
    assert "1月5日" in page


def test_a_group_that_the_rules_lost_brings_nothing_and_can_still_be_seen(cast, at, browser_of):
    made = join(cast, at)
    Happening.objects.update(group="long_gone")

    answer = browser_of(cast.saeki).get(f"{LIST}{made.code}/")

    assert answer.status_code == 200


def _fails(_entries: object) -> None:
    raise OSError("full")


def test_the_papers_of_a_group_that_was_hidden_later_are_hidden_too(cast, at, monkeypatch):
    leak = events().groups["relocation"]
    made = actions.keep(leak, days=dict.fromkeys((ask.name for ask in leak.asks), FIRST), by=viewer(cast.saeki), at=at)
    brought = next(each for each in given_to(viewer(cast.nishino), made).values() if each.happening)
    fulfil(brought, done_on=FIRST, note="新しい所は秘密", by=viewer(cast.nishino), at=at)
    assert outcome.standing_for(viewer(cast.nishino)).exists()

    shut = Events({**events().groups, leak.key: replace(leak, clearance="board")})
    monkeypatch.setattr("urakata.features.duties.queries.happenings.events", lambda: shut)

    assert not outcome.standing_for(viewer(cast.nishino)).exists()
