"""端末と番号: signing in by PIN on a device that an invitation set up."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F

from urakata.common.accounts.actions.invitations import accept
from urakata.common.accounts.models import Device, Invitation
from urakata.common.accounts.pins import figures
from urakata.common.accounts.queries import usable
from urakata.common.accounts.tokens import digest_of, new_token
from urakata.common.audit import acts as audit
from urakata.common.audit.about import About
from urakata.core.viewer import Viewer


def set_up_device(
    invitation: Invitation, pin: str, *, label: str, by: Viewer, at: datetime, about: About
) -> tuple[Device, str]:
    """端末を登録する: the link is spent; the device and the secret that its cookie keeps."""
    secret = new_token()
    with audit.act(by=by, at=at) as record:
        accept(invitation, by=by, at=at, about=about)
        device = Device.objects.create(
            account=invitation.account,
            digest=digest_of(secret),
            label=label[:80],
            pin=make_password(pin),
            made_at=at,
            last_used_at=at,
        )
        record("device.set_up", about=about, label=device.label)
    return device, secret


def try_pin(devices: Sequence[Device], mine: Device | None, pin: str, *, at: datetime) -> bool:
    """番号で入る: True where the PIN of `mine` is right; a bad try counts on it, or on every device of the cookie.

    The try is counted before the PIN is looked at, so that tries at once do not slip through. The fifth bad one locks
    the device until a new invitation; the answer is the same whether the 社員番号, the PIN or the device is at fault.
    """
    counted = [device.pk for device in ([mine] if mine else devices)]
    taken = usable(Device.objects.filter(pk__in=counted, revoked_at=None)).update(failures=F("failures") + 1)
    right = check_password(figures(pin), mine.pin if mine else _NOBODYS)
    if not (mine and taken and right):
        return False
    Device.objects.filter(pk=mine.pk).update(failures=0, last_used_at=at)
    return True


_NOBODYS = "!"  # check_password spends the same time on it and says no


def revoke_device(device: Device, *, by: Viewer, at: datetime, about: About) -> None:
    """端末を外す: its session ends with the next press; a second time changes nothing."""
    with audit.act(by=by, at=at) as record:
        if Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=at):
            record("device.revoked", about=about, label=device.label)
