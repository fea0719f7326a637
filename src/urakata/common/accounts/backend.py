"""入口: email and password; the account comes with its person, so that a request needs one query for both."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from urakata.common.accounts.models import Account

BACKEND = "urakata.common.accounts.backend.AccountBackend"


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Account | None:
        account: Account | None = super().authenticate(request, **credentials)
        self.unstash_authenticated_user()  # a closed account answers like a wrong password, not with a page of its own
        return account

    def get_user(self, user_id: int) -> Account | None:
        found = Account.objects.select_related("person").filter(pk=user_id, is_active=True)
        return found.first()
