"""今日の文."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from urakata.common.web.words import day_words, weekday
from urakata.core.attention import Why
from urakata.features.today.queries import StripDay
from urakata.features.today.wording import REASONS

register = template.Library()

REIWA_BEGAN = 2019
KAN = "一二三"
DOTS = {"d": '<i class="d"></i>', "k": '<i class="k"></i>', "o": '<i class=""></i>'}


@register.filter
def reason(why: Why) -> Any:
    return REASONS[why]


@register.filter
def kan(place: int) -> str:
    """一・二・三."""
    return KAN[place - 1]


@register.simple_tag
def strip_days(days: Iterable[StripDay], today: date) -> SafeString:
    """月の帯: a thirtyfold piece, so built here and not node by node."""
    return format_html_join(
        "\n",
        '<li class="{}"><span class="vh">{}</span><span class="dots" aria-hidden="true">{}</span>'
        '<b aria-hidden="true">{}</b><small aria-hidden="true">{}</small></li>',
        ((_css(day, today), _read_out(day), _dots(day.dots), day.on.day, _below(day)) for day in days),
    )


def _css(day: StripDay, today: date) -> str:
    when = "past" if day.on < today else "now" if day.on == today else ""
    return f"{'off ' if day.is_closed else ''}{when}"


def _read_out(day: StripDay) -> str:
    """What stands in the strip, for those who hear it."""
    said = [day_words(day.on), day.holiday]
    if day.open:
        said.append(_("締切%(n)d件、残り%(left)d件") % {"n": day.count, "left": day.open})
    elif day.count:
        said.append(_("締切%(n)d件、すべて済み") % {"n": day.count})
    return " ".join(filter(None, said))


def _dots(letters: str) -> SafeString:
    return mark_safe("".join(DOTS[letter] for letter in letters))  # noqa: S308 (the three pieces above)


def _below(day: StripDay) -> str:
    return _("祝") if day.holiday else weekday(day.on)


@register.filter
def wareki(on: date) -> str:
    """和暦の年: 令和8年."""
    return _("令和%(year)d年") % {"year": on.year - REIWA_BEGAN + 1}
