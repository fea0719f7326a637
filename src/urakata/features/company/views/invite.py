"""招待を受ける: a person makes their own key from a one-time link."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from urakata.common.accounts import actions as accounts_actions
from urakata.common.accounts import queries as accounts
from urakata.common.accounts.forms import NewPasswordForm, NewPinForm
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.forms.paperwork import OwnerNameForm
from urakata.features.company.views.enter import remember_device, sign_in
from urakata.features.company.views.pages import landing


@never_cache
@sensitive_post_parameters("password", "again", "pin")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """招待: looking spends nothing; used, expired, taken back and unknown look the same."""
    found = accounts.invitation(token, request.now)
    person = getattr(found.account, "person", None) if found else None
    viewer = queries.viewer_of(found.account, request.now.date()) if found else None
    if found is None or person is None or viewer is None:
        return _over(request)
    accept = _by_pin if found.purpose == "pin" else _by_password
    try:
        return accept(request, found, person, viewer)
    except NotAllowed:
        return _over(request)


def _by_password(request: Request, found: Any, person: Any, viewer: Any) -> HttpResponse:
    form = NewPasswordForm(request.POST or None, account=found.account)
    is_nameless = queries.is_nameless(person)
    name_form = OwnerNameForm(request.POST or None, account=found.account) if is_nameless else None
    if not (form.is_valid() & (name_form is None or name_form.is_valid())):
        return _page(request, person, form, name_form=name_form)
    words = {"by": viewer, "at": request.now}
    if name_form is not None:
        actions.name_oneself(person, found, form.cleaned_data["password"], **name_form.cleaned_data, **words)
    else:
        accounts_actions.accept(found, password=form.cleaned_data["password"], about=person.about(), **words)
        get_adapter().unlock(request, found.account.email)
    sign_in(request, found.account)
    begins = is_nameless and viewer.is_owner and not queries.is_personal()
    return redirect("begin_company" if begins else landing(viewer))


def _by_pin(request: Request, found: Any, person: Any, viewer: Any) -> HttpResponse:
    form = NewPinForm(request.POST or None, birth_on=person.birth_on, number=person.number or "")
    if not form.is_valid():
        return _page(request, person, form)
    device, secret = accounts_actions.set_up_device(
        found,
        form.cleaned_data["pin"],
        label=form.cleaned_data["label"] or _kind_of(request),
        by=viewer,
        at=request.now,
        about=person.about(),
    )
    sign_in(request, found.account, pin_device=device.pk)
    response = redirect("/window/")
    remember_device(request, response, secret)
    return response


def _page(request: Request, person: Any, form: Any, **more: Any) -> HttpResponse:
    context = {"form": form, "person": person, "company": queries.company()} | more
    return render(request, "company/invitation.html", context, status=422 if form.is_bound else 200)


def _over(request: Request) -> HttpResponse:
    return render(request, "company/invitation_over.html", status=404)


def _kind_of(request: Request) -> str:
    """端末の呼び名 where none was given: what the browser says it runs on."""
    agent = request.headers.get("User-Agent", "")
    known = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac"}
    return next((name for mark, name in known.items() if mark in agent), "端末")
