"""取り込む・雛形から."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from urakata.common.web.access import only
from urakata.common.web.request import Request
from urakata.core.outline import Outline
from urakata.core.refusal import NotAllowed
from urakata.features.procedures import actions, queries
from urakata.features.procedures.forms import ImportForm
from urakata.features.procedures.views.leading import to_open_runs
from urakata.features.procedures.wording import IMPORTED, reading, sentences
from urakata.formats.documents import Column, DocumentRead, Row

maker = only(queries.may_make)
SHOWN_ROWS = 200
SHOWN_LINES = 500
SHOWN_STEPS = 300


@dataclass(frozen=True, slots=True)
class Report:
    """知らせ: what became of columns, rows and cells."""

    columns: list[Column]
    fields: list[tuple[str, str | Promise]]
    can_choose: bool
    headers: list[tuple[int, str]]
    rows: list[Row]
    rows_more: int
    rows_chosen: list[int]
    kinds: list[tuple[str, str | Promise]]
    unsure: list[reading.Line]
    unsure_more: int
    left: list[reading.Line]
    left_count: int
    left_more: int


@require_http_methods(["GET", "HEAD", "POST"])
@maker
def bring_in(request: Request) -> HttpResponse:
    """Excel・文書を貼る: POST shows what becomes what; nothing is kept yet."""
    if request.method != "POST":
        return _page(request, ImportForm(request.viewer))
    form = ImportForm(request.viewer, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _preview(request, form)


@require_POST
@maker
def publish(request: Request) -> HttpResponse:
    """この内容で公開する."""
    form = ImportForm(request.viewer, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    outline = form.brought.outline
    if outline is None or form.flaws:
        return _preview(request, form, status=422)
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


@require_POST
@maker
def draft(request: Request) -> HttpResponse:
    """下書きで直してから: the outline editor goes on with what was read."""
    form = ImportForm(request.viewer, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.brought.outline is None:
        return _preview(request, form, status=422)
    try:
        made = actions.import_draft(form.brought.outline, source=form.brought.source, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        form.add_error(None, sentences(refusal.problems))
        return _preview(request, form, status=422)
    messages.success(request, _("読んだ内容を下書きに置きました。直して、公開するまでは、あなただけに見えます。"))
    return redirect("procedure_edit", code=made.code)


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


def _page(request: Request, form: ImportForm, status: int = 200) -> HttpResponse:
    return render(request, "procedures/import.html", {"form": form}, status=status)


def _preview(request: Request, form: ImportForm, status: int = 200) -> HttpResponse:
    brought = form.brought
    if brought.outline is not None:
        form.fields["name"].widget.attrs["placeholder"] = brought.outline.title
    outline = brought.outline
    shown = {
        "form": form,
        "brought": brought,
        "outline": outline,
        "first_steps": outline and replace(outline, steps=outline.steps[:SHOWN_STEPS]),
        "steps_more": max(0, len(outline.steps) - SHOWN_STEPS) if outline else 0,
        "document": brought.document,
        "flaws": form.flaws,
        "is_unnamed": bool(brought.document and outline and outline.title == outline.steps[0].title),
        "report": brought.document and _report(brought.document, form),
    }
    return render(request, "procedures/import_preview.html", shown, status=status if brought.outline else 422)


def _report(found: DocumentRead, form: ImportForm) -> Report:
    """読んだ表 as the preview shows it; columns of a document's tables are shown, not chosen."""
    is_sheet = bool(found.sheets)
    unsure, left = reading.unsure(found), reading.left(found)
    chosen = [row.at for row in found.rows if row.at in form.chosen.rows]
    return Report(
        columns=[column for column in found.columns if column.example or column.heading],
        fields=list(reading.FIELDS.items()),
        can_choose=is_sheet,
        headers=form.brought.first_rows if is_sheet else [],
        rows=list(found.rows[:SHOWN_ROWS]),
        rows_more=max(0, len(found.rows) - SHOWN_ROWS),
        rows_chosen=chosen,
        kinds=list(reading.ROWS.items()),
        unsure=unsure[:SHOWN_LINES],
        unsure_more=max(0, len(unsure) - SHOWN_LINES),
        left=left[:SHOWN_LINES],
        left_count=len(left),
        left_more=max(0, len(left) - SHOWN_LINES),
    )
