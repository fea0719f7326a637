"""部品: the small pieces every page is made of.

Tags used in loops build their HTML directly: a template per row costs more than the row's query.
"""

from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

from django import template
from django.forms import BoundField, CheckboxInput, FileInput, RadioSelect, Widget
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.common.web import words

register = template.Library()

STATES = {  # code of a task's state → the shape's class and the word (design §2)
    "todo": ("wait", gettext_lazy("まだ")),
    "now": ("doing", gettext_lazy("いまここ")),
    "waiting": ("ask", gettext_lazy("確認待ち")),
    "done": ("done", gettext_lazy("済み")),
    "sent_back": ("back", gettext_lazy("差し戻し")),
    "not_applicable": ("na", gettext_lazy("対象外")),
}

NOTE_CLASSES = {"success": "ok", "warning": "near", "error": "late"}

DONE, WORKING, OPEN = '<i class="d"></i>', '<i class="n"></i>', "<i></i>"
MANY_STEPS = 24  # beyond this the gaps of the bar close up
LONG_SURNAME = 3  # characters that still fit a stamp at full size


class Due(Protocol):
    """期限の見せ方: the distance in business days (or words), the day in words, and how it stands."""

    distance: int | str
    text: str
    near: bool
    late: bool


# --- 印 -----------------------------------------------------------------------


