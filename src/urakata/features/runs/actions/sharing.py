"""共有する: give steps and papers of a run to somebody from outside, until a day, with one of the office as keeper."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.core.mail import send_mail

from urakata.common.accounts.tokens import digest_of, new_token
from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.common.files.models import Evidence
from urakata.common.jobs.queue import enqueue
from urakata.core.flow import ACTIONABLE, State
from urakata.core.refusal import NotAllowed
from urakata.core.sharing import Facts, Problem, may_share, problems, until_problems
from urakata.core.viewer import Viewer, operator
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.runs.models import OPEN_STATES, Run, Share, Task
from urakata.features.runs.queries import shares

GIVEN = (State.TODO, *ACTIONABLE)  # what is done is not given out again


def share(
    run: Run,
    person: Person,
    *,
    tasks: Collection[Task],
    papers: Sequence[Evidence] = (),
    until: date,
    keeper: Person,
    by: Viewer,
    at: datetime,
) -> Share:
    """共有する: the steps come into the hands of the person outside, and the papers can be read until that day.

    Whoever calls has been shown the run. Raises NotAllowed with every reason, before anything has changed.
    """
    with audit.act(by=by, at=at) as record:
        now = Run.objects.select_for_update(of=("self",)).select_related("procedure").get(pk=run.pk)
        if found := problems(by, _facts(now, person, tasks, papers, until, keeper, by.on)):
            raise NotAllowed(found)
        made = Share.objects.create(
            code=new_code(), run=now, person=person, keeper=keeper, until=until, made_by_id=by.person_id, made_at=at
        )
        made.tasks.set(tasks)
        made.papers.set(papers)
        _give(made)
        titles, names = [task.title for task in tasks], [paper.name for paper in papers]
        record("share.made", about=made, to=person.pk, keeper=keeper.pk, until=until, steps=titles, papers=names)
    return made


def _facts(
    run: Run,
    person: Person,
    tasks: Collection[Task],
    papers: Sequence[Evidence],
    until: date,
    keeper: Person,
    on: date,
) -> Facts:
    mine = set(
        run.line().filter(is_head=False).values_list("pk", flat=True)
    )  # whole steps; what is 人ごと stays inside
    lasting = Share.objects.filter(tasks__in=tasks, revoked_at=None, until__gte=on)
    return Facts(
        until=until,
        run_open=run.is_open,
        sealed=run.seal_id is not None or run.procedure.seal_id is not None,
        is_outside=person.is_outside and company.is_here(person, on),
        keeper_may=keeper.pk != person.pk and shares.may_keep(keeper, run, on),
        steps=len(tasks),
        given_already=lasting.exists(),
        is_of_this_run={task.pk for task in tasks} <= mine and _are_of(run, papers),
    )


def _are_of(run: Run, papers: Sequence[Evidence]) -> bool:
    keys = {f"{run.code}/{number}" for number in run.line().values_list("number", flat=True)}
    return all(paper.about_kind == "task" and paper.about_key in keys for paper in papers)


def _give(share: Share) -> None:
    """渡す: what is still to be done; the keeper finds it among what was lent."""
    share.tasks.filter(state__in=GIVEN).exclude(assignee=share.person).update(
        assignee=share.person, lent_by=share.keeper, received_at=None, postponed_to=None
    )


def _take_back(share: Share, on: date) -> int:
    """戻す: what is open comes to the keeper, or where there is none, to whoever of the department takes it."""
    stands = shares.may_keep(share.keeper, share.run, on)
    held = share.tasks.filter(assignee=share.person, state__in=OPEN_STATES)
    return held.update(assignee=share.keeper if stands else None, lent_by=None, received_at=None)


def revoke(share: Share, *, by: Viewer, at: datetime) -> None:
    """取り消す: with the next press nothing of it is seen any more; open steps go back to the keeper."""
    with audit.act(by=by, at=at) as record:
        now = _held(share, by)
        now.revoked_by_id, now.revoked_at, now.digest = by.person_id, at, None
        now.save(update_fields=["revoked_by", "revoked_at", "digest"])
        record("share.revoked", about=now, came_back=_take_back(now, by.on))


def extend(share: Share, until: date, *, by: Viewer, at: datetime) -> None:
    """日を変える: later or earlier; what is over is shared anew instead."""
    with audit.act(by=by, at=at) as record:
        now = _held(share, by)
        if found := until_problems(until, by.on):
            raise NotAllowed(found)
        before, now.until = now.until, until
        now.save(update_fields=["until"])
        record("share.extended", about=now, before=before, until=until)


def name_keeper(share: Share, keeper: Person, *, by: Viewer, at: datetime) -> None:
    """受け持ちを替える: before somebody is away or leaves, and after: then what had come back is given out again."""
    with audit.act(by=by, at=at) as record:
        now = _held(share, by)
        if not shares.may_keep(keeper, now.run, by.on):
            raise NotAllowed([Problem.KEEPER_CANNOT])
        before, now.keeper = now.keeper_id, keeper
        now.save(update_fields=["keeper"])
        now.tasks.filter(assignee=None, state__in=GIVEN).update(assignee=now.person)
        now.tasks.filter(assignee=now.person, state__in=OPEN_STATES).update(lent_by=keeper)
        record("share.keeper_named", about=now, before=before, keeper=keeper.pk)


def give_papers(share: Share, papers: Sequence[Evidence], *, by: Viewer, at: datetime) -> None:
    """渡す書類を選び直す: those chosen and no others."""
    with audit.act(by=by, at=at) as record:
        now = _held(share, by)
        if not _are_of(now.run, papers):
            raise NotAllowed([Problem.NOT_OF_THIS_RUN])
        now.papers.set(papers)
        record("share.papers_given", about=now, papers=[paper.name for paper in papers])


def new_link(share: Share, *, by: Viewer, at: datetime) -> str:
    """リンクを出す: the token is in the answer and nowhere else; an earlier link, and who came in by it, are out."""
    token = new_token()
    with audit.act(by=by, at=at) as record:
        now = _held(share, by)
        _set_link(now, token, at=at, mail_to="")
        record("share.link_made", about=now)
    return token


def ask_mail(share: Share, address: str, *, by: Viewer, at: datetime) -> None:
    """メールで送る: the job makes the token that goes out, so that none waits in the queue."""
    with audit.act(by=by, at=at) as record:
        now = _held(share, by)
        _set_link(now, new_token(), at=at, mail_to=address)
        record("share.link_made", about=now, by_mail=True)
        enqueue("runs.mail_share", now.pk, at.isoformat())


def _set_link(share: Share, token: str, *, at: datetime, mail_to: str) -> None:
    share.digest, share.link_at, share.mail_to, share.mailed_at = digest_of(token), at, mail_to, None
    share.save(update_fields=["digest", "link_at", "mail_to", "mailed_at"])


def mail(share: Share, *, link: str, subject: str, text: str, at: datetime) -> bool:
    """送る: at most once. `link` holds {token} and `text` holds {link}."""
    token = new_token()
    same = Share.objects.filter(pk=share.pk, digest=share.digest, mailed_at=None, revoked_at=None)
    if not same.update(digest=digest_of(token)):
        return False
    send_mail(subject, text.replace("{link}", link.replace("{token}", token)), None, [share.mail_to])
    Share.objects.filter(pk=share.pk).update(mailed_at=at)
    return True


def end_over(at: datetime, on: date) -> int:
    """終わった共有を戻す: the sweep; rights ended with the day itself, here only the steps come back."""
    over = shares.held_beyond(on)
    for each in over:
        with audit.act(by=operator(on), at=at) as record:
            if came_back := _take_back(each, on):
                record("share.ended", about=each, came_back=came_back)
    return len(over)


def _held(share: Share, by: Viewer) -> Share:
    """The share as it is now, if it lasts and this viewer may change it. Raises NotAllowed."""
    Run.objects.select_for_update(of=("self",)).get(pk=share.run_id)  # as every act on its steps does
    fresh = Share.objects.select_related("run__procedure", "person", "keeper").get(pk=share.pk)
    over = fresh.revoked_at is not None or fresh.until < by.on
    wrong = {Problem.NOT_YOURS: not may_share(by), Problem.IS_OVER: over}
    if found := [problem for problem, is_so in wrong.items() if is_so]:
        raise NotAllowed(found)
    return fresh
