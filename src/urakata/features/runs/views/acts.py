"""一つの行い: every act on a task is found, parsed, done and answered the same way."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from urakata.common.accounts.paths import is_own_path
from urakata.common.files.sniff import MAX_BYTES
from urakata.common.web.access import View, signed_in
from urakata.common.web.request import Request
from urakata.common.web.words import day_words
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.runs import queries
from urakata.features.runs.actions import doing, gates, papers, replying, sideways
from urakata.features.runs.forms import (
    AttachForm,
    ConfirmForm,
    FinishForm,
    GiveForm,
    NoteForm,
    PostponeForm,
    ReasonForm,
)
from urakata.features.runs.queries import Task
from urakata.features.runs.queries import evidence as evidence_of
from urakata.features.runs.views.pages import run_context
from urakata.features.runs.wording import sentences

PREFIX = "check-"
MOST_PHOTOS = 10
Doing = Callable[..., str | None]


def act_on_task(do: Doing) -> View:
    """A view for an act: find the task or 404, let `do` parse and act, answer with the page, its fragment or 422."""

    @require_POST
    @signed_in
    @wraps(do)
    def view(request: Request, code: str, number: str, **kwargs: Any) -> HttpResponse:
        task = queries.task(request.viewer, code, number)
        try:
            refuse_another_step(request, task)
            said = do(request, task, **kwargs)
        except NotAllowed as refusal:
            return _refused(request, task, refusal)
        return _done(request, task, said, stays=do.__name__ in STAYS)

    return view


def refuse_another_step(request: Request, task: Task) -> None:
    """The run was moved to another edition while the page was open: the number now is that of another step."""
    if request.POST.get("step", task.step_key) != task.step_key:
        raise NotAllowed([Problem.MOVED_MEANWHILE])


STAYS = {
    *("task_check", "task_prepare", "task_attach", "task_detach", "task_note"),
    *("task_reassign", "task_take_over", "task_undo"),
}


def _done(request: Request, task: Task, said: str | None, *, stays: bool) -> HttpResponse:
    if request.htmx:
        return _fragment(request, task, _stands_at(request, task) if stays else None, said=said)
    if said:
        messages.success(request, said)
    if is_own_path(back := request.POST.get("back", "")):
        return redirect(back)
    if _by_window(request, task):
        return redirect("window_task", code=task.run.code, number=task.address) if stays else redirect("window")
    if task.head_id and not stays:
        return redirect("run_grid", code=task.run.code)
    return (
        redirect("run_task", code=task.run.code, number=task.address) if stays else redirect("run", code=task.run.code)
    )


def _by_window(request: Request, task: Task) -> bool:
    """窓口から: the portal, and whoever answers in the own cell of a grid."""
    if request.viewer.portal_only:
        return True
    own = task.is_of_subject and task.assignee_id == request.viewer.person_id
    return own and not (request.htmx and request.htmx.target == "run")


def _stands_at(request: Request, task: Task) -> Task:
    """いま見ている工程: what is got ready for a step ahead leaves the page where it was."""
    said = request.POST.get("stands_at", "")
    if not said.isascii() or not said.isdigit() or len(said) > 4 or int(said) == task.number:
        return task
    return queries.task(request.viewer, task.run.code, said)


def _refused(request: Request, task: Task, refusal: NotAllowed) -> HttpResponse:
    said = sentences(refusal)
    left = [check.key for check in refusal.facts.get("checks", ())]  # type: ignore[attr-defined]
    given = {} if Problem.MOVED_MEANWHILE in refusal.problems else given_in(request)
    return _fragment(request, task, task, problems=said, left=left, given=given, status=422)


def _fragment(request: Request, task: Task, at: Task | None, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page, or what of it changed, with everything read anew."""
    by_window = _by_window(request, task)
    shown: Task | None
    if by_window:
        shown = queries.own_task(request.viewer, task.run.code, task.address)
        fresh, whole, part = shown.run, "runs/window_task.html", "runs/_window.html"
    else:
        fresh, whole, part = queries.run(request.viewer, task.run.code), "runs/run.html", "runs/_run.html"
        at = at or (task if task.head_id else None)
        shown = queries.task_in(request.viewer, fresh, at.address) if at else None
    context = {**run_context(request, fresh, shown, by_window=by_window), "given": given_in(request), **more}
    return render(request, part if request.htmx else whole, context, status=status)


def given_in(request: Request) -> dict[str, str]:
    """What was typed stays on the page when an act is refused."""
    return {key.removeprefix(PREFIX): str(value) for key, value in request.POST.items() if key.startswith(PREFIX)}


def answers_in(request: Request) -> dict[str, str]:
    """All answers of the step's form: a tick that was not sent is an empty one."""
    if "whole" not in request.POST:
        return given_in(request)
    shown = request.POST.getlist("shown")
    return {str(key): request.POST.get(PREFIX + str(key), "") for key in shown[:500]}


@act_on_task
def task_check(request: Request, task: Task) -> str | None:
    form = FinishForm(request.POST)
    form.is_valid()
    doing.check(task, answers_in(request), by=request.viewer, at=request.now, seen_at=form.cleaned_data.get("seen_at"))
    return _("保存しました")


