from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from urakata.common.seams import dated
from urakata.core.feeds import Kind, Remind
from urakata.core.viewer import operator
from urakata.features.company.models import Seal
from urakata.features.plan import actions
from urakata.features.procedures.actions import import_outline
from urakata.features.runs.actions.opening import open_by_hand
from urakata.formats.procedures import read

CLOSING = "key: closing\ntitle: 月次決算\ndepartment: 経理\nsteps: [{key: gather, title: 請求書を集める}]"
BONUS = "key: bonus\ntitle: 賞与\ndepartment: 経理\nclearance: pay\nsteps: [{key: count, title: 額を決める}]"
MOVING = "key: moving\ntitle: 異動\ndepartment: 経理\nsteps: [{key: list, title: 名簿を直す}]"


@pytest.fixture(autouse=True)
def only_work_has_days(monkeypatch) -> None:
    """What else fills the seam comes and goes with the year; what a feed makes of it is the same."""
    monkeypatch.setattr(dated, "_kinds", {"work": dated._kinds["work"]})


@pytest.fixture
def open_run(office, at):
    """A run of a procedure whose step lies in somebody's hands."""

    def opened(text: str, person, on: date = date(2026, 12, 10)):
        procedure = import_outline(read(text)[0], reason="はじめから", by=operator(at.date()), at=at).procedure
        run = open_by_hand(procedure, anchor_on=on, by=operator(at.date()), at=at)
        run.tasks.update(assignee=person, due_on=on)
        return run

    return opened


@pytest.fixture
def work(office, open_run):
    """Three runs in saeki's hands, who holds 給与 and is named in the 封: plain, behind 給与, under the 封."""
    plain, paid, sealed = (open_run(text, office.saeki) for text in (CLOSING, BONUS, MOVING))
    seal = Seal.objects.create(code="haru", label="春の異動", until=date(2027, 3, 31))
    seal.people.add(office.saeki, office.morita)
    type(sealed).objects.filter(pk=sealed.pk).update(seal=seal)
    return plain, paid, sealed


@pytest.fixture
def make(viewer_of, at):
    """The secret of a new feed of somebody's."""

    def made(person, kind: Kind = Kind.OWN, remind: Remind = Remind.NONE, **words) -> str:
        return actions.make(kind, remind=remind, by=viewer_of(person), at=at, **words)[1]

    return made


@pytest.fixture
def ask(db):
    """What a calendar is answered, which has no session."""
    return lambda secret, **headers: Client().get(f"/calendar/{secret}.ics", headers=headers)


@pytest.fixture
def events(ask):
    """The events behind a secret."""
    return lambda secret: list(Calendar.from_ical(ask(secret).content).walk("VEVENT"))


@pytest.fixture
def titles(events):
    return lambda secret: [str(event["SUMMARY"]) for event in events(secret)]
