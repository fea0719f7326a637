"""断りを伝える: what may be seen but not done sends back to the procedure, with the reason and who can."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

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
            for sentence in sentences(refusal.problems):
                messages.warning(request, sentence)
            return redirect("procedure", code=code)

    return explaining