@cache
def _sprite() -> str:
    return static("urakata/icons.svg")


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """絵: one symbol of icons.svg; always decoration, the word stands beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#i-{}"></use></svg>',
        css,
        _sprite(),
        name,
    )


@register.simple_tag
def state(code: str) -> SafeString:
    """状態: shape and word of one of the six task states."""
    css, word = STATES[str(code)]
    return format_html('<span class="st {}">{}</span>', css, word)


@register.simple_tag
def hanko(kind: str, label: str, on: date | datetime | None = None, name: str = "", css: str = "") -> SafeString:
    """日付印: kind filled, weak or blank; the sentence for readers stands beside it."""
    if kind == "blank":
        return format_html('<span class="hanko blank {}" aria-hidden="true">{}</span>', css, label)
    short = words.surname(name)
    classes = [kind] * (kind == "weak") + ["long"] * (len(short) > LONG_SURNAME) + [css]
    return format_html(
        '<span class="hanko {}" aria-hidden="true"><span>{}</span><span>{}</span><span>{}</span></span>',
        " ".join(classes),
        label,
        f"{on:%y}.{on.month}.{on.day}" if on else "",
        short,
    )


@register.simple_tag
def avatar(name: str, css: str = "") -> SafeString:
    """人: the first character of a name in a circle."""
    return format_html('<span class="avatar {}" aria-hidden="true">{}</span>', css, name.strip()[:1])


@register.simple_tag
def due(value: Due | None) -> SafeString:
    """期限: distance first, the day second."""
    if value is None:
        return mark_safe("")
    distance = value.distance if isinstance(value.distance, str) else words.distance_words(value.distance)
    css = "late" if value.late else "near" if value.near else ""
    return format_html('<p class="due {}"><b>{}</b>{}</p>', css, distance, value.text)


@register.simple_tag
def steps_bar(done: int, total: int, now: int = 1) -> SafeString:
    """段の進み: one piece per step, `now` of them at work."""
    working = min(now, total - done)
    pieces = SafeString(DONE * done + WORKING * working + OPEN * (total - done - working))
    label = _("%(total)dの工程のうち%(done)s済み") % {"total": total, "done": words.count_words(done)}
    css = "many" if total > MANY_STEPS else ""
    return format_html('<div class="steps-bar {}" role="img" aria-label="{}">{}</div>', css, label, pieces)


@register.simple_tag
def ticks(done: int, total: int, label: str) -> SafeString:
    """升: one square per person or thing; `label` says the same in words."""
    pieces = SafeString(DONE * done + OPEN * (total - done))
    return format_html('<div class="ticks" role="img" aria-label="{}">{}</div>', label, pieces)


# --- 目隠し -------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def veil(context: Context, value: object) -> SafeString:
    """目隠し: a name or figure; while the screen is veiled the server sends no text at all."""
    return veiled(context, "" if value is None else format_html("{}", value))


@register.simple_block_tag(takes_context=True)
def veiled(context: Context, content: str) -> SafeString:
    """目隠し: the same around a piece of template."""
    if getattr(context.get("shell"), "veil", False):
        return mark_safe('<span class="veil" data-masked></span>')
    return format_html('<span class="veil">{}</span>', content)


# --- 入力 ---------------------------------------------------------------------


def _kind(widget: Widget) -> str:
    if isinstance(widget, RadioSelect):
        return "chips"
    if isinstance(widget, CheckboxInput):
        return "check"
    return "file" if isinstance(widget, FileInput) else "input"


@register.inclusion_tag("web/_field.html")
def field(field: BoundField, css: str = "", max_bytes: int | str = "") -> dict[str, Any]:
    """入力欄: visible label, help before it, mistakes under it; the rarer case 任意 is marked."""
    kind = _kind(field.field.widget)
    help_id, error_id = f"{field.auto_id}_help", f"{field.auto_id}_error"
    told = " ".join([help_id] * bool(field.help_text) + [error_id] * bool(field.errors))
    attrs: dict[str, str | bool] = {"class": f"input {css}".strip()} if kind == "input" else {}
    if told and kind != "chips":
        attrs["aria-describedby"] = told
    return {
        "field": field,
        "kind": kind,
        "widget": field.as_widget(attrs=attrs) if kind != "chips" else "",
        "help_id": help_id,
        "error_id": error_id,
        "describedby": told,
        "max_bytes": max_bytes,
    }


@register.inclusion_tag("web/_form_errors.html")
def form_errors(form: Any) -> dict[str, Any]:
    """直すところ: all mistakes of a form above it, each linked to its field; takes the focus."""
    return {"form": form}


@register.inclusion_tag("web/_empty.html")
def empty(text: str, icon_name: str = "box", url: str = "", action: str = "") -> dict[str, Any]:
    """空の画面: what will be here and the one thing to do."""
    return {"text": text, "icon_name": icon_name, "url": url, "action": action}


@register.simple_tag
def crumbs(*places: str) -> SafeString:
    """いまの場所: url, label, url, label, … and last the label of this page."""
    *before, here = places
    links = format_html_join(
        "", '<a href="{}">{}</a><span aria-hidden="true">›</span>', zip(before[::2], before[1::2], strict=True)
    )
    return format_html('<nav class="crumb" aria-label="{}">{}<span>{}</span></nav>', _("いまの場所"), links, here)


# --- 日付と数 -----------------------------------------------------------------


def _today(context: Context) -> date | None:
    return getattr(context.get("shell"), "today", None)


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | None, css: str = "") -> SafeString:
    """日: <time> with 「19日（木）」 as seen from the day of the page."""
    if value is None:
        return mark_safe("")
    text = words.day_words(value, _today(context))
    return format_html('<time class="{}" datetime="{}">{}</time>', css, value.isoformat(), text)


@register.simple_tag(takes_context=True)
def when(context: Context, value: datetime | None) -> SafeString:
    """いつ: <time> with 「今日 9:14」."""
    if value is None:
        return mark_safe("")
    text = words.moment_words(value, _today(context))
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


@register.filter
def jdate(value: date | None, today: date | None = None) -> str:
    """日: 「19日（木）」 or 「11月19日（木）」; pass shell.today to leave out what is plain."""
    return words.day_words(value, today) if value else ""


@register.filter
def jtime(value: datetime | time | None) -> str:
    """時刻: 「9:14」."""
    return words.clock_words(value) if value else ""


@register.filter
def figure(value: int | Decimal | str | None) -> str:
    """数: 「12,715,430」."""
    return words.figure_words(value)


@register.filter
def yen(value: int | Decimal | str | None) -> str:
    """金額: 「12,715,430円」."""
    return words.yen_words(value)


@register.filter
def minutes(value: int | None) -> str:
    """目安: 「4時間30分」."""
    return words.minutes_words(value)


@register.filter
def pieces(value: int) -> str:
    """いくつ: 「2つ」「12個」."""
    return words.count_words(value)


@register.filter
def who(value: str) -> str:
    """さん付け: 「佐伯さん」."""
    return words.who_words(value)


@register.filter
def surname(value: str) -> str:
    """姓: 「佐伯」."""
    return words.surname(value)


@register.filter
def say_class(level: str) -> str:
    """知らせの色: class of a note for a message level."""
    return NOTE_CLASSES.get(level, "")
