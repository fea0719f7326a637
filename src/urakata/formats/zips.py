"""束ねる: many files as one zip; bytes that lie on the disk are read piece by piece, so that memory stays small."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

IN_MEMORY = 4 * 1024 * 1024  # what is larger waits on the disk
_MADE = (2000, 1, 1, 0, 0, 0)  # the same files give the same bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """入れる一つ: its path in the zip, with / between folders, and its bytes or where they lie."""

    path: str
    content: bytes | Path


def zipped(entries: Iterable[Entry]) -> IO[bytes]:
    """束, to be read from its beginning; whoever asks closes it."""
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    _write(entries, out)
    out.seek(0)
    return out


def write_zip(entries: Iterable[Entry], to: Path) -> int:
    """束を置く; how many bytes it has."""
    with to.open("wb") as out:
        _write(entries, out)
    return to.stat().st_size


def _write(entries: Iterable[Entry], out: IO[bytes]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            _put(archive, entry)


def _put(archive: zipfile.ZipFile, entry: Entry) -> None:
    """Python marks a name beyond ASCII as UTF-8, which Windows and Macs both read."""
    info = zipfile.ZipInfo(entry.path, _MADE)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    if isinstance(entry.content, bytes):
        archive.writestr(info, entry.content)
        return
    with entry.content.open("rb") as source, archive.open(info, "w") as target:
        shutil.copyfileobj(source, target, 1 << 16)
