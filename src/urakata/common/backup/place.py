"""置き場所: the home as the settings know it; what belongs into a backup and what does not."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Place:
    """家 as a backup sees it. `database` is None where PostgreSQL keeps it."""

    home: Path
    files: Path
    backups: Path
    database: Path | None

    @property
    def rules(self) -> Path:
        return self.home / "rules"

    @property
    def history(self) -> Path:
        return self.backups / "history.jsonl"


def place() -> Place:
    engine: dict[str, Any] = settings.DATABASES["default"]
    is_sqlite = engine["ENGINE"].endswith("sqlite3")
    return Place(
        home=Path(settings.HOME.path),
        files=Path(settings.FILES_DIR),
        backups=Path(settings.BACKUPS_DIR),
        database=Path(engine["NAME"]) if is_sqlite else None,
    )
