"""Jobs by name, and what the sweep looks at every minute; filled in AppConfig.ready()."""

from collections.abc import Callable
from datetime import datetime

Job = Callable[..., None]
Sweeper = Callable[[datetime], int]

jobs: dict[str, Job] = {}
sweepers: dict[str, Sweeper] = {}


def register(name: str, job: Job) -> None:
    jobs[name] = job


def register_sweep(name: str, sweeper: Sweeper) -> None:
    """A sweeper does what has come due at a moment and answers how many things it did; a second time does nothing."""
    sweepers[name] = sweeper


def sweep(at: datetime) -> dict[str, int]:
    """掃く: every sweeper once; answers what each of them did."""
    return {name: sweeper(at) for name, sweeper in sorted(sweepers.items())}
