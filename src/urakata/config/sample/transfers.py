"""異動: two changes ahead, one that everybody in charge knows of and one under 封 before it is told."""

from datetime import date, datetime, timedelta

from urakata.config.sample.diary import moment
from urakata.config.sample.life import Life
from urakata.features.company import actions as company

PROMOTED, TRANSFERRED = "ueda", "hayakawa"
KNOW = ("saeki", "kodama")


def write_down(life: Life) -> None:
    """異動を日々に書く: entered yesterday, for the first of next month."""
    yesterday = life.calendar.add(life.today, -1)
    life.diary.add(moment(yesterday, 17, 35), lambda at: _promote(life, at))
    life.diary.add(moment(yesterday, 17, 45), lambda at: _transfer(life, at))


def _promote(life: Life, at: datetime) -> None:
    person = life.cast.person(PROMOTED)
    by = life.cast.viewer("morita", at)
    since, place = _first_of_next_month(life.today), person.department
    company.announce(person, since=since, department=place, title="経理主任", by=by, at=at)


def _transfer(life: Life, at: datetime) -> None:
    """内示の前: known to those who decided it."""
    since, by = _first_of_next_month(life.today), life.cast.viewer("morita", at)
    people = [life.cast.person(key) for key in KNOW]
    seal = company.seal(label="人事異動の内示", people=people, until=since - timedelta(days=1), by=by, at=at)
    person, place = life.cast.person(TRANSFERRED), life.cast.person("kawabe").department
    company.announce(person, since=since, department=place, title="人事・採用", seal=seal, by=by, at=at)
    life.cast.forget_viewers()


def _first_of_next_month(today: date) -> date:
    return (today.replace(day=28) + timedelta(days=4)).replace(day=1)
