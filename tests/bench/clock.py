"""締切: how long a year of duties takes to read, to list and to ask."""

import json
from datetime import date
from statistics import median
from time import perf_counter

from urakata.core.duty_days import duty_days
from urakata.core.profile import Kind, Profile
from urakata.rules.calendars import calendars
from urakata.rules.due import answer
from urakata.rules.duties import duties, shipped

COMPANY = Profile(kind=Kind.CORPORATION, employees=48, fiscal_year_end=(3, 31), payday=25, bonuses=((7, 10), (12, 10)))
TURNS = 30


def main() -> None:
    began = perf_counter()
    shipped()
    read = perf_counter() - began
    known, calendar = duties(), calendars()
    days = (date(2027, 1, 1), date(2027, 12, 31))
    count = len(duty_days(known, COMPANY, *days, calendar=calendar).falls)
    year = _ms(lambda: duty_days(known, COMPANY, *days, calendar=calendar))
    one = _ms(lambda: answer(["gensen_nofu", "--on", "payment_month=2026-11"], duties=known))
    print(json.dumps({"files_ms": 1000 * read, "year_ms": year, "occurrences": count, "due_ms": one}))


def _ms(act) -> float:  # type: ignore[no-untyped-def]
    taken = []
    for _ in range(TURNS):
        began = perf_counter()
        act()
        taken.append(1000 * (perf_counter() - began))
    return median(taken)


if __name__ == "__main__":
    main()
