"""締切の言葉 in templates."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import unquote, urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from urakata.common.web import words
from urakata.core.duty import Confidence
from urakata.features.duties import wording
from urakata.features.duties.queries.drawing import CountedRow, CountTable, Day
from urakata.features.duties.queries.starting import is_gate
from urakata.features.duties.queries.year import WORK, Thing, YearDay
from urakata.rules.duty_reasons import CONFIDENCE, FIRST_DAY, basis_of_reading, screen

register = template.Library()

DATED = re.compile(r"(\d+月\d+日（.）)")
DAYS_OF_MONTH, DAYS_OF_YEAR = 30.4, 365.25
SHAPES = {Confidence.HIGH: "done", Confidence.MEDIUM: "doing", Confidence.LOW: "near"}
CLASSES = {
    "nominal": "from",
    "legal": "to",
    "act": "to act",
    "own": "own",
    "start": "own",
    "from": "base",
    "today": "now",
}

register.filter("screen", screen)
register.filter("is_gate", is_gate)


@register.filter
def mark(kind: str) -> str:
    """条文の日, 期限, 出す日, 社内の期限."""
    return str(wording.DAYS[kind])


@register.filter
def group_word(group: str) -> str:
    """まとまり."""
    return _("実行") if group == WORK else str(wording.GROUPS[group])


@register.filter
def kind_word(kind: str) -> str:
    """種類."""
    return str(wording.KINDS[kind])


@register.filter
def concern_word(concern: str) -> str:
    """うちにかかわるか."""
    return str(wording.CONCERNS[concern])


@register.filter
def use_word(use: str) -> str:
    """使うかどうか."""
    return str(wording.USES[use])


@register.filter
def sure_shape(confidence: Confidence) -> str:
    """確からしさの形."""
    return SHAPES[confidence]


@register.filter
def first_day(row: CountedRow) -> str:
    """どの日が1日目か."""
    return FIRST_DAY[row.operation.inclusive]


@register.filter
def reading_basis(row: CountedRow) -> str:
    """その数え方の根拠."""
    return basis_of_reading(row.operation)


@register.simple_tag
def calendar_day(day: Day) -> SafeString:
    """こよみのます: number, what the day is, and why it is closed."""
    classes = [CLASSES[each] for each in day.marks] + ["off"] * bool(day.closed) + ["buf"] * day.is_buffer
    month = format_html("<small>{}</small>", _("%(month)d月") % {"month": day.on.month}) if day.tells_month else ""
    said_by_legal = {"nominal", "act", "from"} if "legal" in day.marks else set()
    told = [str(wording.MARKS[each]) for each in day.marks if each not in said_by_legal]
    told += [day.closed] if day.closed and not day.is_weekend else []
    said = format_html_join("", "<span>{}</span>", ((each,) for each in told))
    weekend = format_html('<span class="vh">{}</span>', day.closed) if day.is_weekend else ""
    return format_html(
        '<td class="{}"><b>{}{}</b>{}{}</td>', " ".join(dict.fromkeys(classes)), month, day.on.day, said, weekend
    )


@register.simple_tag
def strip_day(day: YearDay) -> SafeString:
    """帯のます: what falls on the day, in short titles that lead to it."""
    links = format_html_join(
        "",
        '<a class="{}" href="{}" title="{}" tabindex="-1">{}</a>',
        ((_thing_class(each), each.path, each.title, each.short) for each in day.titled),
    )
    more = format_html("<i>{}</i>", _("ほか%(n)d") % {"n": day.more}) if day.more else ""
    own = format_html("<i>{}</i>", _("作業%(n)d") % {"n": day.tasks}) if day.tasks else ""
    closed = "" if day.is_weekend or not day.closed else format_html("<em>{}</em>", day.closed)
    return format_html('<td class="{}"><div>{}{}{}{}</div></td>', "off" if day.closed else "", links, more, own, closed)


@register.simple_tag
def listed_day(day: YearDay) -> SafeString:
    """一日のもの, as a list: the same as the strip for whoever reads it as text."""
    fixed = format_html('<span class="fixed"><span class="vh">{}</span></span>', _("動かせない"))
    done = format_html('<span class="st done"><span class="vh">{}</span></span>', _("済み"))
    work = format_html('<small class="faint">{}</small>', _("実行"))
    things = format_html_join(
        "",
        '<li>{}<a href="{}" lang="ja">{}</a>{}{}</li>',
        (
            (
                done if each.is_done else "",
                each.path,
                each.title,
                work if each.group == WORK else "",
                fixed if each.is_fixed else "",
            )
            for each in day.listed
        ),
    )
    told = [_("ほか%(n)d件") % {"n": day.unlisted}] * bool(day.unlisted)
    told += [_("自分の作業%(n)d件") % {"n": day.tasks}] * bool(day.tasks)
    more = format_html_join("", '<li class="faint">{}</li>', ((each,) for each in told))
    return format_html('<ul class="on-day">{}{}</ul>', things, more)


def _thing_class(each: Thing) -> str:
    fixed = "fx" if each.is_fixed else ""
    return f"{fixed} dn".strip() if each.is_done else fixed


@register.filter
def weekday(on: date) -> str:
    """曜日: 日."""
    return words.weekday(on)


@register.filter
def weekday_long(on: date) -> str:
    """曜日: 日曜."""
    return _("%(weekday)s曜") % {"weekday": words.weekday(on)}


@register.filter
def month_day(on: date) -> str:
    """月日: 1月31日."""
    return _("%(month)d月%(day)d日") % {"month": on.month, "day": on.day}


@register.filter
def year_month(on: date) -> str:
    """年月: 2026年12月."""
    return _("%(year)d年%(month)d月") % {"year": on.year, "month": on.month}


@register.filter
def whole(said: str) -> SafeString:
    """日付を切らない: a sentence in which no day breaks before its weekday."""
    words, days = (found := DATED.split(str(said or "")))[::2], found[1::2]
    days = [format_html('<span class="nb">{}</span>', day) for day in days]
    return format_html_join("", "{}{}", zip(words, [*days, ""], strict=True))


@register.filter
def far_off(days: int) -> str:
    """へだたり: the further off, the coarser; nobody counts two thousand days."""
    if days < 1:
        return _("今日")
    if days <= 14:
        return _("あと%(n)d日") % {"n": days}
    if days < 63:
        return _("あと%(n)d週間") % {"n": round(days / 7)}
    if days < 2 * DAYS_OF_YEAR:
        return _("あと%(n)dか月") % {"n": round(days / DAYS_OF_MONTH)}
    return _("あと%(n)d年") % {"n": round(days / DAYS_OF_YEAR)}


@register.filter
def site(address: str) -> str:
    """出典の名: the site, and the last part of its path."""
    found = urlsplit(address)
    last = unquote(found.path).rstrip("/").rpartition("/")[2]
    return f"{found.netloc.removeprefix('www.')}　{last}" if last else found.netloc.removeprefix("www.")


@register.filter
def sure_word(confidence: Confidence) -> str:
    """確からしさ."""
    return CONFIDENCE[confidence]


@register.filter
def numbered(row: CountedRow, count: CountTable) -> Iterable[tuple[Day, int]]:
    """日と番号."""
    return zip(count.days, row.numbers, strict=True)
