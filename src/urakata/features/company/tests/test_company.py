from datetime import date

import pytest

from urakata.core.profile import Kind, Profile
from urakata.features.company import actions, queries
from urakata.features.company.models import ClosedDay, Company, Department

WHOLE = {
    "name": "株式会社こだち空間設計",
    "kind": "corporation",
    "employees": "４８",
    "fiscal_year_end": "03-31",
    "closing_day": "last",
    "payday": "25",
    "payday_month": "next",
    "bonuses": "07-10、12-10",
    "industries": "construction, design",
    "invoice_registered": "true",
    "bank_days_before": "3",
    "bank_until": "17:00",
}


def test_the_owner_says_what_the_company_is(office, browser_of, recorded):
    answer = browser_of(office.owner).post("/settings/company/save/", WHOLE)

    profile = queries.profile()
    assert answer["Location"] == "/settings/company/"
    assert profile is not None
    assert (profile.kind, profile.employees, profile.bonuses) == (Kind.CORPORATION, 48, ((7, 10), (12, 10)))
    assert profile.bank is not None
    assert (profile.bank.days_before, profile.bank.until) == (3, "17:00")
    assert profile.invoice_registered is True
    assert profile.withholding_tax is None
    assert recorded() == ["company.changed"]


def test_what_the_form_does_not_ask_stays_as_it_is(office, browser_of):
    ClosedDay.objects.create(on=date(2026, 8, 13), name="夏季休業")
    ClosedDay.objects.create(on=date(2000, 12, 29), is_yearly=True, name="年末年始")

    browser_of(office.owner).post("/settings/company/save/", WHOLE)

    assert queries.closed_days() == (date(2026, 8, 13), (12, 29))
    assert not queries.calendars()("company").is_open(date(2026, 12, 29))


def test_a_file_begins_with_its_closed_days_and_the_profile_gives_them_back(db, at):
    from urakata.core.viewer import operator

    said = Profile(name="わかば", closed_days=(date(2026, 8, 13), (12, 29)))
    actions.init_company(said, "kodama@example.jp", by=operator(at.date()), at=at)

    assert "closed_days" not in Company.objects.get().profile
    assert queries.profile().to_plain()["closed_days"] == ["2026-08-13", "12-29"]


def test_a_profile_with_other_closed_days_keeps_names_and_half_days(office, viewer_of, at):
    ClosedDay.objects.create(on=date(2026, 8, 13), name="夏季休業")
    ClosedDay.objects.create(on=date(2026, 8, 14), name="夏季休業")
    ClosedDay.objects.create(on=date(2026, 12, 28), half="pm", name="大掃除")
    said = Profile(name="こだち", closed_days=(date(2026, 8, 13), (12, 29)))

    changed = actions.change_company(queries.company(), said, by=viewer_of(office.owner), at=at)

    assert "closed_days" in changed
    assert list(ClosedDay.objects.values_list("on", "name", "half")) == [
        (date(2026, 8, 13), "夏季休業", ""),
        (date(2026, 12, 28), "大掃除", "pm"),
        (date(2000, 12, 29), "", ""),
    ]


def test_the_same_form_again_changes_nothing(office, browser_of, recorded):
    browser = browser_of(office.owner)
    for _ in range(2):
        page = browser.get("/settings/company/")
        kept = {name: page.context["form"].initial.get(name, "") for name in page.context["form"].fields}
        browser.post("/settings/company/save/", kept | WHOLE)

    assert recorded() == ["company.changed"]


UNREADABLE = [
    ("payday", "32"),
    ("employees", "-1"),
    ("employees", "9" * 30),
    ("bonuses", "7月"),
    ("bank_until", "25"),
    ("kind", "x"),
]


@pytest.mark.parametrize(("key", "text"), UNREADABLE)
def test_what_cannot_be_read_is_said_at_its_field(office, browser_of, key, text, recorded):
    answer = browser_of(office.owner).post("/settings/company/save/", WHOLE | {key: text})

    assert answer.status_code == 422
    assert key in answer.context["form"].errors
    assert recorded() == []


