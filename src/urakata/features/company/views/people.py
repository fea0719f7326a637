"""設定の人."""

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.accounts import actions as accounts_actions
from urakata.common.accounts import queries as accounts
from urakata.common.seams import slot
from urakata.common.web.access import owner_or_lead
from urakata.common.web.request import Request
from urakata.core.clearance import PersonAct, person_problems
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.forms.paperwork import LeaveForm, NewPersonForm, PersonForm, RoleForm
from urakata.features.company.views.pages import add_reasons, page, told
from urakata.features.company.views.postings import posting_form
from urakata.features.company.wording import ROLE_CAN, ROLES, reasons

PER_PAGE = 50


@require_GET
@owner_or_lead
def people(request: Request) -> HttpResponse:
    """人と役割."""
    words, show = request.GET.get("q", "")[:100], request.GET.get("show", "")[:10]
    found = Paginator(queries.listed(request.viewer, words, show=show), PER_PAGE)
    shown = found.get_page(request.GET.get("page", "")[:6])
    held = queries.clearances_of([person.pk for person in shown], request.viewer)
    rows = [(person, held.get(person.pk, [])) for person in shown]
    context: dict[str, Any] = {"q": words, "show": show, "page": shown, "rows": rows, "count": found.count}
    return page(request, "people.html", "people", roles=ROLES, can=_can(), **context)


@require_GET
@owner_or_lead
def person_new(request: Request) -> HttpResponse:
    """人を足す用紙."""
    return page(request, "person_new.html", "people", form=NewPersonForm(on=request.viewer.on))


@require_POST
@owner_or_lead
def person_add(request: Request) -> HttpResponse:
    """人を足す."""
    form = NewPersonForm(request.POST, on=request.viewer.on)
    if form.is_valid():
        try:
            made = actions.add_person(by=request.viewer, at=request.now, **form.cleaned_data)
            messages.success(request, _("%(name)sさんを足しました。招くと入れるようになります。") % {"name": made.name})
            return redirect("person", code=made.code)
        except NotAllowed as refusal:
            add_reasons(form, refusal)
    return page(request, "person_new.html", "people", form=form, status=422)


@require_GET
@owner_or_lead
def person(request: Request, code: str) -> HttpResponse:
    """人."""
    return _person(request, queries.person(request.viewer, code))


@require_POST
@owner_or_lead
def person_change(request: Request, code: str) -> HttpResponse:
    """人のことを変える."""
    found = queries.person(request.viewer, code)
    form = PersonForm(request.POST, person=found, on=request.viewer.on)
    if request.POST.get("stands", now := _stands(request, found)) != now:
        form.add_error("department", _("頁を開いたあとに、配属が変わりました。いまの配属を見て、入れ直してください。"))
    if form.is_valid():
        try:
            changed = actions.change_person(found, by=request.viewer, at=request.now, **form.cleaned_data)
            messages.success(request, _("保存しました。") if changed else _("変わった所はありません。"))
            return redirect("person", code=code)
        except NotAllowed as refusal:
            add_reasons(form, refusal)
    return _person(request, queries.person(request.viewer, code), form=form, status=422)


@require_POST
@owner_or_lead
def person_leave(request: Request, code: str) -> HttpResponse:
    """退職の日を決める."""
    found = queries.person(request.viewer, code)
    form = LeaveForm(request.POST)
    if form.is_valid():
        try:
            actions.leave(found, on=form.cleaned_data["on"], by=request.viewer, at=request.now)
            messages.success(request, _("保存しました。"))
            return redirect("person", code=code)
        except NotAllowed as refusal:
            add_reasons(form, refusal)
    return _person(request, found, leave_form=form, status=422)


@require_POST
@owner_or_lead
@told("person", "code")
def person_invite(request: Request, code: str) -> HttpResponse:
    """招く: the link is shown once, on this answer alone; by mail nobody else sees it."""
    found = queries.person(request.viewer, code)
    if request.POST.get("how") == "mail" and accounts.can_mail():
        actions.invite_by_mail(found, by=request.viewer, at=request.now)
        messages.success(request, _("%(name)sさんにリンクを送ります。") % {"name": found.name})
        return redirect("person", code=code)
    made, token = actions.invite(found, by=request.viewer, at=request.now)
    path = reverse("invitation", args=[token])
    link = settings.BASE_URL.rstrip("/") + path if settings.BASE_URL else request.build_absolute_uri(path)
    picture = segno.make(link, error="m", micro=False).svg_inline(omitsize=True, border=1, dark="#000", light="#fff")
    qr = mark_safe(picture)  # noqa: S308 -- drawn by segno out of squares; nothing of the link stands in it as text
    return page(request, "invited.html", "people", person=found, link=link, qr=qr, until=made.expires_at)


