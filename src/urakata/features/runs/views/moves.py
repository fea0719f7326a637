"""開いている実行をどうしますか: after publishing, each open run stays with its edition or follows the new one."""

from dataclasses import asdict, dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import office_only
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.wording import Told
from urakata.features.runs import queries
from urakata.features.runs.actions import moving
from urakata.features.runs.forms import Chosen, MovesForm
from urakata.features.runs.queries import Preview
from urakata.features.runs.wording import sentences, would_change


@dataclass(frozen=True, slots=True)
class Row:
    """一つの実行: its preview in words, and what was chosen when the page came back."""

    preview: Preview
    differences: list[Told]
    chosen: str
    backdated: bool


@require_GET
@office_only
def run_moves(request: Request, procedure: str) -> HttpResponse:
    """開いている実行をどうしますか."""
    found = _procedure(request, procedure)
    if "published" in request.GET and not queries.movable(request.viewer, found).exists():
        return redirect("procedure", code=found.code)
    return _page(request, found, MovesForm())


@require_POST
@office_only
def run_moves_choose(request: Request, procedure: str) -> HttpResponse:
    """選んだとおりにする: all of them, or none with the reasons."""
    found = _procedure(request, procedure)
    form = MovesForm(request.POST)
    try:
        choices = _choices(request, found, form)
        to = procedures.edition(request.viewer, found, form.cleaned_data["to"])
        moving.choose(choices, to, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        form.add_error(None, sentences(refusal))
        return _page(request, found, form, status=422)
    messages.success(request, _said(choices, to.number))
    left = queries.movable(request.viewer, found).exclude(pk__in=[choice.run.pk for choice in choices])
    return redirect("run_moves", procedure=found.code) if left.exists() else redirect("procedure", code=found.code)


def _procedure(request: Request, code: str) -> procedures.Procedure:
    """The procedure, if this viewer may say what becomes of its runs; else 404."""
    found = procedures.procedure(request.viewer, code, retired=True)
    if not queries.may_move(request.viewer, found):
        raise Http404
    return found


def _choices(request: Request, found: procedures.Procedure, form: MovesForm) -> list[moving.Choice]:
    if not form.is_valid() or not form.choices:
        raise NotAllowed([Problem.NO_CHOICE])
    runs = queries.to_choose(request.viewer, found, [choice.code for choice in form.choices])
    if len(runs) < len(form.choices):
        raise Http404
    return [moving.Choice(runs[each.code], each.seen, each.moves, each.backdated) for each in form.choices]


def _said(choices: list[moving.Choice], number: int) -> str:
    moved = sum(choice.moves for choice in choices)
    stayed = len(choices) - moved
    parts = [_("%(count)d件を第%(number)d版へ移しました。") % {"count": moved, "number": number}] if moved else []
    parts += [_("%(count)d件は、いまの版のままにしました。") % {"count": stayed}] if stayed else []
    return "".join(parts)


def _page(request: Request, found: procedures.Procedure, form: MovesForm, status: int = 200) -> HttpResponse:
    chosen = {each.code: each for each in form.choices}
    shown = {
        "procedure": found,
        "to": procedures.published(found),
        "form": form,
        "rows": [_row(preview, chosen) for preview in queries.previews(request.viewer, found)],
        "most": queries.MOST,
    }
    return render(request, "runs/moves.html", shown, status=status)


def _row(preview: Preview, chosen: dict[str, Chosen]) -> Row:
    was = chosen.get(preview.run.code)
    differences = [would_change(**asdict(each)) for each in preview.altered]
    return Row(preview, differences, ("move" if was.moves else "keep") if was else "", bool(was and was.backdated))
