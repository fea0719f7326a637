"""配属: entered ahead, in force from midnight, hidden under 封 until then."""

import random
from datetime import date, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection

from urakata.common.audit.models import Entry
from urakata.common.audit.queries import entries
from urakata.common.jobs.registry import sweep
from urakata.core.clearance import Problem as PersonProblem
from urakata.core.postings import Problem
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.models import Person, Posting, Role, Seal

APRIL = date(2027, 4, 1)
EVE = APRIL - timedelta(days=1)


@pytest.fixture
def announce(office, viewer_of, at):
    """nishino goes from 経理 to 労務 in April, unless said otherwise."""

    def announced(person=None, by=None, **given) -> Posting:
        words = {"since": APRIL, "department": office.労務} | given
        return actions.announce(person or office.nishino, by=viewer_of(by or office.owner), at=at, **words)

    return announced


@pytest.fixture
def sealed(office, viewer_of, at) -> Seal:
    """内示: morita and saeki know."""
    return actions.seal(label="春の異動", people=[office.saeki], until=EVE, by=viewer_of(office.morita), at=at)


def at_midnight(at: datetime, on: date) -> datetime:
    return at.replace(year=on.year, month=on.month, day=on.day, hour=0, minute=0)


def test_nothing_moves_before_the_day_and_rights_move_at_midnight_without_any_sweep(office, viewer_of, announce):
    announce()

    assert office.労務.pk not in viewer_of(office.nishino, EVE).departments
    assert viewer_of(office.nishino, EVE).departments == {office.経理.pk}
    assert viewer_of(office.nishino, APRIL).departments == {office.労務.pk}


@pytest.mark.parametrize(("moment", "sees"), [((2027, 3, 31, 23, 59, 59), False), ((2027, 4, 1, 0, 0, 0), True)])
def test_the_border_is_midnight_in_tokyo(office, browser_of, announce, at, monkeypatch, moment, sees):
    announce(office.kobayashi, role="lead", department=office.upper, by=office.owner)
    monkeypatch.setattr("urakata.config.middleware.now", lambda: datetime(*moment, tzinfo=at.tzinfo))

    assert (browser_of(office.kobayashi).get("/settings/people/").status_code == 200) is sees


def test_the_sweep_takes_it_in_once_and_rights_stay_what_they_were(office, viewer_of, announce, at, recorded):
    announce(role="lead", title="課長")
    before = viewer_of(office.nishino, APRIL)

    done = [sweep(at_midnight(at, APRIL))["company.begin_postings"] for _ in range(2)]

    nishino = Person.objects.get(code="nishino")
    assert done == [1, 0]
    assert (nishino.department, nishino.title) == (office.労務, "課長")
    assert viewer_of(office.nishino, APRIL) == before
    assert [act for act in recorded() if act.startswith("posting.")] == ["posting.announced", "posting.begun"]
    assert list(nishino.roles.order_by("pk").values_list("name", "since", "until")) == [
        ("office", None, EVE), ("lead", APRIL, None),
    ]  # fmt: skip


def test_the_sweep_of_the_evening_before_takes_in_nothing(office, announce, at):
    announce()

    assert sweep(at_midnight(at, EVE))["company.begin_postings"] == 0
    assert Person.objects.get(code="nishino").department == office.経理


def test_a_sweep_that_was_away_for_months_takes_in_all_of_them_in_order(office, viewer_of, announce, at):
    announce(role="lead")
    announce(since=date(2027, 10, 1), department=office.総務, title="主任")
    late = date(2027, 12, 1)
    before = viewer_of(office.nishino, late)

    sweep(at_midnight(at, late))

    assert before.departments == {office.総務.pk}
    assert before.roles == {"lead"}
    assert viewer_of(office.nishino, late) == before


def test_a_role_given_by_a_change_ends_the_others_but_never_that_of_an_owner(office, viewer_of, announce, at):
    Role.objects.create(person=office.owner, name="lead")
    Role.objects.create(person=office.owner, name="office", department=office.人事)
    announce(office.owner, department=office.upper, role="office")
    before = viewer_of(office.owner, APRIL)

    sweep(at_midnight(at, APRIL))

    assert before.roles == {"owner", "office"}
    assert office.人事.pk in before.departments  # below 管理部
    assert viewer_of(office.owner, APRIL) == before


