"""文字で直す・下書きを捨てる・公開."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from urakata.common.web.access import in_office
from urakata.common.web.request import Request
from urakata.core.outline_plain import from_plain
from urakata.core.procedure_rules import Problem
from urakata.core.refusal import NotAllowed
from urakata.features.procedures import actions, queries
from urakata.features.procedures.forms import Brought, PublishForm, TextForm
from urakata.features.procedures.views.desk import desk
from urakata.features.procedures.views.leading import to_open_runs
from urakata.features.procedures.views.refusing import explained
from urakata.features.procedures.views.writing import page
from urakata.features.procedures.wording import sentences
from urakata.formats import procedures as files


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
@explained
def text(request: Request, code: str) -> HttpResponse:
    """文字で直す: the whole draft as its file; what cannot be read stays as it was typed."""
    found = queries.to_write(request.viewer, code)
    draft = queries.draft(request.viewer, found)
    if request.method != "POST":
        said = (draft.text if draft else "") or files.write(queries.outline_of(draft, found))
        base = draft.based_on.number if draft and draft.based_on else found.edition.number if found.edition else 0
        form = TextForm(initial={"text": said, "base": base, "seen": draft.version if draft else 0})
        return render(request, "procedures/text.html", {"procedure": found, "form": form})
    form = TextForm(request.POST)
    if not form.is_valid() or (outline := form.outline) is None:
        if isinstance(typed := form.data.get("text"), str):
            actions.keep_text(found, typed, base=_base(form), by=request.viewer, at=request.now)
        return render(request, "procedures/text.html", {"procedure": found, "form": form}, status=422)
    actions.change_draft(
        found,
        lambda _was: outline,
        seen=form.cleaned_data["seen"],
        base=_base(form),
        by=request.viewer,
        at=request.now,
    )
    return redirect("procedure_edit", code=found.code)


@require_POST
@in_office
@explained
def discard_draft(request: Request, code: str) -> HttpResponse:
    """下書きを捨てる."""
    found = queries.to_write(request.viewer, code)
    actions.discard_draft(found, by=request.viewer, at=request.now)
    if found.edition_id is None:
        messages.success(request, _("書きかけの手順を捨てました。"))
        return redirect("procedures")
    messages.success(request, _("下書きを捨てました。いまの版はそのままです。"))
    return redirect("procedure", code=found.code)


@require_POST
@in_office
@explained
def publish(request: Request, code: str) -> HttpResponse:
    """公開する: the draft as it was last seen, if everything in it fits together."""
    found = queries.to_write(request.viewer, code)
    draft = queries.draft(request.viewer, found)
    form = PublishForm(request.POST)
    if draft is None or draft.content is None:
        raise NotAllowed([Problem.NOTHING_CHANGED])
    reason = form.data.get("reason", "")[:400]
    if not form.is_valid():
        return _refused(request, found, reason, sentences([Problem.REASON_TOO_LONG]))
    problems = [Problem.DRAFT_HAS_CLASHES] if draft.clashes else []
    problems += [Problem.DRAFT_MOVED_ON] if form.cleaned_data["seen"] != draft.version else []
    outline = from_plain(draft.content)
    _read, mistakes = files.read(files.write(outline))
    if problems or mistakes:
        told = desk(request, found).said["flaws"]
        left = [] if told else Brought("", mistakes=tuple(mistakes)).sentences
        return _refused(request, found, reason, [*sentences(problems), *left], has_flaws=bool(told))
    base = draft.based_on.number if draft.based_on else 0
    try:
        edition = actions.publish(found, outline, base=base, reason=reason, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        return _refused(request, queries.to_write(request.viewer, code), reason, sentences(refusal.problems))
    messages.success(request, _("第%(number)d版を公開しました。") % {"number": edition.number})
    return to_open_runs(found.code) if base else redirect("procedure", code=found.code)


def _refused(
    request: Request, found: queries.Procedure, reason: str, told: list[str], *, has_flaws: bool = False
) -> HttpResponse:
    said = [*told, _("直す所が残っています。下の「公開の前に直す所」を見てください。")] if has_flaws else told
    return page(request, desk(request, found), reason=reason, refused=said)


def _base(form: TextForm) -> int | None:
    said = form.data.get("base", "")
    return int(said) if said.isascii() and said.isdigit() and 0 < len(said) < 9 and int(said) else None
