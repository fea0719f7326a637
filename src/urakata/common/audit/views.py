"""記録の画面: everybody their own, a lead and the owner what is theirs to see."""

import csv
from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from urakata.common.audit import actions, queries
from urakata.common.audit.forms import BlackOutForm, SoughtForm
from urakata.common.audit.wording import PROBLEMS
from urakata.common.web.access import insiders, owner_or_lead
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.formats.spreadsheets import safe

KEY = 12


@require_safe
@insiders
def record(request: Request) -> HttpResponse:
    """記録: newest first; htmx gets only the list."""
    form = SoughtForm(request.GET)
    page = queries.page(request.viewer, form.sought(), request.GET.get("before", "")[:KEY])
    shown = {"form": form, "page": page, "asked": _asked(request), "base": _base(request.viewer)}
    if request.htmx:
        return render(request, "audit/_log.html", shown)
    sees_all = request.viewer.is_owner or request.viewer.is_lead
    shown |= {"sees_all": sees_all, "verified": queries.last_verified() if sees_all else None}
    return render(request, "audit/record.html", shown)


@require_safe
@insiders
def record_export(request: Request) -> HttpResponse:
    """書き出し: the same lines as CSV that Excel opens without asking."""
    lines = queries.exported(request.viewer, SoughtForm(request.GET).sought())
    response = StreamingHttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="kiroku.csv"'
    return response  # type: ignore[return-value]


@require_safe
@insiders
def record_entry(request: Request, key: str) -> HttpResponse:
    """記録の一件: with its facts, and for whoever may, the black-out."""
    return _answer_entry(request, queries.line(request.viewer, key), BlackOutForm())


@require_POST
@insiders
def record_black_out(request: Request, key: str) -> HttpResponse:
    """黒塗り."""
    line = queries.line(request.viewer, key)
    form = BlackOutForm(request.POST)
    if form.is_valid():
        try:
            actions.black_out(line.entry, by=request.viewer, at=request.now, reason=form.cleaned_data["reason"])
            return redirect("record_entry", key=key)
        except NotAllowed as refusal:
            form.add_error(None, [PROBLEMS[problem] for problem in refusal.problems])
    return _answer_entry(request, line, form, status=422)


@require_POST
@owner_or_lead
def record_verify(request: Request) -> HttpResponse:
    """もう一度確かめる: at once; a chain of a million entries takes half a minute."""
    verdict = actions.verify(request.now)
    if verdict.ok:
        messages.success(request, _("%(entries)s件を最初から確かめました。") % {"entries": f"{verdict.entries:,}"})
    return redirect("record")


def _answer_entry(request: Request, line: queries.Line, form: BlackOutForm, status: int = 200) -> HttpResponse:
    may = not actions.problems(line.entry, request.viewer)
    shown = {"line": line, "form": form, "may_black_out": may, "base": _base(request.viewer)}
    return render(request, "audit/entry.html", shown, status=status)


def _base(viewer: Viewer) -> str:
    return "web/bare.html" if viewer.portal_only else "web/base.html"


def _asked(request: Request) -> str:
    """The filters as a query string, for the links to older lines and to the export."""
    asked = request.GET.copy()
    asked.pop("before", None)
    return asked.urlencode()


def _csv(lines: Iterable[queries.Line]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([_("いつ"), _("だれ"), _("何に"), _("何を"), _("理由"), _("実行"), _("鍵"), _("印")])
    for line in lines:
        yield writer.writerow([safe(cell) for cell in _cells(line)])


def _cells(line: queries.Line) -> list[str]:
    entry = line.entry
    at = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
    return [at, line.who, entry.about_label, line.did, line.reason, entry.run_code, entry.key, entry.digest]


class _Echo:
    """A file that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line
