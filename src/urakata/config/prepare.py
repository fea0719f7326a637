"""支度: folders, tables and static files of a home, brought to where this version wants them."""

import fcntl
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from urakata.config.home import Home


def prepare(home: Home) -> None:
    """A second time costs a few milliseconds; two at once wait for each other."""
    for folder in (home.path, home.files, home.backups):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if has_pending_migrations():
        with _alone(home):
            _migrate()


def prepare_pages(home: Home) -> None:
    """What the web needs beside the database: the static files under their hashed names."""
    with _alone(home):
        mark = home.static / ".collected"
        fingerprint = _fingerprint()
        if not mark.exists() or mark.read_text() != fingerprint:
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            mark.write_text(fingerprint)


def has_pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
    call_command("createcachetable", verbosity=0)


def _fingerprint() -> str:
    """Changes whenever a static file does."""
    seen = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for path, stored in (found for finder in get_finders() for found in finder.list([])):
        stat = Path(stored.path(path)).stat()
        seen.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """One at a time on this machine, and with PostgreSQL one of all machines."""
    home.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home.path / ".preparing").open("w") as key:
        fcntl.flock(key, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(7289)")
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(7289)")
