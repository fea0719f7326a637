"""はじめての設定: from the link that `serve` prints on an empty home to 今日, with few presses."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

MOST_PRESSES = 30  # of keys that are no letters, chips, selects and buttons, on the whole way
SRC = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture
def begun(tmp_path) -> Iterator[str]:
    """The link that a real `serve` prints on an empty home; it ends with the test."""
    words = ["serve", "--home", str(tmp_path / "home"), "--port", "0", "--today", "2026-11-17", "--json"]
    env = {key: value for key, value in os.environ.items() if not key.startswith(("URAKATA_", "DJANGO_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "urakata.config.cli", *words],
        env=env | {"PYTHONPATH": str(SRC)}, stdout=subprocess.PIPE, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())["begin"]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)


class Hand:
    """手: presses and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def types(self, field: str, words: str) -> None:
        self.page.fill(field, words)
        self.presses += 1

    def takes(self, field: str) -> None:
        self.page.locator(field).check(force=True)
        self.presses += 1

    def chooses(self, field: str, value: str) -> None:
        self.page.select_option(field, value)
        self.presses += 1

    def presses_on(self, name: str, there: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_url(f"**{there}")
        self.presses += 1


@pytest.fixture
def sit(chromium: Browser) -> Iterator[Callable[..., Page]]:
    opened: list[Any] = []

    def at(width: int = 1280, *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale="ja-JP", java_script_enabled=scripts
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context.new_page()

    yield at
    for context in opened:
        context.close()


def begins(hand: Hand, link: str) -> None:
    hand.page.goto(link)
    hand.types("#id_name", "株式会社みほん")
    hand.types("#id_owner", "児玉 一郎")
    hand.types("#id_address", "kodama@mihon.example")
    hand.types("#id_password", "naisho-no-kotoba")
    hand.types("#id_again", "naisho-no-kotoba")
    hand.presses_on("会社を始める", "/begin/company/")


def test_from_the_printed_link_to_today(begun, sit):
    page, started = sit(), time.monotonic()
    hand = Hand(page)

    begins(hand, begun)
    expect(page.locator(".grow2 b")).to_have_text(page.locator(".grow2 .was").inner_text())
    hand.takes("#kind-corporation")
    hand.types("#employees", "48")
    hand.takes("#year-end-3")
    expect(page.locator("#hint-people")).to_contain_text("毎月の納付")
    expect(page.locator("#hint-year_end")).to_contain_text("5月31日（月）")
    hand.chooses("#closing_day", "last")
    hand.chooses("#payday_month", "next")
    hand.chooses("#payday", "25")
    expect(page.locator("#gain-pay")).to_contain_text("＋")
    hand.takes("#bonus-7")
    hand.takes("#bonus-12")
    hand.takes("#industry-construction")
    expect(page.locator("#gain-industries")).to_contain_text("いま")
    lined = page.locator(".grow2 b").inner_text()
    fits_a_phone(sit, page)
    hand.presses_on("並んだ締切へ進む", "/begin/deadlines/")

    expect(page.locator("#used")).to_contain_text(f"{lined}件")
    page.locator("#d-gensen_nofu").get_by_text("うちには無い").click()
    page.locator("#o-gensen_nofu .chip").nth(1).click()
    page.locator("#o-gensen_nofu").get_by_role("button", name="外す").click()
    hand.presses += 3
    expect(page.locator("#d-gensen_nofu")).to_contain_text("まとめて納めている")
    expect(page.locator("#used")).to_contain_text(f"{int(lined) - 12}件")
    page.locator("#d-gensen_nofu").get_by_role("button", name="戻す").click()
    hand.presses += 1
    expect(page.locator("#used")).to_contain_text(f"{lined}件")
    hand.presses_on("銀行の締めへ進む", "/begin/bank/")

    expect(page.locator("#sending")).to_contain_text("11月19日（木）")
    hand.takes("#before-4")
    expect(page.locator("#sending")).to_contain_text("11月18日（水）")
    hand.presses_on("この締めに決める", "/begin/procedure/")
    hand.takes("#pick-monthly_closing")
    hand.presses_on("この仕事から始める", "/begin/invite/")
    hand.presses_on("招かずに、今日へ進む", "/")

    expect(page.locator(".first > li")).to_have_count(1)
    expect(page.locator(".first")).to_contain_text("月次決算")
    expect(page.locator(".first-left a")).to_have_text("一人招く")
    print(f"{hand.presses} presses, {time.monotonic() - started:.1f} s by machine")
    assert hand.presses <= MOST_PRESSES


def fits_a_phone(sit: Callable[..., Page], page: Page) -> None:
    phone = sit(390)
    phone.context.add_cookies(page.context.cookies())
    phone.goto(page.url)
    expect(phone.locator("#employees")).to_have_value("48")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_leaving_by_the_side_door_keeps_what_was_typed_and_one_line(begun, sit):
    page = sit()
    begins(Hand(page), begun)
    page.locator("#kind-corporation").check(force=True)
    expect(page.locator("#gain-kind")).to_contain_text("件から")
    page.fill("#employees", "48")

    page.goto(begun.split("/begin/")[0] + "/settings/company/")
    page.goto(begun.split("/begin/")[0] + "/record/")

    expect(page.locator(".log a", has_text="会社のことを変えた")).to_have_count(1)
    page.goto(begun.split("/begin/")[0] + "/begin/company/")
    expect(page.locator("#employees")).to_have_value("48")


def test_without_scripts_every_form_goes_through(begun, sit):
    page = sit(scripts=False)
    hand = Hand(page)

    begins(hand, begun)
    hand.takes("#kind-corporation")
    hand.types("#employees", "9")
    hand.chooses("#payday", "25")
    page.locator("noscript button").or_(page.locator(".setup-q > p button")).first.click()
    expect(page.locator("#hint-people")).to_contain_text("納期の特例")
    hand.takes("#withholding-half_year")
    hand.presses_on("並んだ締切へ進む", "/begin/deadlines/")
    page.locator("#d-juminzei_nonyu").get_by_text("うちには無い").click()
    page.fill("#why-own", "住民税を預からない")
    page.get_by_role("button", name="外す", exact=True).click()
    expect(page.locator("#d-juminzei_nonyu")).to_contain_text("住民税を預からない")
    hand.presses_on("銀行の締めへ進む", "/begin/bank/")
    hand.presses_on("この締めに決める", "/begin/procedure/")
    hand.takes("#pick-payables")
    hand.presses_on("この仕事から始める", "/begin/invite/")
    page.fill("#id_name", "新田 一郎")
    page.fill("#id_address", "nitta@mihon.example")
    hand.presses_on("この人を招く", "/begin/invite/send/")
    assert "/invite/" in page.locator("#link").input_value()
    hand.presses_on("今日へ進む", "/")

    expect(page.locator(".first")).to_contain_text("支払")
