"""家: the directory that holds everything of one installation (database, files, backups, key, clock)."""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")
OFFICE_OPENS = time(8, 30)  # a clock set to a day starts when the office does


@dataclass(frozen=True, slots=True)
class Home:
    """家: paths below one directory; nothing outside it is ever written."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "urakata.sqlite3"

    @property
    def files(self) -> Path:
        return self.path / "files"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def static(self) -> Path:
        return self.path / "static"

    @property
    def clock(self) -> Path:
        return self.path / "clock.json"

    @property
    def rules(self) -> Path:
        return self.path / "rules"

    @property
    def begin(self) -> Path:
        return self.path / "begin"

    @property
    def secret(self) -> Path:
        return self.path / "secret_key"


def home() -> Home:
    return Home(Path(os.environ.get("URAKATA_HOME", "var")).resolve())


def secret_key() -> str:
    """The installation's own key: from URAKATA_SECRET_KEY(_FILE), else made once and kept in the home."""
    if given := setting("SECRET_KEY"):
        return given
    kept = home().secret
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
                new.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # another process was first
    return kept.read_text()


def setting(name: str, default: str = "") -> str:
    """URAKATA_<name>, or the content of the file that URAKATA_<name>_FILE names (for secrets)."""
    if path := os.environ.get(f"URAKATA_{name}_FILE"):
        return Path(path).read_text().strip()
    return os.environ.get(f"URAKATA_{name}", default)


def set_clock(day: date | None) -> None:
    """`--today`: from now on the clock is that day plus the time since now; kept so that web and worker agree."""
    kept = home().clock
    if day is None:
        kept.unlink(missing_ok=True)
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"today": day.isoformat(), "since": datetime.now(TOKYO).isoformat()}))


def now() -> datetime:
    """The installation's clock, in Asia/Tokyo."""
    machine = datetime.now(TOKYO)
    shift = _shift(home().clock)
    return machine + shift if shift else machine


_read: dict[Path, tuple[int, timedelta]] = {}


def _shift(kept: Path) -> timedelta | None:
    """How far the clock stands from the machine's; read again only when the file changed."""
    try:
        stamp = kept.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    if (found := _read.get(kept)) and found[0] == stamp:
        return found[1]
    set_to = json.loads(kept.read_text())
    start = datetime.combine(date.fromisoformat(set_to["today"]), OFFICE_OPENS, TOKYO)
    shift = start - datetime.fromisoformat(set_to["since"])
    _read[kept] = (stamp, shift)
    return shift
