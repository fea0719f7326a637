"""済みにする・元に戻す: by hand, from the page of a deadline; and the door to what proves it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.request import Request
from urakata.common.web.sending import send
from urakata.core.refusal import NotAllowed
from urakata.features.duties import queries
from urakata.features.duties.actions import fulfilling
from urakata.features.duties.forms.fulfilling import FulfilForm, papers_in
from urakata.features.duties.queries import Deadline, outcome
from urakata.features.duties.views.deadlines import deadline_answer
from urakata.features.duties.views.finding import ground, readers
from urakata.features.duties.wording import sentences


@require_POST
@readers
def deadline_fulfil(request: Request, duty: str, what_for: str) -> HttpResponse:
    found = _deadline(request, duty, what_for)
    form = FulfilForm(request.POST, today=request.now.date())
    if not form.is_valid():
        return _again(request, found, form)
    try:
        fulfilling.fulfil(
            found, papers=papers_in(request.FILES), by=request.viewer, at=request.now, **form.cleaned_data
        )
    except NotAllowed as refusal:
        return _again(request, found, form, sentences(refusal.problems))
    messages.success(request, _("「%(title)s」を済みにしました。") % {"title": found.title})
    return redirect(found.path)


@require_POST
@readers
def deadline_take_back(request: Request, duty: str, what_for: str) -> HttpResponse:
    found = _deadline(request, duty, what_for)
    try:
        fulfilling.take_back(found, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        return _again(request, found, None, sentences(refusal.problems))
    messages.success(request, _("元に戻しました。"))
    return redirect(found.path)


@require_GET
@readers
def deadline_paper(request: Request, duty: str, what_for: str, paper: str) -> FileResponse:
    """控え: to whoever sees the deadline, as a download."""
    found = outcome.paper(_deadline(request, duty, what_for).fulfilment, paper)
    return send(outcome.opened(found), name=found.name, media_type=found.blob.media_type)


def _deadline(request: Request, duty: str, what_for: str) -> Deadline:
    if (found := queries.deadline(request.viewer, duty, what_for)) is None:
        raise Http404
    return found


def _again(
    request: Request, deadline: Deadline, form: FulfilForm | None, problems: list[str] | None = None
) -> HttpResponse:
    """With what was typed, and what is not right about it."""
    return deadline_answer(request, deadline, ground(request), status=422, fulfil_form=form, problems=problems or [])
