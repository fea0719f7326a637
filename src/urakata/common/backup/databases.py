"""データベースの写し: a consistent copy while others write, and the way back; SQLite and PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings

from urakata.common.backup.place import Place
from urakata.common.commands import BadInput

SQLITE, POSTGRES = "database.sqlite3", "database.pgdump"


def member(place: Place) -> str:
    """What the database is called inside an archive."""
    return SQLITE if place.database else POSTGRES


def dump(place: Place, into: Path) -> None:
    """写す: one moment of the database; writers are not held up."""
    if place.database is None:
        _run("pg_dump", "--format=custom", f"--file={into}")
        return
    try:
        with closing(sqlite3.connect(place.database, timeout=60)) as source:
            source.execute("VACUUM INTO ?", (str(into),))
        with closing(sqlite3.connect(into)) as copy:
            (verdict,) = copy.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        raise BadInput(f"データベースを写せません: {error}。空きと、読み書きの許しを確かめてください。") from error
    if verdict != "ok":
        raise BadInput(f"データベースが傷んでいます: {verdict}。いちばん新しい控えから戻してください。")


def load_into_postgres(dumped: Path) -> None:
    """戻す: replaces everything or nothing."""
    _run(
        "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
        f"--dbname={settings.DATABASES['default']['NAME']}", str(dumped),
    )  # fmt: skip


def _run(tool: str, *words: str) -> None:
    if shutil.which(tool) is None:
        raise BadInput(f"{tool} がありません。Debian なら apt-get install postgresql-client で入ります。")
    known: dict[str, Any] = settings.DATABASES["default"]
    access = {"PGHOST": known["HOST"], "PGPORT": str(known["PORT"]), "PGUSER": known["USER"]}
    access |= {"PGPASSWORD": known["PASSWORD"], "PGDATABASE": known["NAME"]}
    done = subprocess.run([tool, *words], env=os.environ | access, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise BadInput(f"{tool} が止まりました: {done.stderr.strip()[-300:]}")
