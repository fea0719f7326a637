"""入社を足す: days are typed, the deadlines stand beside them at once; one is taken out, a day moves, all is undone."""

from playwright.sync_api import expect

from urakata.features.company.models import Company
from urakata.features.duties.models import Happening


def test_from_the_page_of_a_person_to_the_deadlines_and_back(desk, house):
    Company.objects.update(profile={"kind": "corporation", "employees": 48, "payday": 25})
    morita, phone = desk(house.office.morita), desk(house.office.saeki, width=390, dark=True, scripts=False)
    morita.go("/settings/people/kobayashi/")

    morita.page.get_by_text("出来事を足す", exact=True).click()
    morita.page.get_by_role("link", name="人が入る", exact=True).click()
    _type(morita, "入社日", "R8.12.1")
    expect(morita.page.locator("#echo-hire_date")).to_have_text("12月1日（火）")
    expect(morita.page.locator("#echo-acquisition_date")).to_contain_text("空けたまま")
    expect(morita.page.locator("#foreseen")).to_contain_text("12月4日（金）")
    with morita.answered():
        morita.page.get_by_label("雇入時健康診断").uncheck()
    expect(morita.page.locator("#foreseen .out-l")).to_contain_text("雇入時健康診断")
    morita.press("この出来事を足す")

    (made,) = Happening.objects.all()
    assert (made.person, made.without) == (house.office.kobayashi, {"yatoire_kenshin"})
    expect(morita.page.locator(".hap-lines")).not_to_contain_text("雇入時健康診断")

    phone.go(f"/plan/happenings/{made.code}/")  # without scripts, on a phone
    phone.page.locator("aside summary").click()
    phone.page.get_by_label("入社日").fill("12/7")
    phone.press("動くものを見る")
    expect(phone.page.locator("table")).to_contain_text("日あとへ")
    phone.press("この日に変える")
    phone.press("この出来事を取り消す")
    phone.press("元に戻す")

    made.refresh_from_db()
    assert made.given == {"hire_date": "2026-12-07", "without": ["yatoire_kenshin"]}
    assert made.taken_back_at is None
    assert (morita.troubles, phone.troubles) == ([], [])


def _type(desk, label: str, day: str) -> None:
    desk.page.wait_for_load_state()  # a page that is still coming hears no change
    with desk.answered():
        desk.page.get_by_label(label).fill(day)
        desk.page.get_by_label(label).blur()
