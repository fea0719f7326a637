"""機密区分と封."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import office_only, only
from urakata.common.web.request import Request
from urakata.core.clearance import Clearance
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.forms.paperwork import GrantForm, SealForm
from urakata.features.company.views.pages import add_reasons, may_seal, may_see_clearances, page, told
from urakata.features.company.wording import clearance_label

concerned = only(may_see_clearances)


@require_GET
@concerned
def clearances(request: Request) -> HttpResponse:
    """機密区分: who holds what, as far as it concerns the viewer."""
    return _clearances(request, _grant_form(request))


@require_POST
@concerned
def clearance_give(request: Request) -> HttpResponse:
    """渡す: the form knows only what the viewer may give, and the people the viewer sees."""
    form = _grant_form(request, request.POST)
    if form.is_valid():
        person = queries.person(request.viewer, form.cleaned_data["person"])
        try:
            actions.give_clearance(
                person,
                form.cleaned_data["clearance"],
                until=form.cleaned_data["until"],
                by=request.viewer,
                at=request.now,
            )
            messages.success(request, _("もう一人が確かめると、%(name)sさんに開きます。") % {"name": person.name})
            return redirect("clearances")
        except NotAllowed as refusal:
            add_reasons(form, refusal)
    return _clearances(request, form, status=422)


@require_POST
@concerned
@told("clearances")
def clearance_confirm(request: Request, code: str) -> HttpResponse:
    """確かめて渡す."""
    found = queries.grant(request.viewer, code)
    actions.confirm_clearance(found, by=request.viewer, at=request.now)
    words = {"name": found.person.name, "clearance": clearance_label(found.clearance)}
    messages.success(request, _("%(name)sさんに、%(clearance)sを渡しました。") % words)
    return redirect("clearances")


@require_POST
@concerned
@told("clearances")
def clearance_revoke(request: Request, code: str) -> HttpResponse:
    """取り上げる、渡さない、返す."""
    found = queries.grant(request.viewer, code)
    actions.revoke_clearance(found, by=request.viewer, at=request.now)
    words = {"name": found.person.name, "clearance": clearance_label(found.clearance)}
    messages.success(request, _("%(name)sさんの%(clearance)sを終えました。") % words)
    return redirect("clearances" if may_see_clearances(request.viewer) else "me")


@require_GET
@only(may_seal)
def seals(request: Request) -> HttpResponse:
    """封: those that name the viewer."""
    return _seals(request, _seal_form(request))


@require_POST
@office_only
def seal_make(request: Request) -> HttpResponse:
    """封をする."""
    form = _seal_form(request, request.POST)
    if form.is_valid():
        people = [queries.person(request.viewer, code) for code in form.cleaned_data["people"]]
        words = {"label": form.cleaned_data["label"], "until": form.cleaned_data["until"]}
        try:
            actions.seal(people=people, by=request.viewer, at=request.now, **words)
            messages.success(request, _("封をしました。名前を挙げた人だけに見えます。"))
            return redirect("seals")
        except NotAllowed as refusal:
            add_reasons(form, refusal)
    return _seals(request, form, status=422)


@require_POST
@only(may_seal)
@told("seals")
def seal_lift(request: Request, code: str) -> HttpResponse:
    """封を開ける."""
    actions.lift_seal(queries.seal(request.viewer, code), by=request.viewer, at=request.now)
    messages.success(request, _("封を開けました。"))
    return redirect("seals")


def _grant_form(request: Request, given: Any = None) -> GrantForm:
    return GrantForm(given, people=queries.others(request.viewer), clearances=queries.givable(request.viewer))


def _clearances(request: Request, form: GrantForm, *, status: int = 200) -> HttpResponse:
    viewer = request.viewer
    shown = queries.shown_grants(viewer)
    by_person: dict[Any, dict[str, Any]] = {}
    for each in shown:
        by_person.setdefault(each.grant.person, {})[each.grant.clearance] = each.grant
    columns = [code for code in Clearance if viewer.is_owner or any(each.grant.clearance == code for each in shown)]
    return page(
        request,
        "clearances.html",
        "clearances",
        status=status,
        form=form if queries.givable(viewer) else None,
        columns=[clearance_label(code) for code in columns],
        rows=[(person, [held.get(code) for code in columns]) for person, held in by_person.items()],
        shown=[(each, clearance_label(each.grant.clearance)) for each in shown],
        waits=any(each.is_confirmable for each in shown),
    )


def _seal_form(request: Request, given: Any = None) -> SealForm:
    return SealForm(given, people=queries.others(request.viewer))


def _seals(request: Request, form: SealForm, *, status: int = 200) -> HttpResponse:
    if not may_seal(request.viewer):
        raise Http404
    found, may = queries.seals(request.viewer), request.viewer.in_office
    return page(request, "seals.html", "seals", status=status, form=form, seals=found, can_make=may)
