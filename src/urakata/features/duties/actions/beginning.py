"""はじめての設定: its steps leave a line each; the first procedure comes with its first run."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404

from urakata.common.audit import acts as audit
from urakata.core.profile import Bank
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.actions import add_person, change_company, invite
from urakata.features.company.models import Person
from urakata.features.procedures.actions import take_from_library
from urakata.features.procedures.models import Procedure
from urakata.features.runs import queries as runs
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.models import Run

SOON = timedelta(days=45)  # the first run is opened at once where its day is no further away


@dataclass(frozen=True, slots=True)
class Begun:
    """はじめた手順: with its first run, or the day for which it will open."""

    procedure: Procedure
    run: Run | None
    coming_on: date


@dataclass(frozen=True, slots=True)
class Invited:
    """招いた人, with the secret of the link, which is nowhere else."""

    person: Person
    token: str
    until: datetime


def note_step(act: str, *, by: Viewer, at: datetime, **facts: Any) -> None:
    """一歩を記録する: `first_run.confirmed`, `first_run.finished`, `first_run.put_away`."""
    found = company.company()
    if found is None:
        raise Http404
    with audit.act(by=by, at=at) as record:
        record(act, about=found, **facts)


def begin_procedure(key: str, *, by: Viewer, at: datetime) -> Begun:
    """ひとつ選ぶ: a template becomes the company's own, and its first run is opened if its day is near.

    Raises NotAllowed; KeyError for a key the library does not have.
    """
    with audit.act(by=by, at=at):
        procedure = take_from_library(key, by=by, at=at).procedure
        if (already := Run.objects.filter(procedure=procedure).order_by("pk").first()) is not None:
            return Begun(procedure, already, already.anchor_on)
        proposed = runs.proposal(procedure, at.date())
        coming_on = date.fromisoformat(proposed["anchor_on"])
        if coming_on - at.date() > SOON or runs.asks_names(procedure):
            return Begun(procedure, None, coming_on)
        run = open_by_hand(procedure, anchor_on=coming_on, label=proposed["label"], by=by, at=at)
        return Begun(procedure, run, coming_on)


def set_bank(bank: Bank, *, by: Viewer, at: datetime) -> None:
    """銀行の締めを決める."""
    found, profile = company.company(), company.profile()
    if found is None or profile is None:
        raise Http404
    change_company(found, replace(profile, bank=bank), by=by, at=at)


def invite_one(*, name: str, address: str, role: str, by: Viewer, at: datetime) -> Invited:
    """一人招く: the person and their link, or neither. Raises NotAllowed."""
    with audit.act(by=by, at=at):
        person = add_person(name=name, address=address, role=role, by=by, at=at)
        made, token = invite(person, by=by, at=at)
    return Invited(person, token, made.expires_at)
