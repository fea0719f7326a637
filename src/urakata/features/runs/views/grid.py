"""人と工程: the grid of a run: looked at, ticked for many, rows added and taken out, on paper and as a table."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import View, in_office
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.company import queries as company
from urakata.features.runs import queries
from urakata.features.runs.actions import many, reminding, rows
from urakata.features.runs.forms import LookForm, ManyForm, MomentForm, NamesForm, RemindForm, WhyForm
from urakata.features.runs.wording import sentences, table_of
from urakata.formats.spreadsheets import as_csv, as_workbook

MOST_CHOSEN = 5000
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
@in_office
def run_grid(request: Request, code: str) -> HttpResponse:
    """人と工程: まだの人 first."""
    found = queries.run(request.viewer, code)
    return _page(request, found, LookForm(request.GET).looked())


def _page(
    request: Request, found: queries.Run, looked: queries.Looked, *, status: int = 200, **more: object
) -> HttpResponse:
    day = company.office_day(request.now.date())
    request.company_name = day.name
    page = queries.grid_page(request.viewer, found, looked, day.away)
    context = {
        "run": found,
        "page": page,
        "remind": queries.reminding(request.viewer, found, page.focus.head, request.now),
        "last_own": queries.last_own_many(request.viewer, page, request.now),
        "due": queries.due(found.anchor_on, request.now.date(), day.calendar),
        **more,
    }
    return render(request, "runs/_grid.html" if request.htmx else "runs/grid.html", context, status=status)


def act_on_grid(do: Callable[[Request, queries.Run], str]) -> View:
    """A view for an act on the grid: found or 404, done, the same part of the grid again; or 422 with the reason."""

    @require_POST
    @in_office
    @wraps(do)
    def view(request: Request, code: str) -> HttpResponse:
        found = queries.run(request.viewer, code)
        looked = LookForm(request.POST).looked()
        try:
            said = do(request, found)
        except NotAllowed as refusal:
            kept = {"problems": sentences(refusal), "ticked": request.POST.getlist("who")[:MOST_CHOSEN]}
            return _page(request, found, looked, status=422, **kept)
        if request.htmx:
            return _page(request, queries.run(request.viewer, code), looked, said=said)
        messages.success(request, said)
        return _back(found, looked)

    return view


def _back(found: queries.Run, looked: queries.Looked) -> HttpResponseRedirect:
    said = {"step": looked.number, "dept": looked.department, "only": int(looked.only), "page": looked.page}
    query = urlencode({key: value for key, value in said.items() if value and (key, value) != ("page", 1)})
    address = reverse("run_grid", kwargs={"code": found.code})
    return redirect(f"{address}?{query}" if query else address)


def _chosen(request: Request, found: queries.Run) -> tuple[queries.Task, list[queries.Subject], str]:
    form = ManyForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG if "reason" in form.errors else Problem.NOBODY_CHOSEN])
    head = queries.head_at(request.viewer, found, form.cleaned_data["at"])
    if form.cleaned_data["everybody"] == "1":
        return head, queries.everybody(head, LookForm(request.POST).looked()), form.cleaned_data["reason"]
    return head, queries.chosen(found, request.POST.getlist("who")[:MOST_CHOSEN]), form.cleaned_data["reason"]


@act_on_grid
def run_grid_finish(request: Request, found: queries.Run) -> str:
    """まとめて済みにする."""
    head, who, _reason = _chosen(request, found)
    count = many.finish(head, who, by=request.viewer, at=request.now)
    return _("「%(title)s」を%(count)d名ぶん済みにしました。") % {"title": head.title, "count": count}


@act_on_grid
def run_grid_skip(request: Request, found: queries.Run) -> str:
    """まとめて対象外にする."""
    head, who, reason = _chosen(request, found)
    count = many.skip(head, who, reason=reason, by=request.viewer, at=request.now)
    return _("「%(title)s」を%(count)d名ぶん対象外にしました。") % {"title": head.title, "count": count}


@act_on_grid
def run_grid_undo(request: Request, found: queries.Run) -> str:
    """まとめて元に戻す: the act of that one moment."""
    form, moment = ManyForm(request.POST), MomentForm(request.POST)
    if not form.is_valid() or not moment.is_valid():
        raise NotAllowed([Problem.NOBODY_CHOSEN])
    head = queries.head_at(request.viewer, found, form.cleaned_data["at"])
    who = queries.done_at_once(request.viewer, head, moment.cleaned_data["done_at"])
    count = many.undo(head, who, by=request.viewer, at=request.now)
    return _("「%(title)s」を%(count)d名ぶん元に戻しました。") % {"title": head.title, "count": count}


@act_on_grid
def run_grid_remind(request: Request, found: queries.Run) -> str:
    """まだの人に知らせる."""
    form = RemindForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG if "text" in form.errors else Problem.NOBODY_LEFT])
    head = queries.head_at(request.viewer, found, form.cleaned_data["at"])
    made = reminding.remind(head, form.cleaned_data["text"], by=request.viewer, at=request.now)
    return _("まだの%(count)d名に知らせました。答えるまで、それぞれの窓口に出ています。") % {"count": len(made.to)}


@act_on_grid
def run_grid_add(request: Request, found: queries.Run) -> str:
    """対象を足す."""
    form = NamesForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG])
    wanted = set(request.POST.getlist("person")[:MOST_CHOSEN])
    people = [person for person in company.employed(found.anchor_on) if person.code in wanted]
    back = [row for row in queries.left(found) if row.code in wanted]
    people += [row.person for row in back if row.person]
    names = [*form.cleaned_data["names"], *(row.name for row in back if row.person is None)]
    added = rows.add(found, people, names, by=request.viewer, at=request.now)
    return _("対象に%(count)d名を足しました。") % {"count": len(added)}


@act_on_grid
def run_grid_take_out(request: Request, found: queries.Run) -> str:
    """対象から外す."""
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG])
    who = queries.chosen(found, request.POST.getlist("who")[:MOST_CHOSEN])
    rows.take_out(found, who, reason=form.cleaned_data["why"], by=request.viewer, at=request.now)
    return _("%(count)d名を対象から外しました。済んだ分は残っています。") % {"count": len(who)}


@require_GET
@in_office
def run_grid_print(request: Request, code: str) -> HttpResponse:
    """人と工程を紙に."""
    found = queries.run(request.viewer, code)
    heads, people = queries.table(request.viewer, found)
    return render(request, "runs/grid_print.html", {"run": found, "table": table_of(heads, people), "now": request.now})


@require_GET
@in_office
def run_grid_table(request: Request, code: str) -> HttpResponse:
    """人と工程を表で: CSV that Excel opens as it is, or a workbook."""
    found = queries.run(request.viewer, code)
    cells = table_of(*queries.table(request.viewer, found))
    kind = "csv" if request.GET.get("as") == "csv" else "xlsx"
    content = as_csv(cells) if kind == "csv" else as_workbook(cells, found.title)
    response = HttpResponse(content, content_type=TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{found.code}.{kind}"'
    return response
