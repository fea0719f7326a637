"""ことば: what the pages, the calendars and the record call 購読 and what they carry."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.seams.dated import DatedThing
from urakata.common.web.words import weekday
from urakata.core.feeds import MOST_OPEN, Kind, Problem, Remind

ACTS: Mapping[str, Any] = {
    "feed.made": gettext_lazy("こよみに流すリンクを出した"),
    "feed.revoked": gettext_lazy("こよみに流すのをやめた"),
}

PROBLEMS: Mapping[Problem, Any] = {
    Problem.NOT_YOURS: gettext_lazy("チームの締切を流せるのは、管理部の人だけです。「わたしの締切」を選んでください。"),
    Problem.TOO_MANY: gettext_lazy(
        "流しているこよみが%(most)dあります。使っていないものをやめてから、リンクを出してください。"
    ),
    Problem.IS_OVER: gettext_lazy("このこよみは、もうやめてあります。"),
    Problem.PERSONAL_NUMBER: gettext_lazy(
        "マイナンバーらしい12桁の数字があります。どこに入れるかだけを書いてください。"
    ),
    Problem.DAYS_TURNED_ROUND: gettext_lazy("終わりの日が、始まりの日より前です。入れ替えてください。"),
    Problem.TOO_MANY_DAYS: gettext_lazy("一度に書き出せるのは3年までです。期間を分けてください。"),
}

KINDS: Mapping[Kind, Any] = {Kind.OWN: gettext_lazy("わたしの締切"), Kind.TEAM: gettext_lazy("チームの締切")}

REMINDS: Mapping[Remind, Any] = {
    Remind.NONE: gettext_lazy("知らせない"),
    Remind.MORNING: gettext_lazy("その日の朝（8:30）"),
    Remind.BUSINESS_DAY: gettext_lazy("前の営業日の朝"),
    Remind.DAYS: gettext_lazy("何日か前の朝"),
}


def sentences(problems: Iterable[Any]) -> list[str]:
    """断りの文."""
    return [str(PROBLEMS[problem]) % {"most": MOST_OPEN} for problem in problems]


def name_of(kind: str) -> str:
    """購読の名, as calendars show it."""
    return _("裏方 %(what)s") % {"what": KINDS[Kind(kind)]}


def calendar_name() -> str:
    """書き出したものの名."""
    return _("裏方 予定")


def remind_words(remind: str, days: int) -> str:
    """知らせ, on the page."""
    if remind == Remind.DAYS:
        return _("%(days)d日前の朝に知らせる") % {"days": days}
    if remind == Remind.NONE:
        return _("知らせない")
    return _("%(when)sに知らせる") % {"when": REMINDS[Remind(remind)]}


def category(thing: DatedThing) -> str:
    """期限 cannot move, any other day is a 締切."""
    return _("期限") if thing.is_fixed else _("締切")


def title_of(thing: DatedThing) -> str:
    return _("済み %(title)s") % {"title": thing.title} if thing.is_done else thing.title


def text_of(thing: DatedThing) -> str:
    """説明: what cannot move says so."""
    return _("動かせない期限です。") if thing.is_fixed else ""


def text_with(text: str, url: str) -> str:
    """説明, and where it stands: many calendars show no other link."""
    return "\n".join(line for line in (text, _("裏方で開く：%(url)s") % {"url": url} if url else "") if line)


def veiled_title() -> str:
    """題を伏せたもの."""
    return _("締切")


def veiled_text() -> str:
    return _("題は伏せてあります。裏方の「予定」で見てください。")


def table(things: Iterable[DatedThing]) -> Iterator[tuple[str, ...]]:
    """表: a head, and a row for each."""
    yield _("日付"), _("曜日"), _("題"), _("種類"), _("済み"), _("番地")
    for thing in things:
        done = _("済み") if thing.is_done else ""
        yield thing.on.isoformat(), weekday(thing.on), thing.title, category(thing), done, thing.path


def tree(things: Iterable[DatedThing], first: date, last: date) -> dict[str, Any]:
    """YAML: the days that were asked for, and what stands on them."""
    rows = [
        {
            "on": thing.on.isoformat(),
            "title": thing.title,
            "kind": thing.kind,
            "key": thing.key,
            "fixed": thing.is_fixed,
            "done": thing.is_done,
            "path": thing.path,
        }
        for thing in things
    ]
    return {"from": first.isoformat(), "to": last.isoformat(), "days": rows}
