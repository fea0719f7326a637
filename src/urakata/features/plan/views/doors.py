"""入る前に: one's own desk."""

from functools import wraps
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase

from urakata.common.web.access import View, insiders
from urakata.common.web.request import Request


def at_own_desk(view: View) -> View:
    """社内の人, but not by 番号: such a session has the portal alone, and a feed would look with all of one's eyes."""

    @insiders
    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pin_device" in request.session:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
