"""書き直す・下書き・公開."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from urakata.common.web.access import in_office
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.features.procedures import actions, queries
from urakata.features.procedures.forms import DraftForm, EditForm
from urakata.features.procedures.views.leading import to_open_runs
from urakata.features.procedures.views.refusing import explained
from urakata.features.procedures.wording import sentences, told
from urakata.formats import procedures as files


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
@explained
def edit(request: Request, code: str) -> HttpResponse:
    """書き直す: GET shows one's draft or the edition, POST what publishing would change."""
    found = _to_write(request, code)
    if request.method == "POST":
        form = EditForm(request.POST)
        return _editor(request, found, form, status=200 if form.is_valid() else 422)
    draft = queries.draft(request.viewer, found)
    text = draft.text if draft else files.write(queries.published_outline(found))
    base = draft.based_on.number if draft else queries.published(found).number
    return _editor(
        request, found, EditForm(initial={"text": text, "base": base}), saved_at=draft.saved_at if draft else None
    )


@require_POST
@in_office
@explained
def save_draft(request: Request, code: str) -> HttpResponse:
    """下書きのまま閉じる."""
    found = _to_write(request, code)
    form = DraftForm(request.POST)
    if not form.is_valid():
        raise Http404
    queries.edition(request.viewer, found, form.cleaned_data["base"])
    actions.save_draft(found, by=request.viewer, at=request.now, **form.cleaned_data)
    messages.success(request, _("下書きを置きました。続きはいつでも書けます。"))
    return redirect("procedure", code=found.code)


@require_POST
@in_office
@explained
def discard_draft(request: Request, code: str) -> HttpResponse:
    """下書きを捨てる."""
    found = _to_write(request, code)
    actions.discard_draft(found, by=request.viewer, at=request.now)
    messages.success(request, _("下書きを捨てました。いまの版はそのままです。"))
    return redirect("procedure", code=found.code)


@require_POST
@in_office
@explained
def publish(request: Request, code: str) -> HttpResponse:
    """公開する."""
    found = _to_write(request, code)
    form = EditForm(request.POST)
    if not form.is_valid() or form.outline is None:
        return _editor(request, found, form, status=422)
    try:
        edition = actions.publish(
            found,
            form.outline,
            base=form.cleaned_data["base"],
            reason=form.cleaned_data["reason"],
            by=request.viewer,
            at=request.now,
        )
    except NotAllowed as refusal:
        form.add_error(None, sentences(refusal.problems))
        _keep(request, found, form)
        return _editor(request, queries.procedure(request.viewer, code, retired=True), form, status=422)
    messages.success(request, _("第%(number)d版を公開しました。") % {"number": edition.number})
    return to_open_runs(found.code)


def _to_write(request: Request, code: str) -> queries.Procedure:
    """The procedure, if this viewer writes it at all."""
    found = queries.procedure(request.viewer, code, retired=True)
    refused = queries.problems(request.viewer, departments=[found.department_id], clearances=[found.clearance])
    if refused:
        raise NotAllowed(refused)
    return found


def _keep(request: Request, found: queries.Procedure, form: EditForm) -> None:
    """What was refused stays as a draft, so that nothing typed is lost."""
    text, base = form.cleaned_data["text"], form.cleaned_data["base"]
    queries.edition(request.viewer, found, base)
    actions.save_draft(found, text, base=base, by=request.viewer, at=request.now)


def _editor(
    request: Request,
    found: queries.Procedure,
    form: EditForm,
    *,
    saved_at: datetime | None = None,
    status: int = 200,
) -> HttpResponse:
    current = queries.published(found)
    read = form.is_bound and form.outline
    newer = form["base"].value() is not None and str(form["base"].value()) != str(current.number)
    shown = {
        "procedure": found,
        "form": form,
        "next_number": current.number + 1,
        "saved_at": saved_at,
        "others": queries.others_writing(request.viewer, found),
        "newer": current if newer else None,
        "outline": read or None,
        "differences": told(queries.published_outline(found), read) if read else [],
        "current": current,
    }
    return render(request, "procedures/edit.html", shown, status=status)
