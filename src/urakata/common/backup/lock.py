"""家の錠: whoever runs a home holds it, so that nobody restores or resets it underneath."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from urakata.common.commands import BadInput


@contextmanager
def held(home: Path) -> Iterator[None]:
    """For as long as the block runs; refused where another process holds it. A kill -9 lets go as well."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / ".running").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadInput(f"「{home}」はいま動いています。先に止めてから、もう一度試してください。") from None
        yield
