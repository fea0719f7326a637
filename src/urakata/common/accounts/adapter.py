"""入口の決まり: nobody signs up, five bad tries lock an address, and nothing leads out of the house."""

import unicodedata
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from urakata.common.accounts.paths import is_own_path
from urakata.common.accounts.tokens import digest_of

LOCKED_FOR = 15 * 60  # seconds, from the fifth bad try
TRIES = {"login_failed": "5/15m/key"}  # the part of ACCOUNT_RATE_LIMITS that counts per address


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("メールアドレスかパスワードがちがいます。もう一度、確かめて入れてください。"),
        "too_many_login_attempts": _(
            "続けてまちがえたので、15分のあいだ入れません。15分たってから入れ直すか、管理部に声をかけてください。"
        ),
        "enter_current_password": _("いまのパスワードがちがいます。もう一度、確かめて入れてください。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def is_safe_url(self, url: str) -> bool:
        return is_own_path(url)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Quiet: our own views say what there is to say."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the try before the password is looked at, so that tries at once do not slip through."""
        if cache.get(_lock(credentials)):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The fifth bad try shuts the address for the whole time, whether or not anybody has it."""
        counted = {"app": "allauth.account", "action": "login_failed", "config": TRIES}
        key = self._get_login_attempts_cache_key(request, **credentials)
        if not ratelimit.consume(request, key=key, dry_run=True, **counted):
            cache.set(_lock(credentials), True, LOCKED_FOR)

    def unlock(self, request: HttpRequest, address: str) -> None:
        """A new key was made in person: its tries are forgotten."""
        self._delete_login_attempts_cached_email(request, email=address)
        cache.delete(_lock({"email": address}))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002
        """By the address alone: with the host of the request in it, each made-up host would have five tries more."""
        return _address(credentials)


def _address(credentials: dict[str, Any]) -> str:
    return unicodedata.normalize("NFKC", str(credentials.get("email", ""))).strip().casefold()


def _lock(credentials: dict[str, Any]) -> str:
    return f"urakata:locked:{digest_of(_address(credentials))}"
