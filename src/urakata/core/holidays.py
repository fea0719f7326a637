"""祝日: the public holidays of Japan, from the official list where it reaches, else by the Holiday Act.

Source: 国民の祝日に関する法律 (昭和23年法律178号) with its amendments and the acts that made single days holidays.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from types import MappingProxyType

FIRST_YEAR, LAST_YEAR = 1948, 2150
SUBSTITUTES_BEGAN = date(1973, 4, 12)  # 3条2項
BRIDGES_BEGAN = 1986  # 3条3項, in force from 1985-12-27
OTHER_HOLIDAY = "休日"

ONE_DAY = timedelta(days=1)
SUNDAY = 6

DayOfYear = Callable[[int], date]


def _fixed(month: int, day: int, year: int) -> date:
    return date(year, month, day)


def _monday(month: int, nth: int, year: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7 + 7 * (nth - 1))


def _equinox(month: int, offsets: tuple[float, float, float], year: int) -> date:
    """春分・秋分: the approximation of 海上保安庁水路部, good for 1900–2150; the 官報 of the year before decides."""
    offset = offsets[(year >= 1980) + (year >= 2100)]
    return date(year, month, int(offset + 0.242194 * (year - 1980) - (year - 1980) // 4))


def _on(month: int, day: int) -> DayOfYear:
    return partial(_fixed, month, day)


def _happy_monday(month: int, nth: int) -> DayOfYear:
    return partial(_monday, month, nth)


vernal = partial(_equinox, 3, (20.8357, 20.8431, 21.8510))
autumnal = partial(_equinox, 9, (23.2588, 23.2488, 24.2488))

# name, first year, last year, day: one line for every wording the Act and its exceptions have had
BY_LAW: tuple[tuple[str, int, int, DayOfYear], ...] = (
    ("元日", 1949, LAST_YEAR, _on(1, 1)),
    ("成人の日", 1949, 1999, _on(1, 15)),
    ("成人の日", 2000, LAST_YEAR, _happy_monday(1, 2)),
    ("建国記念の日", 1967, LAST_YEAR, _on(2, 11)),
    ("天皇誕生日", 1949, 1988, _on(4, 29)),
    ("天皇誕生日", 1989, 2018, _on(12, 23)),
    ("天皇誕生日", 2020, LAST_YEAR, _on(2, 23)),
    ("春分の日", 1949, LAST_YEAR, vernal),
    ("みどりの日", 1989, 2006, _on(4, 29)),
    ("昭和の日", 2007, LAST_YEAR, _on(4, 29)),
    ("憲法記念日", 1949, LAST_YEAR, _on(5, 3)),
    ("みどりの日", 2007, LAST_YEAR, _on(5, 4)),
    ("こどもの日", 1949, LAST_YEAR, _on(5, 5)),
    ("海の日", 1996, 2002, _on(7, 20)),
    ("海の日", 2003, 2019, _happy_monday(7, 3)),
    ("海の日", 2020, 2020, _on(7, 23)),  # moved for the Olympic Games: 平成三十二年東京オリンピック特措法
    ("海の日", 2021, 2021, _on(7, 22)),
    ("海の日", 2022, LAST_YEAR, _happy_monday(7, 3)),
    ("山の日", 2016, 2019, _on(8, 11)),
    ("山の日", 2020, 2020, _on(8, 10)),
    ("山の日", 2021, 2021, _on(8, 8)),
    ("山の日", 2022, LAST_YEAR, _on(8, 11)),
    ("敬老の日", 1966, 2002, _on(9, 15)),
    ("敬老の日", 2003, LAST_YEAR, _happy_monday(9, 3)),
    ("秋分の日", 1948, LAST_YEAR, autumnal),
    ("体育の日", 1966, 1999, _on(10, 10)),
    ("体育の日", 2000, 2018, _happy_monday(10, 2)),
    ("体育の日（スポーツの日）", 2019, 2019, _happy_monday(10, 2)),
    ("スポーツの日", 2020, 2020, _on(7, 24)),
    ("スポーツの日", 2021, 2021, _on(7, 23)),
    ("スポーツの日", 2022, LAST_YEAR, _happy_monday(10, 2)),
    ("文化の日", 1948, LAST_YEAR, _on(11, 3)),
    ("勤労感謝の日", 1948, LAST_YEAR, _on(11, 23)),
    # once only, each by its own act
    ("結婚の儀", 1959, 1959, _on(4, 10)),
    ("大喪の礼", 1989, 1989, _on(2, 24)),
    ("即位礼正殿の儀", 1990, 1990, _on(11, 12)),
    ("結婚の儀", 1993, 1993, _on(6, 9)),
    ("休日（祝日扱い）", 2019, 2019, _on(5, 1)),  # 天皇の即位の日
    ("休日（祝日扱い）", 2019, 2019, _on(10, 22)),  # 即位礼正殿の儀
)


@cache
def by_law(year: int) -> Mapping[date, str]:
    """祝日 of one year as the Act gives them, in order of day; empty outside 1948–2150.

    The names are those of the Cabinet Office's list: substitutes and bridged days are all 「休日」.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return MappingProxyType({})
    named = {day(year): name for name, first, last, day in BY_LAW if first <= year <= last}
    others = dict.fromkeys(_substitutes(named) | _bridges(named, year), OTHER_HOLIDAY)
    return MappingProxyType(dict(sorted({**others, **named}.items())))


def _substitutes(named: Mapping[date, str]) -> set[date]:
    """振替休日: the first ordinary day after a holiday on a Sunday (3条2項).

    Until 2006 it was the Monday or nothing; no year had a second holiday on that Monday, so one rule serves both.
    """
    found = set()
    for holiday in named:
        if holiday.weekday() == SUNDAY and holiday >= SUBSTITUTES_BEGAN:
            day = holiday + ONE_DAY
            while day in named:
                day += ONE_DAY
            found.add(day)
    return found


def _bridges(named: Mapping[date, str], year: int) -> set[date]:
    """国民の休日: an ordinary day between two holidays (3条3項).

    Until 2006 a Sunday did not become one; since then no Sunday has stood between two holidays.
    """
    if year < BRIDGES_BEGAN:
        return set()
    between = {day + ONE_DAY for day in named if day + 2 * ONE_DAY in named} - named.keys()
    return {day for day in between if day.weekday() != SUNDAY}


@dataclass(frozen=True, eq=False)
class Holidays:
    """祝日: the official list {day: name} for the years it covers, the Act for all others.

    A year after the official list is 予測 (provisional): the equinoxes and new acts may still change it.
    """

    official: Mapping[date, str]
    official_until: date = field(init=False)
    """The last day of the official list's last year."""
    _years: Mapping[int, Mapping[date, str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        years: dict[int, dict[date, str]] = {}
        for day, name in sorted(self.official.items()):
            years.setdefault(day.year, {})[day] = name
        object.__setattr__(self, "_years", years)
        object.__setattr__(self, "official_until", date(max(years, default=FIRST_YEAR - 1), 12, 31))

    def of_year(self, year: int) -> Mapping[date, str]:
        """All holidays of one year, in order of day."""
        return self._years.get(year) or by_law(year)

    def name(self, on: date) -> str | None:
        """The holiday's name, or None on an ordinary day."""
        return self.of_year(on.year).get(on)

    def is_holiday(self, on: date) -> bool:
        return self.name(on) is not None

    def is_provisional(self, on: date) -> bool:
        """予測: the day lies after the official list."""
        return on > self.official_until
