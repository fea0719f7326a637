"""整える: lines become steps, on one page; then the draft."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import View, office_only
from urakata.common.web.request import Request
from urakata.core.plain_form import proposed
from urakata.core.recording import Part, Problem
from urakata.core.refusal import NotAllowed
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.recordings import actions, queries
from urakata.features.recordings.forms import NameForm, PartForm, SplitForm, TellForm
from urakata.features.recordings.queries import Recording, RecordingLine
from urakata.features.recordings.views.recordings import context
from urakata.features.recordings.wording import PARTS, sentences


@require_GET
@office_only
def recording_tidy(request: Request, code: str) -> HttpResponse:
    """整える."""
    found = queries.recording(request.viewer, code)
    if not found.is_open:
        return redirect("recording", code=code)
    return _page(request, found)


def _page(request: Request, found: Recording, *, status: int = 200, **more: Any) -> HttpResponse:
    shown = context(found, parts={each.value: words for each, words in PARTS.items()}, **more)
    shown.setdefault("form", _name_form(request, found))
    shown["people"] = [*procedures.departments_of(request.viewer), *_office(request)]
    alone = request.htmx and (request.htmx.trigger or "").startswith("f-t-")
    part = "recordings/_told.html" if alone else "recordings/_tidy.html"
    template = part if request.htmx else "recordings/tidy.html"
    return render(request, template, shown, status=status)


def _office(request: Request) -> list[str]:
    return [person.name for person in company.assignable(request.viewer)]


def _name_form(request: Request, found: Recording, *sent: Any) -> NameForm:
    departments: list[tuple[str, object]] = [("", _("管理部のみんな"))]
    departments += [(name, name) for name in procedures.departments_of(request.viewer)]
    clearances: list[tuple[str, object]] = [("", _("なし"))]
    clearances += [(each, company.clearance_label(each)) for each in procedures.clearances_held(request.viewer)]
    first = {"title": found.title, "clearance": found.clearance}
    first["department"] = found.department.name if found.department else ""
    return NameForm(*sent, departments=departments, clearances=clearances, initial=first)


def tidied(do: Callable[..., str | None]) -> View:
    """Find the line of this viewer or 404, let `do` act, answer with the page or 422."""

    @require_POST
    @office_only
    @wraps(do)
    def view(request: Request, code: str, line: str) -> HttpResponse:
        found = queries.recording(request.viewer, code)
        asked = queries.line(found, line)
        try:
            said = do(request, asked)
        except NotAllowed as refusal:
            return _refused(request, found, refusal)
        if request.htmx:
            return _page(request, queries.recording(request.viewer, code), said=said, changed=asked)
        if said:
            messages.success(request, said)
        answer = redirect("recording_tidy", code=code)
        answer["Location"] += f"#t-{line}"
        return answer

    return view


def _refused(request: Request, found: Recording, refusal: NotAllowed) -> HttpResponse:
    now = queries.recording(request.viewer, found.code)
    if now.is_open:
        return _page(request, now, problems=sentences(refusal), status=422)
    return render(request, "recordings/over.html", context(now, problems=sentences(refusal)), status=422)


@tidied
def recording_line_turn(request: Request, line: RecordingLine) -> None:
    """工程・上とひとつ・確かめること・入れない."""
    form = PartForm(request.POST)
    if form.is_valid():
        actions.turn_into(line, Part(form.cleaned_data["part"]), by=request.viewer, at=request.now)


@tidied
def recording_line_tell(request: Request, line: RecordingLine) -> str:
    """名づける: title, section, who, how long."""
    form = TellForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG])
    words = dict(form.cleaned_data)
    seen = words.pop("seen")
    if words["title"] == proposed(line.text).title:
        words["title"] = ""  # as proposed: follows the line when that is changed
    actions.change_line(line, words, seen=seen, by=request.viewer, at=request.now)
    return _("保存しました。")


@tidied
def recording_line_split(request: Request, line: RecordingLine) -> str:
    """分ける."""
    form = SplitForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG])
    made = actions.split(line, form.cleaned_data["text"], by=request.viewer, at=request.now)
    return _("%(n)d行になりました。") % {"n": len(made)}


@require_POST
@office_only
def recording_change(request: Request, code: str) -> HttpResponse:
    """名前・部署・機密区分."""
    found = queries.recording(request.viewer, code)
    form = _name_form(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        _named(request, found, form)
    except NotAllowed as refusal:
        return _refused(request, found, refusal)
    messages.success(request, _("保存しました。"))
    return redirect("recording_tidy", code=code)


def _named(request: Request, found: Recording, form: NameForm) -> None:
    said = form.cleaned_data
    actions.change(
        found, title=said["title"], department_id=procedures.department_id(said["department"]),
        clearance=said["clearance"], by=request.viewer, at=request.now,
    )  # fmt: skip


@require_POST
@office_only
def recording_become(request: Request, code: str) -> HttpResponse:
    """下書きにして整える: on to the outline editor."""
    found = queries.recording(request.viewer, code)
    form = _name_form(request, found, request.POST) if "title" in request.POST else None
    if form and not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        if form:
            _named(request, found, form)
            found = queries.recording(request.viewer, code)
        procedure = actions.become(found, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        return _refused(request, found, refusal)
    messages.success(request, _("手順の下書きにしました。読み直して公開すると、だれでも回せるようになります。"))
    return redirect("procedure_edit", code=procedure.code)
