"""営業日: open days of one calendar, counted on a sorted list by bisection.

Which days each calendar closes, with its law, stands in CALENDARS.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from urakata.core.calendar_days import FIRST_DAY, LAST_DAY, MonthDay, known, month_bounds, out_of_range
from urakata.core.errors import InputMistake
from urakata.core.holidays import Holidays

ClosedDay = date | MonthDay  # one day, or the same month and day every year

SATURDAY, SUNDAY = 5, 6
WEEKEND = frozenset({SATURDAY, SUNDAY})


class Way(StrEnum):
    """向き: to which side a closed day is moved."""

    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class Closing:
    """休む日: which weekdays and which days of every year a calendar closes, besides the holidays."""

    weekdays: frozenset[int] = WEEKEND
    month_days: frozenset[MonthDay] = frozenset()
    basis: str = ""


NEW_YEAR = frozenset({(1, 2), (1, 3)})  # 1 January is a holiday by the Act
YEAR_END = frozenset({(12, 29), (12, 30), (12, 31)})

CALENDARS: dict[str, Closing] = {
    "plain": Closing(),
    "national_tax": Closing(WEEKEND, YEAR_END | NEW_YEAR, "国税通則法10条2項・同令2条2項・基本通達10条関係4"),
    "local_tax": Closing(WEEKEND, YEAR_END | NEW_YEAR, "地方税法20条の5第2項"),
    "gov_office": Closing(WEEKEND, YEAR_END | NEW_YEAR, "行政機関の休日に関する法律1条・2条"),
    "local_gov": Closing(WEEKEND, YEAR_END | NEW_YEAR, "地方自治法4条の2 (each ordinance; in practice as gov_office)"),
    "bank": Closing(WEEKEND, frozenset({(12, 31)}) | NEW_YEAR, "銀行法15条・同施行令5条1項"),
    "civil": Closing(frozenset({SUNDAY}), basis="民法142条"),
    "company": Closing(basis="就業規則"),  # its own closed days are given when it is built
}


@dataclass(frozen=True, eq=False)
class ClosedDays:
    """暦: one calendar between FIRST_DAY and LAST_DAY; every question about open days is asked here.

    A question that leaves the range raises InputMistake `out_of_range`.
    """

    name: str
    open_days: Sequence[date]
    official_until: date
    """The last day for which the official list of holidays is known."""

    def is_open(self, on: date) -> bool:
        place = bisect_left(self.open_days, known(on))
        return place < len(self.open_days) and self.open_days[place] == on

    def add(self, on: date, n: int) -> date:
        """n営業日後: the n-th open day after `on`, before it where n < 0; 0 is `on` if open, else the next.

        `on` itself never counts.
        """
        if n > 0:
            return self._at(bisect_right(self.open_days, known(on)) + n - 1)
        return self._at(bisect_left(self.open_days, known(on)) + n)

    def shift(self, on: date, way: Way) -> date:
        """休日なら前へ・後ろへ: an open day stays, a closed one moves to the nearest open day on that side."""
        if way is Way.PREVIOUS:
            return self._at(bisect_right(self.open_days, known(on)) - 1)
        return self._at(bisect_left(self.open_days, known(on)))

    def between(self, first: date, last: date) -> Sequence[date]:
        """The open days from `first` to `last`, both counted."""
        return self.open_days[bisect_left(self.open_days, known(first)) : bisect_right(self.open_days, known(last))]

    def nth(self, year: int, month: int, n: int) -> date:
        """第n営業日 of a month; InputMistake `no_such_business_day` where the month has fewer."""
        found = self._month(year, month)
        if not 1 <= n <= len(found):
            raise InputMistake("no_such_business_day", {"year": year, "month": month, "n": n, "count": len(found)})
        return found[n - 1]

    def last(self, year: int, month: int) -> date:
        """最終営業日 of a month; InputMistake `no_business_day` in a month that is closed throughout."""
        found = self._month(year, month)
        if not found:
            raise InputMistake("no_business_day", {"year": year, "month": month})
        return found[-1]

    def count(self, year: int, month: int) -> int:
        """営業日数 of a month."""
        return len(self._month(year, month))

    def is_provisional(self, *looked_at: date) -> bool:
        """予測: one of the days looked at lies after the official list of holidays."""
        return max(looked_at) > self.official_until

    def _month(self, year: int, month: int) -> Sequence[date]:
        first, last = month_bounds(year, month)
        return self.between(first, last)

    def _at(self, place: int) -> date:
        if not 0 <= place < len(self.open_days):
            raise out_of_range()
        return self.open_days[place]


def closed_days(name: str, holidays: Holidays, own: Iterable[ClosedDay] = ()) -> ClosedDays:
    """暦 of that name; `own` are a company's closed days and close the calendar `company` only.

    `civil` closes Sundays and holidays; 「取引をしない慣習がある日」 (民法142条) differ by trade and are not counted.
    Raises InputMistake `unknown_calendar`.
    """
    if name not in CALENDARS:
        raise InputMistake("unknown_calendar", {"name": name, "known": tuple(CALENDARS)})
    closing = CALENDARS[name]
    own_days = frozenset(own) if name == "company" else frozenset()
    open_days = [
        day
        for day in _every_day()
        if day.weekday() not in closing.weekdays
        and (day.month, day.day) not in closing.month_days
        and not holidays.is_holiday(day)
        and day not in own_days
        and (day.month, day.day) not in own_days
    ]
    return ClosedDays(name, open_days, holidays.official_until)


def _every_day() -> Iterable[date]:
    return (date.fromordinal(number) for number in range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1))
