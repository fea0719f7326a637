"""記録への手入れ: the two things that may be done to the record besides writing it, each an entry itself."""

from datetime import datetime
from enum import StrEnum

from urakata.common.audit import acts as audit
from urakata.common.audit import queries
from urakata.common.audit.about import About
from urakata.common.audit.chain import BLACK_OUT, BLACKED_OUT
from urakata.common.audit.models import Entry
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer, operator

THE_CHAIN = About("record", "chain", "", room="settings")


class Problem(StrEnum):
    """黒塗りできないわけ."""

    ALREADY = "already_blacked_out"
    NOTHING = "nothing_to_black_out"
    NOT_YOURS = "not_yours_to_black_out"
    NO_REASON = "reason_missing"


def problems(entry: Entry, by: Viewer) -> list[Problem]:
    """Why this entry may not be blacked out by that person."""
    found = []
    if not (by.is_owner if entry.room == "settings" else by.is_lead):
        found.append(Problem.NOT_YOURS)
    if entry.facts == BLACKED_OUT:
        found.append(Problem.ALREADY)
    elif not entry.facts or entry.act.startswith("record."):
        found.append(Problem.NOTHING)
    return found


def black_out(entry: Entry, *, by: Viewer, at: datetime, reason: str) -> None:
    """黒塗り: the facts of an entry are gone for good; that it was done, by whom and why stays. The chain holds."""
    found = problems(entry, by) + ([] if reason.strip() else [Problem.NO_REASON])
    if found:
        raise NotAllowed(found)
    with audit.act(by=by, at=at) as record:
        now = Entry.objects.select_for_update().get(pk=entry.pk)
        if now.facts == BLACKED_OUT:  # somebody else was first
            raise NotAllowed([Problem.ALREADY])
        now.facts = BLACKED_OUT
        now.save(update_fields=["facts"])
        record(BLACK_OUT, about=_about(entry), reason=reason.strip()[:200])


def verify(at: datetime) -> queries.Verdict:
    """鎖を確かめる: walks it and writes down how it stood, so that pages need not walk it again."""
    verdict = queries.verify()
    by = operator(at.date())
    with audit.act(by=by, at=at) as record:
        if verdict.ok:
            record("record.verified", about=THE_CHAIN, entries=verdict.entries, head=verdict.head)
        else:
            record("record.broken", about=THE_CHAIN, entries=verdict.entries, first_broken=verdict.first_broken)
    return verdict


def _about(entry: Entry) -> About:
    """As hidden as the entry itself."""
    return About(
        kind="record",
        key=entry.key,
        label=entry.about_label,
        room=entry.room,
        run_code=entry.run_code,
        department_id=entry.department_id,
        clearance=entry.clearance,
        seal_id=entry.seal_id,
    )
