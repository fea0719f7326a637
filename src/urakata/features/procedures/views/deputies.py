"""代わりの順: on the page of the procedure."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from urakata.common.web.access import in_office
from urakata.common.web.request import Request
from urakata.common.web.words import who_words
from urakata.core.procedure_rules import Problem
from urakata.core.refusal import NotAllowed
from urakata.features.procedures import actions, queries
from urakata.features.procedures.views.refusing import explained


@require_POST
@in_office
@explained
def add(request: Request, code: str) -> HttpResponse:
    """代わりの順に加える; nobody learns of others by trying codes."""
    found = queries.procedure(request.viewer, code, retired=True)
    person = queries.candidate(request.viewer, found, request.POST.get("person", ""))
    if person is None:
        raise NotAllowed([_refusal(request, found)])
    actions.add_deputy(found, person, by=request.viewer, at=request.now)
    messages.success(request, _("%(name)sを代わりの順に加えました。") % {"name": who_words(person.name)})
    return redirect("procedure", code=found.code)


@require_POST
@in_office
@explained
def move(request: Request, code: str) -> HttpResponse:
    """順を変える."""
    found, person = _named(request, code)
    to = request.POST.get("to", "")
    place = int(to) if to.isascii() and to.isdigit() and len(to) < 5 else 1
    actions.move_deputy(found, person, place, by=request.viewer, at=request.now)
    messages.success(request, _("代わりの順を変えました。"))
    return redirect("procedure", code=found.code)


@require_POST
@in_office
@explained
def remove(request: Request, code: str) -> HttpResponse:
    """代わりの順から外す."""
    found, person = _named(request, code)
    actions.remove_deputy(found, person, by=request.viewer, at=request.now)
    messages.success(request, _("%(name)sを代わりの順から外しました。") % {"name": who_words(person.name)})
    return redirect("procedure", code=found.code)


def _named(request: Request, code: str) -> "tuple[queries.Procedure, queries.Person]":
    found = queries.procedure(request.viewer, code, retired=True)
    if not queries.may_publish(request.viewer, found.department_id, found.clearance):
        raise NotAllowed([Problem.MAY_NOT_PUBLISH])
    person = queries.deputy(found, request.POST.get("person", ""))
    if person is None:
        raise Http404
    return found, person


def _refusal(request: Request, found: "queries.Procedure") -> Problem:
    may = queries.may_publish(request.viewer, found.department_id, found.clearance)
    return Problem.CANNOT_STAND_IN if may else Problem.MAY_NOT_PUBLISH
