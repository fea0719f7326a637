"""網の口: the web server as a child of the supervisor; `python -m urakata.config.web HOST PORT PARENT`."""

import os
import sys
from collections.abc import Callable

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from urakata.config.lifeline import end_with_parent

WORKERS = max(2, min(4, os.cpu_count() or 2))
THREADS = 4  # SQLite has one writer and Python one lock: more only wait longer
WAITING = 256  # requests a worker takes in before the socket's own queue holds them back
GRACE = 4  # seconds for requests under way when all ends


def main(host: str, port: int, parent: int) -> None:
    end_with_parent(parent)
    Granian(
        "urakata.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        backpressure=WAITING,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.error,
    ).serve(target_loader=Loader(os.getpid()), wrap_loader=False)


class Loader:
    """What each worker loads, once it is tied to the server that made it."""

    def __init__(self, server: int) -> None:
        self._server = server

    def __call__(self) -> Callable[..., object]:
        end_with_parent(self._server)
        from urakata.config.wsgi import application

        return application


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