@require_POST
@owner_or_lead
@told("person", "code")
def person_uninvite(request: Request, code: str) -> HttpResponse:
    """招待を取り消す."""
    found = queries.person(request.viewer, code)
    if found.account is None:
        raise Http404
    accounts_actions.revoke_invitation(found.account, by=request.viewer, at=request.now, about=found.about())
    messages.success(request, _("招待を取り消しました。前のリンクでは入れません。"))
    return redirect("person", code=code)


@require_POST
@owner_or_lead
def role_give(request: Request, code: str) -> HttpResponse:
    """役割を渡す."""
    found = queries.person(request.viewer, code)
    form = RoleForm(request.POST, on=request.viewer.on)
    if form.is_valid():
        try:
            actions.give_role(found, by=request.viewer, at=request.now, **form.cleaned_data)
            messages.success(request, _("役割を渡しました。"))
            return redirect("person", code=code)
        except NotAllowed as refusal:
            add_reasons(form, refusal)
    return _person(request, found, role_form=form, status=422)


@require_POST
@owner_or_lead
@told("person", "code")
def role_end(request: Request, code: str) -> HttpResponse:
    """役割を終える."""
    found = queries.person(request.viewer, code)
    role = queries.roles(found).filter(pk=_whole(request.POST.get("role"))).first()
    if role is None:
        raise Http404
    actions.end_role(role, by=request.viewer, at=request.now)
    messages.success(request, _("役割を終えました。"))
    return redirect("person", code=code)


@require_POST
@owner_or_lead
@told("person", "code")
def person_device_revoke(request: Request, code: str) -> HttpResponse:
    """人の端末を外す."""
    found = queries.person(request.viewer, code)
    device = accounts.devices(found.account).filter(pk=_whole(request.POST.get("device"))).first()
    if device is None:
        raise Http404
    accounts_actions.revoke_device(device, by=request.viewer, at=request.now, about=found.about())
    messages.success(request, _("%(label)sを外しました。") % {"label": device.label})
    return redirect("person", code=code)


def _person(request: Request, found: Any, *, status: int = 200, **forms: Any) -> HttpResponse:
    on = request.viewer.on
    facts = queries.facts(found, on)
    known = queries.offered(on, keep=[found.department_id], ahead=True)
    among = [each for each in known if queries.is_open(each, on) or each.pk == found.department_id]
    spells = queries.spells(request.viewer, found)
    context: dict[str, Any] = {
        "person": found,
        "form": PersonForm(initial=_initial(found), person=found, on=on, among=among),
        "leave_form": LeaveForm(initial={"on": found.leaves_on}, auto_id="leave_%s"),
        "role_form": RoleForm(initial={"name": "office"}, auto_id="role_%s", on=on, among=among),
        "roles": queries.current_and_coming(found, on),
        "spells": spells,
        "stands": next((spell.posting.code for spell in spells if spell.is_now), ""),
        "posting_form": posting_form(request, found, known=known),
        "devices": accounts.devices(found.account),
        "waiting": accounts.waiting_invitation(found.account, request.now),
        "can_mail": accounts.can_mail() and bool(found.account and found.account.email),
        "is_here": queries.is_here(found, on),
        "panels": slot.panels(queries.OF_PERSON, request.viewer, found.pk),
        "why_not_change": reasons(person_problems(PersonAct.CHANGE, request.viewer, facts)),
        "why_not_invite": reasons(person_problems(PersonAct.MAKE_KEY, request.viewer, facts)),
    }
    return page(request, "person.html", "people", status=status, **(context | forms))


def _stands(request: Request, found: Any) -> str:
    """いまの配属: sent back with the form, so that a page from before a transfer does not undo it."""
    now = queries.standing(request.viewer, found, request.viewer.on)
    return now.code if now else ""


def _initial(found: Any) -> dict[str, object]:
    names = ("name", "kana", "number", "title", "hired_on", "birth_on")
    kept = {name: getattr(found, name) for name in names}
    return kept | {"department": found.department_id or "", "address": (found.account and found.account.email) or ""}


def _can() -> list[tuple[str, str]]:
    return [(str(ROLES[name]), str(can)) for name, can in ROLE_CAN.items()]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
