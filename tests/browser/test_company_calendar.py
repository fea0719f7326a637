"""会社の暦: the owner closes a summer break, sees beforehand what it moves, takes it out and puts it back; on paper it
is one sheet."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import LOOKS, serious, sideways, wear
from urakata.features.company.models import Company, Role

PAGE = "/settings/calendar/"


@pytest.fixture
def owner(desk, house, live_server):
    """児玉 owns the settings and leads as well, and the company pays the tax it withholds each month."""
    Role.objects.create(person=house.office.owner, name="lead")
    Company.objects.update(profile={"withholding_tax": "monthly", "payday": 25})
    return desk(house.office.owner)


def test_days_are_closed_with_open_eyes_and_opened_again(owner):
    owner.go(PAGE)
    owner.page.get_by_label("いつ").fill("２０２７年８月１０日〜１３日")
    owner.page.get_by_label("名前").fill("夏季休業")
    owner.press("動く日を見る")
    expect(owner.page.get_by_text("源泉所得税の納付（毎月） 2027年7月分")).to_be_visible()
    assert _wrong_in_every_look(owner) == []

    owner.press("この日を休みにする")
    expect(owner.page.get_by_text("「夏季休業」2027年8月10日（火）〜13日（金）を休みにしました。")).to_be_visible()
    assert _wrong_in_every_look(owner) == []

    owner.press("外す 夏季休業 8月10日（火）〜13日（金）")
    expect(owner.page.get_by_text("を外しました。")).to_be_visible()
    owner.press("休みに戻す")
    expect(owner.page.locator("td.own")).to_have_count(4)
    assert owner.troubles == []


def test_a_year_is_one_sheet_of_paper(owner):
    owner.go(f"{PAGE}?year=2028")

    paper = owner.page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def _wrong_in_every_look(seat) -> list[str]:
    found = []
    for width, brightness in LOOKS:
        wear(seat.page, width, brightness)
        found += [f"{width} {brightness}: {each}" for each in [sideways(seat.page), *serious(seat.page)] if each]
    wear(seat.page, *LOOKS[0])
    return found
