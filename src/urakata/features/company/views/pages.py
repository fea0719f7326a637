"""設定の頁: the tabs a viewer sees, and how a refusal is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries
from urakata.features.company.wording import reasons

View = Callable[..., HttpResponse]


def landing(viewer: Viewer) -> str:
    """入ったあとの行き先."""
    if viewer.portal_only:
        return "/shared/" if viewer.is_outside else "/window/"
    return "/" if viewer.in_office else "/settings/"


def may_see_clearances(viewer: Viewer) -> bool:
    """機密区分の頁: those who manage or hold one, and those whom one concerns."""
    return viewer.is_owner or viewer.is_lead or bool(viewer.clearances) or bool(queries.grants(viewer))


def may_seal(viewer: Viewer) -> bool:
    return viewer.has(RoleName.LEAD, RoleName.OFFICE) or queries.seals(viewer).exists()


def tabs(viewer: Viewer) -> list[tuple[str, str, str]]:
    """設定の種類: (key, url, label) of those the viewer may open."""
    manages = viewer.is_owner or viewer.is_lead
    known = [
        ("company", "settings_company", _("会社"), manages),
        ("calendar", "company_calendar", _("会社の暦"), manages),
        ("people", "people", _("人と役割"), manages),
        ("departments", "departments", _("部署"), manages),
        ("clearances", "clearances", _("機密区分"), may_see_clearances(viewer)),
        ("seals", "seals", _("封"), may_seal(viewer)),
        ("absences", "absences", _("休み"), viewer.in_office),
        ("duty_rules", "duty_rules", _("締切の土台"), manages),
        ("me", "me", _("見え方"), True),
    ]
    shown = [(key, reverse(name), label) for key, name, label, is_shown in known if is_shown]
    if viewer.is_owner:
        shown.append(("backup", "/settings/backup/", _("控え")))
    if manages:
        shown.append(("record", "/record/", _("記録")))
    return shown


def page(request: Request, template: str, tab: str, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"company/{template}", context | {"tabs": tabs(request.viewer), "tab": tab}, status=status)


def told(*back: str) -> Callable[[View], View]:
    """断りを伝える: a button that may not be pressed leads back to its page, with the reasons."""

    def keep(view: View) -> View:
        @wraps(view)
        def telling(request: Request, **words: Any) -> HttpResponse:
            try:
                return view(request, **words)
            except NotAllowed as refusal:
                for reason in reasons(refusal.problems):
                    messages.warning(request, reason)
                answer: HttpResponse = redirect(back[0], **{word: words[word] for word in back[1:]})
                return answer

        return telling

    return keep


def add_reasons(form: Any, refusal: NotAllowed) -> None:
    """A refusal in a form stands above it."""
    for reason in reasons(refusal.problems):
        form.add_error(None, reason)
