"""継ぎ目に入れるもの: who people are, for the shell and for the record."""

from collections.abc import Collection, Mapping

from django.http import HttpRequest

from urakata.common.web.shell import Me
from urakata.features.company import queries


def shell_names(request: HttpRequest) -> tuple[str, Me | None]:
    """The company's name and one's own, for the shell."""
    viewer = getattr(request, "viewer", None)
    person = (getattr(request.user, "person", None) or queries.me(viewer)) if viewer else None
    return _company_name(request), Me(person.code, person.name, person.title) if person else None


def _company_name(request: HttpRequest) -> str:
    known: str = getattr(request, "company_name", "")
    company = None if known else queries.company()
    return company.name if company else known


def names(numbers: Collection[int]) -> Mapping[int, str]:
    return queries.names(numbers)


def find(text: str) -> Collection[int]:
    """Those whose name or kana holds the text, for the filter of the record."""
    return queries.numbers_of(text)
