"""共有された実行: what somebody from outside sees and does, by account or by the link of a share."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from urakata.common.accounts.tokens import digest_of
from urakata.common.web.access import View, outsiders
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.core.task_rules import Problem
from urakata.features.company import queries as company
from urakata.features.runs.actions import doing, papers, sideways, visiting
from urakata.features.runs.forms import AttachForm, FinishForm, NoteForm
from urakata.features.runs.queries import Share, Task, shared_page, shares
from urakata.features.runs.queries import evidence as evidence_of
from urakata.features.runs.views.acts import answers_in, given_in, refuse_another_step
from urakata.features.runs.views.pages import download
from urakata.features.runs.wording import TOOK, sentences_outside

Doing = Callable[..., str | None]


def from_outside(view: View) -> View:
    """Behind the door of outsiders; whoever came by a link that is over meanwhile is told so, and no more."""
    inside = outsiders(view)

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.viewer is None and shares.SESSION in request.session:
            return _over(request)
        return inside(request, *args, **kwargs)

    return guarded


@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def share_open(request: Request, token: str) -> HttpResponse:
    """共有のリンク: looking opens nothing, so that a mail scanner leaves no trace; a press comes in as a guest."""
    found = shares.behind(digest_of(token), request.now.date())
    if found is None:
        return _over(request)
    if request.method != "POST":
        sits = request.user.person.name if request.user.is_authenticated and request.viewer else ""
        return render(request, "runs/share_open.html", {"share": found, "sits": sits, "company": company.company()})
    viewer = shares.guest(found.digest or "", request.now.date())
    if viewer is None:
        return _over(request)
    visiting.opened(found, by=viewer, at=request.now)
    logout(request)
    request.session[shares.SESSION] = found.digest
    return redirect("shared_run", code=found.code)


def _over(request: Request) -> HttpResponse:
    return render(request, "runs/share_over.html", status=404)


@require_GET
@from_outside
def shared(request: Request) -> HttpResponse:
    """共有された実行: all that is shared with me."""
    found = shares.shares(request.viewer)
    visiting.visited(found, by=request.viewer, at=request.now)
    return render(request, "runs/shared.html", {"shared": shared_page.shared_list(found, request.now)})


@require_GET
@from_outside
def shared_run(request: Request, code: str) -> HttpResponse:
    """共有された実行の一つ."""
    found = shares.share(request.viewer, code)
    visiting.visited([found], by=request.viewer, at=request.now)
    page = shared_page.shared_run(found, request.now)
    return render(request, "runs/shared_run.html", {"page": page, "share": found})


@require_GET
@from_outside
def shared_step(request: Request, code: str, number: int) -> HttpResponse:
    """共有された工程."""
    found = shares.share(request.viewer, code)
    given = shares.tasks(found)
    visiting.saw_step(found, shares.at_place(given, number), by=request.viewer, at=request.now)
    return _page(request, found, given, number)


@require_GET
@from_outside
def shared_evidence(request: Request, code: str, evidence: str) -> FileResponse:
    """渡された書類: as a download, each time in the record."""
    found = shares.share(request.viewer, code)
    paper = shares.paper(found, evidence)
    content = evidence_of.opened(paper)
    visiting.took_paper(found, paper, by=request.viewer, at=request.now)
    return download(paper, content)


def _page(
    request: Request, found: Share, tasks: Sequence[Task], number: int, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = shared_page.shared_step(request.viewer, found, tasks, number, request.now)
    context = {
        "page": page,
        "share": found,
        "run": found.run,
        "task": page.task,
        "place": number,
        "now": request.now,
        "took": TOOK,
        "given": given_in(request),
    }
    template = "runs/_shared_step.html" if request.htmx else "runs/shared_step.html"
    return render(request, template, context | more, status=status)


def act_from_outside(do: Doing) -> View:
    """As `act_on_task`, for a step of a share: found or 404, done, answered with the page, its fragment or 422."""

    @require_POST
    @from_outside
    @wraps(do)
    def view(request: Request, code: str, number: int, **kwargs: Any) -> HttpResponse:
        found = shares.share(request.viewer, code)
        task = shares.at_place(shares.tasks(found), number)
        try:
            refuse_another_step(request, task)
            said = do(request, found, task, **kwargs)
        except NotAllowed as refusal:
            return _refused(request, found, number, refusal)
        if request.htmx:
            return _page(request, found, shares.tasks(found), number, said=said)
        if said:
            messages.success(request, said)
        if do.__name__ == "shared_finish":
            return redirect("shared_run", code=code)
        return redirect("shared_step", code=code, number=number)

    return view


def _refused(request: Request, found: Share, number: int, refusal: NotAllowed) -> HttpResponse:
    left = [check.key for check in refusal.facts.get("checks", ())]  # type: ignore[attr-defined]
    given = {} if Problem.MOVED_MEANWHILE in refusal.problems else given_in(request)
    said = sentences_outside(refusal)
    tasks = shares.tasks(found)
    return _page(request, found, tasks, number, problems=said, left=left, given=given, status=422)


@act_from_outside
def shared_check(request: Request, found: Share, task: Task) -> str:  # noqa: ARG001
    form = FinishForm(request.POST)
    form.is_valid()
    doing.check(task, answers_in(request), by=request.viewer, at=request.now, seen_at=form.cleaned_data.get("seen_at"))
    return _("保存しました")


@act_from_outside
def shared_finish(request: Request, found: Share, task: Task) -> str:  # noqa: ARG001
    form = FinishForm(request.POST)
    form.is_valid()
    doing.finish(
        task, answers_in(request), took=form.cleaned_data.get("took", ""),
        seen_at=form.cleaned_data.get("seen_at"), by=request.viewer, at=request.now,
    )  # fmt: skip
    return _("「%(title)s」を終えました。") % {"title": task.title}


@act_from_outside
def shared_undo(request: Request, found: Share, task: Task) -> str:  # noqa: ARG001
    sideways.undo(task, by=request.viewer, at=request.now)
    return _("元に戻しました。")


@act_from_outside
def shared_attach(request: Request, found: Share, task: Task) -> str:  # noqa: ARG001
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        raise NotAllowed([Problem.NO_FILE if "file" in form.errors else Problem.BAD_PAPER])
    file = form.cleaned_data["file"]
    papers.attach(
        task, file.name, file.read(), slot=form.cleaned_data["slot"], by=request.viewer, at=request.now
    )  # fmt: skip
    return _("「%(name)s」を添えました。") % {"name": file.name}


@act_from_outside
def shared_detach(request: Request, found: Share, task: Task, evidence: str) -> str:
    """外す: only what this person attached."""
    paper = shares.own_paper(found, task, evidence)
    papers.detach(task, paper, by=request.viewer, at=request.now)
    return _("「%(name)s」を外しました。") % {"name": paper.name}


@act_from_outside
def shared_note(request: Request, found: Share, task: Task) -> str:  # noqa: ARG001
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise NotAllowed([Problem.TOO_LONG])
    papers.note(task, form.cleaned_data["text"], by=request.viewer, at=request.now)
    return _("ひとことを残しました。会社の人に見えます。")
