"""書きながらの言葉 in templates."""

from django import template

from urakata.features.recordings import wording

register = template.Library()


@register.filter
def took(value: str) -> str:
    """およその時間: 「〜15分」."""
    return wording.took_words(value)
