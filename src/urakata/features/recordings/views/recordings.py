"""書きながら: those one writes, begin one, see one, throw one away."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.files.actions import path_of
from urakata.common.web.access import office_only
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.features.company import queries as company
from urakata.features.recordings import actions, queries
from urakata.features.recordings.forms import StartForm
from urakata.features.recordings.wording import TOOK, sentences


@require_GET
@office_only
def recordings(request: Request) -> HttpResponse:
    """自分の書きながら, and the field that begins one."""
    return _list(request, StartForm(initial={"title": request.GET.get("title", "").replace("\0", "")[:200]}))


@require_POST
@office_only
def recording_start(request: Request) -> HttpResponse:
    """書きながらはじめる, in one's own department."""
    form = StartForm(request.POST)
    if form.is_valid():
        try:
            made = actions.start(
                form.cleaned_data["title"], department_id=company.me(request.viewer).department_id,
                by=request.viewer, at=request.now,
            )  # fmt: skip
        except NotAllowed as refusal:
            form.add_error(None, sentences(refusal))
        else:
            return redirect("recording", code=made.code)
    return _list(request, form, status=422)


def _list(request: Request, form: StartForm, *, status: int = 200) -> HttpResponse:
    shown = {
        "form": form,
        "going_on": list(queries.open_now(request.viewer)),
        "finished": queries.finished(request.viewer),
        "thrown": queries.thrown(request.viewer),
    }
    return render(request, "recordings/recordings.html", shown, status=status)


@require_GET
@office_only
def recording(request: Request, code: str) -> HttpResponse:
    """書く: one large field, and below it what was written; of what became a procedure only what became of it."""
    found = queries.recording(request.viewer, code)
    template = "recordings/recording.html" if found.is_open else "recordings/over.html"
    return render(request, template, context(found))


def context(found: "queries.Recording", **more: Any) -> dict[str, Any]:
    """What page and fragment both show."""
    return {
        "recording": found,
        "page": queries.page(found),
        "published": queries.published(found),
        "took": {each.value: words for each, words in TOOK.items()},
        **more,
    }


@require_POST
@office_only
def recording_throw(request: Request, code: str) -> HttpResponse:
    found = queries.recording(request.viewer, code)
    actions.throw(found, by=request.viewer, at=request.now)
    messages.success(request, _("「%(title)s」を捨てました。30日間は戻せます。") % {"title": found.title})
    return redirect("recordings")


@require_POST
@office_only
def recording_bring_back(request: Request, code: str) -> HttpResponse:
    found = queries.recording(request.viewer, code)
    actions.bring_back(found, by=request.viewer, at=request.now)
    messages.success(request, _("「%(title)s」を戻しました。") % {"title": found.title})
    return redirect("recording", code=found.code)


@require_GET
@office_only
def recording_file(request: Request, code: str, evidence: str) -> FileResponse:
    """写真・書類 of one's own, always as a download."""
    paper = queries.evidence(queries.recording(request.viewer, code), evidence)
    place = path_of(paper.blob_id)
    if not place.exists():
        raise Http404
    response = FileResponse(place.open("rb"), as_attachment=True, filename=paper.name)
    response.headers["Content-Type"] = paper.blob.media_type
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
