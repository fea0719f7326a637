"""入口: signing in by address, by 社員番号 and PIN, as a persona of the sample; signing out."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from urakata.common.accounts import actions as accounts_actions
from urakata.common.accounts import queries as accounts
from urakata.common.accounts.backend import BACKEND
from urakata.common.accounts.forms import PinForm, ResetForm, SignInForm
from urakata.common.accounts.paths import is_own_path
from urakata.common.accounts.pins import figures
from urakata.common.web.request import Request
from urakata.features.company import actions, queries
from urakata.features.company.views.pages import landing
from urakata.features.company.wording import pin_refused

DEVICES = "urakata_devices"  # the cookie: secrets of the people who sign in here by PIN
DEVICES_KEPT = 400 * 24 * 3600  # seconds; what browsers allow at most
MOST_DEVICES = 8
PERSONAS = ("morita", "saeki", "nishino", "ohashi", "foreman", "employee", "sharoshi")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """入口: the sign-in forms, in the sample below its personas."""
    if request.method != "POST":
        return redirect(landing(request.viewer)) if request.viewer else entrance(request)
    form = SignInForm(request.POST, request=request)
    if form.is_valid():
        if viewer := queries.viewer_of(form.user, request.now.date()):
            request.session.pop("pin_device", None)
            answer: HttpResponse = form.login(request, redirect_url=_next(request) or landing(viewer))
            return answer
        form.add_error(None, get_adapter().validation_error("email_password_mismatch"))
    return entrance(request, form=form, status=422)


@never_cache
@sensitive_post_parameters("pin")
@require_POST
def enter_by_pin(request: Request) -> HttpResponse:
    """番号で入る: on a device that was set up, into the portal."""
    form = PinForm(request.POST)
    if form.is_valid():
        known = list(accounts.devices_here(secrets_here(request)))
        number = figures(form.cleaned_data["number"])
        mine = next((device for device in known if device.account.person.number == number), None)
        is_right = accounts_actions.try_pin(known, mine, form.cleaned_data["pin"], at=request.now)
        if mine and is_right and queries.viewer_of(mine.account, request.now.date(), mine.pk):
            sign_in(request, mine.account, pin_device=mine.pk)
            return redirect("/window/")
        form.add_error(None, pin_refused())
    return entrance(request, pin_form=form, status=422)


@never_cache
@require_POST
def enter_as(request: Request, key: str) -> HttpResponse:
    """見本の人の席に座る."""
    person = queries.persona(key) if settings.IS_DEMO and key in PERSONAS else None
    viewer = queries.viewer_of(person.account, request.now.date()) if person else None
    if person is None or viewer is None:
        raise Http404
    sign_in(request, person.account)
    return redirect(landing(viewer))


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """出る."""
    logout(request)
    return redirect("account_login")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: Request) -> HttpResponse:
    """パスワードを決め直す: by mail where there is mail; the answer is the same whether the address is known or not."""
    form = ResetForm(request.POST or None)
    if request.method == "POST" and accounts.can_mail() and form.is_valid():
        _mail_link(request, form.cleaned_data["address"])
        return redirect(f"{request.path}?sent=1")
    context = {"form": form, "can_mail": accounts.can_mail(), "is_sent": "sent" in request.GET}
    return render(request, "company/reset.html", context, status=422 if form.is_bound else 200)


def entrance(request: Request, *, status: int = 200, **forms: Any) -> HttpResponse:
    context: dict[str, Any] = {
        "form": SignInForm(request=request),
        "pin_form": PinForm(),
        "is_demo": settings.IS_DEMO,
        "company": queries.company(),
        "next": _next(request),
        "knows_device": accounts.usable(accounts.devices_here(secrets_here(request))).exists(),
    }
    return render(request, "company/enter.html", context | forms, status=status)


def sign_in(request: Request, account: Any, pin_device: int | None = None) -> None:
    """A session opened by PIN remembers its device: it sees the portal alone and ends with the device."""
    login(request, account, backend=BACKEND)
    request.session.pop("pin_device", None)
    if pin_device is not None:
        request.session["pin_device"] = pin_device


def secrets_here(request: Request) -> list[str]:
    return [secret for secret in request.COOKIES.get(DEVICES, "")[:1000].split(".") if secret][:MOST_DEVICES]


def remember_device(request: Request, response: HttpResponse, secret: str) -> None:
    """端末を覚える: in a cookie that no script reads; invitations are sent it too, to add to the people of a device."""
    kept = [secret, *secrets_here(request)][:MOST_DEVICES]
    response.set_cookie(
        DEVICES,
        ".".join(kept),
        max_age=DEVICES_KEPT,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _mail_link(request: Request, address: str) -> None:
    allowed = ratelimit.consume(request, action="reset_password", key=address.lower())
    account = accounts.account_of(address) if allowed else None
    person = getattr(account, "person", None)
    if person is not None:
        actions.ask_reset(person, at=request.now)


def _next(request: Request) -> str:
    """戻り先: a path of this house; the front page is left to the landing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted != "/" and is_own_path(wanted) else ""
