"""実行の文: small readings that templates cannot do by themselves."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def has_key(given: Mapping[str, str] | None, key: str) -> bool:
    return bool(given) and key in (given or {})


@register.filter
def value_of(given: Mapping[str, str] | None, key: str) -> str:
    return (given or {}).get(key, "")
