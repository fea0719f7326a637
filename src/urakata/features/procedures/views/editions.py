"""版の履歴と違い."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from urakata.common.web.access import in_office
from urakata.common.web.request import Request
from urakata.features.procedures import queries
from urakata.features.procedures.wording import told


@require_safe
@in_office
def history(request: Request, code: str) -> HttpResponse:
    """版の履歴."""
    found = queries.procedure(request.viewer, code, retired=True)
    shown = {"procedure": found, "editions": queries.history(request.viewer, found)}
    return render(request, "procedures/editions.html", shown)


@require_safe
@in_office
def edition(request: Request, code: str, number: int) -> HttpResponse:
    """第N版: what it says, and what it changed against the one before or any other (`?from=`)."""
    found = queries.procedure(request.viewer, code, retired=True)
    new = queries.edition(request.viewer, found, number)
    others = [each for each in queries.history(request.viewer, found) if each.number != number]
    old = _chosen(others, number, request.GET.get("from", ""))
    said = queries.outlines([each.pk for each in (old, new) if each])
    shown = {
        "procedure": found,
        "edition": new,
        "outline": said[new.pk],
        "files": queries.files_of_page(found, said[new.pk]),
        "others": others,
        "old": old,
        "differences": told(said[old.pk], said[new.pk]) if old else [],
    }
    return render(request, "procedures/edition.html", shown)


def _chosen(others: list[queries.Edition], number: int, asked: str) -> "queries.Edition | None":
    """The edition asked for, else the newest of those before, else none."""
    by_number = {str(each.number): each for each in others}
    earlier = (each for each in others if each.number < number)
    return by_number.get(asked) or next(earlier, None)
