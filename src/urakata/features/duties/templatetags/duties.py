"""締切の図: drawn on the server, so built here and not node by node."""

from datetime import date

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from urakata.common.web.words import day_words
from urakata.features.duties import queries
from urakata.features.duties.queries.answering import Growth, MonthColumn
from urakata.features.duties.queries.sending import CountedDay
from urakata.features.duties.wording import GROUPS

register = template.Library()

BASE, ADDED, FRESH = "<i></i>", '<i class="a"></i>', '<i class="w"></i>'
TALL = 17  # dots that fit a column at full size


@register.simple_tag(takes_context=True)
def plan_ways(context: Context) -> list[tuple[str, str]]:
    """予定の中の道: the pages of this room that the viewer may open; a single one needs no row."""
    viewer, reads = context["shell"].viewer, queries.may_read(context["shell"].viewer)
    at_own_desk = not viewer.is_outside and "pin_device" not in context["request"].session
    known = [
        ("deadlines_year", _("年のこよみ"), reads),
        ("happenings", _("出来事"), queries.may_keep(viewer)),
        ("law_changes", _("変わること"), reads),
        ("feeds", _("こよみに流す"), at_own_desk),
    ]
    ways = [(name, label) for name, label, is_open in known if is_open]
    return ways if len(ways) > 1 else []


@register.simple_tag
def gain_bar(growth: Growth) -> SafeString:
    """増え方の帯: what was there before any answer, what answers added, what the last one did."""
    parts = [("", growth.stayed), ("a", growth.added), ("w", growth.came)]
    left, pieces = 0.0, []
    for css, count in parts:
        width = 100 * count / growth.count if growth.count else 0.0
        pieces.append((css, f"{left:.2f}", f"{width:.2f}"))
        left += width
    bars = format_html_join("", '<rect class="{}" x="{}%" width="{}%" height="10"></rect>', pieces)
    return format_html('<svg class="gainbar" width="100%" height="10" aria-hidden="true">{}</svg>', bars)


@register.simple_tag
def year_columns(growth: Growth) -> SafeString:
    """一年の柱: one dot for each that falls due in the month."""
    most = max(month.count for month in growth.months)
    css = "small" if most > TALL else ""
    return format_html_join(
        "",
        '<li class="{}"><span class="vh">{}</span><span class="dots {}" aria-hidden="true">{}</span>'
        '<b aria-hidden="true">{}</b>{}</li>',
        ((_begins(month), _read_out(month), css, _dots(month), month.first.month, _year(month)) for month in
         growth.months),
    )  # fmt: skip


@register.simple_tag
def group_bars(growth: Growth) -> SafeString:
    """まとまりごとの数."""
    most = max((count for _group, count in growth.groups), default=1)
    return format_html_join(
        "",
        '<li><span>{}</span><svg width="100%" height="10" aria-hidden="true">'
        '<rect width="{}%" height="10" rx="2"></rect></svg><b>{}</b></li>',
        ((GROUPS[group], round(100 * count / most), count) for group, count in growth.groups),
    )


@register.filter
def full_day(on: date, today: date) -> str:
    """日: with its month always, with its year beyond this one."""
    return day_words(on, today if on.year != today.year else None)


@register.filter
def plain_day(on: date | None, today: date) -> str:
    """日: without the weekday, for days that are over."""
    if on is None:
        return ""
    parts = {"year": on.year, "month": on.month, "day": on.day}
    return (_("%(month)d月%(day)d日") if on.year == today.year else _("%(year)d年%(month)d月%(day)d日")) % parts


@register.simple_tag
def closed_words(day: CountedDay) -> str:
    """休みのわけ."""
    known = {"saturday": _("土曜で休み"), "sunday": _("日曜で休み"), "bank": _("銀行の休み")}
    return known.get(day.closed) or _("%(holiday)sで休み") % {"holiday": day.closed}


def _begins(month: MonthColumn) -> str:
    return "ny" if month.first.month == 1 else ""


def _year(month: MonthColumn) -> SafeString:
    if month.first.month != 1:
        return SafeString("")
    return format_html('<small aria-hidden="true">{}</small>', _("%(year)d年") % {"year": month.first.year})


def _read_out(month: MonthColumn) -> str:
    facts = {"year": month.first.year, "month": month.first.month, "n": month.count}
    return _("%(year)d年%(month)d月 %(n)d件") % facts


def _dots(month: MonthColumn) -> SafeString:
    return SafeString(BASE * month.base + ADDED * month.added + FRESH * month.fresh)
