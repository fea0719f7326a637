"""締切の土台."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from urakata.common.web.access import owner_or_lead
from urakata.common.web.request import Request
from urakata.core.duty import Confidence
from urakata.features.duties import queries
from urakata.features.duties.queries import Sought
from urakata.features.duties.views.finding import ground
from urakata.formats.wording import sentence
from urakata.rules.duty_reasons import CONFIDENCE

LONGEST = 100


@require_GET
@owner_or_lead
def rules(request: Request) -> HttpResponse:
    """締切の土台: every rule, narrowed as asked."""
    sought = Sought(
        words=request.GET.get("q", "").replace("\0", "")[:LONGEST],
        use=request.GET.get("use", ""),
        old=request.GET.get("old") == "1",
        confidence=request.GET.get("sure", ""),
    )
    page = queries.rules_page(request.viewer.on, sought, ground(request))
    context = {
        "page": page,
        "sought": sought,
        "sure": [(str(each), CONFIDENCE[each]) for each in Confidence],
        "mistakes": [(each.file, each.mistake.line, sentence(each.mistake)) for each in page.own.mistakes],
    }
    return render(request, "duties/rules.html", context)
