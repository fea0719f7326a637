"""The cast: the people of a small office, the same in every test."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client

AT = datetime(2026, 11, 17, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
TODAY = AT.date()


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path) -> None:
    settings.FILES_DIR = tmp_path / "files"
    settings.BACKUPS_DIR = tmp_path / "backups"


@pytest.fixture(autouse=True)
def nobody_has_tried_the_door_before() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def the_clock_stands_at_nine(monkeypatch) -> None:
    monkeypatch.setattr("urakata.config.middleware.now", lambda: AT)


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def office(db) -> SimpleNamespace:
    """こだち: morita leads, saeki does 労務 (with pay), nishino 経理, ohashi is a temp in 総務, the rest the portal."""
    from urakata.common.accounts.models import Account
    from urakata.features.company.models import Company, Department, Grant, Person, Role

    Company.objects.create(name="株式会社こだち空間設計", made_at=AT, profile={"payday": 25, "payday_month": "same"})
    upper = Department.objects.create(name="管理部", position=1)
    below = {
        name: Department.objects.create(name=name, parent=upper, position=index)
        for index, name in enumerate(["労務", "経理", "総務", "人事", "情シス"], start=2)
    }
    design = Department.objects.create(name="設計部", position=9)

    def person(key: str, name: str, role: str, department: Department | None, *clearances: str) -> Person:
        account = Account.objects.create_user(f"{key}@kodachi.example", "naisho-no-kotoba")
        made = Person.objects.create(
            code=key, name=name, account=account, department=department, hired_on=date(2020, 4, 1),
            is_outside=role == "outside",
        )  # fmt: skip
        Role.objects.create(person=made, name=role)
        for clearance in clearances:
            Grant.objects.create(
                code=f"{key[:5]}-{clearance[:6]}", person=made, clearance=clearance, granted_at=AT, confirmed_at=AT
            )
        return made

    return SimpleNamespace(
        upper=upper,
        design=design,
        **below,
        morita=person("morita", "森田 真由美", "lead", upper, "pay", "people"),
        saeki=person("saeki", "佐伯 悠", "office", below["労務"], "pay", "people"),
        nishino=person("nishino", "西野 千尋", "office", below["経理"]),
        ohashi=person("ohashi", "大橋 里奈", "temp", below["総務"]),
        foreman=person("foreman", "長谷川 剛", "manager", design),
        kobayashi=person("kobayashi", "小林 真帆", "employee", design),
        sharoshi=person("sharoshi", "堀 恵子", "outside", None),
        owner=person("owner", "児玉 一郎", "owner", None),
    )


@pytest.fixture
def viewer_of(db) -> Callable:
    """The Viewer of a person of the cast on the day of the test."""
    from urakata.features.company.models import Person
    from urakata.features.company.queries import viewer

    return lambda person, on=TODAY: viewer(Person.objects.get(pk=person.pk), on)


@pytest.fixture
def browser_of(db) -> Callable[..., Client]:
    """A signed-in client for a person of the cast."""

    def signed_in(person) -> Client:
        client = Client()
        client.force_login(person.account, backend="urakata.common.accounts.backend.AccountBackend")
        return client

    return signed_in
