"""あとでする仕事: mailing links, closing the accounts of leavers, and taking in the changes whose day has come."""

from datetime import datetime, timedelta

from django.utils import timezone

from urakata.common.accounts import actions as accounts_actions
from urakata.common.accounts import queries as accounts
from urakata.common.jobs.queue import enqueue
from urakata.features.company import actions, queries
from urakata.features.company.wording import mail_subject, mail_text

OVERDUE = timedelta(minutes=5)


def mail_invitation(invitation_id: int, at: str) -> None:
    """リンクを送る: looks at that invitation and sends it once; `at` is the clock when it was asked."""
    now = datetime.fromisoformat(at)
    waiting = accounts.unsent(now).filter(pk=invitation_id).select_related("account__person").first()
    person = getattr(waiting.account, "person", None) if waiting else None
    company = queries.company()
    if waiting is None or person is None or company is None:
        return
    is_reset = waiting.account.has_usable_password()
    text = mail_text(person.name, company.name, is_reset=is_reset, until=timezone.localtime(waiting.expires_at))
    accounts_actions.mail(invitation_id, at=now, subject=mail_subject(), text=text)


def mail_again(at: datetime) -> int:
    """送り残し: links whose mail was asked for a while ago and did not go out."""
    left = list(accounts.unsent(at).filter(made_at__lt=at - OVERDUE).values_list("pk", flat=True)[:50])
    for pk in left:
        enqueue("accounts.mail", pk, at.isoformat())
    return len(left)


def close_leavers(at: datetime) -> int:
    """退職した人の入口を閉じる."""
    return actions.close_leavers(at)


def begin_postings(at: datetime) -> int:
    """その日が来た配属を取り込む."""
    return actions.begin_postings(at)
