"""わたしの作業, 窓口, ひとこと仕事, and opening or stopping a run."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from urakata.common.web.access import in_office, office_only, signed_in
from urakata.common.web.converters import PlaceConverter
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.company import queries as company
from urakata.features.runs import queries
from urakata.features.runs.actions import errands, opening, papers
from urakata.features.runs.forms import ErrandForm, OpenForm, ReasonForm, people_choices
from urakata.features.runs.views.pages import run_context
from urakata.features.runs.wording import sentences

PLACE = re.compile(PlaceConverter.regex)


@require_GET
@in_office
def tasks(request: Request) -> HttpResponse:
    """わたしの作業: 今日・明日からあと・わたしを待っている・貸している・終えたもの."""
    lists = queries.task_lists(request.viewer, request.now)
    request.company_name = lists.company_name
    shown = {
        "lists": lists,
        "pairs": queries.going_together(request.viewer),
        "panels": queries.panels(request.viewer),
    }
    return render(request, "runs/tasks.html", shown)


@require_GET
@in_office
def tasks_by_run(request: Request) -> HttpResponse:
    """わたしの作業を、実行ごとに."""
    return render(request, "runs/by_run.html", {"cards": queries.run_cards(request.viewer, request.now)})


@require_GET
@signed_in
def window(request: Request) -> HttpResponse:
    """窓口: my own tasks, what a grid asks of me, and nothing else. From outside it is 共有された実行."""
    if request.viewer.is_outside:
        return redirect("shared")
    lists = queries.window_lists(request.viewer, request.now)
    told = queries.told(row.task for row in lists.today)
    return render(request, "runs/window.html", {"lists": lists, "told": told})


@require_GET
@signed_in
def window_task(request: Request, code: str, number: str) -> HttpResponse:
    """窓口の作業: one task of mine with its manual and checks."""
    task = queries.own_task(request.viewer, code, number)
    return render(request, "runs/window_task.html", run_context(request, task.run, task, by_window=True))


@require_http_methods(["GET", "POST"])
@in_office
def errand_new(request: Request) -> HttpResponse:
    """足す: a small piece of work for somebody."""
    came_from = _came_from(request)
    clearance = came_from.run.clearance if came_from else ""
    people = queries.people_to_ask(request.viewer, clearance, outside=not clearance)
    mine = company.me(request.viewer).code
    form = ErrandForm(
        request.POST or None,
        people=people_choices(people),
        today=request.now.date(),
        initial={"who": mine, "due_on": ""},
    )
    if request.method == "POST" and form.is_valid():
        who = people.named(form.cleaned_data["who"])
        try:
            errands.add(
                form.cleaned_data["title"], who=who, due_on=form.cleaned_data["due_on"],
                source=form.cleaned_data["source"], came_from=came_from, by=request.viewer, at=request.now,
            )  # fmt: skip
        except NotAllowed as refusal:
            form.add_error(None, sentences(refusal))
        else:
            messages.success(request, _("「%(title)s」を足しました。") % {"title": form.cleaned_data["title"]})
            if came_from:
                return redirect("run_task", code=came_from.run.code, number=came_from.address)
            return redirect("tasks")
    shown = {"form": form, "came_from": came_from}
    return render(request, "runs/errand.html", shown, status=422 if form.errors else 200)


def _came_from(request: Request) -> queries.Task | None:
    """もとの作業: the task whose page led here; one that this person does not see is 404."""
    asked = request.POST if request.method == "POST" else request.GET
    code, number = asked.get("run", ""), asked.get("step", "")
    if not code:
        return None
    if not PLACE.fullmatch(number):
        raise Http404
    return queries.task(request.viewer, code[:20], number)


@require_POST
@office_only
def run_open(request: Request, procedure: str) -> HttpResponse:
    """実行をはじめる."""
    found = queries.procedure(request.viewer, procedure)
    form = OpenForm(request.POST, today=request.now.date(), asks_names=queries.asks_names(found))
    if form.is_valid():
        try:
            opened = opening.open_by_hand(found, by=request.viewer, at=request.now, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, sentences(refusal))
        else:
            messages.success(request, _("実行をはじめました。"))
            return redirect("run", code=opened.code)
    return render(request, "runs/new.html", {"procedure": found, "form": form}, status=422)


@require_POST
@in_office
def run_stop(request: Request, code: str) -> HttpResponse:
    """とりやめる, with a reason."""
    found = queries.run(request.viewer, code)
    form = ReasonForm(request.POST)
    try:
        if not form.is_valid():
            raise NotAllowed([Problem.TOO_LONG])
        papers.stop(found, reason=form.cleaned_data["reason"], by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        context = {**run_context(request, found, None), "problems": sentences(refusal)}
        return render(request, "runs/run.html", context, status=422)
    messages.success(request, _("実行をとりやめました。した仕事は残っています。"))
    return redirect("runs")
