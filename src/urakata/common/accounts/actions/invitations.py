"""招待: a one-time link with which a person makes their own key."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.mail import send_mail

from urakata.common.accounts.models import Account, Invitation
from urakata.common.accounts.queries import open_invitations, unsent
from urakata.common.accounts.tokens import digest_of, new_token
from urakata.common.audit import acts as audit
from urakata.common.audit.about import About
from urakata.common.jobs.queue import enqueue
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer

DAYS = 7
RESET_HOURS = 1


class Problem(StrEnum):
    """受けられないわけ."""

    LINK_IS_OVER = "link_is_over"


def invite(account: Account, *, by: Viewer, at: datetime, about: About, purpose: str = "") -> tuple[Invitation, str]:
    """招く: the invitation and its token, shown once; an earlier link of the same person is taken back.

    `purpose` is password for those with an address and pin for those without, unless said.
    """
    token = new_token()
    with audit.act(by=by, at=at) as record:
        made = _make(account, token, at=at, lasts=timedelta(days=DAYS), purpose=purpose)
        record("person.invited", about=about, purpose=made.purpose, until=made.expires_at)
    return made, token


def ask_mail(account: Account, *, by: Viewer, at: datetime, about: About, act: str, lasts: timedelta) -> Invitation:
    """メールで招く: the job makes the token that goes out, so that this one opens nothing."""
    with audit.act(by=by, at=at) as record:
        made = _make(account, new_token(), at=at, lasts=lasts, mail_to=account.email or "")
        record(act, about=about, purpose=made.purpose, until=made.expires_at, by_mail=True)
        enqueue("accounts.mail", made.pk, at.isoformat())
    return made


def mail(invitation_id: int, *, at: datetime, subject: str, text: str) -> bool:
    """送る: at most once; a link that is over is not sent. `text` holds {link}."""
    waiting = unsent(at).filter(pk=invitation_id).first()
    if waiting is None:
        return False
    token = new_token()
    same = Invitation.objects.filter(pk=waiting.pk, digest=waiting.digest, mailed_at=None)
    if not same.update(digest=digest_of(token)):
        return False
    link = f"{settings.BASE_URL.rstrip('/')}/invite/{token}/"
    send_mail(subject, text.replace("{link}", link), None, [waiting.mail_to])
    Invitation.objects.filter(pk=waiting.pk).update(mailed_at=at)
    return True


def accept(invitation: Invitation, *, by: Viewer, at: datetime, about: About, password: str = "") -> None:
    """受ける: the link is spent, by the first of two; with a password that becomes the person's key."""
    with audit.act(by=by, at=at) as record:
        if not open_invitations(at).filter(pk=invitation.pk).update(used_at=at):
            raise NotAllowed([Problem.LINK_IS_OVER])
        open_invitations(at).filter(account=invitation.account).update(revoked_at=at)
        if password:
            invitation.account.set_password(password)
            invitation.account.save(update_fields=["password"])
        record("invitation.accepted", about=about, purpose=invitation.purpose)


def revoke_invitation(account: Account, *, by: Viewer, at: datetime, about: About) -> None:
    """招待を取り消す: every open link of the account."""
    with audit.act(by=by, at=at) as record:
        if not open_invitations(at).filter(account=account).update(revoked_at=at):
            raise NotAllowed([Problem.LINK_IS_OVER])
        record("invitation.revoked", about=about)


def _make(
    account: Account, token: str, *, at: datetime, lasts: timedelta, mail_to: str = "", purpose: str = ""
) -> Invitation:
    open_invitations(at).filter(account=account).update(revoked_at=at)
    return Invitation.objects.create(
        account=account,
        digest=digest_of(token),
        purpose=purpose or ("password" if account.email else "pin"),
        made_at=at,
        expires_at=at + lasts,
        mail_to=mail_to,
    )
