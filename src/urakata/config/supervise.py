"""見張り: web and worker as two children; one that dies is started again, and all end together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from urllib.error import URLError

from urakata.common.commands import BadInput

GRACE = 6.0  # seconds between the polite and the hard end
SLOWEST = 5.0  # seconds between two tries to start a child that keeps dying


@dataclass(slots=True)
class Child:
    """One process of ours, in a group of its own so that Ctrl-C reaches only the supervisor."""

    words: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    begun: float = 0.0
    pause: float = 0.1

    def keep_alive(self) -> None:
        """Start it, or start it again; one that keeps dying waits longer each time."""
        if self.process is not None and self.process.poll() is None:
            return
        lived = time.monotonic() - self.begun
        self.pause = 0.1 if lived > SLOWEST * 2 else min(self.pause * 2, SLOWEST)
        if self.process is None or lived > self.pause:
            self.begun = time.monotonic()
            command = [sys.executable, "-m", *self.words, str(os.getpid())]
            self.process = subprocess.Popen(command, stdout=sys.stderr, start_new_session=True)  # noqa: S603

    def signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def is_over(self) -> bool:
        return self.process is None or self.process.poll() is not None


@dataclass(slots=True)
class Supervisor:
    """見張り番 for one address."""

    host: str
    port: int
    on_ready: Callable[[str, list[int]], None]
    _stopped: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def run(self) -> None:
        """Until SIGTERM, Ctrl-C or the terminal's end."""
        children = [
            Child(["urakata.config.web", self.host, str(self.port)]),
            Child(["urakata.config.work"]),
        ]
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            self._watch(children)
        finally:
            _end(children)

    def _stop(self, *_: object) -> None:
        self._stopped.set()

    def _watch(self, children: list[Child]) -> None:
        told = False
        while not self._stopped.is_set():
            for child in children:
                child.keep_alive()
            if not told and self._answers():
                told = True
                self.on_ready(self.url, [child.process.pid for child in children if child.process])
            self._stopped.wait(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as response:  # noqa: S310
                return bool(response.status == 200)
        except (URLError, OSError):
            return False


def _end(children: list[Child]) -> None:
    for child in children:
        child.signal(signal.SIGTERM)
    until = time.monotonic() + GRACE
    while time.monotonic() < until and not all(child.is_over() for child in children):
        time.sleep(0.05)
    for child in children:
        child.signal(signal.SIGKILL)


def free_port(host: str, port: int) -> int:
    """The port itself where it is free, any free one for 0; else refused in one line."""
    if not 0 <= port <= 65535:
        raise BadInput(f"--port は 0 から 65535 までです(いまは {port})。")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
            return int(tried.getsockname()[1])
    except (socket.gaierror, UnicodeError):
        raise BadInput(f"--host「{host}」は番地として読めません。127.0.0.1 のように書いてください。") from None
    except OSError:
        raise BadInput(f"{host} の {port} 番はもう使われています。--port で変えてください。") from None
