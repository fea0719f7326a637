"""年齢と節目: who reaches what in the coming year, and what is to be done."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from urakata.common.web.access import only
from urakata.common.web.request import Request
from urakata.features.duties import queries
from urakata.features.duties.wording import reached

AHEAD = timedelta(days=365)


@require_GET
@only(queries.may_see_milestones)
def milestones(request: Request) -> HttpResponse:
    """年齢と節目: the coming twelve months."""
    on = request.viewer.on
    found = queries.milestones(request.viewer, on, on + AHEAD)
    lines = [(each, reached(each.rule)) for each in found]
    return render(request, "duties/milestones.html", {"lines": lines, "last": on + AHEAD})
