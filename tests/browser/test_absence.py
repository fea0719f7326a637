"""二週間の休み: saeki, who runs payroll, is away; hayakawa is asked and does it; then it is saeki's again."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from urakata.common.accounts.models import Account
from urakata.features.company.models import Grant, Person, Role
from urakata.features.runs.actions.opening import open_by_hand

TOKYO = ZoneInfo("Asia/Tokyo")
WHY = "佐伯さんは12月4日（金）まで休みです。代わりの順の1番目です。"


@pytest.fixture
def on(monkeypatch):
    """The clock of the house stands at nine of that day."""

    def stand(day: date) -> None:
        moment = datetime.combine(day, time(9), TOKYO)
        monkeypatch.setattr("urakata.config.middleware.now", lambda: moment)

    return stand


@pytest.fixture
def hayakawa(office, at, live_server) -> Person:
    """Of 労務 with 給与, as saeki."""
    account = Account.objects.create_user("hayakawa@kodachi.example", "naisho-no-kotoba")
    made = Person.objects.create(code="hayakawa", name="早川 美咲", account=account, department=office.労務)
    Role.objects.create(person=made, name="office")
    Grant.objects.create(code="hay-pay", person=made, clearance="pay", granted_at=at, confirmed_at=at)
    return made


def test_nothing_stops_while_the_one_who_runs_payroll_is_away(desk, house, hayakawa, on, at):
    run = open_by_hand(house.payroll, anchor_on=date(2026, 11, 27), by=house.viewer("saeki"), at=at)
    saeki, morita = desk(house.office.saeki), desk(house.office.morita, scripts=False)
    other = desk(hayakawa, width=390, dark=True)

    _put_in_order(saeki, house)
    _leave_for_two_weeks(saeki)
    on(date(2026, 11, 27))
    _do_payroll(other, morita, run)
    on(date(2026, 12, 7))
    _come_back(saeki, other, run)

    assert (saeki.troubles, morita.troubles, other.troubles) == ([], [], [])


def _put_in_order(saeki, house) -> None:
    saeki.go(f"/procedures/{house.payroll.code}/")
    for name in ("森田 真由美", "早川 美咲"):
        saeki.page.get_by_label("加える人").select_option(label=name)
        saeki.press("順の終わりに加える")
    saeki.press("早川 美咲を上へ")
    order = saeki.page.locator("section", has=saeki.page.get_by_role("heading", name="代わりの順")).locator("ol li")
    expect(order.first).to_contain_text("早川 美咲")


def _leave_for_two_weeks(saeki) -> None:
    saeki.go("/settings/absences/")
    saeki.page.get_by_label("いつから").fill("11/24")
    saeki.page.get_by_label("いつまで").fill("12/4")
    saeki.press("重なる作業を先に見る")
    expect(saeki.page.locator("main")).to_contain_text("早川さん（代わりの順の1番目）")
    saeki.press("この休みを入れる")
    expect(saeki.page.locator("main")).to_contain_text("24日（火）から12月4日（金）まで")


def _do_payroll(doer, checker, run) -> None:
    doer.go("/")
    expect(doer.page.locator("main")).to_contain_text(WHY)
    doer.page.get_by_role("link", name="続きから").first.click()
    assert doer.heading.endswith("給与を計算する")
    doer.finish_step(net="12,715,430")
    checker.go(f"/runs/{run.code}/")
    checker.page.locator("#g-figure").fill("12715430")
    checker.press("確かめて、しるしを残す")
    doer.go("/tasks/")
    expect(doer.page.locator("section[aria-labelledby=my-h]")).to_contain_text("給与を振り込む")
    doer.go(f"/runs/{run.code}/")
    assert doer.heading.endswith("給与を振り込む")
    doer.press("この工程を終える")


def _come_back(saeki, other, run) -> None:
    other.go("/tasks/")
    expect(other.page.locator("main")).not_to_contain_text("給与の明細を渡す")
    saeki.go("/tasks/")
    expect(saeki.page.locator("main")).to_contain_text("給与の明細を渡す")
    expect(saeki.page.locator("main")).not_to_contain_text("休みです")
    saeki.go(f"/runs/{run.code}/")
    assert saeki.heading.endswith("給与の明細を渡す")
    saeki.press("この工程を終える")
    expect(saeki.page.locator(".deadline")).to_contain_text("完了")
