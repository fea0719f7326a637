"""並んだ締切: each with its basis; what the company does not have is switched off with a reason, never deleted."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import owner_only
from urakata.common.web.request import Request
from urakata.core.duty import Duty, current
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.duties import actions
from urakata.features.duties.forms.steps import REASONS, AnchorForm, LastTimeForm, OffForm, VariantForm
from urakata.features.duties.queries.house import known
from urakata.features.duties.queries.lining_up import asked_together, lined, lined_up
from urakata.features.duties.views.begin import go, settle
from urakata.features.duties.wording import GROUPS, sentences

SHOWN = 3  # rows of a group before it folds


@require_GET
@owner_only
def begin_deadlines(request: Request) -> HttpResponse:
    """並んだ締切; `off` in the address asks for the reason in the row of that duty."""
    settle(request)
    asked = request.GET.get("off", "")[:60]
    if request.htmx and asked:
        return _row(request, _known(asked).id, asks=True)
    return _page(request, asked=asked)


@require_POST
@owner_only
def begin_deadlines_confirm(request: Request) -> HttpResponse:
    """確かめた."""
    actions.note_step("first_run.confirmed", by=request.viewer, at=request.now, count=lined_up(request.viewer.on).count)
    return redirect("begin_bank")


@require_POST
@owner_only
def begin_duty_off(request: Request, duty: str) -> HttpResponse:
    """うちには無い."""
    found, form = _known(duty), OffForm(request.POST)
    try:
        if not form.is_valid():
            return _row(request, found.id, asks=True, problems=[str(said) for said in form.errors["reason"]])
        actions.switch_off(found.id, form.cleaned_data["reason"], by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        return _row(request, found.id, asks=True, problems=sentences(refusal.problems))
    return _row(request, found.id, beside=True)


@require_POST
@owner_only
def begin_duty_on(request: Request, duty: str) -> HttpResponse:
    """戻す."""
    found = _known(duty)
    try:
        actions.switch_on(found.id, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        return _row(request, found.id, problems=sentences(refusal.problems))
    return _row(request, found.id)


@require_POST
@owner_only
def begin_duty_tell(request: Request, duty: str) -> HttpResponse:
    """伝える: the last time, the day of every year, or which way of counting."""
    found = _known(duty)
    form = _telling(request)
    mistakes = [str(said) for errors in form.errors.values() for said in errors]
    if not mistakes:
        try:
            _tell(found, form, by=request.viewer, at=request.now)
        except NotAllowed as refusal:
            mistakes = sentences(refusal.problems)
    if mistakes:
        return _page(request, mistaken=found.id, mistakes=mistakes)
    messages.success(request, _("「%(title)s」の日を並べました。") % {"title": found.title})
    return go(request, "begin_deadlines")


def _telling(request: Request) -> AnchorForm | LastTimeForm | VariantForm:
    if "anchor" in request.POST:
        return AnchorForm(request.POST)
    if "last_on" in request.POST:
        return LastTimeForm(request.POST, today=request.viewer.on)
    return VariantForm(request.POST)


def _tell(duty: Duty, form: AnchorForm | LastTimeForm | VariantForm, *, by: Viewer, at: datetime) -> None:
    given = form.cleaned_data
    if isinstance(form, AnchorForm):
        for each in asked_together(duty):
            actions.set_anchor(each, given["anchor"], by=by, at=at)
    elif isinstance(form, LastTimeForm):
        actions.set_last(duty.id, given["last_on"], given["interval"] or 0, by=by, at=at)
    else:
        actions.set_variant(duty.id, given["variant"], by=by, at=at)


def _known(duty: str) -> Duty:
    versions = known().get(duty)
    if not versions:
        raise Http404
    return current(versions, versions[-1].checked_on)


def _page(
    request: Request, *, asked: str = "", problems: Any = (), mistaken: str = "", mistakes: Any = ()
) -> HttpResponse:
    found = lined_up(request.viewer.on)
    groups = [
        {
            "key": group.group,
            "title": GROUPS[group.group],
            "count": group.count,
            "shown": group.rows[:SHOWN],
            "more": group.rows[SHOWN:],
            "is_open": any(row.duty.id == asked for row in group.rows[SHOWN:]),
        }
        for group in found.groups
    ]
    context = {
        "at": 3, "lined": found, "groups": groups, "asked": asked, "reasons": REASONS, "problems": problems,
        "mistaken": mistaken, "mistakes": mistakes,
        "checked_on": max((row.duty.checked_on for group in found.groups for row in group.rows), default=None),
    }  # fmt: skip
    return render(request, "duties/begin_deadlines.html", context, status=422 if problems or mistakes else 200)


def _row(
    request: Request, duty: str, *, asks: bool = False, beside: bool = False, problems: list[str] | None = None
) -> HttpResponse:
    """一行と、変わった数; without htmx the page, at that row. `beside`: what was swapped is the form below the row."""
    if not request.htmx:
        if problems:
            return _page(request, asked=duty, problems=problems)
        return redirect(f"{request.path.rsplit('/', 3)[0]}/#d-{duty}")
    row, among = lined(duty, request.viewer.on)
    if row is None:
        return go(request, "begin_deadlines")
    group = next(each for each in among.groups if each.group == row.duty.group)
    context = {
        "row": row, "asked": duty if asks else "", "reasons": REASONS, "problems": problems or (), "lined": among,
        "group": {"key": group.group, "count": group.count}, "oob": True, "oob_row": beside,
    }  # fmt: skip
    return render(request, "duties/_begin_duty_said.html", context, status=422 if problems else 200)
