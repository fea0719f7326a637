"""控えの履歴: kept beside the backups and not in the database, so that it outlives both."""

import json
from dataclasses import dataclass
from datetime import datetime

from urakata.common.backup.place import Place


@dataclass(frozen=True, slots=True)
class Backup:
    """控え: one that was written, opened again and found whole."""

    at: datetime
    file: str
    bytes: int
    sha256: str
    head: str


def add(place: Place, backup: Backup) -> None:
    place.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    plain = {"at": backup.at.isoformat(), "file": backup.file, "bytes": backup.bytes}
    with place.history.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(plain | {"sha256": backup.sha256, "head": backup.head}, ensure_ascii=False) + "\n")


def backups(place: Place) -> list[Backup]:
    """All that ever succeeded, the newest last; a line cut off by a full disk is passed over."""
    found = []
    for line in place.history.read_text(encoding="utf-8").splitlines() if place.history.exists() else ():
        try:
            plain = json.loads(line)
            found.append(Backup(**plain | {"at": datetime.fromisoformat(plain["at"])}))
        except (ValueError, KeyError, TypeError):
            continue
    return found
