"""締切の詳細, and the page of a duty."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from urakata.common.web.request import Request
from urakata.core.duty import Duty
from urakata.core.errors import InputMistake
from urakata.features.duties import queries
from urakata.features.duties.forms.asking import CountForm
from urakata.features.duties.forms.choosing import Ours, ours
from urakata.features.duties.queries import Counted, Deadline, Ground, outcome
from urakata.features.duties.views.finding import found, ground, readers
from urakata.features.duties.wording import caption
from urakata.rules.day_names import day_names
from urakata.rules.wording import sentence


@require_GET
@readers
def deadline(request: Request, duty: str, what_for: str) -> HttpResponse:
    """締切の詳細."""
    here = ground(request)
    shown = queries.deadline(request.viewer, duty, what_for, here)
    if shown is None:
        raise Http404
    return deadline_answer(request, shown, here)


@require_GET
@readers
def duty(request: Request, duty: str) -> HttpResponse:
    """義務の頁, with この日なら."""
    return duty_answer(request, found(request, duty), ground(request))


def deadline_answer(
    request: Request, shown: Deadline, here: Ground, form: Ours | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """締切の頁; `form` as it was sent; `more` is what `duties/_fulfil.html` tells after a refusal."""
    page = queries.deadline_page(request.viewer, shown, here)
    context = {
        "page": page,
        "deadline": shown,
        "duty": shown.duty,
        "caption": caption(*page.span, {each.kind: each.on for each in page.days if each.on}) if page.weeks else "",
        "what_for": shown.what_for,
        **outcome.fulfil_panel(shown.fulfilment, request.now.date()),
        **_beside(request, shown.duty, here, form),
        **more,
    }
    return render(request, "duties/deadline.html", context, status=status)


def duty_answer(
    request: Request, shown: Duty, here: Ground, form: Ours | None = None, status: int = 200
) -> HttpResponse:
    """義務の頁; `form` as it was sent."""
    page = queries.duty_page(request.viewer, shown, here)
    asking = CountForm(request.GET or None, names=page.names, auto_id="on_%s") if page.names else None
    told, wrong = _counted(request, shown, here, asking)
    context = {
        "page": page,
        "duty": shown,
        "rule": page.rule,
        "asking": asking,
        "told": told,
        "wrong": wrong,
        **_beside(request, shown, here, form),
    }
    return render(request, "duties/duty.html", context, status=status)


def _beside(request: Request, shown: Duty, here: Ground, form: Ours | None) -> dict[str, Any]:
    """根拠と出典, 変わること, うちの決めごと."""
    viewer, may_decide = request.viewer, queries.may_decide(request.viewer)
    choice = here.said.get(shown.id)
    forms = form or (ours(viewer, shown, choice) if may_decide else None)
    return {
        "basis": queries.basis(shown, viewer.on),
        "ahead": queries.ahead_of(shown, viewer.on, here),
        "choice": choice,
        "ours": forms,
        "may_decide": may_decide,
        "intervals": queries.interval_names(shown),
    }


def _counted(request: Request, shown: Duty, here: Ground, asking: CountForm | None) -> tuple[Counted | None, str]:
    """この日なら: the answer, or one line that says what is missing."""
    if asking is None or not asking.is_bound or not asking.is_valid():
        return None, ""
    try:
        return queries.counted(shown, asking.said(), request.viewer.on, here), ""
    except InputMistake as mistake:
        return None, _told(mistake)


def _told(mistake: InputMistake) -> str:
    if mistake.code != "day_missing":
        return sentence(mistake)
    names = mistake.params["names"]
    assert isinstance(names, tuple), "as the rules raise it"
    return _("あと、これがわかると数えられます：%(names)s") % {"names": day_names(names)}
