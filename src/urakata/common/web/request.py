"""頼み: a request as our middleware hands it to the views."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

from urakata.core.viewer import Viewer

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """Names what `config/middleware.py` puts on every request; behind a door keeper `viewer` is never None."""

    viewer: Viewer
    now: datetime
    htmx: "HtmxDetails"
    company_name: str  # where a view has read it already, so that the shell need not ask again
