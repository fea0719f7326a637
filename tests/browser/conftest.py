"""本物のブラウザ: one Chromium for all journeys, a server of our own on the loopback, a desk for each person."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.desk import Desk
from tests.walk.house import House
from urakata.common.accounts.backend import BACKEND

CHROMIUM = Path("/usr/bin/chromium")
QUIETLY = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 10_000  # milliseconds for anything to appear


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread, beside the ORM
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def desk(chromium, live_server) -> Iterator[Callable[..., Desk]]:
    """desk(person, width=1280, dark=False, scripts=True): a browser of their own, signed in, at its first page."""
    opened: list[BrowserContext] = []

    def sit(person=None, *, width: int = 1280, dark: bool = False, scripts: bool = True) -> Desk:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844 if width < 600 else 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        if person is not None:
            context.add_cookies([{"name": "sessionid", "value": _session(person), "url": live_server.url}])
        return Desk(context.new_page(), live_server.url)

    yield sit
    for context in opened:
        context.close()


def _session(person) -> str:
    client = Client()
    client.force_login(person.account, backend=BACKEND)
    return client.cookies["sessionid"].value


@pytest.fixture
def house(office, at, live_server) -> House:
    """月次決算 in nishino's hands, 給与計算 that waits for morita; see tests/walk/house.py."""
    return House(office, at)
