from datetime import date

import pytest

from urakata.common.accounts.models import Account
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.models import Person, Role

NEW = {"name": "山田 太郎", "kana": "ヤマダ タロウ", "number": "0101", "role": "employee"}


def test_an_owner_adds_a_person(office, browser_of, recorded):
    answer = browser_of(office.owner).post(
        "/settings/people/add/", NEW | {"address": "Yamada@Kodachi.example", "hired_on": "令和8年4月1日"}
    )

    made = Person.objects.get(number="0101")
    assert answer["Location"] == f"/settings/people/{made.code}/"
    assert made.hired_on == date(2026, 4, 1)
    assert made.account.email == "yamada@kodachi.example"
    assert not made.account.has_usable_password()
    assert list(made.roles.values_list("name", flat=True)) == ["employee"]
    assert recorded() == ["person.added"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "氏名"),
        ({"address": "saeki@kodachi.example"}, "ほかの人が使っています"),
        ({"hired_on": "きのう"}, "日付として読めませんでした"),
        ({"name": "山田 1234 5678 9018"}, "マイナンバーに見えます"),
        ({"number": "x" * 31}, "社員番号"),
        ({"department": "99999999999999999999"}, "部署"),
        ({"role": "king"}, "役割"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_added(office, browser_of, wrong, said):
    answer = browser_of(office.owner).post("/settings/people/add/", NEW | wrong)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Person.objects.filter(kana="ヤマダ タロウ").exists()


def test_a_lead_adds_people_but_no_owner(office, browser_of):
    browser = browser_of(office.morita)

    assert browser.post("/settings/people/add/", NEW).status_code == 302
    answer = browser.post("/settings/people/add/", NEW | {"number": "2", "role": "owner"})
    assert answer.status_code == 422
    assert "設定の持ち主ができます" in answer.content.decode()


def test_nothing_is_added_if_it_cannot_be_recorded(office, viewer_of, at, breaking_record):
    with pytest.raises(OSError, match="disk"):
        actions.add_person(name="山田", role="employee", address="y@example.jp", by=viewer_of(office.owner), at=at)

    assert not Person.objects.filter(name="山田").exists()
    assert not Account.objects.filter(email="y@example.jp").exists()


def form_of(person: Person, **changed: str) -> dict[str, str]:
    kept = {"name": person.name, "kana": person.kana, "department": str(person.department_id or "")}
    return kept | {"address": person.account.email, "hired_on": "2020-04-01"} | changed


def test_a_change_is_kept_and_recorded_by_the_names_of_what_changed(office, browser_of, recorded):
    browser_of(office.owner).post("/settings/people/nishino/change/", form_of(office.nishino, title="主任"))

    assert Person.objects.get(code="nishino").title == "主任"
    assert recorded() == ["person.changed"]


def test_the_same_again_changes_nothing(office, browser_of, recorded):
    browser_of(office.owner).post("/settings/people/nishino/change/", form_of(office.nishino))

    assert recorded() == []


def test_an_address_of_one_who_holds_more_is_not_changed(office, browser_of):
    answer = browser_of(office.owner).post(
        "/settings/people/saeki/change/", form_of(office.saeki, address="mine@kodachi.example")
    )

    assert answer.status_code == 422
    assert Account.objects.get(person=office.saeki).email == "saeki@kodachi.example"


def test_a_lead_does_not_change_a_lead_or_an_owner(office, browser_of):
    answer = browser_of(office.morita).post("/settings/people/owner/change/", form_of(office.owner, title="会長"))

    assert answer.status_code == 422
    assert Person.objects.get(code="owner").title == ""


def test_people_are_found_by_part_of_any_of_their_words(office, viewer_of):
    Person.objects.create(code="taka", name="髙橋 一", kana="タカハシ ハジメ", number="0042")
    owner = viewer_of(office.owner)

    for words in ("高橋", "ﾀｶﾊｼ", "0042", "髙橋　一"):
        assert [person.code for person in queries.listed(owner, words)] == ["taka"]
    assert {person.code for person in queries.listed(owner, "設計部")} == {"foreman", "kobayashi"}
    assert [person.code for person in queries.listed(owner, show="temp")] == ["ohashi"]


def test_the_list_is_cut_into_pages(office, browser_of):
    Person.objects.bulk_create(Person(code=f"p{n}", name=f"社員 {n}") for n in range(60))
    browser = browser_of(office.owner)

    assert "1／2" in browser.get("/settings/people/").content.decode()
    for page in ("2", "99", "-1", "x", "9" * 30):
        assert browser.get(f"/settings/people/?page={page}").status_code == 200


def test_the_list_does_not_ask_once_per_person(office, browser_of, django_assert_max_num_queries):
    Person.objects.bulk_create(Person(code=f"p{n}", name=f"社員 {n}") for n in range(45))
    browser = browser_of(office.owner)
    browser.get("/settings/people/")

    with django_assert_max_num_queries(15):
        browser.get("/settings/people/")


def test_a_lead_sees_only_clearances_that_the_lead_holds(office, browser_of):
    from urakata.features.company.models import Grant

    Grant.objects.create(
        code="n-board", person=office.nishino, clearance="board", granted_at="2026-11-01T00:00Z",
        confirmed_at="2026-11-01T00:00Z",
    )  # fmt: skip

    assert "役員会" not in browser_of(office.morita).get("/settings/people/").content.decode()
    assert "役員会" in browser_of(office.owner).get("/settings/people/").content.decode()


def test_a_role_is_given_from_a_day_until_a_day_and_ended(office, browser_of, viewer_of, recorded):
    browser = browser_of(office.owner)
    form = {"name": "office", "since": "2026-11-18", "until": "2026-12-31"}
    browser.post("/settings/people/kobayashi/roles/give/", form)

    role = Role.objects.get(person=office.kobayashi, name="office")
    assert not viewer_of(office.kobayashi).in_office
    assert viewer_of(office.kobayashi, date(2026, 12, 1)).in_office
    browser.post("/settings/people/kobayashi/roles/end/", {"role": role.pk})
    assert not viewer_of(office.kobayashi, date(2026, 12, 1)).in_office
    assert recorded() == ["role.given", "role.ended"]


def test_a_role_of_somebody_else_is_not_ended_here(office, browser_of):
    other = Role.objects.get(person=office.nishino)

    answer = browser_of(office.owner).post("/settings/people/kobayashi/roles/end/", {"role": other.pk})

    assert answer.status_code == 404


def test_the_last_owner_cannot_step_down(office, viewer_of, at):
    with pytest.raises(NotAllowed):
        actions.end_role(Role.objects.get(person=office.owner), by=viewer_of(office.owner), at=at)
    with pytest.raises(NotAllowed):
        actions.leave(office.owner, on=date(2026, 12, 1), by=viewer_of(office.owner), at=at)


def test_who_may_be_asked_is_of_the_office_here_and_cleared(office, viewer_of):
    morita = viewer_of(office.morita)
    Person.objects.filter(pk=office.nishino.pk).update(leaves_on=date(2026, 11, 1))

    def codes(**more) -> set[str]:
        return {person.code for person in queries.assignable(morita, **more)}

    assert codes() == {"morita", "saeki", "ohashi"}
    assert codes(clearance="pay") == {"morita", "saeki"}
    assert codes(department_id=office.総務.pk) == {"morita", "ohashi"}


def test_names_come_in_one_query(office, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = queries.names([office.morita.pk, office.saeki.pk, None])

    assert found == {office.morita.pk: "森田 真由美", office.saeki.pk: "佐伯 悠"}


@pytest.mark.parametrize(
    ("who", "count"),
    [("owner", 8), ("morita", 8), ("saeki", 8), ("ohashi", 1), ("foreman", 2), ("kobayashi", 1), ("sharoshi", 1)],
)
def test_each_sees_the_people_they_work_with(office, viewer_of, who, count):
    assert queries.people(viewer_of(getattr(office, who))).count() == count
