"""棚・手順・紙・書き出し."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from urakata.common.seams import slot
from urakata.common.web.access import in_office
from urakata.common.web.request import Request
from urakata.features.procedures import queries
from urakata.features.procedures.queries import folders
from urakata.formats import procedures as files
from urakata.formats.zips import zipped

LONGEST_QUESTION = 100


@require_safe
@in_office
def shelf(request: Request) -> HttpResponse:
    """手順の棚."""
    text = request.GET.get("q", "")[:LONGEST_QUESTION]
    retired = request.GET.get("put_away") == "1"
    groups = queries.shelf(request.viewer, text, retired=retired)
    shown = {
        "groups": groups,
        "count": sum(len(group.rows) for group in groups),
        "q": text,
        "retired": retired,
        "may_make": queries.may_make(request.viewer),
        "begun": queries.begun(request.viewer),
        "templates": [] if groups else queries.templates_for(request.viewer),
    }
    return render(request, "procedures/_shelf.html" if request.htmx else "procedures/shelf.html", shown)


@require_safe
@in_office
def page(request: Request, code: str) -> HttpResponse:
    """手順."""
    found = queries.procedure(request.viewer, code, retired=True)
    may_publish = queries.may_publish(request.viewer, found.department_id, found.clearance)
    shown = _said(found) | {
        "may_publish": may_publish,
        "deputies": queries.deputies(request.viewer, found, may_change=may_publish),
        "may_make": queries.may_make(request.viewer),
        "flow": queries.flow_of(found),
        "panels": slot.panels(queries.PAGE, request.viewer, found.pk),
    }
    return render(request, "procedures/procedure.html", shown)


@require_safe
@in_office
def paper(request: Request, code: str) -> HttpResponse:
    """紙の手順書: empty boxes, with edition and day at the foot."""
    found = queries.procedure(request.viewer, code, retired=True)
    return render(request, "procedures/paper.html", _said(found) | {"printed_on": request.now.date()})


@require_safe
@in_office
def poster(request: Request, code: str) -> HttpResponse:
    """流れ図の貼り紙: `?paper=a3&turn=landscape`; what else stands there is A4, standing."""
    found = queries.procedure(request.viewer, code, retired=True)
    paper = request.GET.get("paper", "a4")
    paper = paper if paper in queries.PAPERS else "a4"
    lying = request.GET.get("turn") == "landscape"
    flow = queries.flow_of(found)
    shown = _said(found) | {
        "flow": flow,
        "sheets": queries.sheets(flow, paper, lying=lying) if flow else [],
        "paper": paper,
        "lying": lying,
        "printed_on": request.now.date(),
    }
    return render(request, "procedures/flow.html", shown)


@require_safe
@in_office
def export(request: Request, code: str) -> HttpResponse:
    """書き出す: the same YAML that can be imported."""
    found = queries.procedure(request.viewer, code, retired=True)
    text = files.write(queries.published_outline(found))
    name = f"{queries.file_key(found)}.yaml"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(text, content_type="text/yaml; charset=utf-8", headers={"Content-Disposition": disposition})


@require_safe
@in_office
def folder(request: Request, code: str) -> FileResponse:
    """まとめて書き出す: a folder of files that are read without Urakata."""
    found = queries.procedure(request.viewer, code, retired=True)
    contents = folders.folder(found, request.now)
    return FileResponse(zipped(contents.entries), as_attachment=True, filename=f"{contents.name}.zip")


def _said(found: queries.Procedure) -> dict[str, object]:
    """What page and paper both tell."""
    outline = queries.published_outline(found)
    return {
        "procedure": found,
        "outline": outline,
        "files": queries.files_of_page(found, outline),
        "total_minutes": sum(step.minutes or 0 for step in outline.steps),
        "changed_on": localtime(queries.published(found).published_at).date(),
    }
