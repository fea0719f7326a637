"""What every request gets: who is asking, what time it is, and strict headers."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from urakata.config.home import now
from urakata.features.company import queries as company
from urakata.features.runs.queries import shares

Respond = Callable[[HttpRequest], HttpResponse]

LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)
OPEN_BEFORE = ("/begin/", "/healthz")
CONTENT_SECURITY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


class Language:
    """言葉: Japanese unless this device chose otherwise; what a browser says of itself is not asked."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE):
            return self.respond(request)


class SecurityHeaders:
    """Everything from ourselves, nothing inline; pages are never kept by a shared cache."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY)
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=()")
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class ViewerAndClock:
    """request.viewer (None while nobody is signed in) and request.now, Asia/Tokyo.

    A session that the link of a share opened is asked about that share on every request: it ends with it.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = now()  # type: ignore[attr-defined]
        on, by_pin = request.now.date(), request.session.get("pin_device")  # type: ignore[attr-defined]
        link = request.session.get(shares.SESSION)
        is_guest = bool(link) and not request.user.is_authenticated
        viewer = shares.guest(str(link), on) if is_guest else company.viewer_of(request.user, on, by_pin)
        request.viewer = viewer  # type: ignore[attr-defined]
        return self.respond(request)


class NotBegun:
    """まだ始まっていない家: one quiet page for every address, until the link in the terminal was opened.

    Asked only where nobody is signed in: whoever is, has a company.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_nobody = request.viewer is None  # type: ignore[attr-defined]
        if is_nobody and not request.path.startswith(OPEN_BEFORE) and company.company() is None:
            return render(request, "web/not_begun.html", status=200 if request.path == "/" else 404)
        return self.respond(request)
