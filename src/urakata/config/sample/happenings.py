"""出来事: somebody comes, somebody leaves at the end of next month, a contract ends in spring, one moved house."""

from datetime import date, datetime, timedelta

from urakata.config.sample.diary import Act, moment
from urakata.config.sample.life import Life
from urakata.features.company import actions as company
from urakata.features.duties import actions
from urakata.rules.events import events

LEAVES, FIXED_TERM, MOVED = "sekine", "santos", "endo"
OF_FOREIGNERS = "gaikokujin_hihokensha"  # not for the one who comes


def write_down(life: Life) -> None:
    """出来事を日々に書く: kept by saeki in the last days; the end of the year holds the rest."""
    comes = life.cast.person("nakamura").hired_on
    last = _end_of_next_month(life.today)
    spring = date(life.today.year + (life.today.month > 1), 3, 31)
    if comes:
        life.diary.add(_before(life, 9), _keeps(life, "joining", "nakamura", hire_date=comes))
    life.diary.add(_before(life, 6, 10), lambda at: _leaves(life, last, at))
    life.diary.add(_before(life, 6, 20), _keeps(life, "leaving", LEAVES, last_day=last))
    life.diary.add(_before(life, 4), _keeps(life, "fixed_term", FIXED_TERM, contract_end=spring))
    life.diary.add(_before(life, 2), _keeps(life, "address_or_name", MOVED, change_date=_day(life, 3)))


def _keeps(life: Life, key: str, person: str, **days: date) -> Act:
    def act(at: datetime) -> None:
        by, group, whom = life.cast.viewer("saeki", at), events().groups[key], life.cast.person(person)
        actions.keep(group, person=whom, days=days, without=[OF_FOREIGNERS], by=by, at=at)

    return act


def _leaves(life: Life, last: date, at: datetime) -> None:
    company.leave(life.cast.person(LEAVES), on=last, by=life.cast.viewer("morita", at), at=at)


def _day(life: Life, ago: int) -> date:
    return life.calendar.add(life.today, -ago)


def _before(life: Life, ago: int, minute: int = 0) -> datetime:
    return moment(_day(life, ago), 14, minute)


def _end_of_next_month(today: date) -> date:
    first = (today.replace(day=28) + timedelta(days=4)).replace(day=28)
    return (first + timedelta(days=4)).replace(day=1) - timedelta(days=1)
