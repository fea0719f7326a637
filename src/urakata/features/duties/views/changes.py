"""変わること."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from urakata.common.web.request import Request
from urakata.core.duty_standing import Concern
from urakata.features.duties import queries
from urakata.features.duties.views.finding import ground, readers

A_YEAR = 366


@require_GET
@readers
def changes(request: Request) -> HttpResponse:
    """変わること: what concerns the company within a year first, the rest folded."""
    found = [(each, each.days_until(request.viewer.on)) for each in queries.changes(request.viewer, ground(request))]
    ours = [each for each in found if each[0].concern is not Concern.NOT]
    context = {
        "ours": [each for each in ours if each[1] <= A_YEAR],
        "later": [each for each in ours if each[1] > A_YEAR],
        "others": [each for each in found if each[0].concern is Concern.NOT],
    }
    return render(request, "duties/changes.html", context)
