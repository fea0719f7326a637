"""実行の文: small readings that templates cannot do by themselves."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from urakata.common.web.templatetags.urakata import STATES

register = template.Library()


@register.filter
def has_key(given: Mapping[str, str] | None, key: str) -> bool:
    return bool(given) and key in (given or {})


@register.filter
def value_of(given: Mapping[str, str] | None, key: str) -> str:
    return (given or {}).get(key, "")


def cell_address(run: Any, column: Any, subject: Any) -> str:
    """番地 of a cell; reversed once for each column, because reversing costs more than the cell."""
    base = _base(run.code, column.head.number)
    return f"{base}-{subject.code}/"


@lru_cache(maxsize=256)
def _base(code: str, number: int) -> str:
    return reverse("run_task", kwargs={"code": code, "number": number}).rstrip("/")


@register.simple_tag
def grid_cell(run: Any, subject: Any, column: Any, cell: Any) -> SafeString:
    """ます: a link to the step of this person; built here because a page has hundreds."""
    gate = " gt" if column.head.gate != "none" else ""
    if cell is None:
        return format_html('<td role="cell" class="c na{}"><span class="st na">—</span></td>', gate)
    css, word = STATES[cell.state]
    return format_html(
        '<td role="cell" class="c {}{}{}"><span class="lb">{}</span><a class="st {}" href="{}"{}>{}</a></td>',
        css, " later" if column.is_later and cell.state == "todo" else "", gate, column.head.title, css,
        cell_address(run, column, subject), format_html(' title="{}"', cell.reason) if cell.reason else "", word,
    )  # fmt: skip
