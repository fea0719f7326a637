"""見つける・断りを伝える: what the pages of deadlines share."""

from django.http import Http404

from urakata.common.web.access import only
from urakata.common.web.request import Request
from urakata.core.duty import Duty
from urakata.features.duties import queries
from urakata.features.duties.queries import Ground

readers = only(queries.may_read)


def ground(request: Request) -> Ground:
    """足もと, with the company's name for what stands around the page."""
    read = queries.ground()
    request.company_name = read.company_name
    return read


def found(request: Request, duty: str) -> Duty:
    """The duty, or 404."""
    if (known := queries.duty(request.viewer, duty)) is None:
        raise Http404
    return known
