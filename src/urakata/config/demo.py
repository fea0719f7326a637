"""見本の家: a home that holds the sample company, made once and remembered as such."""

import json
import shutil
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from urakata.common.commands import BadInput
from urakata.config.home import Home, now, set_clock
from urakata.config.opening import company_kind
from urakata.config.prepare import prepare

PEOPLE, TASKS = 48, 0  # the company of the sample; more of both is for measuring
SAMPLE = "urakata.config.sample"


def furnish(home: Home, *, people: int | None, tasks: int | None, reset: bool, today: date | None) -> None:
    """The sample stands in the home afterwards. A home of a real company is never touched."""
    prepare(home)
    if company_kind() == "real":
        raise BadInput(f"「{home.path}」には本物の会社があります。見本は --home で別の場所に作ってください。")
    if reset or not _is_whole(home):
        if reset or company_kind():  # a fresh home has just been prepared
            _clear(home)
            prepare(home)
        set_clock(today)
        _build(home, people or PEOPLE, tasks or TASKS)
        return
    _refuse_other_size(home, people, tasks)
    if today:
        set_clock(today)


def _build(home: Home, people: int, tasks: int) -> None:
    if find_spec(SAMPLE) is None:
        raise BadInput("見本の会社はまだありません。./urakata init で自分の会社をつくってください。")
    import_module(SAMPLE).build(people=people, tasks=tasks, at=now())
    _mark(home).write_text(json.dumps({"people": people, "tasks": tasks}))  # last: a half-made sample is made anew


def _is_whole(home: Home) -> bool:
    return company_kind() == "sample" and _mark(home).exists()


def _refuse_other_size(home: Home, people: int | None, tasks: int | None) -> None:
    made = json.loads(_mark(home).read_text())
    if people not in (None, made["people"]) or tasks not in (None, made["tasks"]):
        raise BadInput(f"見本は {made['people']}人・{made['tasks']}件でもう作ってあります。作り直すには --reset です。")


def _clear(home: Home) -> None:
    _mark(home).unlink(missing_ok=True)
    set_clock(None)
    if connection.vendor == "sqlite":
        connection.close()
        for part in home.path.glob(f"{home.database.name}*"):
            part.unlink()
    else:
        call_command("flush", interactive=False, verbosity=0)
    for folder in (home.files, home.backups):
        shutil.rmtree(folder, ignore_errors=True)


def _mark(home: Home) -> Path:
    return home.path / "sample.json"
