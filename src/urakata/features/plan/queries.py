"""購読を読む: whose they are, what stands behind a secret, and what it tells with the eyes of its person."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.crypto import salted_hmac

from urakata.common.seams import dated
from urakata.common.seams.dated import DatedThing
from urakata.core.feeds import MOST_OPEN, Kind, Remind, alarm, eyes, may, window
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.plan import wording
from urakata.features.plan.models import Feed
from urakata.formats.icalendar import Event

Link = Callable[[str], str]  # from a path to the address of that page, or to nothing


def visible_to(viewer: Viewer) -> QuerySet[Feed]:
    """One's own; a lead those of the team as well."""
    mine = Q(person=viewer.person_id, person__isnull=False)
    return Feed.objects.filter(mine | Q(kind=Kind.TEAM) if viewer.is_lead else mine).select_related("person")


def own(viewer: Viewer) -> list[Feed]:
    """わたしの購読, those that go on, newest first."""
    return list(visible_to(viewer).filter(person=viewer.person_id, revoked_at=None).order_by("-made_at", "-pk"))


def of_others(viewer: Viewer) -> list[Feed]:
    """チームの購読 that others made, for a lead."""
    found = visible_to(viewer).filter(revoked_at=None).exclude(person=viewer.person_id)
    return list(found.order_by("-made_at", "-pk")[: 5 * MOST_OPEN])


def feed(viewer: Viewer, code: str) -> Feed:
    """The feed, or 404."""
    found = visible_to(viewer).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def behind(digest: str, on: date) -> tuple[Feed, Viewer]:
    """リンクの先: the feed and its person as they may look today, else 404.

    Unknown, taken back, left, without an account and no longer allowed take the same two questions.
    """
    here = Q(person__leaves_on=None) | Q(person__leaves_on__gte=on)
    found = Feed.objects.filter(here, digest=digest, revoked_at=None, person__account__is_active=True)
    one = found.select_related("person").first()
    viewer = company.viewer(one.person if one else company.nobody(), on)
    if one is None or not may(Kind(one.kind), viewer):
        raise Http404
    return one, viewer


def events(feed: Feed, viewer: Viewer) -> list[Event]:
    """流すもの, in the order of their days; `linked` makes their paths addresses."""
    first, last = window(viewer.on)
    seen = eyes(Kind(feed.kind), viewer, company.every_shut_seal(viewer.on), with_veiled=feed.with_veiled)
    is_own = feed.kind == Kind.OWN
    shown = dated.days(seen.open, first, last, own=is_own)
    found = _written(shown, feed)
    if seen.veiled:
        known = {(thing.kind, thing.key) for thing in shown}
        more = dated.days(seen.veiled, first, last, own=is_own)
        hidden = _written([thing for thing in more if (thing.kind, thing.key) not in known], feed)
        found += [_veil(event) for event in hidden]
    return sorted(found, key=lambda each: (each.on, each.title, each.uid))


def days(viewer: Viewer, first: date, last: date) -> list[DatedThing]:
    """書き出すもの: all that this viewer may know of."""
    return dated.days(viewer, first, last)


def plain_events(things: Sequence[DatedThing]) -> list[Event]:
    """書き出すもの as events, without a reminder."""
    return _written(things)


def linked(events: Iterable[Event], link: Link) -> list[Event]:
    """With the addresses by which whoever reads reaches this house."""
    return [
        replace(event, url=url, text=wording.text_with(event.text, url))
        for event in events
        for url in [link(event.url)]
    ]


def _written(things: Sequence[DatedThing], feed: Feed | None = None) -> list[Event]:
    """Things as events, under UIDs that neither a restart nor another title or day changes.

    Only what stands on several days under one key carries the day as well.
    """
    home, remind = _installation(), _reminder(feed)
    times = Counter((thing.kind, thing.key) for thing in things)
    return [
        Event(
            uid=f"{thing.kind}-{thing.key}{f'-{thing.on:%Y%m%d}' * (times[thing.kind, thing.key] > 1)}@{home}",
            on=thing.on,
            title=wording.title_of(thing),
            text=wording.text_of(thing),
            url=thing.path,
            category=wording.category(thing),
            alarm=None if thing.is_done else remind(thing.on),
        )
        for thing in things
    ]


def _reminder(feed: Feed | None) -> Callable[[date], timedelta | None]:
    if feed is None or feed.remind == Remind.NONE:
        return lambda _on: None
    remind, count = Remind(feed.remind), feed.remind_days
    calendar = company.calendars()("company") if remind is Remind.BUSINESS_DAY else None
    return lambda on: alarm(remind, count, on, lambda day: calendar.add(day, -1) if calendar else day)


def _veil(event: Event) -> Event:
    """題を伏せる: the day stays; of the rest nothing tells what it is, its key and address neither.

    Whoever knows a key from elsewhere cannot try it: the name is made with the secret of the home.
    """
    home = event.uid.rpartition("@")[2]
    uid = f"veiled-{salted_hmac('urakata.veiled', event.uid, algorithm='sha256').hexdigest()[:24]}@{home}"
    title, text = wording.veiled_title(), wording.veiled_text()
    return replace(event, uid=uid, title=title, text=text, url="/", category=wording.veiled_title())


def _installation() -> str:
    """この家の名: the moment its company was written down, which goes with every backup."""
    found = company.company()
    return hashlib.sha256(found.made_at.isoformat().encode() if found else b"").hexdigest()[:16]
