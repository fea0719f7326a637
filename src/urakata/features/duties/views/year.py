"""年のこよみ."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from urakata.common.web.request import Request
from urakata.core.dates_ja import parse_month
from urakata.core.errors import InputMistake
from urakata.features.duties import queries
from urakata.features.duties.queries.year import EARLIEST, LATEST
from urakata.features.duties.views.finding import ground, readers
from urakata.features.duties.wording import GROUPS

PAPERS = ("a3", "a4")


@require_GET
@readers
def home(_request: Request) -> HttpResponse:
    """予定: leads to the year."""
    return redirect("deadlines_year")


@require_GET
@readers
def year(request: Request) -> HttpResponse:
    """年のこよみ, from the month asked for, else from this one."""
    shown = queries.year(request.viewer, _first(request), ground(request), request.GET.get("group", ""))
    groups = [(str(group), label, shown.counts.get(group, 0)) for group, label in GROUPS.items()]
    more = ((queries.WORK, _("実行")), (queries.MILESTONE, _("節目")))
    groups += [(group, label, shown.counts.get(group, 0)) for group, label in more]
    context = {
        "year": shown,
        "groups": [group for group in groups if group[2] or group[0] == shown.group],
        "paper": request.GET.get("paper") if request.GET.get("paper") in PAPERS else PAPERS[0],
        "papers": PAPERS,
        "may_keep": queries.may_keep(request.viewer),
        "all": sum(shown.counts.values()),
    }
    return render(request, "duties/year.html", context)


def _first(request: Request) -> date:
    try:
        on = date(*parse_month(request.GET.get("from", "")), 1)
    except InputMistake:
        on = request.viewer.on
    return min(max(on, EARLIEST), LATEST)
