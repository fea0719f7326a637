"""さがす."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from urakata.common.search import queries
from urakata.common.web.access import in_office
from urakata.common.web.request import Request

SHOWN = 50
LONGEST = 100
KINDS = {"procedure": gettext_lazy("手順"), "run": gettext_lazy("実行")}


@require_GET
@in_office
def search(request: Request) -> HttpResponse:
    """見つかったもの: procedures and runs this viewer may know of, titles first."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    hits = queries.search(request.viewer, text, SHOWN) if text else []
    found = [(hit, KINDS.get(hit.kind, hit.kind)) for hit in hits]
    return render(request, "search/search.html", {"q": text, "hits": found, "is_full": len(hits) == SHOWN})