@pytest.mark.parametrize("seed", range(20))
def test_whatever_was_entered_rights_and_lists_are_the_same_before_and_after_the_sweep(office, viewer_of, at, seed):
    by = random.Random(seed)
    days = [APRIL + timedelta(days=day) for day in range(4)]
    places, roles = (
        [office.労務, office.経理, office.upper, office.design, None],
        ["lead", "office", "manager", "employee"],
    )
    for person in (office.nishino, office.saeki):
        for _ in range(by.randint(0, 3)):
            Role.objects.create(person=person, name=by.choice(["owner", *roles]), since=by.choice([None, *days]),
                                department=by.choice(places), until=by.choice([None, days[3]]))  # fmt: skip
        for n, since in enumerate(by.sample(days, by.randint(1, 4))):
            Posting.objects.create(code=f"{person.code}{n}", person=person, since=since, department=by.choice(places),
                                   role=by.choice(["", *roles]))  # fmt: skip
    on = by.choice(days)

    def told():
        people = [viewer_of(person, on) for person in (office.nishino, office.saeki)]
        lists = [queries.assignable(viewer_of(office.owner, on), place.pk) for place in places if place]
        shown = [queries.listed(viewer_of(office.owner, on), show=role).order_by("pk") for role in roles]
        return people, [{person.pk for person in found} for found in [*lists, *shown]]

    before = told()
    sweep(at_midnight(at, on))

    assert told() == before
    assert not queries.begun(on).exists()
    for role, seen in zip(roles, before[1][-4:], strict=True):
        assert {p.person_id for p in before[0] if role in p.roles} == seen & {office.nishino.pk, office.saeki.pk}


def test_a_role_that_begins_later_than_the_change_holds_beside_it(office, viewer_of, announce):
    Role.objects.create(person=office.nishino, name="office", department=office.総務, since=APRIL)
    announce(role="manager")

    assert viewer_of(office.nishino, APRIL).roles == {"manager", "office"}


def test_who_can_be_asked_follows_the_day_without_a_sweep(office, viewer_of, announce):
    announce()
    announce(office.saeki, department=office.design, role="employee")

    def asked(on: date) -> set[str]:
        return {person.code for person in queries.assignable(viewer_of(office.owner, on), office.労務.pk)}

    assert asked(EVE) == {"morita", "saeki"}
    assert asked(APRIL) == {"morita", "nishino"}


def test_a_manager_sees_whoever_has_come_and_no_more_whoever_has_gone(office, viewer_of, announce):
    announce(department=office.design)
    announce(office.kobayashi, department=office.総務)

    def seen(on: date) -> set[str]:
        return {person.code for person in queries.people(viewer_of(office.foreman, on))}

    assert seen(EVE) == {"foreman", "kobayashi"}
    assert seen(APRIL) == {"foreman", "nishino"}


def test_leads_confirm_and_are_listed_as_of_the_day(office, viewer_of, announce):
    announce(office.saeki, role="lead")

    assert [p.code for p in queries.listed(viewer_of(office.owner, EVE), show="lead")] == ["morita"]
    assert {p.code for p in queries.listed(viewer_of(office.owner, APRIL), show="lead")} == {"morita", "saeki"}


def test_it_is_taken_back_before_its_day_and_not_after(office, viewer_of, announce, at, recorded):
    posting = announce()
    again = announce(since=date(2027, 10, 1), department=office.総務)
    actions.take_back(posting, by=viewer_of(office.morita), at=at)

    with pytest.raises(NotAllowed) as refused:
        actions.take_back(again, by=viewer_of(office.owner, date(2027, 10, 1)), at=at)

    assert refused.value.problems == [Problem.BEGUN]
    assert viewer_of(office.nishino, APRIL).departments == {office.経理.pk}
    assert recorded() == ["posting.announced", "posting.announced", "posting.taken_back"]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"since": date(2026, 11, 17)}, Problem.NOT_AHEAD),
        ({"department": "経理"}, Problem.NOTHING_NEW),
        ({"department": "総務"}, Problem.NOT_OPEN_THEN),
        ({"role": "owner"}, PersonProblem.OWNER_ONLY),
        ({"seal": "over"}, Problem.SEAL_OVER),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(office, viewer_of, at, announce, given, problem):
    office.総務.until = EVE
    office.総務.save()
    words = {name: getattr(office, value) if name == "department" else value for name, value in given.items()}
    if "seal" in given:
        words["seal"] = Seal.objects.create(code="over", label="前の異動", until=at.date() - timedelta(days=1))

    with pytest.raises(NotAllowed) as refused:
        announce(by=office.morita, **words)

    assert problem in refused.value.problems
    assert not Posting.objects.exists()


