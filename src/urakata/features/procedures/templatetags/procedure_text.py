"""手順の文: what people wrote in Markdown, and codes of a procedure in words."""

from collections.abc import Callable, Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from urakata.features.procedures import wording
from urakata.features.procedures.queries.step_files import StepFiles
from urakata.features.procedures.wording import reading

register = template.Library()

# No raw HTML, and no pictures from elsewhere: a page asks nobody but ourselves.
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})
_markdown.enable(["table", "strikethrough"]).disable("image")


@register.filter
def markdown(text: str) -> SafeString:
    """どうやって: Markdown as HTML; raw HTML in it is shown as text."""
    return SafeString(_markdown.render(text))  # html is off


def _in_words(name: str, say: Callable[..., Any]) -> None:
    register.filter(name, say)


_in_words("cadence", wording.cadence)
_in_words("cadence_short", wording.cadence_short)
_in_words("who_does", wording.who)
_in_words("later", wording.later)
_in_words("clearance", wording.clearance)
_in_words("opening", wording.opening)


@register.filter
def due_of(step: Any, outline: Any) -> str:
    """いつまで of a step."""
    return wording.due(outline, step.due)


@register.filter
def gate_words(step: Any, outline: Any) -> str:
    return wording.gate(outline, step)


@register.filter
def conditions(step: Any, outline: Any) -> list[str]:
    """いるとき of a step."""
    return wording.conditions(outline, step)


@register.filter
def leads_to(step: Any, outline: Any) -> str:
    """進む先 of a step with `then`."""
    return wording.leads_to(outline, step)


@register.filter
def check_kind(check: Any) -> str:
    return str(wording.CHECK_KINDS[check.kind])


@register.filter
def inline(text: str) -> SafeString:
    """確かめることの文: Markdown of one line, links kept."""
    return SafeString(_markdown.renderInline(text))


@register.filter
def became(fate: Any, outline: Any) -> str:
    """何になったか of a cell of a table that was read."""
    return reading.became(fate, outline)


@register.filter
def field_words(column: Any) -> str:
    return str(reading.FIELDS[column.field])


@register.filter
def row_words(row: Any) -> str:
    return str(reading.ROWS[row.kind])


@register.filter
def needed(step: Any, outline: Any) -> list[Any]:
    """先にすること: the steps that a step needs."""
    return [other for other in outline.steps if other.key in step.needs]


@register.filter
def without_sign(number: int) -> int:
    """日数: before or after stands beside it."""
    return abs(number)


@register.filter
def in_lines(entries: Iterable[str]) -> str:
    """1行に1つ."""
    return "\n".join(entries)


@register.filter
def readability(outline: Any) -> Any:
    """読みやすさ of the whole procedure, for `procedures/_hints.html`."""
    return wording.readability(outline)


@register.filter
def readability_in(step: Any, outline: Any) -> Any:
    """読みやすさ of one step."""
    return wording.readability(outline, step.key)


@register.inclusion_tag("procedures/_shown_files.html")
def step_files(step: Any, files: Any = None, on_paper: bool = False) -> dict[str, Any]:
    """工程のファイル: pictures to look at, templates to keep, and names without a file."""
    shown = files_of(files, step)
    return {
        "pictures": [each for each in shown if each.is_picture],
        "templates": [each for each in shown if each.url and not each.is_picture],
        "others": [each for each in shown if not each.url],
        "on_paper": on_paper,
    }


@register.filter
def files_of(files: Any, step: Any) -> list[Any]:
    """工程のファイル of a step; where no files were looked for, their names alone."""
    return (files or StepFiles()).of(step)
