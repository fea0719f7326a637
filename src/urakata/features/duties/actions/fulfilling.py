"""済みにする: a deadline was met, by hand or by its run, with what proves it; and taken back again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import IntegrityError

from urakata.common.audit import acts as audit
from urakata.common.audit.about import About
from urakata.common.files import actions as files
from urakata.core.personal_number import is_asked_for, looks_like_one
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.duties import queries
from urakata.features.duties.models import Fulfilment
from urakata.features.duties.queries import Deadline
from urakata.features.duties.queries.outcome import PAPERS, title_of
from urakata.features.runs.queries import Run

MOST_PAPERS = 10
LONGEST_RECEIPT, LONGEST_NOTE = 100, 300


class FulfilProblem(StrEnum):
    """済みにできないわけ."""

    NOT_YOURS = "fulfil_not_yours"
    DONE_ALREADY = "fulfil_done_already"
    NOT_YET = "fulfil_not_yet"
    PERSONAL_NUMBER = "fulfil_personal_number"
    TOO_MANY_PAPERS = "fulfil_too_many_papers"
    NOT_DONE = "fulfil_not_done"
    BY_ITS_RUN = "fulfil_by_its_run"


@dataclass(frozen=True, slots=True)
class Paper:
    """控え as it was sent."""

    name: str
    content: bytes


def fulfil(
    deadline: Deadline,
    *,
    done_on: date,
    receipt: str = "",
    note: str = "",
    papers: Sequence[Paper] = (),
    by: Viewer,
    at: datetime,
) -> Fulfilment:
    """済みにする, by hand. Raises NotAllowed."""
    receipt, note = _plain(receipt, LONGEST_RECEIPT), _plain(note, LONGEST_NOTE)
    if refused := _problems(deadline, done_on, [receipt, note], papers, by):
        raise NotAllowed(refused)
    with audit.act(by=by, at=at) as record:
        made = write(deadline, done_on, receipt, note, record=record)
        for paper in papers:
            files.attach(paper.name, paper.content, about_kind=PAPERS, about_key=str(made.pk), by=by, at=at)
    return made


def take_back(deadline: Deadline, *, by: Viewer, at: datetime) -> None:
    """元に戻す: what was said by hand; what a run did is opened again in that run. Raises NotAllowed."""
    if not queries.may_read(by):
        raise NotAllowed([FulfilProblem.NOT_YOURS])
    with audit.act(by=by, at=at) as record:
        standing = Fulfilment.objects.select_for_update().filter(
            duty=deadline.duty.id, what_for=deadline.what_for, taken_back_at=None
        )
        made = standing.first()
        if made is None:
            raise NotAllowed([FulfilProblem.NOT_DONE])
        if made.run_id is not None:
            raise NotAllowed([FulfilProblem.BY_ITS_RUN])
        undo([made], record=record)


def write(
    deadline: Deadline, done_on: date, receipt: str, note: str = "", *, run: Run | None = None, record: audit.Record
) -> Fulfilment:
    """Part of an act: the days as they stand now go with it. Raises NotAllowed where somebody was first."""
    try:
        with audit.act(by=record.by, at=record.at) as inner:
            made = Fulfilment.objects.create(
                duty=deadline.duty.id, what_for=deadline.what_for, happening=deadline.happening, run=run,
                done_on=done_on, legal_on=deadline.days.legal_on, nominal_on=deadline.days.nominal_on,
                receipt=receipt, note=note, made_by_id=record.by.person_id, made_at=record.at,
            )  # fmt: skip
            inner("duty.fulfilled", about=_about(made, deadline.title), done_on=done_on)
    except IntegrityError as first:
        raise NotAllowed([FulfilProblem.DONE_ALREADY]) from first
    return made


def undo(found: Sequence[Fulfilment], *, record: audit.Record) -> None:
    """Part of an act: they stay as history, and the deadlines are open again."""
    for made in found:
        made.taken_back_at = record.at
        made.save(update_fields=["taken_back_at"])
        record("duty.fulfilment_taken_back", about=_about(made, title_of(made.duty)), what_for=made.what_for)


def _about(made: Fulfilment, label: str) -> About:
    clearance = made.happening.clearance if made.happening else ""
    return About("fulfilment", made.key, label, clearance=clearance)


def _problems(
    deadline: Deadline, done_on: date, texts: Sequence[str], papers: Sequence[Paper], by: Viewer
) -> list[FulfilProblem]:
    if not queries.may_read(by):
        return [FulfilProblem.NOT_YOURS]
    if deadline.is_done:
        return [FulfilProblem.DONE_ALREADY]
    asks = any(looks_like_one(text) for text in texts) or any(is_asked_for(paper.name) for paper in papers)
    return (
        [FulfilProblem.NOT_YET] * (done_on > by.on)
        + [FulfilProblem.PERSONAL_NUMBER] * asks
        + [FulfilProblem.TOO_MANY_PAPERS] * (len(papers) > MOST_PAPERS)
    )


def _plain(text: str, longest: int) -> str:
    return " ".join(text.replace("\0", "").split())[:longest]
