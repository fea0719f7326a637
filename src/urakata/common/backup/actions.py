"""控えをとる・控えから戻す."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connections
from django.utils import timezone

from urakata.common.audit import acts as audit
from urakata.common.audit import queries as record
from urakata.common.audit.about import About
from urakata.common.backup import archive, databases, history
from urakata.common.backup.lock import held
from urakata.common.backup.place import Place, place
from urakata.common.commands import BadInput
from urakata.core.viewer import Viewer

KEPT = 14
SINGLE = ("secret_key", "sample.json")
THE_BACKUP = About("backup", "backup", "", room="settings")


@dataclass(frozen=True, slots=True)
class Restored:
    """戻したもの."""

    verdict: record.Verdict
    moved: Path | None


def take(target: Path, *, by: Viewer, at: datetime) -> history.Backup:
    """控えをとる: database, files, own rules and key in one file, at one moment, while everybody goes on."""
    here = place()
    head = record.head()  # the copy is made after this: that digest stands in it
    with _workplace(here.backups) as work:
        copy = work / databases.member(here)
        databases.dump(here, copy)
        about = {"head": head, "taken_at": at.isoformat()}
        written = archive.write(target, _members(here, copy), about)
    taken = history.Backup(at, str(target), written.bytes, written.sha256, head)
    history.add(here, taken)
    with audit.act(by=by, at=at) as entry:
        entry("backup.taken", about=THE_BACKUP, file=target.name, bytes=taken.bytes, sha256=taken.sha256, head=head)
    return taken


def take_dated(*, by: Viewer, at: datetime) -> history.Backup:
    """控えを家にとる: under the moment's name; the newest fourteen are kept."""
    folder = place().backups
    taken = take(folder / f"urakata-{timezone.localtime(at):%Y%m%d-%H%M%S}.zip", by=by, at=at)
    for old in sorted(folder.glob("urakata-*.zip"))[:-KEPT]:
        old.unlink()
    return taken


def restore(source: Path, *, at: datetime) -> Restored:
    """控えから戻す: everything is taken out and proved before anything of the home is moved aside."""
    here = place()
    with held(here.home), _workplace(here.home) as work:
        manifest = archive.extract(source, work)
        if not (work / databases.member(here)).exists():
            raise BadInput("この控えは別の種類のデータベースのものです。URAKATA_DATABASE_HOST を確かめてください。")
        if here.database is None:
            return _restore_postgres(here, work, manifest["head"], at)
        verdict = _verify(work / databases.SQLITE, manifest["head"])
        if not verdict.ok:
            raise BadInput(f"控えの中の記録の鎖が切れています({verdict.first_broken})。別の控えを選んでください。")
        connections.close_all()
        return Restored(verdict, _swap(here, work, at))


def _members(here: Place, copy: Path) -> Iterator[tuple[str, Path]]:
    """The database first: a file that comes while we read is at most one too many."""
    yield copy.name, copy
    yield from ((name, here.home / name) for name in SINGLE if (here.home / name).exists())
    for path in sorted(here.files.glob("??/*")):
        if archive.KNOWN.fullmatch(f"files/{path.parent.name}/{path.name}"):
            yield f"files/{path.parent.name}/{path.name}", path
    for path in sorted(here.rules.rglob("*")):
        name = f"rules/{path.relative_to(here.rules).as_posix()}"
        if archive.KNOWN.fullmatch(name) and path.is_file():
            yield name, path


def _verify(database: Path, head: str) -> record.Verdict:
    """The chain of a database that is not the installation's."""
    connections.databases["restored"] = connections["default"].settings_dict | {"NAME": str(database)}
    try:
        return record.verify(head, using="restored")
    except DatabaseError as error:
        raise BadInput(f"控えの中のデータベースを読めません: {error}") from error
    finally:
        connections["restored"].close()
        del connections["restored"], connections.databases["restored"]


def _swap(here: Place, work: Path, at: datetime) -> Path | None:
    """The old home is kept aside; the database comes last, so that a home is never half new."""
    assert here.database is not None
    aside = here.home / f"before-restore-{at:%Y%m%d-%H%M%S}"
    _exchange(here, work, aside, old=[*here.home.glob(f"{here.database.name}*")])
    (work / databases.SQLITE).rename(here.database)
    return aside if aside.exists() else None


def _restore_postgres(here: Place, work: Path, head: str, at: datetime) -> Restored:
    aside = here.home / f"before-restore-{at:%Y%m%d-%H%M%S}"
    connections.close_all()
    databases.load_into_postgres(work / databases.POSTGRES)
    _exchange(here, work, aside, old=[])
    return Restored(record.verify(head), aside if aside.exists() else None)


def _exchange(here: Place, work: Path, aside: Path, *, old: list[Path]) -> None:
    """Files, rules and key of the backup for those of the home."""
    places = {"files": here.files, "rules": here.rules} | {name: here.home / name for name in SINGLE}
    for path in filter(Path.exists, [*old, *places.values()]):
        aside.mkdir(mode=0o700, exist_ok=True)
        path.rename(aside / path.name)
    for name, target in places.items():
        if (work / name).exists():
            (work / name).rename(target)


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".working-", dir=folder))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
