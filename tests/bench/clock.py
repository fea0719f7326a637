"""締切: how long a year of duties takes to read, to list and to ask, and a year in the lives of ten thousand people."""

import json
from datetime import date
from statistics import median
from time import perf_counter

from urakata.core.duty_days import duty_days
from urakata.core.events import Milestone
from urakata.core.milestones import milestones_between
from urakata.core.profile import Kind, Profile
from urakata.rules.calendars import calendars
from urakata.rules.due import answer
from urakata.rules.duties import duties, shipped
from urakata.rules.events import shipped as shipped_events

COMPANY = Profile(kind=Kind.CORPORATION, employees=48, fiscal_year_end=(3, 31), payday=25, bonuses=((7, 10), (12, 10)))
TURNS, PEOPLE = 30, 10_000


def main() -> None:
    began = perf_counter()
    shipped()
    read = perf_counter() - began
    known, calendar = duties(), calendars()
    days = (date(2027, 1, 1), date(2027, 12, 31))
    count = len(duty_days(known, COMPANY, *days, calendar=calendar).falls)
    year = _ms(lambda: duty_days(known, COMPANY, *days, calendar=calendar))
    one = _ms(lambda: answer(["gensen_nofu", "--on", "payment_month=2026-11"], duties=known))
    told = {"files_ms": 1000 * read, "year_ms": year, "occurrences": count, "due_ms": one}
    print(json.dumps(told | measure_lives(days)))


def measure_lives(days: tuple[date, date]) -> dict[str, float]:
    """Birthdays and anniversaries of 10,000 people within a year: every age of the rules, and every year of service."""
    rules = [rule for group in shipped_events().groups.values() for rule in group.milestones]
    rules += [Milestone(f"{years}年", years=years) for years in range(1, 41)]
    lives = [(n, date(1951 + n % 55, n % 12 + 1, n % 28 + 1), date(1985 + n % 40, 4, 1)) for n in range(PEOPLE)]
    reached = len(milestones_between(lives, rules, *days))
    return {"lives_ms": _ms(lambda: milestones_between(lives, rules, *days)), "milestones": reached}


def _ms(act) -> float:  # type: ignore[no-untyped-def]
    taken = []
    for _ in range(TURNS):
        began = perf_counter()
        act()
        taken.append(1000 * (perf_counter() - began))
    return median(taken)


if __name__ == "__main__":
    main()
