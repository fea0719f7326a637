"""鍵を読む: invitations and devices, asked with the secret in hand or for one's own account."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from urakata.common.accounts.models import Account, Device, Invitation
from urakata.common.accounts.tokens import digest_of

BAD_TRIES = 5


def can_mail() -> bool:
    """A link in a mail needs a mail server and an address of this installation that no request can make up."""
    return bool(settings.EMAIL_HOST and settings.BASE_URL)


def open_invitations(at: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=at)


def invitation(token: str, at: datetime) -> Invitation | None:
    """The open invitation behind a link; used, expired, taken back and unknown are all None."""
    found = open_invitations(at).filter(digest=digest_of(token), account__is_active=True)
    return found.select_related("account__person").first()


def unsent(at: datetime) -> QuerySet[Invitation]:
    """送る前のリンク: asked to go by mail, not gone yet."""
    return open_invitations(at).filter(mailed_at=None).exclude(mail_to="")


def waiting_invitation(account: Account | None, at: datetime) -> Invitation | None:
    if account is None:
        return None
    return open_invitations(at).filter(account=account).order_by("-made_at").first()


def devices(account: Account | None) -> QuerySet[Device]:
    """端末: those on which the account may still sign in by PIN."""
    return Device.objects.filter(account=account, revoked_at=None, account__isnull=False).order_by("-made_at")


def devices_here(secrets: Iterable[str]) -> QuerySet[Device]:
    """この端末: a telephone in the site hut may know several people; set up again, the newer one counts."""
    digests = [digest_of(secret) for secret in secrets]
    known = Device.objects.filter(digest__in=digests, revoked_at=None, account__is_active=True)
    return known.select_related("account__person").order_by("-made_at", "-pk")


def usable(found: QuerySet[Device]) -> QuerySet[Device]:
    return found.filter(failures__lt=BAD_TRIES)


def is_device_open(account: Account, device_id: int) -> bool:
    """Whether a PIN session on this device may go on: taken back or locked, it ends."""
    return usable(devices(account)).filter(pk=device_id).exists()


def account_of(address: str) -> Account | None:
    return Account.objects.select_related("person").filter(email=address.strip().lower(), is_active=True).first()


def addresses(addresses: Iterable[str]) -> dict[str, int]:
    """Which of these addresses are taken, by whose account."""
    wanted = {address.strip().lower() for address in addresses if address}
    return {email: pk for email, pk in Account.objects.filter(Q(email__in=wanted)).values_list("email", "pk") if email}
