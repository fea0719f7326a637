"""見本: 株式会社こだち空間設計, 48 people, twelve months of work with true stamps and record, relative to a day.

The same people, titles, days and figures for the same day; only addresses are random. Everything in the twelve months
is done through the actions that presses of people reach, each with its own person and moment, in the order of time.
What is added for size (`people` above 48, `tasks` above 0) is written in bulk by `size`: true states and counts, but
no stamps, no search documents and one entry in the record for all of it.
"""

from datetime import datetime, timedelta

from django.utils import translation

from urakata.config.sample import (
    absences,
    deadlines,
    errands,
    happenings,
    manuals,
    once,
    people,
    present,
    recording,
    shares,
    size,
    transfers,
)
from urakata.config.sample.cast import Cast
from urakata.config.sample.company import found, give_clearances
from urakata.config.sample.diary import TOKYO, Diary, moment
from urakata.config.sample.life import BEGAN, Life
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.procedures.models import Edition

PEOPLE = 48


def build(people: int, tasks: int, at: datetime) -> None:
    """見本の会社をつくる in an empty home. `people` are the employees; `at` is the moment the sample stands on."""
    with translation.override("ja"):
        life = _company(max(people, PEOPLE), at.astimezone(TOKYO))
        life.take_up()
        life.open_all()
        deadlines.write_down(life)
        once.write_down(life)
        present.write_down(life)
        errands.write_down(life)
        absences.write_down(life.cast, life.diary, life.away, life.shelf, life.calendar, life.today)
        shares.write_down(life)
        transfers.write_down(life)
        happenings.write_down(life)
        recording.write_down(life)
        life.diary.live(_read_editions)
        size.people(life, employees=people, at=at)
        size.add(life, employees=people, tasks=tasks, at=at)


def _company(employees: int, at: datetime) -> Life:
    """The company as it began: before the first of its twelve months."""
    today = at.date()
    began = moment(today - BEGAN, 9)
    departments = found(employees, began)
    calendar = company.calendars()("company")
    hired = present.joining_days(today, calendar)
    cast = Cast(people.settle_in([*people.roster(PEOPLE), *people.guests()], departments, hired, today, began))
    give_clearances(cast, began + timedelta(hours=1))
    known = manuals.outlines()
    shelf = manuals.shelve([known[key] for key in manuals.FIRST], began + timedelta(hours=2))
    _read_editions()
    return Life(cast, Diary(at), known, shelf, today, calendar)


def _read_editions() -> None:
    """Into memory while no transaction is open: every act asks what its step says."""
    procedures.outlines(list(Edition.objects.values_list("pk", flat=True)))
