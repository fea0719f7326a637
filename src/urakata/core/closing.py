"""会社の休み: days of one's own as people write them (8/12〜8/15, 毎年12月29日〜1月3日), and drawn together again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from unicodedata import normalize

from urakata.core.calendar_days import ONE_DAY, known
from urakata.core.cover import Half
from urakata.core.dates_ja import LEAP_YEAR, parse_date, parse_month_day
from urakata.core.errors import InputMistake

MOST_DAYS = 100  # in one range: longer is a slip of the pen
MOST_PARTS = 100
EVERY_YEAR = "毎年"

BETWEEN = re.compile(r"[、,;\n]+")
TO = re.compile(r"\s*(?:[〜~]|から|\.\.+)\s*")
TO_BY_HYPHEN = re.compile(r"\s*[-‐‑–—−]\s*")
DAY_ALONE = re.compile(r"(\d{1,2})\s*日?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Closing:
    """休み: one day, or a day of every year, which then stands in the leap year."""

    is_yearly: bool
    on: date
    name: str = ""
    half: str = Half.WHOLE

    @property
    def key(self) -> tuple[bool, date]:
        """What there is only once."""
        return self.is_yearly, self.on


@dataclass(frozen=True, slots=True)
class Spell:
    """続く休み: from a day to a day; one of every year may reach over New Year (its last day is then in 2001)."""

    first: date
    last: date
    is_yearly: bool = False
    name: str = ""
    half: str = Half.WHOLE

    def days(self) -> Iterator[date]:
        """Each day; of every year those of the leap year."""
        for passed in range((self.last - self.first).days + 1):
            on = self.first + timedelta(days=passed)
            yield on.replace(year=LEAP_YEAR) if self.is_yearly else on

    def closings(self) -> Iterator[Closing]:
        return (Closing(self.is_yearly, on, self.name, self.half) for on in self.days())

    def in_year(self, year: int) -> bool:
        return self.is_yearly or self.first.year <= year <= self.last.year


def read_spells(text: str, today: date, *, yearly: bool = False) -> list[Spell]:
    """休みの日: one or several days or ranges; without a year the coming ones, after 毎年 those of every year.

    A range may end with a day alone (8/12〜15). `yearly`: all of them are of every year.
    Raises InputMistake as `parse_date` does, `span_backwards` or `span_too_long`.
    """
    parts = [part.strip() for part in BETWEEN.split(normalize("NFKC", text)) if part.strip()]
    if not parts or len(parts) > MOST_PARTS:
        raise InputMistake("not_a_date", {"text": text.strip()[:40]})
    return [_spell(part, today, yearly) for part in parts]


def spells(closings: Iterable[Closing]) -> list[Spell]:
    """続く休みにまとめる: neighbouring days of one name; single ones first, then those of every year."""
    found: list[Spell] = []
    for each in sorted(closings, key=lambda closing: closing.key):
        last = found[-1] if found else None
        if last and last.last + ONE_DAY == each.on and (last.is_yearly, last.name, last.half) == _kind(each):
            found[-1] = replace(last, last=each.on)
        else:
            found.append(Spell(each.on, each.on, *_kind(each)))
    return _over_new_year(found)


def _kind(closing: Closing) -> tuple[bool, str, str]:
    return closing.is_yearly, closing.name, closing.half


def _over_new_year(found: list[Spell]) -> list[Spell]:
    """12月29日〜1月3日 of every year is one, and not two."""
    yearly = [each for each in found if each.is_yearly]
    ends = next((each for each in yearly if each.last == date(LEAP_YEAR, 12, 31)), None)
    begins = next((each for each in yearly if each.first == date(LEAP_YEAR, 1, 1) and each.last.month == 1), None)
    if not ends or not begins or ends is begins or (ends.name, ends.half) != (begins.name, begins.half):
        return found
    whole = replace(ends, last=_next_year(begins.last))
    return [whole if each is ends else each for each in found if each is not begins]


def _spell(part: str, today: date, yearly: bool) -> Spell:
    is_yearly = yearly or part.startswith(EVERY_YEAR)
    begins, *more = _ends(part.removeprefix(EVERY_YEAR).strip())
    ends = more[0] if more else ""
    if more and not ends:
        raise InputMistake("not_a_date", {"text": part[:40]})
    if is_yearly:
        first = _of_every_year(begins)
        last = _of_every_year(_whole_day(ends, first)) if ends else first
        last = last if last >= first else _next_year(last)
    else:
        first = known(parse_date(begins, today))
        last = known(parse_date(_whole_day(ends, first), first)) if ends else first
    if last < first:
        raise InputMistake("span_backwards", {"text": part[:40]})
    if (last - first).days >= MOST_DAYS:
        raise InputMistake("span_too_long", {"text": part[:40], "most": MOST_DAYS})
    return Spell(first, last, is_yearly)


def _ends(part: str) -> list[str]:
    """The two ends of a range, or a day; a hyphen parts it only where days are not written with hyphens."""
    found = TO.split(part, maxsplit=1)
    if len(found) == 1 and re.search(r"[/月]", part):
        found = TO_BY_HYPHEN.split(part, maxsplit=1)
    return [end.removesuffix("まで") for end in found]


def _whole_day(text: str, first: date) -> str:
    """15日 after 8/12 is 8/15 of that year."""
    if found := DAY_ALONE.fullmatch(text):
        return f"{first.year}-{first.month}-{found[1]}"
    return text


def _next_year(on: date) -> date:
    return on.replace(year=on.year + 1, day=28 if (on.month, on.day) == (2, 29) else on.day)


def _of_every_year(text: str) -> date:
    """A year that was written all the same is left out."""
    try:
        return date(LEAP_YEAR, *parse_month_day(text))
    except InputMistake as mistake:
        if mistake.code != "not_a_month_day":
            raise
        return parse_date(text).replace(year=LEAP_YEAR)
