"""こよみに流す: one's feeds, a new link, an old one taken back; and what a calendar reads."""

import hashlib
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST, require_safe

from urakata.common.accounts.tokens import digest_of
from urakata.common.web.request import Request
from urakata.core.feeds import Kind, may
from urakata.core.refusal import NotAllowed
from urakata.features.plan import actions, queries
from urakata.features.plan.forms import FeedForm, RangeForm
from urakata.features.plan.views.doors import at_own_desk
from urakata.features.plan.wording import name_of, remind_words, sentences
from urakata.formats.icalendar import write

AS_FILE = 'inline; filename="urakata.ics"'


@require_GET
@at_own_desk
def feeds(request: Request) -> HttpResponse:
    """こよみに流す."""
    return page(request, FeedForm(viewer=request.viewer))


@require_POST
@at_own_desk
@sensitive_variables("secret", "link")
def feed_make(request: Request) -> HttpResponse:
    """リンクを出す: shown once, on this answer alone."""
    form = FeedForm(request.POST, viewer=request.viewer)
    if not form.is_valid():
        return page(request, form, status=422)
    try:
        made, secret = actions.make(**form.words(), by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        form.add_error(None, sentences(refusal.problems))
        return page(request, form, status=422)
    link = address(request, reverse("feed_calendar", args=[secret]))
    drawn = segno.make(link, error="m", micro=False).svg_inline(omitsize=True, border=1, dark="#000", light="#fff")
    qr = mark_safe(drawn)  # noqa: S308 -- drawn by segno out of squares; nothing of the link stands in it as text
    return render(request, "plan/feed_link.html", {"feed": made, "name": name_of(made.kind), "link": link, "qr": qr})


@require_POST
@at_own_desk
def feed_revoke(request: Request, code: str) -> HttpResponse:
    """やめる."""
    found = queries.feed(request.viewer, code)
    try:
        actions.revoke(found, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        for sentence in sentences(refusal.problems):
            messages.warning(request, sentence)
    else:
        messages.success(
            request, _("「%(name)s」をやめました。リンクは、もう使えません。") % {"name": name_of(found.kind)}
        )
    return redirect("feeds")


@require_safe
@sensitive_variables("secret")
def feed_calendar(request: Request, secret: str) -> HttpResponseBase:
    """こよみが読むもの: whoever has the secret reads, with the eyes its person has at this moment."""
    feed, viewer = queries.behind(digest_of(secret), request.now.date())
    with translation.override(settings.LANGUAGE_CODE):  # whatever a browser that looks in has chosen
        name, events = name_of(feed.kind), queries.events(feed, viewer)
        said = write(events, name=name, revision=0, revised_at=feed.made_at)
        feed = actions.read(feed, hashlib.sha256(said).hexdigest(), at=request.now)
        events = queries.linked(events, lambda path: address(request, path))
    content = write(events, name=name, revision=feed.revision, revised_at=feed.revised_at)
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Content-Disposition": AS_FILE}
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=mark, response=response) or response


def address(request: HttpRequest, path: str) -> str:
    """The whole address of a page of this house."""
    return settings.BASE_URL.rstrip("/") + path if settings.BASE_URL else request.build_absolute_uri(path)


def page(request: Request, form: FeedForm, *, days: RangeForm | None = None, status: int = 200) -> HttpResponse:
    """The page with what was typed."""
    by = request.viewer
    context: dict[str, Any] = {
        "form": form,
        "days": days or RangeForm(today=request.now.date()),
        "own": [(feed, name_of(feed.kind), remind_words(feed.remind, feed.remind_days)) for feed in queries.own(by)],
        "others": [(feed, name_of(feed.kind)) for feed in queries.of_others(by)] if by.is_lead else [],
        "may_team": may(Kind.TEAM, by),
    }
    return render(request, "plan/feeds.html", context, status=status)
