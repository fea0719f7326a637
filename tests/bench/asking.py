"""たずねる: requests through the WSGI handler of one process, with what each cost."""

import gzip
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from statistics import median
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

Ask = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Cost:
    """かかったもの: CPU and wall milliseconds of the median request."""

    cpu: float
    p50: float


def product() -> WSGIHandler:
    return WSGIHandler()


def bare(urlconf: str) -> WSGIHandler:
    """Django without a single middleware."""
    with override_settings(MIDDLEWARE=[]):
        handler = WSGIHandler()
    return _Under(handler, urlconf)  # type: ignore[return-value]


class _Under:
    """The handler, with another table of addresses."""

    def __init__(self, handler: WSGIHandler, urlconf: str) -> None:
        self.handler, self.urlconf = handler, urlconf

    def __call__(self, environ: dict, start: Callable) -> Iterable[bytes]:
        before, settings.ROOT_URLCONF = settings.ROOT_URLCONF, self.urlconf
        try:
            return self.handler(environ, start)
        finally:
            settings.ROOT_URLCONF = before


def asking(handler: Callable, path: str, cookie: str = "") -> Ask:
    """A question put to the handler: gives the body, and refuses anything but 200."""

    def ask() -> bytes:
        environ = {"PATH_INFO": path.partition("?")[0], "QUERY_STRING": path.partition("?")[2], "HTTP_COOKIE": cookie}
        setup_testing_defaults(environ)
        said: list[str] = []
        response = handler(environ, lambda status, headers: said.append(status))
        body = b"".join(response)
        response.close()
        if not said[0].startswith("200"):
            raise RuntimeError(f"{path}: {said[0]}")
        return body

    return ask


def cookie_of(account: object) -> str:
    client = Client()
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])  # type: ignore[arg-type]
    kept: SimpleCookie = client.cookies
    return "; ".join(f"{name}={morsel.value}" for name, morsel in kept.items())


def costs(groups: Sequence[Sequence[Ask]], times: int) -> list[Cost]:
    """Every group asked once a round, so that whatever else the machine does weighs on all of them alike."""
    for ask in (ask for group in groups for ask in group):
        ask()
    spent = [[_spent(group[n % len(group)]) for group in groups] for n in range(times)]
    return [Cost(*(median(each) * 1000 for each in zip(*own, strict=True))) for own in zip(*spent, strict=True)]


def _spent(ask: Ask) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    ask()
    return time.process_time() - cpu, time.perf_counter() - wall


def queries(ask: Ask) -> list[str]:
    ask()
    with CaptureQueriesContext(connection) as seen:
        ask()
    return [each["sql"] for each in seen]


def weight(body: bytes) -> int:
    return len(gzip.compress(body, 6))
