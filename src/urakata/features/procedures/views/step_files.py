"""手順のファイル: shown behind the door of the procedure; added and taken out in one's draft."""

from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.files.sniff import MAX_BYTES
from urakata.common.web.access import in_office
from urakata.common.web.request import Request
from urakata.common.web.sending import send
from urakata.core.refusal import NotAllowed
from urakata.core.step_files import Problem
from urakata.features.procedures import actions, queries
from urakata.features.procedures.forms.step_files import StepFileForm
from urakata.features.procedures.views.desk import desk
from urakata.features.procedures.views.refusing import explained
from urakata.features.procedures.views.writing import LONGEST_KEY, parts
from urakata.features.procedures.wording import sentences


@require_GET
@in_office
def file(request: Request, code: str, file: str) -> FileResponse:
    """手順のファイル: a picture to look at, a template to keep."""
    found = queries.step_file(request.viewer, queries.to_read(request.viewer, code), file)
    return send(queries.opened(found), name=found.name, media_type=found.blob.media_type, inline=found.is_picture)


@require_POST
@in_office
@explained
def add(request: Request, code: str) -> HttpResponse:
    """添える, or `instead` of another."""
    found = queries.to_write(request.viewer, code)
    form = StepFileForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise NotAllowed([Problem.ALT_TOO_LONG if "alt" in form.errors else Problem.NO_FILE])
        given = form.cleaned_data["file"]
        made = actions.add_step_file(
            found, form.cleaned_data["step"], given.name, given.read(MAX_BYTES + 1), alt=form.cleaned_data["alt"],
            instead=form.cleaned_data["instead"], by=request.viewer, at=request.now,
        )  # fmt: skip
    except NotAllowed as refusal:
        return _answer(request, found, problems=sentences(refusal.problems))
    return _answer(request, found, said=_("「%(name)s」を下書きに添えました。") % {"name": made.name})


@require_POST
@in_office
@explained
def remove(request: Request, code: str) -> HttpResponse:
    """外す."""
    found = queries.to_write(request.viewer, code)
    name = request.POST.get("name", "")
    try:
        actions.remove_step_file(found, request.POST.get("step", ""), name, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        return _answer(request, found, problems=sentences(refusal.problems))
    return _answer(request, found, said=_("「%(name)s」を下書きから外しました。") % {"name": name})


def _answer(
    request: Request, found: "queries.Procedure", *, said: str = "", problems: list[str] | None = None
) -> HttpResponse:
    """The files of the step anew with what changes beside them, or back to where its card is written."""
    key = request.POST.get("step", "").replace("\0", "")[:LONGEST_KEY]
    if request.htmx:
        return _part(request, found, key, said, problems)
    for sentence in problems or ():
        messages.warning(request, sentence)
    if said:
        messages.success(request, said)
    return redirect(f"{reverse('procedure_edit', args=[found.code])}?step={quote(key)}#card")


def _part(
    request: Request, found: "queries.Procedure", key: str, said: str, problems: list[str] | None
) -> HttpResponse:
    made = desk(request, found, key)
    if made.selected is None or made.selected.key != key:
        raise Http404
    files = queries.files_to_write(request.viewer, found, made.outline)
    shown = {"procedure": found, "step": made.selected, "files": files, "said": said, "problems": problems}
    fragment = render_to_string("procedures/_step_files.html", shown, request=request)
    beside = parts(request, made).content.decode()
    return HttpResponse(fragment + beside, status=422 if problems else 200)
