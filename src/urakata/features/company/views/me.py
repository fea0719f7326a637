"""見え方: what everybody may set for themselves."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from urakata.common.accounts import actions as accounts_actions
from urakata.common.accounts import queries as accounts
from urakata.common.accounts.forms import ChangePasswordForm
from urakata.common.seams import slot
from urakata.common.web.access import signed_in
from urakata.common.web.request import Request
from urakata.features.company import queries
from urakata.features.company.forms.look import LookForm
from urakata.features.company.views.pages import page

A_YEAR = 365 * 24 * 3600


@require_GET
@signed_in
def me(request: Request) -> HttpResponse:
    """見え方."""
    return _me(request, LookForm(initial=LookForm.kept(request.COOKIES)))


@require_POST
@signed_in
def look(request: Request) -> HttpResponse:
    """見え方を変える: kept on this device alone."""
    form = LookForm(request.POST)
    if not form.is_valid():
        return _me(request, form, status=422)
    response = redirect("me")
    for name, value in form.cookies().items():
        if value:
            response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax")
        else:
            response.delete_cookie(name)
    if check_for_language(language := form.cleaned_data["language"]):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, samesite="Lax")
    messages.success(request, _("見え方を変えました。この端末だけに効きます。"))
    return response


@require_POST
@signed_in
def my_device_revoke(request: Request) -> HttpResponse:
    """自分の端末を外す."""
    person = queries.me(request.viewer)
    device = accounts.devices(person.account).filter(pk=_whole(request.POST.get("device"))).first()
    if device is None:
        raise Http404
    accounts_actions.revoke_device(device, by=request.viewer, at=request.now, about=person.about())
    messages.success(request, _("%(label)sを外しました。") % {"label": device.label})
    return redirect("me")


@sensitive_post_parameters("now", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def password(request: Request) -> HttpResponse:
    """パスワードを替える: other sessions end, this one goes on."""
    person = queries.me(request.viewer)
    account: Any = request.user
    if not _has_password(request):
        raise Http404
    form = ChangePasswordForm(request.POST or None, account=account)
    if not form.is_valid():
        return page(request, "password.html", "me", form=form, status=422 if form.is_bound else 200)
    accounts_actions.set_password(
        account, form.cleaned_data["password"], by=request.viewer, at=request.now, about=person.about()
    )
    update_session_auth_hash(request, account)
    messages.success(request, _("パスワードを替えました。ほかの端末では、もう一度入ってください。"))
    return redirect("me")


def _me(request: Request, form: LookForm, *, status: int = 200) -> HttpResponse:
    person = queries.me(request.viewer)
    return page(
        request,
        "me.html",
        "me",
        status=status,
        form=form,
        person=person,
        devices=accounts.devices(person.account),
        has_password=_has_password(request),
        panels=slot.panels(queries.OF_ME, request.viewer, person.pk),
    )


def _has_password(request: Request) -> bool:
    """A session opened by PIN knows of no password."""
    account: Any = request.user
    return "pin_device" not in request.session and account.has_usable_password()


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
