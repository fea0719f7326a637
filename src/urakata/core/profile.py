"""会社のこと: the profile that decides which duties apply; None means あとで and switches nothing off."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from urakata.core.calendar_days import LAST_OF_MONTH, MonthDay
from urakata.core.recurrence import CompanyDays

ClosedDay = date | MonthDay  # one day, or that day of every year


class Kind(StrEnum):
    CORPORATION = "corporation"
    SOLE = "sole"
    PERSONAL = "personal"


class PaydayMonth(StrEnum):
    SAME = "same"
    NEXT = "next"


class Rhythm(StrEnum):
    MONTHLY = "monthly"
    HALF_YEAR = "half_year"


class ConsumptionTax(StrEnum):
    EXEMPT = "exempt"
    SIMPLE = "simple"
    STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Bank:
    """銀行の締め: how many business days before, and until when, transfers are to be sent."""

    days_before: int | None = None
    until: str | None = None  # 17:00


@dataclass(frozen=True, slots=True)
class Profile:
    """会社のこと: the keys of `company.yaml` (design §5); amounts are yen, counts are people."""

    name: str | None = None
    kind: Kind | None = None
    prefecture: str | None = None
    industries: tuple[str, ...] | None = None
    employees: int | None = None
    foreign_workers: bool | int | None = None
    fiscal_year_end: MonthDay | None = None
    closing_day: int | None = None  # of the month; LAST_OF_MONTH for 末日
    payday: int | None = None
    payday_month: PaydayMonth | None = None
    bonuses: tuple[MonthDay, ...] | None = None
    withholding_tax: Rhythm | None = None
    resident_tax: Rhythm | None = None
    labour_insurance_instalments: bool | int | None = None
    corporate_tax_extension_months: int | None = None
    corporate_tax_last_year: int | None = None
    consumption_tax: ConsumptionTax | None = None
    consumption_tax_last_year: int | None = None
    invoice_registered: bool | None = None
    closed_days: tuple[ClosedDay, ...] | None = None
    bank: Bank | None = None

    def company_days(self) -> CompanyDays:
        """会社の日: what cadences hang on."""
        return CompanyDays(
            fiscal_year_end=self.fiscal_year_end,
            closing_day=self.closing_day,
            payday=self.payday,
            payday_month=self.payday_month or PaydayMonth.SAME,
            bonuses=self.bonuses or (),
        )

    def to_plain(self) -> dict[str, Any]:
        """The keys that are known, in their order and spelling of `company.yaml`; what is あとで is left out."""
        return {key: _plain(key, value) for key, value in asdict(self).items() if value is not None}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Profile":
        """The profile from what `to_plain` gave; checked when it was read, so a wrong value is a bug."""
        return cls(**{field.name: _value(field.name, plain.get(field.name)) for field in fields(cls)})


KEYS = tuple(field.name for field in fields(Profile))
CHOICES: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "payday_month": PaydayMonth,
    "withholding_tax": Rhythm,
    "resident_tax": Rhythm,
    "consumption_tax": ConsumptionTax,
}
MONTH_DAYS = frozenset({"closing_day", "payday"})  # n | last


def written(day: ClosedDay) -> str:
    """2026-08-13, or 08-13 for that day of every year."""
    return day.isoformat() if isinstance(day, date) else f"{day[0]:02}-{day[1]:02}"


def unwritten(text: str) -> ClosedDay:
    """The opposite of `written`; ValueError where it is none."""
    if len(text) != len("08-13"):
        return date.fromisoformat(text)
    day = date.fromisoformat(f"2000-{text}")  # a leap year: 02-29 is a day
    return day.month, day.day


def _plain(key: str, value: Any) -> Any:
    if key in MONTH_DAYS:
        return "last" if value == LAST_OF_MONTH else value
    if key == "fiscal_year_end":
        return written(value)
    if key in {"bonuses", "closed_days"}:
        return [written(day) for day in value]
    if key == "bank":
        return {name: part for name, part in value.items() if part is not None}
    return str(value) if key in CHOICES else list(value) if key == "industries" else value


def _value(key: str, plain: Any) -> Any:
    if plain is None:
        return None
    if key in MONTH_DAYS:
        return LAST_OF_MONTH if plain == "last" else int(plain)
    if key == "fiscal_year_end":
        return unwritten(plain)
    if key in {"bonuses", "closed_days"}:
        return tuple(unwritten(day) for day in plain)
    if key == "bank":
        return Bank(**plain)
    return CHOICES[key](plain) if key in CHOICES else tuple(plain) if key == "industries" else plain