def test_a_second_change_on_the_same_day_and_one_after_the_last_day_are_refused(office, announce):
    announce()
    office.saeki.leaves_on = EVE
    office.saeki.save()

    with pytest.raises(NotAllowed) as twice:
        announce(department=office.総務)
    with pytest.raises(NotAllowed) as gone:
        announce(office.saeki, department=office.総務)

    assert twice.value.problems == [Problem.SAME_DAY]
    assert gone.value.problems == [PersonProblem.NOT_HERE]
    with pytest.raises(IntegrityError):
        Posting.objects.create(code="b", person=office.nishino, since=APRIL)


@pytest.mark.parametrize("act", ["announce", "take_back", "sweep"])
def test_nothing_changes_if_it_cannot_be_recorded(office, viewer_of, announce, at, monkeypatch, act):
    posting = announce() if act != "announce" else None
    before = list(Posting.objects.values()), list(Person.objects.order_by("pk").values())

    def broken(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("urakata.common.audit.acts._write", broken)
    acts = {
        "announce": announce,
        "take_back": lambda: actions.take_back(posting, by=viewer_of(office.owner), at=at),
        "sweep": lambda: sweep(at_midnight(at, APRIL)),
    }

    with pytest.raises(OSError, match="disk"):
        acts[act]()

    assert (list(Posting.objects.values()), list(Person.objects.order_by("pk").values())) == before


# --- 今日からの変更と、名簿


def test_a_change_of_today_holds_from_today_and_the_same_day_again_corrects_it(office, viewer_of, at):
    words = {"by": viewer_of(office.owner), "at": at}
    actions.change_person(office.nishino, department=office.総務, **words)
    actions.change_person(office.nishino, title="主任", **words)

    assert list(Posting.objects.values_list("department__name", "title", "since")) == [("総務", "主任", at.date())]


def test_a_change_after_midnight_comes_after_the_one_whose_day_it_is(office, viewer_of, announce, at):
    announce(title="主任")
    now = at_midnight(at, APRIL)

    changed = actions.change_person(office.nishino, title="主任", by=viewer_of(office.owner, APRIL), at=now)

    assert changed == []
    assert Person.objects.get(code="nishino").department == office.労務


def test_a_page_from_before_midnight_does_not_undo_a_transfer(office, browser_of, announce, at, monkeypatch):
    announce()
    browser = browser_of(office.owner)
    page = browser.get("/settings/people/nishino/")
    form = page.context["form"].initial | {"kana": "ニシノ チヒロ", "stands": page.context["stands"], "birth_on": ""}
    monkeypatch.setattr("urakata.config.middleware.now", lambda: at_midnight(at, APRIL))

    late = browser.post("/settings/people/nishino/change/", {name: value or "" for name, value in form.items()})

    assert late.status_code == 422
    assert "頁を開いたあとに、配属が変わりました" in late.content.decode()
    assert office.nishino.postings.count() == 1


def test_a_pasted_department_is_a_posting_from_that_day(office, browser_of, at):
    browser = browser_of(office.owner)
    text = "氏名\t部署\t役職\n西野 千尋\t法務\t主任\n新田 一郎\t法務\t"
    seal = browser.post("/settings/people/paste/preview/", {"text": text}).context["plan"].seal

    browser.post("/settings/people/paste/confirm/", {"text": text, "seal": seal})

    rows = Posting.objects.order_by("pk").values_list("person__name", "department__name", "title", "since")
    assert list(rows) == [("西野 千尋", "法務", "主任", at.date()), ("新田 一郎", "法務", "", at.date())]
    assert not queries.begun(APRIL).exists()


def test_nobody_is_pasted_into_a_department_that_is_closed(office, browser_of, at):
    office.総務.until = at.date() - timedelta(days=1)
    office.総務.save()

    page = browser_of(office.owner).post(
        "/settings/people/paste/preview/", {"text": "氏名\t部署\n西野 千尋\t総務\n大橋 里奈\t総務"}
    )

    assert "いまは開いていない部署です" in page.content.decode()
    assert [row.kind for row in page.context["plan"].rows] == ["refused", "same"]


# --- 封


def test_under_a_seal_only_those_named_see_it_anywhere_until_its_day(office, browser_of, viewer_of, announce, sealed):
    posting = announce(by=office.morita, seal=sealed)
    path = f"/settings/people/nishino/postings/{posting.code}/"
    named, others = browser_of(office.morita), browser_of(office.owner)
    pages = [
        "/settings/people/nishino/",
        f"/settings/departments/{office.労務.pk}/?until=2027-04-01",
        "/settings/people/",
    ]

    assert named.get(path).status_code == 200
    assert others.get(path).status_code == 404
    assert others.post(f"{path}take-back/").status_code == 404
    assert "春の異動" in named.get(pages[0]).content.decode()
    assert not [
        word for page in pages for word in ("春の異動", posting.code) if word in others.get(page).content.decode()
    ]
    assert queries.standing_after(viewer_of(office.owner), office.労務, APRIL) == ["佐伯 悠"]
    assert "西野 千尋" in queries.standing_after(viewer_of(office.morita), office.労務, APRIL)
    assert not entries(viewer_of(office.owner)).filter(act="posting.announced").exists()
    assert entries(viewer_of(office.morita)).filter(act="posting.announced").exists()


def test_every_page_reads_the_same_with_and_without_a_sealed_change(office, browser_of, viewer_of, announce, sealed):
    posting = announce(by=office.morita, seal=sealed, role="manager")
    browser = browser_of(office.owner)
    paths = ["people/", "people/nishino/", "people/?show=manager", "departments/", "seals/", "clearances/"]
    paths += [f"departments/{pk}/?until=2027-04-30" for pk in (office.労務.pk, office.経理.pk)]

    def said() -> list[str]:
        answers = [browser.get(f"/settings/{path}") for path in paths] + [browser.get("/record/")]
        return [answer.content.decode().partition("<main")[2].replace(_token(answer), "") for answer in answers]

    with_it = said()
    posting.delete()
    Entry.objects.filter(act="posting.announced").delete()

    assert said() == with_it


def _token(answer) -> str:
    return str((answer.context or {}).get("csrf_token", ""))


def test_whoever_may_not_know_is_not_told_by_a_refusal_either(office, viewer_of, announce, sealed):
    announce(by=office.morita, seal=sealed)

    plain = announce(department=office.総務)

    assert plain.pk
    assert [spell.last for spell in queries.spells(viewer_of(office.owner), office.nishino)] == [None]
    with pytest.raises(NotAllowed) as refused:
        announce(department=office.design, by=office.morita)
    assert refused.value.problems == [Problem.SAME_DAY]


def test_of_two_changes_on_one_day_the_one_entered_later_holds(office, viewer_of, announce, sealed, at):
    announce(by=office.morita, seal=sealed)
    announce(department=office.総務)
    before = viewer_of(office.nishino, APRIL)

    sweep(at_midnight(at, APRIL))

    assert before.departments == {office.総務.pk}
    assert viewer_of(office.nishino, APRIL) == before


def test_a_seal_cannot_be_used_by_somebody_it_does_not_name(office, browser_of, sealed):
    form = {"since": "2027-04-01", "department": office.労務.pk, "seal": sealed.code}

    answer = browser_of(office.owner).post("/settings/people/nishino/postings/add/", form)

    assert answer.status_code == 422
    assert "春の異動" not in answer.content.decode()


def test_from_its_day_on_it_is_open_to_all(office, viewer_of, announce, at):
    longer = actions.seal(label="長い封", people=[], until=date(2027, 12, 31), by=viewer_of(office.morita), at=at)
    announce(by=office.morita, seal=longer)

    shown = queries.spells(viewer_of(office.owner, APRIL), office.nishino)

    assert [(spell.posting.department, spell.is_now) for spell in shown] == [(office.労務, True)]


# --- 画面


def test_the_preview_saves_nothing_and_the_second_press_does(office, browser_of, recorded):
    browser = browser_of(office.morita)
    form = {"since": "4/1", "department": office.労務.pk, "title": "主任"}

    preview = browser.post("/settings/people/nishino/postings/preview/", form)

    assert "まだ何も保存していません" in preview.content.decode()
    assert not Posting.objects.exists()
    saved = browser.post("/settings/people/nishino/postings/add/", form, follow=True)
    assert Posting.objects.get().since == APRIL
    assert "変更を予約しました" in saved.content.decode()
    assert recorded() == ["posting.announced"]


def test_the_page_of_the_person_shows_past_present_and_coming(office, browser_of, viewer_of, announce, at):
    actions.change_person(office.nishino, title="主任", by=viewer_of(office.owner), at=at)
    announce(title="課長")

    shown = browser_of(office.owner).get("/settings/people/nishino/").content.decode()

    assert "変更を予約する" in shown
    assert "2027年3月31日" in shown.replace("（水）", "")


def test_employees_learn_nothing_of_changes_of_others(office, browser_of, announce):
    posting = announce()

    for who in (office.kobayashi, office.foreman, office.saeki, office.ohashi, office.sharoshi):
        assert browser_of(who).get(f"/settings/people/nishino/postings/{posting.code}/").status_code == 404


# --- 部署の日


def test_a_department_is_offered_only_while_it_is_open(office, browser_of, viewer_of):
    browser = browser_of(office.owner)
    browser.post("/settings/departments/add/", {"name": "新規事業部", "since": "2027-04-01"})
    browser.post(
        f"/settings/departments/{office.design.pk}/change/", {"name": "設計部", "position": "9", "until": "2026-11-16"}
    )

    offered = {each.name for each in queries.offered(viewer_of(office.owner).on)}
    ahead = {each.name for each in queries.offered(viewer_of(office.owner).on, ahead=True)}

    assert "設計部" not in offered | ahead
    assert "新規事業部" in ahead - offered
    shown = browser.get("/settings/people/kobayashi/").content.decode()
    assert "設計部" in shown  # whoever still stands there keeps it
    assert "設計部" in browser.get("/settings/departments/").content.decode()


def test_a_department_closes_after_it_opened(office, browser_of):
    form = {"name": "新規事業部", "since": "2027-04-01", "until": "2027-03-31"}

    answer = browser_of(office.owner).post(f"/settings/departments/{office.情シス.pk}/change/", form)

    assert answer.status_code == 422
    assert "開く日より前です" in answer.content.decode()


def test_a_closing_is_looked_at_before_it_is_entered(office, browser_of, announce):
    announce(department=office.労務)
    path = f"/settings/departments/{office.経理.pk}/"

    today, later = (browser_of(office.owner).get(f"{path}{ask}").content.decode() for ask in ("", "?until=2027-04-01"))

    assert "西野 千尋" in today
    assert "西野 千尋" not in later
    assert "閉じると残るもの" in later


# --- これまでの会社


def test_where_everybody_stands_becomes_the_first_posting_of_everybody(office, viewer_of, at):
    migration = import_module("urakata.features.company.migrations.0003_postings")
    office.ohashi.hired_on = None
    office.ohashi.save()
    before = viewer_of(office.nishino)

    migration.begin_with_the_present(apps, SimpleNamespace(connection=connection))

    rows = dict(Posting.objects.values_list("person__code", "since"))
    assert rows["nishino"] == date(2020, 4, 1)
    assert rows["ohashi"] == at.date()
    assert rows.keys() == {"morita", "saeki", "nishino", "ohashi", "foreman", "kobayashi"}
    assert not queries.begun(at.date()).exists()
    assert viewer_of(office.nishino) == before
