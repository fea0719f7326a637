"""番地の全部: every named pattern the resolver knows, those of other packages too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> dict[str, set[str]]:
    """By name; a pattern without one is called by its route. Two routes under one name are two places to guard."""
    found = defaultdict(set)
    for pattern in _walk(get_resolver().url_patterns):
        found[pattern.name or str(pattern.pattern)].add(str(pattern.pattern))
    return found


def _walk(found: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns)
        else:
            yield each
