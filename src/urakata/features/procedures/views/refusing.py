"""断りを伝える: what may be seen but not done sends back to the procedure, with the reason and who can."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from urakata.core.refusal import NotAllowed
from urakata.features.procedures.wording import sentences

View = Callable[..., HttpResponse]


def explained(view: View) -> View:
    """Stands inside the door keeper: the procedure was found, the act was refused."""

    @wraps(view)
    def explaining(request: HttpRequest, code: str, **rest: Any) -> HttpResponse:
        try:
            return view(request, code, **rest)
        except NotAllowed as refusal:
            if request.headers.get("HX-Request"):
                return _beside(request, code, sentences(refusal.problems))
            for sentence in sentences(refusal.problems):
                messages.warning(request, sentence)
            return redirect("procedure", code=code)

    return explaining


def _beside(request: HttpRequest, code: str, reasons: list[str]) -> HttpResponse:
    """A page that keeps itself stays as it stands, with all that was typed; the reasons come beside it."""
    shown = {"code": code, "reasons": reasons}
    answer = render(request, "procedures/_edit_refused.html", shown, status=409)
    answer["HX-Reswap"] = "none"
    return answer
