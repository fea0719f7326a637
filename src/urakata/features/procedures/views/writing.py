"""書く: the outline editor. Every change is kept at once; htmx gets only the parts that changed."""

import json
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from urakata.common.web.access import in_office, only
from urakata.common.web.request import Request
from urakata.core.outline import Outline
from urakata.features.procedures import actions, queries
from urakata.features.procedures.forms.card import read_card
from urakata.features.procedures.forms.head import read_head
from urakata.features.procedures.forms.rows import acted_on, read_rows
from urakata.features.procedures.views.desk import Desk, card_of, desk, head_of
from urakata.features.procedures.views.refusing import explained
from urakata.features.procedures.wording import branch_problem

LONGEST_KEY = 64
maker = only(queries.may_make)


@require_POST
@maker
def begin(request: Request) -> HttpResponse:
    """白紙から: a procedure that only its writer knows, until it is published."""
    title = " ".join(request.POST.get("title", "").replace("\0", "").split())[:200]
    if not title:
        messages.warning(request, _("手順の名前を書いてください。例：資金繰り表の更新"))
        return redirect(reverse("procedures") + "#make")
    own = queries.departments_of(request.viewer)
    outline = Outline(queries.new_key(), title, department=own[0] if len(own) == 1 else "")
    made = actions.begin(outline, by=request.viewer, at=request.now)
    return redirect("procedure_edit", code=made.code)


@require_safe
@in_office
@explained
def edit(request: Request, code: str) -> HttpResponse:
    """書く: the page; or only the card of the step that was chosen."""
    found = queries.to_write(request.viewer, code)
    made = desk(request, found, _step(request.GET.get("step", "")))
    if request.htmx and request.htmx.target == "ed-says":  # who else is writing, now and then
        return render(request, "procedures/_edit_says.html", _shown(made))
    if request.htmx and request.htmx.target == "card":
        return render(request, "procedures/_card.html", _shown(made) | {"card": card_of(request, made)})
    return page(request, made)


@require_POST
@in_office
@explained
def rows(request: Request, code: str) -> HttpResponse:
    """並びを書く: all rows as they stand; without JavaScript also what a button does to one of them."""
    found = queries.to_write(request.viewer, code)
    form = read_rows(request.POST)
    if form is None:
        raise Http404
    act, at = request.POST.get("do", ""), _number(request.POST.get("at", ""), -1)
    form.rows = acted_on(form.rows, act, at) if act else form.rows
    step = _step(request.POST.get("step", ""))
    _change(request, found, form.change, step)
    told = {n: branch_problem(problem) for n, problem in form.problems.items()}
    if not request.htmx:
        for problem in dict.fromkeys(told.values()):
            messages.warning(request, problem)
        return redirect(_address(code, step))
    made = desk(request, found, step)
    return parts(request, made, kept={"keys": form.keys, "problems": told})


@require_POST
@in_office
@explained
def step(request: Request, code: str) -> HttpResponse:
    """カードを書く."""
    found = queries.to_write(request.viewer, code)
    key = _step(request.POST.get("step", ""))
    errors: dict[str, str] = {}

    def change(outline: Outline) -> Outline:
        steps = list(outline.steps)
        for n, each in enumerate(steps):
            if each.key == key:
                form = read_card(request.POST, outline, each)
                steps[n] = form.step
                errors.update(form.errors)
        return replace(outline, steps=tuple(steps))

    _change(request, found, change, key)
    made = desk(request, found, key)
    if made.selected is None or made.selected.key != key:
        raise Http404
    if request.htmx:
        return parts(request, made, errors=errors, status=422 if errors else 200)
    return page(request, made, errors=errors) if errors else redirect(_address(code, key) + "#card")


@require_POST
@in_office
@explained
def head(request: Request, code: str) -> HttpResponse:
    """手順のことを書く."""
    found = queries.to_write(request.viewer, code)
    errors: dict[str, str] = {}
    offered = queries.departments_of(request.viewer), queries.clearances_held(request.viewer)

    def change(outline: Outline) -> Outline:
        form = read_head(request.POST, outline, *offered)
        errors.update(form.errors)
        return form.outline

    key = _step(request.POST.get("step", ""))
    _change(request, found, change, key)
    made = desk(request, found, key)
    if request.htmx:
        return parts(request, made, head_errors=errors, status=422 if errors else 200)
    return page(request, made, head_errors=errors) if errors else redirect(_address(code, key) + "#head")


