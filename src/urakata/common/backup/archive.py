"""控えのファイル: a zip with a list of what is in it; written whole or not at all, read with suspicion."""

import hashlib
import json
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from urakata.common.commands import BadInput

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
MOST_MANIFEST = 256 * 1024 * 1024
_NAME = r"[^/\\\x00-\x1f.][^/\\\x00-\x1f]*"  # none begins with a dot
_RULE = rf"rules/(?:{_NAME}/)*{_NAME}\.(?:csv|md|txt|ya?ml)"
KNOWN = re.compile(rf"database\.(sqlite3|pgdump)|secret_key|sample\.json|files/[0-9a-f]{{2}}/[0-9a-f]{{64}}|{_RULE}")
PACKED = (".sqlite3",)  # everything else is small or packed already


@dataclass(frozen=True, slots=True)
class Written:
    """書けた控え."""

    bytes: int
    sha256: str


def write(target: Path, members: Iterable[tuple[str, Path]], about: dict[str, Any]) -> Written:
    """Under another name first, opened again and compared, then renamed: a file of that name is always whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with zipfile.ZipFile(partial, "w", allowZip64=True) as archive:
            files = {name: _add(archive, name, path) for name, path in members}
            archive.writestr(MANIFEST, json.dumps({"format": FORMAT, **about, "files": files}, ensure_ascii=False))
        check(partial)
        written = Written(partial.stat().st_size, _sha256_of(partial))
        with partial.open("rb") as whole:
            os.fsync(whole.fileno())
        partial.replace(target)
        return written
    finally:
        partial.unlink(missing_ok=True)


def check(path: Path) -> dict[str, Any]:
    """中身を確かめる: every file in it against the list; answers the list."""
    with _opened(path) as archive:
        manifest = _manifest(archive, path)
        for name, told in manifest["files"].items():
            with archive.open(name) as member:
                _compare(name, _sha256(member), told)
        return manifest


def extract(path: Path, into: Path) -> dict[str, Any]:
    """取り出す: only what the list names, only names that we give, each against its digest."""
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _opened(path) as archive:
        manifest = _manifest(archive, path)
        if sum(told["bytes"] for told in manifest["files"].values()) > shutil.disk_usage(into).free:
            raise BadInput("戻すだけの空きがありません。空きを作ってから、もう一度試してください。")
        for name, told in manifest["files"].items():
            target = into / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with archive.open(name) as member, target.open("xb") as file:
                _copy(member, file)
            _compare(name, _sha256_of(target), told)
        return manifest


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    packing = zipfile.ZIP_DEFLATED if name.endswith(PACKED) else zipfile.ZIP_STORED
    archive.write(path, name, compress_type=packing, compresslevel=3)
    return {"sha256": _sha256_of(path), "bytes": path.stat().st_size}


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise BadInput(f"「{path}」は控えのファイルではありません。backup で作ったファイルを選んでください。") from None


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    """The list, once it is sure that the archive holds exactly what the list says, under names of ours."""
    broken = BadInput(f"「{path}」は控えとして読めません。別の控えを選んでください。")
    try:
        if archive.getinfo(MANIFEST).file_size > MOST_MANIFEST:
            raise broken
        manifest = json.loads(archive.read(MANIFEST))
        told = {name: (file["sha256"], int(file["bytes"])) for name, file in manifest["files"].items()}
        is_ours = manifest["format"] == FORMAT and isinstance(manifest["head"], str)
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, RecursionError):
        raise broken from None
    held = {info.filename: info.file_size for info in archive.infolist() if info.filename != MANIFEST}
    if not is_ours or held != {name: size for name, (_, size) in told.items()} or not all(map(KNOWN.fullmatch, held)):
        raise broken
    return dict(manifest)


def _copy(member: IO[bytes], file: IO[bytes]) -> None:
    with suppress(zipfile.BadZipFile, zlib.error):  # what is missing then shows in the digest
        shutil.copyfileobj(member, file, CHUNK)


def _compare(name: str, sha256: str, told: dict[str, Any]) -> None:
    if sha256 != told["sha256"]:
        raise BadInput(f"控えの中の {name} が変わっています。別の控えを選んでください。")


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return _sha256(file)


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    try:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    except (zipfile.BadZipFile, zlib.error):  # its own checksum does not fit
        return ""
    return digest.hexdigest()
