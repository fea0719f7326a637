from datetime import date

from urakata.features.company.models import Seal

FORM = {"label": "12月1日の人事発令", "people": ["saeki"], "until": "2026-12-01"}


def test_a_seal_is_seen_by_those_named_alone(office, browser_of, viewer_of, recorded):
    browser_of(office.morita).post("/settings/seals/make/", FORM)
    made = Seal.objects.get()

    assert {person.code for person in made.people.all()} == {"morita", "saeki"}
    assert made.pk in viewer_of(office.owner).shut_seals
    assert made.pk not in viewer_of(office.saeki).shut_seals
    assert "人事発令" in browser_of(office.saeki).get("/settings/seals/").content.decode()
    assert "人事発令" not in browser_of(office.nishino).get("/settings/seals/").content.decode()
    assert browser_of(office.owner).get("/settings/seals/").status_code == 404
    assert recorded() == ["seal.made"]


def test_the_record_of_a_seal_is_sealed_too(office, browser_of, viewer_of):
    from urakata.common.audit.queries import entries

    browser_of(office.morita).post("/settings/seals/make/", FORM)

    assert not entries(viewer_of(office.owner)).filter(act="seal.made").exists()
    assert entries(viewer_of(office.morita)).filter(act="seal.made").exists()


def test_one_of_those_named_opens_it_early_and_nobody_else(office, browser_of, viewer_of, recorded):
    browser_of(office.morita).post("/settings/seals/make/", FORM)
    code = Seal.objects.get().code

    assert browser_of(office.nishino).post(f"/settings/seals/{code}/lift/").status_code == 404
    assert browser_of(office.saeki).post(f"/settings/seals/{code}/lift/").status_code == 302
    assert viewer_of(office.owner).shut_seals == frozenset()
    assert recorded() == ["seal.made", "seal.lifted"]


def test_a_second_press_is_told(office, browser_of):
    browser_of(office.morita).post("/settings/seals/make/", FORM)
    code = Seal.objects.get().code
    for _ in range(2):
        answer = browser_of(office.saeki).post(f"/settings/seals/{code}/lift/", follow=True)

    assert "もう終わっています" in answer.content.decode()


def test_a_day_that_has_passed_is_refused(office, browser_of):
    answer = browser_of(office.morita).post("/settings/seals/make/", FORM | {"until": "2026-11-16"})

    assert answer.status_code == 422
    assert "過ぎています" in answer.content.decode()


def test_it_opens_by_itself_after_its_day(office, browser_of, viewer_of):
    browser_of(office.morita).post("/settings/seals/make/", FORM)

    assert viewer_of(office.owner, date(2026, 12, 1)).shut_seals
    assert not viewer_of(office.owner, date(2026, 12, 2)).shut_seals