@act_on_task
def task_finish(request: Request, task: Task) -> str:
    form = FinishForm(request.POST)
    form.is_valid()
    said = {"took": form.cleaned_data.get("took", ""), "seen_at": form.cleaned_data.get("seen_at")}
    try:
        replying.send(task, answers_in(request), _photos(request), by=request.viewer, at=request.now, **said)
    except NotAllowed as refusal:
        if Problem.ALREADY_DONE in refusal.problems and queries.has_replied(request.viewer, task):
            return _("先に送った答えが届いています。直すときは「答えを直す」からどうぞ。")
        raise
    if queries.has_replied(request.viewer, task):
        return _("「%(title)s」の答えを送りました。30分のうちは直せます。") % {"title": task.title}
    return _("「%(title)s」を終えました。") % {"title": task.title}


def _photos(request: Request) -> list[replying.Photo]:
    """写真, taken or chosen, with the question that they answer."""
    sent = [(key, file) for key in request.FILES if key.startswith(PREFIX) for file in request.FILES.getlist(key)]
    named = [(key.removeprefix(PREFIX), file) for key, file in sent[:MOST_PHOTOS] if isinstance(file, UploadedFile)]
    return [(key, file.name or "", file.read(MAX_BYTES + 1)) for key, file in named]


@act_on_task
def task_confirm(request: Request, task: Task) -> str | None:
    form = ConfirmForm(request.POST)
    form.is_valid()
    agreed = gates.confirm(task, by=request.viewer, at=request.now, **form.cleaned_data)
    return _("確認のしるしを残しました。") if agreed else None  # the page itself shows both figures


@act_on_task
def task_send_back(request: Request, task: Task) -> str:
    gates.send_back(task, reason=_reason(request), by=request.viewer, at=request.now)
    return _("差し戻しました。")


@act_on_task
def task_skip(request: Request, task: Task) -> str:
    sideways.skip(task, reason=_reason(request), by=request.viewer, at=request.now)
    if task.gate == "none":
        return _("対象外にしました。")
    return _("対象外にしたい理由を残しました。別の人が確かめると先へ進みます。")


@act_on_task
def task_undo(request: Request, task: Task) -> str:
    sideways.undo(task, by=request.viewer, at=request.now)
    return _("元に戻しました。")


@act_on_task
def task_redo(request: Request, task: Task) -> str:
    sideways.redo(task, reason=_reason(request), by=request.viewer, at=request.now)
    return _("この工程からやり直します。しるしは履歴に残っています。")


@act_on_task
def task_take_over(request: Request, task: Task) -> str:
    sideways.take_over(task, by=request.viewer, at=request.now)
    return _("代わりに進めます。")


@act_on_task
def task_reassign(request: Request, task: Task) -> str:
    form = GiveForm(request.POST)
    to = queries.people_to_ask(request.viewer, task.run.clearance).named(form.data.get("to", ""))
    sideways.reassign(task, to, by=request.viewer, at=request.now)
    return _("%(name)sさんに頼みました。") % {"name": to.name}


@act_on_task
def task_receive(request: Request, task: Task) -> str:
    sideways.receive(task, by=request.viewer, at=request.now)
    return _("受け取ったことを伝えました。")


@act_on_task
def task_postpone(request: Request, task: Task) -> str | None:
    today = request.now.date()
    form = PostponeForm(request.POST)
    asked = form.cleaned_data["to"] if form.is_valid() else None
    to = asked if asked and asked > today else queries.next_open_day(today)
    sideways.postpone(task, to, by=request.viewer, at=request.now)
    return _("%(day)sへ送りました。締切は変わりません。") % {"day": day_words(to, today)}


@act_on_task
def task_attach(request: Request, task: Task) -> str:
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        raise NotAllowed([Problem.NO_FILE if "file" in form.errors else Problem.BAD_PAPER])
    given = form.cleaned_data
    file = given.pop("file")
    papers.attach(task, file.name, file.read(), by=request.viewer, at=request.now, **given)
    return _("「%(name)s」を添えました。") % {"name": file.name}


@act_on_task
def task_detach(request: Request, task: Task, evidence: str) -> str:
    paper = evidence_of.of_task(task, evidence)
    papers.detach(task, paper, by=request.viewer, at=request.now)
    return _("「%(name)s」を外しました。") % {"name": paper.name}


@act_on_task
def task_note(request: Request, task: Task) -> str:
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG])
    papers.note(task, form.cleaned_data["text"], by=request.viewer, at=request.now)
    return _("覚え書きを残しました。次の人に見えます。")


@act_on_task
def task_prepare(request: Request, task: Task) -> str:
    ready = {int(n) for n in request.POST.getlist("ready")[:100] if n.isascii() and n.isdigit() and len(n) < 4}
    doing.prepare(task, ready, by=request.viewer, at=request.now)
    return _("用意できた物を残しました。")


def _reason(request: Request) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG])
    return str(form.cleaned_data["reason"])
