"""一緒に回す: ask somebody along to the next time, take it back, or leave it for another time."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import in_office, office_only
from urakata.common.web.request import Request
from urakata.common.web.words import who_words
from urakata.core.refusal import NotAllowed
from urakata.features.runs import queries
from urakata.features.runs.actions import together
from urakata.features.runs.forms import TogetherForm
from urakata.features.runs.wording import invitation_text, sentences


@require_GET
@office_only
def together_new(request: Request, procedure: str) -> HttpResponse:
    """だれかと一緒に: the day is proposed from the 周期, the words are ready."""
    found = queries.procedure(request.viewer, procedure)
    people = queries.to_invite(request.viewer, found)
    proposed = queries.proposal(found, request.now.date())
    first = {**proposed, "holder": TogetherForm.THEIRS, "note": invitation_text(found.title)}
    return _page(request, found, people, _form(request, people, initial=first))


@require_POST
@office_only
def together_ask(request: Request, procedure: str) -> HttpResponse:
    """誘う."""
    found = queries.procedure(request.viewer, procedure)
    people = queries.to_invite(request.viewer, found)
    form = _form(request, people, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        invited = next(person for person in people if person.code == said["person"])
        try:
            run = together.invite(
                found, invited, anchor_on=said["anchor_on"], label=said["label"], note=said["note"],
                invited_has_it=said["holder"] == TogetherForm.THEIRS, by=request.viewer, at=request.now,
            )  # fmt: skip
        except NotAllowed as refusal:
            form.add_error(None, sentences(refusal))
        else:
            words = {"name": who_words(invited.name)}
            messages.success(request, _("%(name)sを誘いました。相手の「わたしの作業」に届いています。") % words)
            return redirect("run", code=run.code)
    return _page(request, found, people, form, status=422)


@require_POST
@in_office
def together_decline(request: Request, code: str) -> HttpResponse:
    """次の機会にする."""
    pair = _pair(request, code)
    if not pair.is_invited:
        raise Http404
    if _ended(request, together.decline, pair):
        messages.success(request, _("次の機会にしました。わけは伝わりません。"))
    return redirect("tasks")


@require_POST
@in_office
def together_take_back(request: Request, code: str) -> HttpResponse:
    """誘いを取り下げる."""
    pair = _pair(request, code)
    if not pair.is_inviting:
        raise Http404
    if _ended(request, together.take_back, pair):
        messages.success(request, _("誘いを取り下げました。"))
    return redirect("run", code=code)


def _pair(request: Request, code: str) -> "queries.Pair":
    """The two of a run; 404 where nobody goes along."""
    pair = queries.pair_of(request.viewer, queries.run(request.viewer, code))
    if pair is None:
        raise Http404
    return pair


def _ended(request: Request, end: Callable[..., None], pair: "queries.Pair") -> bool:
    try:
        end(pair.row, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        for sentence in sentences(refusal):
            messages.warning(request, sentence)
        return False
    return True


def _form(request: Request, people: Sequence["queries.Person"], *sent: Any, **words: Any) -> TogetherForm:
    named = [(person.code, _named(person)) for person in people]
    return TogetherForm(*sent, today=request.now.date(), people=named, **words)


def _named(person: "queries.Person") -> str:
    return f"{person.name}（{person.department.name}）" if person.department else person.name


def _page(
    request: Request,
    found: "queries.Procedure",
    people: Sequence["queries.Person"],
    form: TogetherForm,
    *,
    status: int = 200,
) -> HttpResponse:
    shown = {"procedure": found, "form": form, "people": people}
    return render(request, "runs/together.html", shown, status=status)
