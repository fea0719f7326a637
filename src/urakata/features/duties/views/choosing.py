"""うちの決めごと: one button each; back to the page it was pressed on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from urakata.common.web.access import View
from urakata.common.web.request import Request
from urakata.core.duty import Duty
from urakata.core.refusal import NotAllowed
from urakata.features.duties import actions, queries
from urakata.features.duties.forms.choosing import Ours, ours
from urakata.features.duties.views.deadlines import deadline_answer, duty_answer
from urakata.features.duties.views.finding import found, ground, readers
from urakata.features.duties.wording import sentences

Act = Callable[[Request, Duty, dict[str, Any]], bool]


def _deciding(which: str) -> Callable[[Act], View]:
    """The frame of all of them: find, parse, act, answer; `which` form was sent."""

    def of(act: Act) -> View:
        @wraps(act)
        def view(request: Request, duty: str) -> HttpResponse:
            shown, here = found(request, duty), ground(request)
            forms = ours(request.viewer, shown, here.said.get(shown.id), which, request.POST)
            form = getattr(forms, which)
            if form is None or not form.is_valid():
                return _again(request, shown, forms, [] if form else [_("この締切では、それは決められません。")])
            try:
                changed = act(request, shown, form.cleaned_data)
            except NotAllowed as refusal:
                return _again(request, shown, forms, sentences(refusal.problems))
            messages.success(request, _("決めました。") if changed else _("そのままです。"))
            return _back(request, shown)

        return require_POST(readers(view))

    return of


@_deciding("own_days")
def own_days(request: Request, duty: Duty, given: dict[str, Any]) -> bool:
    """社内の期限."""
    return actions.set_own_days(duty.id, given["days_before"], by=request.viewer, at=request.now)


@_deciding("charge")
def charge(request: Request, duty: Duty, given: dict[str, Any]) -> bool:
    """担当."""
    person = queries.person_in_charge(request.viewer, given["person"])
    return actions.set_charge(duty.id, person, by=request.viewer, at=request.now)


@_deciding("variant")
def variant(request: Request, duty: Duty, given: dict[str, Any]) -> bool:
    """数え方."""
    return actions.set_variant(duty.id, given["variant"], by=request.viewer, at=request.now)


@_deciding("last")
def last(request: Request, duty: Duty, given: dict[str, Any]) -> bool:
    """前回."""
    interval = int(given.get("interval") or 0)
    return actions.set_last(duty.id, given["last_on"], interval, by=request.viewer, at=request.now)


@_deciding("anchor")
def anchor(request: Request, duty: Duty, given: dict[str, Any]) -> bool:
    """起算日."""
    return actions.set_anchor(duty.id, given["anchor"], by=request.viewer, at=request.now)


@_deciding("off")
def off(request: Request, duty: Duty, given: dict[str, Any]) -> bool:
    """うちには無い."""
    return actions.switch_off(duty.id, given["reason"], by=request.viewer, at=request.now)


@require_POST
@readers
def on(request: Request, duty: str) -> HttpResponse:
    """うちにもある."""
    shown = found(request, duty)
    try:
        actions.switch_on(shown.id, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        return _again(request, shown, None, sentences(refusal.problems))
    messages.success(request, _("「%(title)s」を、使う締切に戻しました。") % {"title": shown.title})
    return _back(request, shown)


def _again(request: Request, shown: Duty, forms: Ours | None, reasons: list[str]) -> HttpResponse:
    """The page it was pressed on, with the form as it was sent and the reasons above it."""
    for reason in reasons:
        messages.warning(request, reason)
    kept = forms if queries.may_decide(request.viewer) else None
    what_for = request.POST.get("what_for", "")
    here = ground(request)
    deadline = queries.deadline(request.viewer, shown.id, what_for, here) if what_for else None
    if deadline:
        return deadline_answer(request, deadline, here, kept, status=422)
    return duty_answer(request, shown, here, kept, status=422)


def _back(request: Request, shown: Duty) -> HttpResponse:
    if request.POST.get("back") == "rules":
        return redirect(f"{reverse('duty_rules')}#rule-{shown.id}")
    what_for = request.POST.get("what_for", "")
    if what_for and queries.deadline(request.viewer, shown.id, what_for):
        return redirect("deadline", duty=shown.id, what_for=what_for)
    return redirect("duty", duty=shown.id)
