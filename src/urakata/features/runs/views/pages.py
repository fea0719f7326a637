"""実行を見る: the page of a run, its step, its paper, and the list of runs."""

from typing import Any, BinaryIO

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from urakata.common.web.access import in_office, office_only, signed_in
from urakata.common.web.request import Request
from urakata.common.web.sending import send
from urakata.core.sharing import may_share
from urakata.core.viewer import RoleName
from urakata.features.runs import queries
from urakata.features.runs.forms import OpenForm
from urakata.features.runs.queries import evidence as papers
from urakata.features.runs.wording import TOOK, was_decided


@require_GET
@signed_in
def run(request: Request, code: str, number: str | None = None) -> HttpResponse:
    """実行: at the asked step or cell, else at the step that waits for this person."""
    found = queries.run(request.viewer, code)
    if request.viewer.portal_only:
        return redirect("window") if number is None else redirect("window_task", code=code, number=number)
    chosen = None if number is None else queries.chosen_at(request.viewer, found, number)
    return render(request, "runs/run.html", run_context(request, found, chosen))


def run_context(
    request: Request, found: "queries.Run", chosen: "queries.Task | int | None", *, by_window: bool = False
) -> dict[str, Any]:
    page = queries.run_page(request.viewer, found, chosen, request.now)
    request.company_name = page.company_name
    return {
        "by_window": by_window,
        "page": page,
        "run": found,
        "now": request.now,
        "took": TOOK,
        "people": queries.people_to_ask(request.viewer, found.clearance),
        "may_share": may_share(request.viewer),
        "may_write": request.viewer.has(RoleName.LEAD, RoleName.OFFICE) and not found.clearance and not found.seal_id,
    }


@require_GET
@in_office
def runs(request: Request) -> HttpResponse:
    """実行中: what is open now and what was finished lately."""
    page = queries.runs_page(
        request.viewer, request.GET.get("q", ""), request.GET.get("state", ""), request.GET.get("page", "")
    )
    return render(request, "runs/runs.html", {"page": page})


@require_GET
@signed_in
def run_print(request: Request, code: str) -> HttpResponse:
    """実行の控え: steps, stamps and evidence on paper."""
    found = queries.run(request.viewer, code)
    return render(request, "runs/print.html", {"sheet": queries.run_sheet(request.viewer, found, request.now)})


@require_GET
@in_office
def run_history(request: Request, code: str) -> HttpResponse:
    """この実行の記録: what the record says of it, to whoever sees the run."""
    found = queries.run(request.viewer, code)
    lines = [(line, was_decided(line.entry.act, line.entry.facts)) for line in queries.history(request.viewer, found)]
    return render(request, "runs/history.html", {"run": found, "lines": lines})


@require_GET
@signed_in
def run_evidence(request: Request, code: str, evidence: str) -> FileResponse:
    """証憑: to whoever sees the task it belongs to."""
    paper = papers.evidence(request.viewer, code, evidence)
    return download(paper, papers.opened(paper))


def download(paper: Any, content: BinaryIO) -> FileResponse:
    """Always as a download, never as a page."""
    return send(content, name=paper.name, media_type=paper.blob.media_type)


@require_GET
@office_only
def run_new(request: Request, procedure: str) -> HttpResponse:
    """実行をはじめる: by hand; the day is proposed from the 周期."""
    found = queries.procedure(request.viewer, procedure)
    proposed = queries.proposal(found, request.now.date())
    form = OpenForm(today=request.now.date(), initial=proposed, asks_names=queries.asks_names(found))
    return render(request, "runs/new.html", {"procedure": found, "form": form})
