"""入る前に: one family of door keepers; each view names the one it stands behind.

Whoever may not know that a page exists gets the same 404 as for a page that is not there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

from urakata.core.viewer import RoleName, Viewer

View = Callable[..., HttpResponseBase]
May = Callable[[Viewer], bool]


def only(may: May, *, guests: bool = False) -> Callable[[View], View]:
    """Nobody signed in: to the entrance, and back afterwards. Signed in but not meant: not found.

    Who came by the link of a share passes only where `guests` are meant, whatever else may be asked.
    """

    def keep(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer: Viewer | None = request.viewer  # type: ignore[attr-defined]
            if viewer is None and request.headers.get("HX-Request"):  # the entrance would land inside the page
                return HttpResponse(status=401)
            if viewer is None:
                back = request.get_full_path() if request.method == "GET" else "/"
                return redirect(f"/enter/?{urlencode({'next': back})}")
            if not may(viewer) or (viewer.share_id is not None and not guests):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return keep


signed_in = only(lambda _: True)
insiders = only(lambda viewer: not viewer.is_outside)
outsiders = only(lambda viewer: viewer.is_outside, guests=True)  # by account, and by the link of a share
in_office = only(lambda viewer: viewer.in_office)  # has the rail: lead, office, temp
office_only = only(lambda viewer: viewer.is_operator or viewer.has(RoleName.LEAD, RoleName.OFFICE))  # no temps
owner_only = only(lambda viewer: viewer.is_owner)
owner_or_lead = only(lambda viewer: viewer.is_owner or viewer.is_lead)