def test_a_lead_reads_and_does_not_change(office, browser_of):
    browser = browser_of(office.morita)

    assert "設定の持ち主ができます" in browser.get("/settings/company/").content.decode()
    assert browser.post("/settings/company/save/", WHOLE).status_code == 404


def test_a_company_begins_once(db, at):
    from urakata.core.refusal import NotAllowed
    from urakata.core.viewer import operator

    by = operator(at.date())
    owner, _ = actions.init_company(Profile(name="わかば"), "kodama@example.jp", by=by, at=at)

    assert queries.viewer(owner, at.date()).is_owner
    assert queries.viewer(owner, at.date()).is_lead  # else nobody could open the shelf on the first day
    assert not queries.viewer(owner, at.date()).clearances
    with pytest.raises(NotAllowed):
        actions.init_company(Profile(), None, by=by, at=at)


def test_a_person_alone_holds_everything(db, at):
    from urakata.core.clearance import Clearance
    from urakata.core.viewer import operator

    owner, _ = actions.init_company(Profile(), None, True, by=operator(at.date()), at=at)
    seen = queries.viewer(owner, at.date())

    assert seen.is_owner
    assert seen.is_lead
    assert seen.in_office
    assert seen.clearances == set(Clearance)
    assert queries.profile().kind is Kind.PERSONAL


def test_the_first_owner_without_an_address_says_who_they_are(db, at, client):
    from urakata.core.viewer import operator

    _, token = actions.init_company(Profile(), by=operator(at.date()), at=at)
    form = {
        "name": "児玉 一郎",
        "address": "Kodama@example.jp",
        "password": "naisho-no-kotoba",
        "again": "naisho-no-kotoba",
    }

    assert client.post(f"/invite/{token}/", form | {"address": "x"}).status_code == 422
    assert client.post(f"/invite/{token}/", form)["Location"] == "/begin/company/"
    client.post("/enter/out/")
    assert client.post("/enter/", {"login": "kodama@example.jp", "password": "naisho-no-kotoba"}).status_code == 302


def test_the_first_owner_invited_by_address_is_asked_for_a_name_and_goes_on_to_the_templates(db, at, client):
    from urakata.core.viewer import operator

    _, token = actions.init_company(Profile(), "kodama@example.jp", by=operator(at.date()), at=at)
    asked = client.get(f"/invite/{token}/").content.decode()
    form = {"name": "児玉 一郎", "address": "kodama@example.jp"}
    client.post(f"/invite/{token}/", form | {"password": "naisho-no-kotoba", "again": "naisho-no-kotoba"})

    assert "kodama@example.jp" in asked
    assert queries.person_named("児玉 一郎") is not None
    assert client.get("/procedures/library/").status_code == 200


def test_a_department_is_added_changed_and_put_away(office, browser_of, recorded):
    browser = browser_of(office.owner)
    browser.post("/settings/departments/add/", {"name": "営業部", "position": "7"})
    sales = Department.objects.get(name="営業部")
    browser.post(f"/settings/departments/{sales.pk}/change/", {"name": "営業一部", "parent": office.upper.pk})
    browser.post(f"/settings/departments/{sales.pk}/remove/")

    assert not Department.objects.filter(pk=sales.pk).exists()
    assert recorded() == ["department.added", "department.changed", "department.removed"]


def test_a_department_in_use_stays_and_none_stands_below_itself(office, browser_of):
    browser = browser_of(office.owner)

    used = browser.post(f"/settings/departments/{office.経理.pk}/remove/", follow=True)
    form = {"name": "管理部", "parent": office.経理.pk}
    round_ = browser.post(f"/settings/departments/{office.upper.pk}/change/", form)
    twice = browser.post("/settings/departments/add/", {"name": "経理"})

    assert "先に移してください" in used.content.decode()
    assert "上の部署にはできません" in round_.content.decode()
    assert "同じ名前の部署" in twice.content.decode()
    assert (round_.status_code, twice.status_code) == (422, 422)


def test_before_there_is_a_company_there_is_no_profile(db):
    assert not Company.objects.exists()
    assert queries.profile() is None
    assert queries.closed_days() == ()
