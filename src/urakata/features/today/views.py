"""今日."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import in_office, signed_in
from urakata.common.web.request import Request
from urakata.features.duties import queries as duties
from urakata.features.runs import queries as runs
from urakata.features.today import actions, queries


@require_GET
@signed_in
def today(request: Request) -> HttpResponse:
    """いま何から: whoever has no rail is shown the window, an owner without office work the settings."""
    viewer = request.viewer
    if not viewer.in_office:
        return redirect("/settings/" if viewer.is_owner else "/shared/" if viewer.is_outside else "/window/")
    page = queries.today_page(viewer, request.now)
    request.company_name = page.company_name
    shown = {"page": page, "first_run": duties.first_run_left(viewer, request.now)}
    return render(request, "today/today.html", shown)


@require_POST
@in_office
def today_pin(request: Request, code: str, number: str) -> HttpResponse:
    actions.pin(runs.task(request.viewer, code, number), by=request.viewer, at=request.now)
    return redirect("today")


@require_POST
@in_office
def today_dismiss(request: Request, code: str, number: str) -> HttpResponse:
    actions.dismiss(runs.task(request.viewer, code, number), by=request.viewer, at=request.now)
    return redirect("today")
