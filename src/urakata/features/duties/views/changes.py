"""変わること."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from urakata.common.web.request import Request
from urakata.core.duty_standing import Concern
from urakata.features.duties import queries
from urakata.features.duties.views.finding import ground, readers


@require_GET
@readers
def changes(request: Request) -> HttpResponse:
    """変わること: what concerns the company first, the rest folded."""
    found = [(each, each.days_until(request.viewer.on)) for each in queries.changes(request.viewer, ground(request))]
    context = {
        "ours": [each for each in found if each[0].concern is not Concern.NOT],
        "others": [each for each in found if each[0].concern is Concern.NOT],
    }
    return render(request, "duties/changes.html", context)
