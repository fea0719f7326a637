"""取り込む・雛形から."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from urakata.common.web.access import only
from urakata.common.web.request import Request
from urakata.core.outline import Outline
from urakata.core.refusal import NotAllowed
from urakata.features.procedures import actions, queries
from urakata.features.procedures.forms import ImportForm
from urakata.features.procedures.views.leading import to_open_runs
from urakata.features.procedures.wording import IMPORTED, sentences

maker = only(queries.may_make)


@require_http_methods(["GET", "HEAD", "POST"])
@maker
def bring_in(request: Request) -> HttpResponse:
    """取り込む: POST shows what becomes what; nothing is kept yet."""
    if request.method != "POST":
        return render(request, "procedures/import.html", {"form": ImportForm(request.viewer)})
    form = ImportForm(request.viewer, request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "procedures/import.html", {"form": form}, status=422)
    return _preview(request, form)


@require_POST
@maker
def publish(request: Request) -> HttpResponse:
    """この内容で公開する."""
    form = ImportForm(request.viewer, request.POST)
    if not form.is_valid() or (outline := form.brought.outline) is None:
        return render(request, "procedures/import.html", {"form": form}, status=422)
    try:
        made = actions.import_outline(
            outline,
            source=form.brought.source,
            reason=_("ファイルから取り込み"),
            by=request.viewer,
            at=request.now,
        )
    except NotAllowed as refusal:
        form.add_error(None, sentences(refusal.problems))
        return _preview(request, form, status=422)
    messages.success(request, str(IMPORTED[made.outcome]))
    if made.outcome == "changed":
        return to_open_runs(made.procedure.code)
    return redirect("procedure", code=made.procedure.code)


@require_safe
@maker
def library(request: Request) -> HttpResponse:
    """雛形."""
    taken = queries.taken(request.viewer)
    shown = [(template, taken.get(template.key)) for template in queries.templates_for(request.viewer)]
    return render(request, "procedures/library.html", {"templates": shown})


@require_safe
@maker
def template(request: Request, key: str) -> HttpResponse:
    """雛形を読む, before it is taken."""
    found = _template(request, key)
    return render(request, "procedures/template.html", {"outline": found, "flow": queries.drawn(found)})


@require_POST
@maker
def take(request: Request, key: str) -> HttpResponse:
    """この雛形を使う."""
    found = _template(request, key)
    already = queries.by_key(request.viewer, found.key, retired=False)
    if already is None:
        already = actions.take_from_library(found.key, by=request.viewer, at=request.now).procedure
        messages.success(request, _("雛形から手順をつくりました。合わない工程は、書き直すときに消せます。"))
    return redirect("procedure", code=already.code)


def _template(request: Request, key: str) -> Outline:
    for found in queries.templates_for(request.viewer):
        if found.key == key:
            return found
    raise Http404


def _preview(request: Request, form: ImportForm, status: int = 200) -> HttpResponse:
    shown = {"form": form, "brought": form.brought, "outline": form.brought.outline}
    return render(request, "procedures/import_preview.html", shown, status=status)
