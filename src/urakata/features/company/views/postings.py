"""配属の変更: looked at before it is saved, and afterwards until its day."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import owner_or_lead
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.forms.postings import PostingForm
from urakata.features.company.views.pages import add_reasons, page, told


@require_POST
@owner_or_lead
def posting_preview(request: Request, code: str) -> HttpResponse:
    """この変更で動くもの, before anything is written."""
    found = queries.person(request.viewer, code)
    form = posting_form(request, found, request.POST)
    if form.is_valid():
        try:
            actions.guard_change(found, by=request.viewer, **form.cleaned_data)
            return _preview(request, found, form)
        except NotAllowed as refusal:
            add_reasons(form, refusal)
    return _preview(request, found, form, status=422)


@require_POST
@owner_or_lead
def posting_add(request: Request, code: str) -> HttpResponse:
    """変更を予約する."""
    found = queries.person(request.viewer, code)
    form = posting_form(request, found, request.POST)
    if form.is_valid():
        try:
            made = actions.announce(found, by=request.viewer, at=request.now, **form.cleaned_data)
            messages.success(request, _("変更を予約しました。その日まで、何も変わりません。"))
            return redirect("posting", code=code, posting=made.code)
        except NotAllowed as refusal:
            add_reasons(form, refusal)
    return _preview(request, found, form, status=422)


@require_GET
@owner_or_lead
def posting(request: Request, code: str, posting: str) -> HttpResponse:
    """予約した変更, with what moves as it stands today."""
    person = queries.person(request.viewer, code)
    found = queries.posting(request.viewer, person, posting)
    moves = queries.moved_by(request.viewer, person, since=found.since, department=found.department, role=found.role)
    return page(request, "posting.html", "people", person=person, posting=found, moves=moves)


@require_POST
@owner_or_lead
@told("person", "code")
def posting_take_back(request: Request, code: str, posting: str) -> HttpResponse:
    """予約を取り消す."""
    found = queries.posting(request.viewer, queries.person(request.viewer, code), posting)
    actions.take_back(found, by=request.viewer, at=request.now)
    messages.success(request, _("予約を取り消しました。配属は、いまのまま続きます。"))
    return redirect("person", code=code)


def posting_form(request: Request, person: Any, given: Any = None, *, known: Any = None) -> PostingForm:
    """The form as this viewer may fill it in; `known` are the departments where the page has them already."""
    on = request.viewer.on
    return PostingForm(
        given,
        initial={"department": person.department_id or "", "title": person.title},
        on=on,
        departments=queries.offered(on, ahead=True) if known is None else known,
        seals=queries.shut_seals(request.viewer),
        auto_id="posting_%s",
    )


def _preview(request: Request, person: Any, form: PostingForm, *, status: int = 200) -> HttpResponse:
    moves = None
    if form.is_valid():
        given = form.cleaned_data
        words = {name: given[name] for name in ("since", "department", "role")}
        moves = queries.moved_by(request.viewer, person, **words)
    return page(request, "posting_preview.html", "people", status=status, person=person, form=form, moves=moves)
