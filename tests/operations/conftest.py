"""A whole installation outside this process: its own home, and on PostgreSQL its own database."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

ROOT = Path(__file__).resolve().parents[2]
BEGIN = """
import os
os.umask(0o077)
from urakata.config.home import home, now
from urakata.config.prepare import prepare
prepare(home())
from urakata.features.company.models import Company
Company.objects.create(name="株式会社ためし", made_at=now())
"""
BEAT = "from django.core.cache import cache; print(cache.get('worker.heartbeat'))"


@dataclass(frozen=True)
class Installation:
    """家一つ: commands and pieces of Python run against it, each in a process of its own."""

    home: Path
    env: dict[str, str]

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "urakata.config.cli", *words, "--home", str(self.home)]

    def run(self, *words: str, **options) -> subprocess.CompletedProcess[str]:
        options |= {"capture_output": True, "text": True, "timeout": 120, "cwd": self.home.parent}
        return subprocess.run(self.command(*words), env=self.env, **options)

    def json(self, *words: str) -> dict:
        done = self.run(*words, "--json")
        assert done.stdout, done.stderr
        return json.loads(done.stdout)

    def python(self, code: str) -> subprocess.Popen[str]:
        whole = f"import django; django.setup()\n{code}"
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([sys.executable, "-c", whole], env=self.env, **pipes)

    def done(self, code: str) -> str:
        process = self.python(code)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return out

    @contextmanager
    def running(self, *words: str) -> Iterator[tuple[subprocess.Popen[str], dict]]:
        """`serve` or `demo` until the block ends; yields the process and what it printed when it was ready."""
        process = subprocess.Popen(
            self.command(*words, "--port", "0", "--json"), env=self.env, stdout=subprocess.PIPE, text=True
        )
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            with suppress(ProcessLookupError):
                process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for_a_beat(company: Installation, since: datetime) -> None:
    """The worker is at work: it said so after that moment."""
    until = time.monotonic() + 75
    while (beat := company.done(BEAT).strip()) == "None" or datetime.fromisoformat(beat) < since:
        assert time.monotonic() < until, beat
        time.sleep(0.2)


@pytest.fixture
def installation(tmp_path) -> Iterator[Installation]:
    """An empty home that nothing has touched yet."""
    with _installed(tmp_path / "home") as empty:
        yield empty


@pytest.fixture
def company(tmp_path, begun) -> Iterator[Installation]:
    """An installation with a company in it: a copy of one that was begun once."""
    shutil.copytree(begun.home, tmp_path / "home")
    with _installed(tmp_path / "home", like=begun.env.get("URAKATA_DATABASE_NAME", "")) as copy:
        yield copy


@pytest.fixture(scope="session")
def begun(tmp_path_factory) -> Iterator[Installation]:
    with _installed(tmp_path_factory.mktemp("begun") / "home") as made:
        made.done(BEGIN)
        yield made


@contextmanager
def _installed(home: Path, like: str = "") -> Iterator[Installation]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("URAKATA_")}
    env = known | {"URAKATA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "urakata.config.settings"}
    env |= {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONUTF8": "1"}
    with _database(like) as access:
        yield Installation(home, env | access)


@contextmanager
def _database(like: str) -> Iterator[dict[str, str]]:
    """On PostgreSQL a database that is dropped afterwards; SQLite needs nothing."""
    access = {name: value for name, value in os.environ.items() if name.startswith("URAKATA_DATABASE_")}
    if "URAKATA_DATABASE_HOST" not in access:
        yield {}
        return
    name = f"operations_{uuid4().hex[:12]}"
    _as_superuser(access, f"CREATE DATABASE {name}" + (f" TEMPLATE {like}" if like else ""))
    try:
        yield access | {"URAKATA_DATABASE_NAME": name}
    finally:
        _as_superuser(access, f"DROP DATABASE {name} WITH (FORCE)")


def _as_superuser(access: dict[str, str], statement: str) -> None:
    import psycopg

    with psycopg.connect(
        host=access["URAKATA_DATABASE_HOST"],
        port=access.get("URAKATA_DATABASE_PORT", "5432"),
        user=access.get("URAKATA_DATABASE_USER", "urakata"),
        password=access.get("URAKATA_DATABASE_PASSWORD", ""),
        dbname="postgres",
        autocommit=True,
    ) as connection:
        connection.execute(statement)
