"""家を開ける: from a path to a ready database, for the commands that need one."""

import os
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec

import django
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection

from urakata.common.commands import BadInput, Command
from urakata.config.home import Home, home, setting
from urakata.config.prepare import prepare
from urakata.core.business_days import ClosedDay
from urakata.core.profile import Profile
from urakata.core.viewer import Viewer

OLDER = "「{home}」は前の版の家です。./urakata serve で一度開いてから、もう一度たずねてください。"
NO_COMPANY = (
    "「{home}」には会社がありません。./urakata serve か ./urakata init で始められます。見本は ./urakata demo です。"
)


def refuse_empty(home: Home) -> None:
    """Before anything is written: a home that was never begun stays untouched."""
    if not setting("DATABASE_HOST") and not home.database.exists():
        raise BadInput(NO_COMPANY.format(home=home.path))


def commands() -> Iterator[Command]:
    """COMMANDS of every app and of config.commands."""
    _set_up()
    below = [config.name for config in apps.get_app_configs() if config.name.startswith("urakata.")]
    for module in [*(f"{name}.commands" for name in below), "urakata.config.commands.running"]:
        if find_spec(module):
            yield from import_module(module).COMMANDS


def open_home(home: Home, *, begins: bool) -> None:
    """Prepare the database; unless the command begins a home, there must be a company in it."""
    try:
        prepare(home)
        is_begun = begins or has_company()
    except DatabaseError as error:
        raise BadInput(f"「{home.path}」のデータベースを開けません: {error}") from error
    if not is_begun:
        raise BadInput(NO_COMPANY.format(home=home.path))


def has_company() -> bool:
    return company_kind() is not None


def company_kind() -> str | None:
    """Whose home this is: `real`, `sample`, or nobody's yet."""
    is_sample = apps.get_model("company", "Company").objects.values_list("is_sample", flat=True).first()
    return None if is_sample is None else "sample" if is_sample else "real"


def closed_days() -> tuple[ClosedDay, ...]:
    """会社の休業日 of the company in the home; none while there is no company in it."""
    found = profile()
    return (found.closed_days or ()) if found else ()


def profile() -> Profile | None:
    """会社のこと of the company in the home; None while there is no company in it."""
    _set_up()
    from urakata.features.company import queries as company

    try:
        return company.profile()
    except DatabaseError:
        if _has_tables():  # of an older version: an answer that forgot the closed days would look right
            raise BadInput(OLDER.format(home=home().path)) from None
        return None


def _has_tables() -> bool:
    try:
        return "company_company" in connection.introspection.table_names()
    except DatabaseError:
        return False


def viewer_of(email: str, on: date) -> Viewer:
    """--as: the person behind an address."""
    from urakata.features.company import queries as company

    account = get_user_model().objects.filter(email__iexact=email).first()
    viewer = company.viewer_of(account, on) if account else None
    if viewer is None:
        raise BadInput(f"--as「{email}」という人はいません。会社に登録されたメールアドレスを書いてください。")
    return viewer


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "urakata.config.settings")
    django.setup()
