"""アカウント: opened for a person, closed when they leave."""

from datetime import datetime

from urakata.common.accounts.models import Account, Device, Invitation
from urakata.common.audit import acts as audit
from urakata.common.audit.about import About
from urakata.core.viewer import Viewer


def open_account(address: str | None) -> Account:
    """アカウントを開く: without any key yet; an invitation makes one. Inside the act that adds the person."""
    return Account.objects.create_user(address or None)


def change_address(account: Account, address: str | None) -> None:
    """アドレスを替える: links sent to the old one no longer open anything. Inside the act that changes the person."""
    account.email = address.strip().lower() if address else None
    account.save(update_fields=["email"])
    Invitation.objects.filter(account=account, used_at=None).delete()


def set_password(account: Account, password: str, *, by: Viewer, at: datetime, about: About) -> None:
    """パスワードを替える: every other session of the account ends."""
    with audit.act(by=by, at=at) as record:
        account.set_password(password)
        account.save(update_fields=["password"])
        record("account.password_changed", about=about)


def close(account: Account, *, by: Viewer, at: datetime, about: About) -> bool:
    """閉じる: no sign-in, sessions end, devices and links are taken back; False where it was closed already."""
    with audit.act(by=by, at=at) as record:
        if not Account.objects.filter(pk=account.pk, is_active=True).update(is_active=False):
            return False
        Device.objects.filter(account=account, revoked_at=None).update(revoked_at=at)
        Invitation.objects.filter(account=account, used_at=None, revoked_at=None).update(revoked_at=at)
        record("account.closed", about=about)
    return True


def reopen(account: Account, *, by: Viewer, at: datetime, about: About) -> bool:
    """開き直す: with the old password; devices need a new invitation."""
    with audit.act(by=by, at=at) as record:
        if not Account.objects.filter(pk=account.pk, is_active=False).update(is_active=True):
            return False
        record("account.reopened", about=about)
    return True
