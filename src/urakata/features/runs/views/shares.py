"""社外の人と共有: what of a run is given to whom, its link, its keeper, and who came to look."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from urakata.common.accounts import queries as accounts
from urakata.common.audit import acts as audit
from urakata.common.web.access import View, office_only
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions as company_actions
from urakata.features.company import queries as company
from urakata.features.runs import queries
from urakata.features.runs.actions import sharing
from urakata.features.runs.forms import SOMEBODY_NEW, KeeperForm, LinkForm, PapersForm, ShareForm, UntilForm
from urakata.features.runs.queries import Run, Share, shares
from urakata.features.runs.wording import sentences


@require_GET
@office_only
def run_shares(request: Request, code: str) -> HttpResponse:
    """この実行の共有."""
    run = queries.run(request.viewer, code)
    return render(request, "runs/shares.html", {"run": run, "shares": shares.of_run(request.viewer, run)})


@require_GET
@office_only
def run_share_new(request: Request, code: str) -> HttpResponse:
    """共有する用紙: the steps that are asked outside, and a day, are proposed."""
    run = queries.run(request.viewer, code)
    return _new(request, run, _share_form(request, run))


@require_POST
@office_only
def run_share_make(request: Request, code: str) -> HttpResponse:
    """共有する, and lead on to the link."""
    run = queries.run(request.viewer, code)
    form = _share_form(request, run, request.POST)
    if form.is_valid():
        try:
            made = _make(request, run, form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, sentences(refusal))
        else:
            messages.success(request, _("共有しました。リンクを本人に渡してください。"))
            return redirect("run_share", code=code, share=made.code)
    return _new(request, run, form, status=422)


def _make(request: Request, run: Run, given: dict[str, Any]) -> Share:
    """One act: somebody new is not kept if sharing is refused."""
    by, at = request.viewer, request.now
    with audit.act(by=by, at=at):
        if given["person"] == SOMEBODY_NEW:
            person = company_actions.add_outsider(name=given["name"], firm=given["firm"], by=by, at=at)
        else:
            person = company.person(by, given["person"])
        chosen, papers = set(given["steps"]), set(given["papers"])
        return sharing.share(
            run, person, keeper=company.person(by, given["keeper"]), until=given["until"], by=by, at=at,
            tasks=[task for task in shares.to_give(by, run) if task.step_key in chosen],
            papers=[paper for _task, paper in shares.papers_of_run(by, run) if paper.code in papers],
        )  # fmt: skip


@require_GET
@office_only
def run_share(request: Request, code: str, share: str) -> HttpResponse:
    """共有の一つ: what was given, until when, who keeps it, and 見に来た記録."""
    return _one(request, queries.run(request.viewer, code), share)


def act_on_share(do: Callable[..., HttpResponse | str]) -> View:
    """A change of a share: found or 404, done, and back to its page; refused, its page with the reasons."""

    @require_POST
    @office_only
    @wraps(do)
    def view(request: Request, code: str, share: str) -> HttpResponse:
        run = queries.run(request.viewer, code)
        found = shares.of_run_one(request.viewer, run, share).share
        try:
            said = do(request, run, found)
        except NotAllowed as refusal:
            return _one(request, run, share, problems=sentences(refusal), status=422)
        if isinstance(said, HttpResponse):
            return said
        messages.success(request, said)
        return redirect("run_share", code=code, share=share)

    return view


@act_on_share
@sensitive_variables("token", "link")
def run_share_link(request: Request, run: Run, found: Share) -> HttpResponse | str:
    """リンクを出す: shown once, on this answer alone; by mail nobody else sees it."""
    form = LinkForm(request.POST)
    if request.POST.get("how") == "mail" and accounts.can_mail():
        if not form.is_valid() or not form.cleaned_data["address"]:
            form.add_error("address", _("送り先のメールアドレスを書いてください。"))
            return _one(request, run, found.code, link_form=form, status=422)
        sharing.ask_mail(found, form.cleaned_data["address"], by=request.viewer, at=request.now)
        return _("リンクをメールで送ります。")
    path = reverse("share_open", args=[sharing.new_link(found, by=request.viewer, at=request.now)])
    link = settings.BASE_URL.rstrip("/") + path if settings.BASE_URL else request.build_absolute_uri(path)
    picture = segno.make(link, error="m", micro=False).svg_inline(omitsize=True, border=1, dark="#000", light="#fff")
    qr = mark_safe(picture)  # noqa: S308 -- drawn by segno out of squares; nothing of the link stands in it as text
    return render(request, "runs/share_link.html", {"run": run, "share": found, "link": link, "qr": qr})


@act_on_share
def run_share_extend(request: Request, run: Run, found: Share) -> HttpResponse | str:
    form = UntilForm(request.POST, today=request.now.date())
    if not form.is_valid():
        return _one(request, run, found.code, until_form=form, status=422)
    sharing.extend(found, form.cleaned_data["until"], by=request.viewer, at=request.now)
    return _("終わりの日を変えました。")


@act_on_share
def run_share_keeper(request: Request, run: Run, found: Share) -> HttpResponse | str:
    form = KeeperForm(request.POST, keepers=_keepers(request, run))
    if not form.is_valid():
        return _one(request, run, found.code, keeper_form=form, status=422)
    keeper = company.person(request.viewer, form.cleaned_data["keeper"])
    sharing.name_keeper(found, keeper, by=request.viewer, at=request.now)
    return _("受け持ちを%(name)sさんに替えました。") % {"name": keeper.name}


@act_on_share
def run_share_papers(request: Request, run: Run, found: Share) -> HttpResponse | str:
    known = shares.papers_of_run(request.viewer, run)
    form = PapersForm(request.POST, papers=_paper_choices(known))
    if not form.is_valid():
        return _one(request, run, found.code, papers_form=form, status=422)
    chosen = [paper for _task, paper in known if paper.code in form.cleaned_data["papers"]]
    sharing.give_papers(found, chosen, by=request.viewer, at=request.now)
    return _("渡す書類を選び直しました。")


@act_on_share
def run_share_revoke(request: Request, run: Run, found: Share) -> str:  # noqa: ARG001
    sharing.revoke(found, by=request.viewer, at=request.now)
    return _("共有を取り消しました。もう見えません。残った工程は受け持ちの人に戻りました。")


def _new(request: Request, run: Run, form: ShareForm, status: int = 200) -> HttpResponse:
    return render(request, "runs/share_new.html", {"run": run, "form": form}, status=status)


def _share_form(request: Request, run: Run, sent: Any = None) -> ShareForm:
    by, today = request.viewer, request.now.date()
    tasks = queries.tasks(by, run)
    free, papers = shares.to_give(by, run, tasks), _paper_choices(shares.papers_of_run(by, run, tasks))
    people, keepers = [_named(person) for person in company.outsiders(by)], _keepers(request, run)
    first = {
        "steps": [task.step_key for task in shares.asked_outside(free)],
        "until": shares.proposed_until(run, today),
        "keeper": _first_keeper(request, run, [code for code, _name in keepers]),
    }
    steps = [(task.step_key, task.title) for task in free]
    return ShareForm(sent, initial=first, people=people, steps=steps, papers=papers, keepers=keepers, today=today)


def _named(person: Any) -> tuple[str, str]:
    return person.code, f"{person.name}（{person.title}）" if person.title else person.name


def _keepers(request: Request, run: Run) -> list[tuple[str, str]]:
    return [(person.code, person.name) for person in company.assignable(request.viewer, clearance=run.clearance)]


def _first_keeper(request: Request, run: Run, codes: list[str]) -> str:
    in_charge = run.in_charge.code if run.in_charge else ""
    return in_charge if in_charge in codes else company.me(request.viewer).code


def _paper_choices(known: list[tuple[Any, Any]]) -> list[tuple[str, str]]:
    return [
        (paper.code, f"{task.title}　{paper.slot or ''}　{paper.name}".replace("　　", "　")) for task, paper in known
    ]


def _one(request: Request, run: Run, share: str, *, status: int = 200, **more: Any) -> HttpResponse:
    listed = shares.of_run_one(request.viewer, run, share)
    found, papers = listed.share, shares.papers_of_run(request.viewer, run)
    given = list(found.papers.values_list("code", flat=True))
    context = {
        "run": run,
        "listed": listed,
        "share": found,
        "papers": [paper for _task, paper in papers if paper.code in given],
        "visits": shares.visits(request.viewer, found),
        "can_mail": accounts.can_mail(),
        "link_form": LinkForm(initial={"address": found.mail_to or _address(found)}),
        "until_form": UntilForm(initial={"until": found.until}, today=request.now.date()),
        "keeper_form": KeeperForm(initial={"keeper": found.keeper.code}, keepers=_keepers(request, run)),
        "papers_form": PapersForm(initial={"papers": given}, papers=_paper_choices(papers)),
    }
    return render(request, "runs/share.html", context | more, status=status)


def _address(found: Share) -> str:
    account = found.person.account
    return (account.email or "") if account else ""
