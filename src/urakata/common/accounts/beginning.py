"""始まりのリンク: with which somebody begins the company of an empty home; the home keeps its digest alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hmac import compare_digest
from pathlib import Path

from django.conf import settings

from urakata.common.accounts.actions.invitations import Problem
from urakata.common.accounts.tokens import digest_of, new_token
from urakata.core.refusal import NotAllowed


def new_link() -> str:
    """新しいリンク: its token, shown once; an earlier one no longer opens anything."""
    token, kept = new_token(), _kept()
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(digest_of(token))
    return token


def is_open(token: str) -> bool:
    try:
        return compare_digest(_kept().read_text(), digest_of(token))
    except FileNotFoundError:
        return False


@contextmanager
def spent(token: str) -> Iterator[None]:
    """使う: by the first of two; whoever is second is refused. What goes wrong inside gives the link back."""
    if not is_open(token):
        raise NotAllowed([Problem.LINK_IS_OVER])
    try:
        _kept().unlink()
    except FileNotFoundError as first:
        raise NotAllowed([Problem.LINK_IS_OVER]) from first
    try:
        yield
    except BaseException:
        _kept().write_text(digest_of(token))
        raise


def close() -> None:
    """終わらせる: the company stands, however it was begun."""
    _kept().unlink(missing_ok=True)


def _kept() -> Path:
    return Path(settings.BEGIN_FILE)
