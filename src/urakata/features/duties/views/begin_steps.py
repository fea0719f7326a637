"""銀行の締め・ひとつ選ぶ・一人招く: the last steps of the first run, each of which can be left for later."""

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import owner_only
from urakata.common.web.request import Request
from urakata.core.profile import Profile
from urakata.core.refusal import NotAllowed
from urakata.features.company import queries as company
from urakata.features.company.wording import clearance_label
from urakata.features.company.wording import reasons as company_reasons
from urakata.features.duties import actions, queries
from urakata.features.duties.forms.steps import (
    DAYS_BEFORE,
    DEFAULT_DAYS,
    HOURS,
    OTHER,
    BankForm,
    InviteForm,
    shown_bank,
)
from urakata.features.duties.queries.sending import sending
from urakata.features.duties.views.begin import settle
from urakata.features.procedures.wording import PROBLEMS as OF_PROCEDURES
from urakata.features.runs.wording import sentence


@require_GET
@owner_only
def begin_bank(request: Request) -> HttpResponse:
    """銀行の締め; with answers in the address only the example is counted anew, nothing is kept."""
    settle(request)
    profile = company.profile() or Profile()
    said = shown_bank(profile.bank)
    if not request.htmx:
        return _bank(request, profile, said)
    form = BankForm(request.GET)
    bank = form.cleaned_data.get("bank") if form.is_valid() else None
    context = _example(request, profile, bank.days_before if bank else None) | {"until": bank.until if bank else ""}
    return render(request, "duties/_begin_sending.html", context)


@require_POST
@owner_only
def begin_bank_save(request: Request) -> HttpResponse:
    """銀行の締めを決める."""
    profile, form = company.profile() or Profile(), BankForm(request.POST)
    if not form.is_valid():
        return _bank(request, profile, request.POST.dict(), form=form, status=422)
    bank = form.cleaned_data["bank"]
    if bank != profile.bank:
        actions.set_bank(bank, by=request.viewer, at=request.now)
    return redirect("begin_procedure")


@require_GET
@owner_only
def begin_procedure(request: Request) -> HttpResponse:
    """ひとつ選ぶ."""
    settle(request)
    return _picks(request)


@require_POST
@owner_only
def begin_procedure_take(request: Request) -> HttpResponse:
    """選ぶ: taken from the library, with its first run."""
    key = request.POST.get("key", "")[:60]
    offered = {pick.outline.key for pick in _offered(request) if not pick.needs}
    if key not in offered:
        return _picks(request, problems=[_("ひとつ選んでください。あとで選ぶこともできます。")])
    try:
        begun = actions.begin_procedure(key, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        return _picks(request, problems=_refused(refusal))
    facts = {"title": begun.procedure.title, "month": begun.coming_on.month, "day": begun.coming_on.day}
    said = _("「%(title)s」の最初の実行をはじめました。%(month)d月%(day)d日の分です。")
    later = _("「%(title)s」を選びました。つぎは%(month)d月%(day)d日の分で、日が近づくと開きます。")
    messages.success(request, (said if begun.run else later) % facts)
    return redirect("begin_invite")


@require_GET
@owner_only
def begin_invite(request: Request) -> HttpResponse:
    """一人招く."""
    settle(request)
    return _invite(request, InviteForm())


@require_POST
@owner_only
def begin_invite_send(request: Request) -> HttpResponse:
    """招く: the link is shown once, on this answer alone."""
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            invited = actions.invite_one(**form.cleaned_data, by=request.viewer, at=request.now)
        except NotAllowed as refusal:
            for reason in company_reasons(refusal.problems):
                form.add_error(None, reason)
        else:
            shown = {"at": 6, "person": invited.person, "until": invited.until} | _link(request, invited.token)
            return render(request, "duties/begin_invited.html", shown)
    return _invite(request, form, status=422)


@require_POST
@owner_only
def begin_finish(request: Request) -> HttpResponse:
    """終える: 今日 opens with what was begun."""
    actions.note_step("first_run.finished", by=request.viewer, at=request.now)
    return redirect("today")


@require_POST
@owner_only
def begin_put_away(request: Request) -> HttpResponse:
    """控えをしまう: the five rows on 今日."""
    actions.note_step("first_run.put_away", by=request.viewer, at=request.now)
    return redirect("today")


def _bank(
    request: Request, profile: Profile, said: dict[str, Any], *, form: BankForm | None = None, status: int = 200
) -> HttpResponse:
    bank = profile.bank
    days = bank.days_before if bank and bank.days_before is not None else DEFAULT_DAYS
    context = _example(request, profile, days) | {
        "at": 4, "said": said, "days_before": DAYS_BEFORE, "hours": HOURS, "other": OTHER, "form": form,
        "until": (bank and bank.until) or said.get("until", ""),
    }  # fmt: skip
    return render(request, "duties/begin_bank.html", context, status=status)


def _example(request: Request, profile: Profile, days: int | None) -> dict[str, Any]:
    found = sending(profile, days, request.viewer.on) if days is not None else None
    return {"sending": found, "before": days, "has_payday": profile.payday is not None}


def _offered(request: Request) -> list[queries.Pick]:
    return queries.picks(request.viewer, company.profile() or Profile())


def _picks(request: Request, *, problems: list[str] | None = None) -> HttpResponse:
    found = _offered(request)
    lacking = sorted({str(clearance_label(pick.needs)) for pick in found if pick.needs})
    context = {
        "at": 5,
        "picks": [pick for pick in found if not pick.needs],
        "held_back": [pick for pick in found if pick.needs],
        "lacking": "、".join(lacking),
        "problems": problems or (),
    }
    return render(request, "duties/begin_procedure.html", context, status=422 if problems else 200)


def _refused(refusal: NotAllowed) -> list[str]:
    """断りの文: of taking the template, or of opening its run."""
    return [str(OF_PROCEDURES.get(each) or sentence(each, refusal.facts)) for each in refusal.problems]


def _invite(request: Request, form: InviteForm, *, status: int = 200) -> HttpResponse:
    return render(request, "duties/begin_invite.html", {"at": 6, "form": form}, status=status)


def _link(request: Request, token: str) -> dict[str, Any]:
    path = reverse("invitation", args=[token])
    link = settings.BASE_URL.rstrip("/") + path if settings.BASE_URL else request.build_absolute_uri(path)
    picture = segno.make(link, error="m", micro=False).svg_inline(omitsize=True, border=1, dark="#000", light="#fff")
    return {"link": link, "qr": mark_safe(picture)}  # noqa: S308 -- drawn by segno out of squares
