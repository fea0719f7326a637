"""会社の日から: the days that a duty asks for by name and the profile knows, such as 事業年度の末日 or 最後の給与日.

Paydays and bonuses fall on the bank day before, where theirs is closed (design §6).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from urakata.core.business_days import Way
from urakata.core.calendar_days import add_days, day_of_month
from urakata.core.due import Calendars
from urakata.core.periods import Unit, period
from urakata.core.profile import Profile
from urakata.core.recurrence import fiscal_year_end as end_of_fiscal_year

BANK = "bank"
ONCE_ABOVE, THRICE_ABOVE, MONTHLY_ABOVE = 480_000, 4_000_000, 48_000_000  # 消費税法42条: national part, last year


@dataclass(frozen=True, slots=True)
class Fact:
    """会社の日のひとつ: the named days of one event, and what it is for."""

    given: Mapping[str, date]
    period: date  # the day that names it
    is_first_of_fiscal_year: bool = False


def fiscal_year_end(year: int, profile: Profile) -> date | None:
    """事業年度の末日 in that year."""
    if profile.fiscal_year_end is None:
        return None
    return end_of_fiscal_year(year, profile.fiscal_year_end)


def fiscal_year_start(year: int, profile: Profile) -> date | None:
    """事業年度の初日 in that year."""
    for end in (fiscal_year_end(each, profile) for each in (year, year - 1)):
        if end and (start := add_days(end, 1)).year == year:
            return start
    return None


def payday(year: int, month: int, profile: Profile, calendar: Calendars) -> date | None:
    """給与日 of a month, moved earlier by the bank calendar."""
    if profile.payday is None:
        return None
    return calendar(BANK).shift(day_of_month(year, month, profile.payday), Way.PREVIOUS)


def paydays(year: int, profile: Profile, calendar: Calendars) -> list[date]:
    """その年の給与日: those that fall into the year once moved."""
    months = [(year, month) for month in range(1, 13)] + [(year + 1, 1)]
    days = [day for each in months if (day := payday(*each, profile, calendar))]
    return [day for day in days if day.year == year]


def bonus_days(year: int, profile: Profile, calendar: Calendars) -> list[date]:
    """賞与の支給日, moved earlier by the bank calendar."""
    days = [day_of_month(year, *bonus) for bonus in profile.bonuses or ()]
    return [calendar(BANK).shift(day, Way.PREVIOUS) for day in days]


def facts(event: str, years: range, profile: Profile, calendar: Calendars) -> Iterator[Fact] | None:
    """会社の日が起こすこと: the facts of an event in those years; None where the profile does not bring it about."""
    match event:
        case "fiscal_year_end" | "tax_period_end":
            return _of_year_end(years, profile)
        case "fiscal_year_start" | "tax_period_start":
            return _of_year_start(years, profile)
        case "interim_period_end":
            return _interim(years, profile, _interim_months(profile.consumption_tax_last_year))
        case "interim_month_end":
            return _interim(years, profile, tuple(range(1, 12)))
        case "bonus_payment":
            return _of_bonuses(years, profile, calendar)
        case _:
            return None


def derived(name: str, given: Mapping[str, date], profile: Profile, calendar: Calendars) -> date | None:
    """その名の日: from the profile and the days given, None where they do not tell."""
    year = given["year"].year if "year" in given else None
    match name:
        case "first_fiscal_year_end" if start := given.get("registration_date"):
            ends = (fiscal_year_end(each, profile) for each in (start.year, start.year + 1))
            return next((end for end in ends if end and end >= start), None)
        case "payday" if (month := given.get("payment_month")) and profile.payday is not None:
            return day_of_month(month.year, month.month, profile.payday)
    if year is None:
        return None
    match name:
        case "first_payday_of_year" | "last_payday_of_year":
            days = paydays(year, profile, calendar)
            return days[0 if name.startswith("first") else -1] if days else None
        case "fiscal_year_end" | "record_date":
            return fiscal_year_end(year, profile)
        case "fiscal_year_start" | "tax_period_start" | "next_tax_period_start":
            return fiscal_year_start(year, profile)
        case "six_month_point":
            start = fiscal_year_start(year, profile)
            return _six_months_on(start) if start else None
        case _:
            return None


def is_first_period(on: date, profile: Profile) -> bool:
    """課税期間の最初の1か月: whether that month end is the first of a fiscal year."""
    return fiscal_year_start(on.year, profile) == on.replace(day=1)


def unknown_keys(event: str, profile: Profile) -> tuple[str, ...]:
    """会社のことの、足りない項目 for the days of an event."""
    keys = {
        "fiscal_year_end": ("fiscal_year_end",),
        "tax_period_end": ("fiscal_year_end",),
        "fiscal_year_start": ("fiscal_year_end",),
        "tax_period_start": ("fiscal_year_end",),
        "interim_period_end": ("fiscal_year_end", "consumption_tax_last_year"),
        "interim_month_end": ("fiscal_year_end",),
        "extended_fiscal_year_end": ("fiscal_year_end", "corporate_tax_extension_months"),
        "bonus_payment": ("bonuses",),
        "payday": ("payday",),
        "first_payday_of_year": ("payday",),
        "last_payday_of_year": ("payday",),
    }
    return tuple(key for key in keys.get(event, ()) if getattr(profile, key) is None)


def _of_year_end(years: range, profile: Profile) -> Iterator[Fact]:
    for year in years:
        if end := fiscal_year_end(year, profile):
            days = {"fiscal_year_end": end, "record_date": end}
            extended = {"extended_fiscal_year_end": end} if profile.corporate_tax_extension_months else {}
            yield Fact(days | extended, end)


def _of_year_start(years: range, profile: Profile) -> Iterator[Fact]:
    for year in years:
        if start := fiscal_year_start(year, profile):
            named = dict.fromkeys(("fiscal_year_start", "tax_period_start", "next_tax_period_start"), start)
            yield Fact(named | {"six_month_point": _six_months_on(start)}, start)


def _six_months_on(start: date) -> date:
    """開始の日以後6か月を経過した日: the day after six months have passed (法人税法71条)."""
    return add_days(period(start, 6, Unit.MONTHS, inclusive=True).last, 1)


def _interim_months(tax: int | None) -> tuple[int, ...]:
    """中間申告: after how many months of the fiscal year; once above 48万円, three times above 400万円."""
    if tax is None or not ONCE_ABOVE < tax <= MONTHLY_ABOVE:
        return ()
    return (3, 6, 9) if tax > THRICE_ABOVE else (6,)


def _interim(years: range, profile: Profile, after: tuple[int, ...]) -> Iterator[Fact]:
    for year in years:
        if start := fiscal_year_start(year, profile):
            for months in after:
                end = period(start, months, Unit.MONTHS, inclusive=True).last
                yield Fact({"period_end": end}, end, is_first_of_fiscal_year=months == 1)


def _of_bonuses(years: range, profile: Profile, calendar: Calendars) -> Iterator[Fact]:
    for year in years:
        for day in bonus_days(year, profile, calendar):
            yield Fact({"payment_date": day}, day)