@require_POST
@in_office
@explained
def undo(request: Request, code: str) -> HttpResponse:
    """元に戻す, and やり直す."""
    return _over(request, code, ahead=False)


@require_POST
@in_office
@explained
def redo(request: Request, code: str) -> HttpResponse:
    return _over(request, code, ahead=True)


@require_POST
@in_office
@explained
def merge(request: Request, code: str) -> HttpResponse:
    """新しい版を取り込む."""
    found = queries.to_write(request.viewer, code)
    actions.take_edition(found, by=request.viewer, at=request.now)
    messages.success(request, _("新しい版の変わった所を合わせました。重なった所があれば、下に並べてあります。"))
    return redirect(_address(code, _step(request.POST.get("step", ""))))


@require_POST
@in_office
@explained
def settle(request: Request, code: str) -> HttpResponse:
    """重なった所を決める."""
    found = queries.to_write(request.viewer, code)
    key, part, whose = (request.POST.get(name, "")[:200] for name in ("clash_step", "clash_part", "whose"))
    actions.settle_clash(found, key, part, theirs=whose == "theirs", by=request.viewer, at=request.now)
    return redirect(_address(code, _step(key)))


def _over(request: Request, code: str, *, ahead: bool) -> HttpResponse:
    found = queries.to_write(request.viewer, code)
    key = _step(request.POST.get("step", ""))
    actions.take_back(found, ahead=ahead, by=request.viewer, at=request.now)
    if not request.htmx:
        return redirect(_address(code, key))
    made = desk(request, found, key)
    shown = _shown(made) | {"card": card_of(request, made), "head": head_of(request, made)}
    return render(request, "procedures/_editor.html", shown)


def _change(request: Request, found: queries.Procedure, change: Any, step: str) -> None:
    of, seen, base = (_number(request.POST.get(name, ""), 0) for name in ("of", "seen", "base"))
    saw: dict[str, int | None] = {"of": of, "seen": seen, "base": base or None}
    actions.change_draft(found, change, **saw, at_step=step, by=request.viewer, at=request.now)


def _shown(made: Desk) -> dict[str, Any]:
    return {"desk": made, "procedure": made.procedure, "outline": made.outline, "step_key": _selected(made)} | made.said


def _selected(made: Desk) -> str:
    return made.selected.key if made.selected else ""


def page(
    request: Request,
    made: Desk,
    *,
    errors: dict[str, str] | None = None,
    head_errors: dict[str, str] | None = None,
    reason: str = "",
    refused: list[str] | None = None,
) -> HttpResponse:
    shown = _shown(made) | {
        "card": card_of(request, made, errors),
        "head": head_of(request, made, head_errors),
        "reason": reason,
        "refused": refused or [],
    }
    return render(request, "procedures/edit.html", shown, status=422 if errors or head_errors or refused else 200)


def parts(
    request: Request,
    made: Desk,
    *,
    kept: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    head_errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """What changes beside the fields: the rows as they stand now, the diagram, hints, what is left to mend.

    The fields come as well, for those that nobody is writing in: what rows or another window changed would otherwise
    be undone by the card that still shows the old words.
    """
    order = [line.key for line in made.lines]
    shown = _shown(made) | {
        "kept": json.dumps({"order": order, "seen": made.seen} | (kept or {})),
        "errors": errors,  # None: what was told of the card before still holds
        "head_errors": head_errors,
        "card": {} if errors else card_of(request, made),
        "head": {} if head_errors else head_of(request, made),
    }
    return HttpResponse(render_to_string("procedures/_parts.html", shown, request=request), status=status)


def _address(code: str, step: str) -> str:
    address = reverse("procedure_edit", kwargs={"code": code})
    return f"{address}?{urlencode({'step': step})}" if step else address


def _step(said: str) -> str:
    return said.replace("\0", "")[:LONGEST_KEY]


def _number(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else otherwise
