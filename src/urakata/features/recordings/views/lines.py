"""書きとめる: every act on the lines is found, parsed, done and answered the same way."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from urakata.common.web.access import View, office_only
from urakata.common.web.request import Request
from urakata.core.recording import Problem
from urakata.core.refusal import NotAllowed
from urakata.features.recordings import actions, queries
from urakata.features.recordings.forms import FileForm, InsertForm, LineForm, MoveForm, WriteForm
from urakata.features.recordings.queries import Recording, RecordingLine
from urakata.features.recordings.views.recordings import context
from urakata.features.recordings.wording import sentences

Doing = Callable[..., str | None]
MOST_SHOWN_AGAIN = 20_000
BEHIND = gettext_lazy("別の画面でも書いています。並びを新しくしました。")


def act_on_recording(do: Doing) -> View:
    """Find the recording of this viewer or 404, let `do` parse and act, answer with the lines or 422."""

    @require_POST
    @office_only
    @wraps(do)
    def view(request: Request, code: str, **place: Any) -> HttpResponse:
        found = queries.recording(request.viewer, code)
        was = found.serial
        if "line" in place:
            place["line"] = queries.line(found, place["line"])
        try:
            said = do(request, found, **place)
        except NotAllowed as refusal:
            return _refused(request, found, refusal, place.get("line"))
        return _done(request, found, was, said, place.get("line"))

    return view


def _done(request: Request, found: Recording, was: int, said: str | None, line: RecordingLine | None) -> HttpResponse:
    behind = _is_behind(request, was)
    if request.htmx:
        now = queries.recording(request.viewer, found.code)
        return render(request, _part_of(request), context(now, said=said, behind=behind, changed=line))
    if behind:
        messages.info(request, BEHIND)
    if said:
        messages.success(request, said)
    answer = redirect("recording", code=found.code)
    answer["Location"] += f"#l-{line.code}" if line else "#write"
    return answer


def _part_of(request: Request) -> str:
    """Saved while somebody types on: only the head of the line comes back, and the field is left alone."""
    alone = request.htmx and request.htmx.trigger and request.htmx.trigger.startswith("f-l-")
    return "recordings/_changed.html" if alone else "recordings/_lines.html"


def _is_behind(request: Request, was: int) -> bool:
    """Whether another screen wrote since this one was shown."""
    shown = request.POST.get("serial", "")
    return shown.isascii() and shown.isdigit() and len(shown) < 10 and int(shown) < was


def _refused(request: Request, found: Recording, refusal: NotAllowed, line: RecordingLine | None) -> HttpResponse:
    """Why not; what was typed is still there, and what another screen wrote stands beside it."""
    now = queries.recording(request.viewer, found.code)
    shown = context(now, problems=sentences(refusal), changed=line, refused=line)
    shown["typed"] = "" if line else request.POST.get("text", "")[:MOST_SHOWN_AGAIN]
    shown["clash"] = Problem.CHANGED_MEANWHILE in refusal.problems
    if line and "seen" in request.POST:
        shown["page"] = queries.with_typed(shown["page"], line.code, request.POST)
    whole = "recordings/recording.html" if now.is_open else "recordings/over.html"
    return render(request, _part_of(request) if request.htmx else whole, shown, status=422)


@act_on_recording
def recording_write(request: Request, found: Recording) -> str | None:
    """書く."""
    form = WriteForm(request.POST, request.FILES)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG if "text" in form.errors else Problem.EMPTY_LINE])
    said = form.cleaned_data
    photo = said["photo"]
    paper = (photo.name, photo.read()) if photo else None
    actions.write(
        found, said["text"], part=form.part(), is_stuck=said["kind"] == "stuck", once=said["once"], paper=paper,
        by=request.viewer, at=request.now,
    )  # fmt: skip
    return None


@act_on_recording
def recording_pause(request: Request, found: Recording) -> str:
    """手を止める."""
    actions.pause(found, by=request.viewer, at=request.now)
    return _("手を止めました。休んでいる間は数えません。次の1行を書くと、続きになります。")


@act_on_recording
def recording_line_change(request: Request, _found: Recording, line: RecordingLine) -> str:
    """直す."""
    form = LineForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG])
    actions.change_line(line, form.words(), seen=form.version(), by=request.viewer, at=request.now)
    return _("保存しました。")


@act_on_recording
def recording_line_insert(request: Request, _found: Recording, line: RecordingLine) -> str:
    """前に足す."""
    form = InsertForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG])
    actions.insert_before(line, form.cleaned_data["text"], by=request.viewer, at=request.now)
    return _("前に1行足しました。")


@act_on_recording
def recording_line_move(request: Request, _found: Recording, line: RecordingLine) -> None:
    """上へ・下へ."""
    form = MoveForm(request.POST)
    if form.is_valid():
        actions.move(line, up=form.cleaned_data["to"] == "up", by=request.viewer, at=request.now)


@act_on_recording
def recording_line_remove(request: Request, _found: Recording, line: RecordingLine) -> None:
    """消す; 元に戻す stands in its place."""
    actions.remove(line, by=request.viewer, at=request.now)


@act_on_recording
def recording_line_restore(request: Request, _found: Recording, line: RecordingLine) -> str:
    """元に戻す."""
    actions.restore(line, by=request.viewer, at=request.now)
    return _("元に戻しました。")


@act_on_recording
def recording_line_attach(request: Request, _found: Recording, line: RecordingLine) -> str:
    """写真・書類を添える."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid() or not form.cleaned_data["file"]:
        raise NotAllowed([Problem.NO_FILE])
    file = form.cleaned_data["file"]
    actions.attach(line, file.name, file.read(), by=request.viewer, at=request.now)
    return _("「%(name)s」を添えました。") % {"name": file.name}


@act_on_recording
def recording_line_detach(request: Request, found: Recording, line: RecordingLine, evidence: str) -> str:
    """外す."""
    paper = queries.evidence(found, evidence)
    actions.detach(paper, line, by=request.viewer, at=request.now)
    return _("「%(name)s」を外しました。") % {"name": paper.name}
